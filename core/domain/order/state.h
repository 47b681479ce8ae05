// An order as the fold of its events. Plain value; `evolve` is pure and total: it takes any event in any state, since
// imported facts obey no rule, and facts in any order of arrival end in the same state. Quantities and money are sums,
// what can only be one thing is what the latest fact says, and the parts are sorted by what names them.
#pragma once

#include "domain/events.h"
#include "domain/moment.h"
#include "domain/order/status.h"

#include <algorithm>

namespace twinlane::domain {

struct OrderLineState {
  OrderLine now;        // quantity and net are sums over placing and amendments; the price terms are the latest
  Moment termsAt;
  bool placed = false;  // false: only later facts name it yet
  // `boxed` lies in packages that are packed and not shipped.
  Quantity picked, boxed, shipped, delivered, returned;
  Amount returnedNet;

  // What is on its way out or gone: picked, packed or shipped, whichever went furthest.
  Quantity begun() const { return std::max(picked, boxed + shipped); }
  Quantity toPick() const { return now.quantity - begun(); }
  Quantity toPack() const { return now.quantity - boxed - shipped; }
  Quantity toReturn() const { return shipped - returned; }
  bool operator==(const OrderLineState&) const = default;
};

struct PackageState {
  std::string package;
  Latest<std::string> carrier;
  std::vector<LineQuantity> packed, shipped;  // by line
  bool isShipped = false, isDelivered = false;
  Latest<std::optional<std::string>> failure;  // why it could not be handed over

  bool hasFailed() const { return failure.value.has_value() && !isDelivered; }
  const std::vector<LineQuantity>& contents() const { return isShipped ? shipped : packed; }
  bool operator==(const PackageState&) const = default;
};

struct OrderHeader {
  std::optional<CustomerId> customer;
  Currency currency;
  std::string note;
  std::optional<base::Timestamp> promisedAt = {};
  bool operator==(const OrderHeader&) const = default;
};

struct OrderAddress {
  std::string shipTo, country;
  bool operator==(const OrderAddress&) const = default;
};

struct OrderState {
  bool exists = false;  // lines were placed or added
  Latest<OrderHeader> header;
  Latest<OrderAddress> address;
  Latest<std::optional<std::string>> hold;  // the reason while it is held
  std::vector<OrderLineState> lines;        // by number
  std::vector<Charge> charges;              // by kind, each once
  std::vector<PackageState> packages;       // by id
  bool paymentKnown = false;
  Amount paid, refunded;
  bool confirmed = false, cancelled = false;
  std::optional<base::Timestamp> linesAt;  // earliest time at which lines were placed or added
  std::optional<base::Timestamp> firstAt;  // earliest time of any fact
  base::Timestamp changedAt;

  bool operator==(const OrderState&) const = default;

  // An order's time is the earliest of its lines; until there are any, that of its first fact.
  base::Timestamp placedAt() const { return linesAt.value_or(firstAt.value_or(base::Timestamp{})); }
  bool held() const { return hold.value.has_value(); }
  Amount goods() const;
  Amount chargesTotal() const;
  Amount total() const { return goods() + chargesTotal(); }
  Amount returned() const;  // value of what came back
  Amount due() const;       // what is still to be paid for it, below zero when too much was
  Quantity units() const;
  int placedLines() const;
  Quantity cancelledOf(const OrderLineState& line) const;
  const OrderLineState* line(int number) const;
  const PackageState* package(const std::string& id) const;
};

void evolve(OrderState& state, const Event& event, Moment at);

TrackSums trackSums(const OrderState& state);
inline OrderStatus status(const OrderState& state) { return status(trackSums(state)); }
inline PaymentStatus payment(const OrderState& state) {
  return payment({state.paymentKnown, state.paid, state.refunded, state.total(), state.returned()});
}

// What the customer still has to pay for it, below zero when too much was paid: the order's part of the customer's credit.
// Nothing for cancelled orders, for guests, and where the source says nothing about payment.
Amount owed(const OrderState& state);

}  // namespace twinlane::domain
