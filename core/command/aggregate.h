// One aggregate as its stream has it: the fold, the version it is at, and up to where its state is kept with the events.
// Plain value.
#pragma once

#include "base/bytes.h"
#include "domain/customer/state.h"
#include "domain/order/state.h"
#include "domain/product/state.h"

#include <variant>

namespace twinlane::command {

struct Aggregate {
  std::int64_t version = 0;
  std::int64_t stateVersion = 0;
  std::variant<domain::OrderState, domain::ProductState, domain::CustomerState> state;
};

Aggregate emptyAggregate(domain::Category category);

// Applies the stream's next event to the state of its category.
void evolve(Aggregate& aggregate, const domain::Event& event, base::Timestamp when);

// The latest time that a fact of it has; nothing before there is one.
std::optional<base::Timestamp> latestOf(const Aggregate& aggregate);

// Its state as bytes when it has changed so often since it was last kept that it should be kept again; else nothing.
// An order of a usual length is never kept: its few events are read as quickly.
std::optional<base::Bytes> stateToKeep(Aggregate& aggregate);

}  // namespace twinlane::command
