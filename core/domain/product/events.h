// Events of a product; see events.h. Plain values.
#pragma once

#include "domain/product/commands.h"

namespace twinlane::domain {

struct ProductListed {
  static constexpr const char* name = "ProductListed";
  static constexpr int type = 7;
  static constexpr int schemaVersion = 1;
  std::string productName;
  Amount price;
  Currency currency;
  bool operator==(const ProductListed&) const = default;
};

struct PriceChanged {
  static constexpr const char* name = "PriceChanged";
  static constexpr int type = 23;
  static constexpr int schemaVersion = 1;
  Amount price;
  Currency currency;
  bool operator==(const PriceChanged&) const = default;
};

struct StockReceived {
  static constexpr const char* name = "StockReceived";
  static constexpr int type = 8;
  static constexpr int schemaVersion = 1;
  Quantity quantity;
  bool operator==(const StockReceived&) const = default;
};

// What was added to the stock on hand after a count; below zero for what is missing.
struct StockAdjusted {
  static constexpr const char* name = "StockAdjusted";
  static constexpr int type = 24;
  static constexpr int schemaVersion = 1;
  Quantity quantity;
  std::string reason;
  bool operator==(const StockAdjusted&) const = default;
};

template <class V>
void describe(V& v, ProductListed& e) {
  v.field("name", e.productName, {});
  v.field("price", e.price, {});
  v.field("currency", e.currency, {});
}

template <class V>
void describe(V& v, PriceChanged& e) {
  v.field("price", e.price, {});
  v.field("currency", e.currency, {});
}

template <class V>
void describe(V& v, StockReceived& e) {
  v.field("quantity", e.quantity, {});
}

template <class V>
void describe(V& v, StockAdjusted& e) {
  v.field("quantity", e.quantity, {});
  v.field("reason", e.reason, personalText);
}

}  // namespace twinlane::domain
