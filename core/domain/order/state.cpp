#include "domain/order/state.h"

namespace twinlane::domain {

Amount OrderState::goods() const {
  Amount sum;
  for (const OrderLineState& line : lines) sum += line.now.net;
  return sum;
}

Amount OrderState::chargesTotal() const {
  Amount sum;
  for (const Charge& charge : charges) sum += charge.amount;
  return sum;
}

Amount OrderState::returned() const {
  Amount sum;
  for (const OrderLineState& line : lines) sum += line.returnedNet;
  return sum;
}

Amount OrderState::due() const { return cancelled ? refunded - paid : total() - returned() - paid + refunded; }

Quantity OrderState::units() const {
  Quantity sum;
  for (const OrderLineState& line : lines) sum += line.now.quantity;
  return sum;
}

int OrderState::placedLines() const {
  return static_cast<int>(std::count_if(lines.begin(), lines.end(), [](const OrderLineState& line) { return line.placed; }));
}

Quantity OrderState::cancelledOf(const OrderLineState& line) const {
  return cancelled ? std::max(line.now.quantity - line.shipped, Quantity{}) : Quantity{};
}

const OrderLineState* OrderState::line(int number) const {
  const auto found = std::lower_bound(lines.begin(), lines.end(), number, [](const OrderLineState& line, int wanted) { return line.now.line < wanted; });
  return found != lines.end() && found->now.line == number ? &*found : nullptr;
}

const PackageState* OrderState::package(const std::string& id) const {
  const auto found = std::lower_bound(packages.begin(), packages.end(), id, [](const PackageState& package, const std::string& wanted) { return package.package < wanted; });
  return found != packages.end() && found->package == id ? &*found : nullptr;
}

TrackSums trackSums(const OrderState& state) {
  TrackSums sums;
  sums.confirmed = state.confirmed;
  sums.held = state.held();
  sums.cancelled = state.cancelled;
  for (const OrderLineState& line : state.lines) {
    sums.ordered += line.now.quantity;
    sums.picked += line.picked;
    sums.boxed += line.boxed;
    sums.shipped += line.shipped;
    sums.delivered += line.delivered;
    sums.returned += line.returned;
  }
  for (const PackageState& package : state.packages)
    if (package.hasFailed())
      for (const LineQuantity& part : package.shipped) sums.failed += part.quantity;
  return sums;
}

Amount owed(const OrderState& state) {
  if (!state.paymentKnown || state.cancelled || !state.header.value.customer) return {};
  return state.due();
}

}  // namespace twinlane::domain
