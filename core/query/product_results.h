// Questions about products and their answers. Plain values; every answer carries its freshness.
#pragma once

#include "query/revenue_results.h"

namespace twinlane::query {

struct ProductSums {
  base::Currency currency;
  base::Amount gross, returned, cancelled;  // returned and cancelled are zero or below
  base::Amount net() const { return gross + returned + cancelled; }
};

struct ProductSummary {
  std::string product;
  std::string name;  // as listed, else as the latest line calls it, else the id
  std::int64_t orders = 0;
  base::Quantity units;
  std::vector<ProductSums> revenue;  // by currency
  // Nothing for one of which no stock was ever received or counted; `reserved` is held for lines of open orders.
  struct Stock {
    base::Quantity onHand, reserved;
    base::Quantity available() const { return onHand - reserved; }
  };
  std::optional<Stock> stock = {};
};

enum class ProductSort { Revenue, Units };

struct ProductQuery {
  ProductSort by = ProductSort::Revenue;
  base::Currency currency = {};  // whose gross ranks; empty: that of most orders
  int limit = 50;
  std::string after = {};  // cursor of the page before
};

struct ProductPage {
  std::vector<ProductSummary> products;  // largest first
  base::Currency currency;               // that ranked
  std::optional<std::string> next;
  Freshness freshness;
};

struct ProductDocument {
  ProductSummary summary;
  Freshness freshness;
};

}  // namespace twinlane::query
