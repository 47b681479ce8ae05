// One aggregate as its stream has it: the fold and the version it is at. Plain value.
#pragma once

#include "domain/customer_state.h"
#include "domain/order_state.h"
#include "domain/product_state.h"

#include <variant>

namespace twinlane::command {

struct Aggregate {
  std::int64_t version = 0;
  std::variant<domain::OrderState, domain::ProductState, domain::CustomerState> state;
};

Aggregate emptyAggregate(domain::Category category);

// Applies the stream's next event to the state of its category.
void evolve(Aggregate& aggregate, const domain::Event& event, base::Timestamp when);

}  // namespace twinlane::command
