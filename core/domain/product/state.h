// A product of the catalogue as the fold of its events. Plain value; evolve is pure and total, in any order of arrival.
#pragma once

#include "domain/events.h"
#include "domain/moment.h"

namespace twinlane::domain {

struct ProductPrice {
  Amount amount;
  Currency currency;
  bool operator==(const ProductPrice&) const = default;
};

struct ProductState {
  bool listed = false;
  Latest<std::string> productName;
  Latest<ProductPrice> price;
  bool tracked = false;  // stock counts from the first receipt or count on
  bool operator==(const ProductState&) const = default;
};

void evolve(ProductState& state, const Event& event, Moment at);

}  // namespace twinlane::domain
