#include "command/aggregate.h"

#include "base/fault/buggify.h"
#include "domain/format/state_encoding.h"
#include "domain/guard_break.h"
#include "domain/last_word.h"

#include <algorithm>

namespace twinlane::command {
namespace {

constexpr std::int64_t eventsPerState = 16;

// The latest time that a fact of it has.
base::Timestamp latestOf(const Aggregate& aggregate) {
  if (const auto* order = std::get_if<domain::OrderState>(&aggregate.state)) return order->changedAt;
  if (const auto* product = std::get_if<domain::ProductState>(&aggregate.state)) return std::max(product->productName.at.when, product->price.at.when);
  const auto& customer = std::get<domain::CustomerState>(aggregate.state);
  return std::max({customer.customerName.at.when, customer.email.at.when, customer.phone.at.when, customer.address.at.when, customer.creditLimit.at.when, customer.creditCurrency.at.when});
}

}  // namespace

Aggregate emptyAggregate(domain::Category category) {
  switch (category) {
    case domain::Category::Product: return {0, 0, domain::ProductState{}};
    case domain::Category::Customer: return {0, 0, domain::CustomerState{}};
    case domain::Category::Order:
    case domain::Category::Return: break;
  }
  return {0, 0, domain::OrderState{}};
}

void evolve(Aggregate& aggregate, const domain::Event& event, base::Timestamp when) {
  const domain::Moment at{when, ++aggregate.version};
  std::visit([&](auto& state) { domain::evolve(state, event, at); }, aggregate.state);
}

std::optional<domain::RejectionReason> guardBreak(Aggregate& aggregate, const domain::Event& event) {
  domain::DecisionInput before;
  // Lent, since an order of many lines is not copied for each of its facts.
  const auto swapState = [&] {
    if (auto* order = std::get_if<domain::OrderState>(&aggregate.state)) std::swap(*order, before.order);
    else if (auto* product = std::get_if<domain::ProductState>(&aggregate.state)) std::swap(*product, before.product.state);
    else std::swap(std::get<domain::CustomerState>(aggregate.state), before.customer);
  };
  swapState();
  const auto broken = domain::guardBreak(before, event);
  swapState();
  return broken;
}

std::optional<base::Timestamp> occurredAt(const Aggregate& known, const domain::Event& event, base::Timestamp recordedAt) {
  if (known.version == 0 || !domain::isLastWord(event)) return std::nullopt;
  const base::Timestamp latest = latestOf(known);
  return recordedAt < latest ? std::optional(latest) : std::nullopt;
}

std::optional<base::Bytes> stateToKeep(Aggregate& aggregate) {
  if (aggregate.version - aggregate.stateVersion < (TWINLANE_BUGGIFY("a state is kept with each event") ? 1 : eventsPerState)) return std::nullopt;
  aggregate.stateVersion = aggregate.version;
  return std::visit([](const auto& state) { return domain::encodeState(state); }, aggregate.state);
}

}  // namespace twinlane::command
