// One aggregate as its stream has it: the fold, the version it is at, and up to where its state is kept with the events.
// Plain value.
#pragma once

#include "base/bytes.h"
#include "domain/customer/state.h"
#include "domain/order/state.h"
#include "domain/product/state.h"
#include "domain/rejection.h"

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

// The guard that a command which says the same would meet; the state is as it was after it.
std::optional<domain::RejectionReason> guardBreak(Aggregate& aggregate, const domain::Event& event);

// When a decided event happens, where that is not when it is recorded: what is said anew counts after all that is known, since
// it was decided on that, though somebody set the clock back meanwhile. What only adds up keeps the clock's time.
std::optional<base::Timestamp> occurredAt(const Aggregate& known, const domain::Event& event, base::Timestamp recordedAt);

// Its state as bytes when it has changed so often since it was last kept that it should be kept again; else nothing.
// An order of a usual length is never kept: its few events are read as quickly.
std::optional<base::Bytes> stateToKeep(Aggregate& aggregate);

}  // namespace twinlane::command
