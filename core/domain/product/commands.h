// Commands about a product of the catalogue and its stock; see commands.h. Plain values.
#pragma once

#include "domain/format/command_parts.h"

namespace twinlane::domain {

struct ListProduct {
  static constexpr const char* name = "ListProduct";
  ProductId product;
  std::string productName;
  Amount price;
  Currency currency;
};

// Without a currency the price is in the one the product is listed in.
struct ChangePrice {
  static constexpr const char* name = "ChangePrice";
  ProductId product;
  Amount price;
  std::optional<Currency> currency;
};

struct ReceiveStock {
  static constexpr const char* name = "ReceiveStock";
  ProductId product;
  Quantity quantity;
};

// A difference found by counting: what is to be added to the stock on hand, below zero for what is missing.
struct AdjustStock {
  static constexpr const char* name = "AdjustStock";
  ProductId product;
  Quantity quantity;
  std::string reason;
};

template <class V>
void describe(V& v, ListProduct& c) {
  v.field("product", c.product, requiredId);
  v.field("name", c.productName, FieldRule{.required = true, .min = 1, .max = limits::nameLength});
  v.field("price", c.price, FieldRule{.required = true, .min = 0, .max = limits::maxPrice});
  v.field("currency", c.currency, FieldRule{.required = true});
}

template <class V>
void describe(V& v, ChangePrice& c) {
  v.field("product", c.product, requiredId);
  v.field("price", c.price, FieldRule{.required = true, .min = 0, .max = limits::maxPrice});
  v.field("currency", c.currency, {});
}

template <class V>
void describe(V& v, ReceiveStock& c) {
  v.field("product", c.product, requiredId);
  v.field("quantity", c.quantity, positiveQuantity);
}

template <class V>
void describe(V& v, AdjustStock& c) {
  v.field("product", c.product, requiredId);
  v.field("quantity", c.quantity, FieldRule{.required = true, .min = -limits::maxQuantity, .max = limits::maxQuantity});
  v.field("reason", c.reason, requiredText);
}

}  // namespace twinlane::domain
