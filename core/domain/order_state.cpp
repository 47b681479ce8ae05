#include "domain/order_state.h"

#include <algorithm>

namespace twinlane::domain {
namespace {

void addLines(OrderState& state, const std::vector<OrderLine>& lines, const std::vector<Charge>& charges) {
  for (const OrderLine& line : lines) state.lines.push_back({line, {}, {}, {}});
  state.charges.insert(state.charges.end(), charges.begin(), charges.end());
}

struct Evolve {
  OrderState& state;
  base::Timestamp when;

  void operator()(const OrderPlaced& e) const {
    // An order's time is its earliest fact; the placing event may come after a later line.
    state.placedAt = state.exists ? std::min(state.placedAt, when) : when;
    state.exists = true;
    state.customer = e.customer;
    state.currency = e.currency;
    state.country = e.country;
    state.shipTo = e.shipTo;
    state.note = e.note;
    state.paymentKnown = e.paymentKnown;
    addLines(state, e.lines, e.charges);
  }
  void operator()(const OrderLinesAdded& e) const {
    state.placedAt = state.exists ? std::min(state.placedAt, when) : when;
    state.exists = true;
    addLines(state, e.lines, e.charges);
  }
  void operator()(const PaymentRecorded& e) const {
    state.paymentKnown = true;
    state.paid += e.amount;
  }
  void operator()(const PackageShipped& e) const {
    state.packages.push_back({e.package, e.carrier, e.lines, false});
    for (const LineQuantity& part : e.lines)
      if (OrderLineState* line = state.line(part.line)) line->shipped += part.quantity;
  }
  void operator()(const PackageDelivered& e) const {
    for (PackageState& package : state.packages) {
      if (package.package != e.package || package.delivered) continue;
      package.delivered = true;
      for (const LineQuantity& part : package.lines)
        if (OrderLineState* line = state.line(part.line)) line->delivered += part.quantity;
    }
  }
  void operator()(const OrderCancelled&) const {
    state.cancelled = true;
    for (OrderLineState& line : state.lines) line.cancelled += line.open();
  }
  void operator()(const ProductListed&) const {}
  void operator()(const StockReceived&) const {}
  void operator()(const CustomerRegistered&) const {}
  void operator()(const ProfileUpdated&) const {}
  void operator()(const ReturnReceived&) const {}
};

}  // namespace

Amount OrderState::goods() const {
  Amount sum;
  for (const OrderLineState& line : lines) sum += line.placed.net;
  return sum;
}

Amount OrderState::chargesTotal() const {
  Amount sum;
  for (const Charge& charge : charges) sum += charge.amount;
  return sum;
}

Quantity OrderState::units() const {
  Quantity sum;
  for (const OrderLineState& line : lines) sum += line.placed.quantity;
  return sum;
}

Quantity OrderState::shippedUnits() const {
  Quantity sum;
  for (const OrderLineState& line : lines) sum += line.shipped;
  return sum;
}

OrderLineState* OrderState::line(int number) {
  for (OrderLineState& line : lines)
    if (line.placed.line == number) return &line;
  return nullptr;
}

const PackageState* OrderState::package(const std::string& id) const {
  for (const PackageState& package : packages)
    if (package.package == id) return &package;
  return nullptr;
}

void evolve(OrderState& state, const Event& event, base::Timestamp when) {
  std::visit(Evolve{state, when}, event);
  state.changedAt = std::max(state.changedAt, when);
}

TrackSums trackSums(const OrderState& state) {
  TrackSums sums;
  sums.orderCancelled = state.cancelled;
  for (const OrderLineState& line : state.lines) {
    sums.ordered += line.placed.quantity;
    sums.shipped += line.shipped;
    sums.delivered += line.delivered;
    sums.cancelled += line.cancelled;
  }
  return sums;
}

OrderStatus status(const TrackSums& sums) {
  const Quantity kept = sums.ordered - sums.cancelled;
  if (sums.shipped.thousandths == 0) return sums.orderCancelled ? OrderStatus::Cancelled : OrderStatus::Placed;
  if (sums.delivered >= kept) return OrderStatus::Delivered;
  if (sums.delivered.thousandths > 0) return OrderStatus::PartDelivered;
  return sums.shipped >= kept ? OrderStatus::Shipped : OrderStatus::PartShipped;
}

PaymentStatus payment(bool known, Amount paid, Amount total) {
  if (!known) return PaymentStatus::Unknown;
  if (paid.tenThousandths == 0 && total.tenThousandths > 0) return PaymentStatus::Unpaid;
  if (paid < total) return PaymentStatus::PartPaid;
  return paid == total ? PaymentStatus::Paid : PaymentStatus::Overpaid;
}

}  // namespace twinlane::domain
