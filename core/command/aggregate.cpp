#include "command/aggregate.h"

namespace twinlane::command {

Aggregate emptyAggregate(domain::Category category) {
  switch (category) {
    case domain::Category::Product: return {0, domain::ProductState{}};
    case domain::Category::Customer: return {0, domain::CustomerState{}};
    case domain::Category::Order:
    case domain::Category::Return: break;
  }
  return {0, domain::OrderState{}};
}

void evolve(Aggregate& aggregate, const domain::Event& event, base::Timestamp when) {
  const domain::Moment at{when, ++aggregate.version};
  std::visit([&](auto& state) { domain::evolve(state, event, at); }, aggregate.state);
}

}  // namespace twinlane::command
