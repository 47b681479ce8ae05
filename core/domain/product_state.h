// A product of the catalogue, and a customer, as folds of their events. Plain values; evolve is pure and total.
#pragma once

#include "domain/events.h"

namespace twinlane::domain {

struct ProductState {
  bool listed = false;
  std::string productName;
  Amount price;
  Currency currency;
  bool tracked = false;  // stock counts from the first receipt on
  bool operator==(const ProductState&) const = default;
};

struct CustomerState {
  bool registered = false;
  std::string customerName, email, phone, address;
  bool operator==(const CustomerState&) const = default;
};

void evolve(ProductState& state, const Event& event);
void evolve(CustomerState& state, const Event& event);

}  // namespace twinlane::domain
