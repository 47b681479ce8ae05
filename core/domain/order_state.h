// An order as the fold of its events. Plain value; `evolve` is pure and total: it takes any event in any state, since
// imported facts obey no rule.
#pragma once

#include "base/timestamp.h"
#include "domain/events.h"
#include "domain/types.h"

namespace twinlane::domain {

struct OrderLineState {
  OrderLine placed;
  Quantity shipped, delivered, cancelled;
  Quantity open() const { return placed.quantity - shipped - cancelled; }
  bool operator==(const OrderLineState&) const = default;
};

struct PackageState {
  std::string package, carrier;
  std::vector<LineQuantity> lines;
  bool delivered = false;
  bool operator==(const PackageState&) const = default;
};

struct OrderState {
  bool exists = false;
  std::optional<CustomerId> customer;
  Currency currency;
  std::vector<OrderLineState> lines;
  std::vector<Charge> charges;
  std::string country, shipTo, note;
  bool paymentKnown = false;
  Amount paid;
  std::vector<PackageState> packages;
  bool cancelled = false;
  base::Timestamp placedAt;
  base::Timestamp changedAt;

  bool operator==(const OrderState&) const = default;

  Amount goods() const;
  Amount chargesTotal() const;
  Amount total() const { return goods() + chargesTotal(); }
  Quantity units() const;
  Quantity shippedUnits() const;
  OrderLineState* line(int number);
  const PackageState* package(const std::string& id) const;
};

// `when` is the event's time: of the source where known, else of its recording.
void evolve(OrderState& state, const Event& event, base::Timestamp when);

// What the status is made of; sums over the lines, so that events in any order of arrival end equal.
struct TrackSums {
  Quantity ordered, shipped, delivered, cancelled;
  bool orderCancelled = false;
};

//   nothing shipped, order cancelled                         cancelled
//   all that was not cancelled is delivered                  delivered
//   some is delivered                                        part_delivered
//   all that was not cancelled is shipped                    shipped
//   some is shipped                                          part_shipped
//   else                                                     placed
OrderStatus status(const TrackSums& sums);
// unknown where the source says nothing; else by paid against total.
PaymentStatus payment(bool known, Amount paid, Amount total);

TrackSums trackSums(const OrderState& state);
inline OrderStatus status(const OrderState& state) { return status(trackSums(state)); }
inline PaymentStatus payment(const OrderState& state) { return payment(state.paymentKnown, state.paid, state.total()); }

}  // namespace twinlane::domain
