// What decide() sees after some events, and what it says: for the tests of this room.
#pragma once

#include "domain/decide.h"
#include "support/sample_orders.h"

namespace twinlane::tests {

inline domain::DecisionInput after(const std::vector<domain::Event>& events) {
  domain::DecisionInput input;
  std::int64_t version = 0;
  for (const domain::Event& event : events) domain::evolve(input.order, event, {{1'000}, ++version});
  return input;
}

inline domain::OrderPlaced placedOf(const domain::PlaceOrder& command, const domain::DecisionInput& input = {}) {
  const auto decision = domain::decide(command, input);
  return std::get<domain::OrderPlaced>(decision->events.front());
}

// An order A1 of two lines: 4 cups at 2.50, 2 jugs at 10.00.
inline domain::OrderPlaced cupsAndJugs() {
  domain::PlaceOrder order = orderOf("A1", "CUP", 4);
  order.lines.push_back(orderOf("", "JUG", 2, 1000).lines.front());
  return placedOf(order);
}

// Name of the event, or of the rejection with the field it names: "OutOfStock lines[0].quantity".
inline std::string answerOf(const domain::Command& command, const domain::DecisionInput& input) {
  const auto decision = domain::decide(command, input);
  if (decision) return domain::typeName(decision->events.front());
  return domain::name(decision.error().reason) + std::string(" ") + decision.error().fields.front().name;
}

template <class E>
E eventOf(const domain::Command& command, const domain::DecisionInput& input) {
  const auto decision = domain::decide(command, input);
  return std::get<E>(decision.value().events.front());
}

}  // namespace twinlane::tests
