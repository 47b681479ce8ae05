// The status of an order and of its payment, each a pure function of sums over its tracks: payment, picking, packing,
// shipping, delivery and return go side by side, and the order is where the goods of its lines are. Plain values.
#pragma once

#include "base/money.h"
#include "domain/types.h"

namespace twinlane::domain {

// Units of all lines, so that events in any order of arrival end equal. `ordered` is after amendments; `boxed` lies packed
// and unshipped; `failed` is shipped in packages that could not be handed over.
struct TrackSums {
  base::Quantity ordered, picked, boxed, shipped, delivered, failed, returned;
  bool confirmed = false, held = false, cancelled = false;
  bool operator==(const TrackSums&) const = default;
};

// The first row of the table in order_status.cpp that holds.
OrderStatus status(const TrackSums& sums);

struct PaymentSums {
  bool known = false;  // false: the source says nothing about payment
  base::Amount paid, refunded;
  base::Amount worth;     // lines and charges as they are now
  base::Amount returned;  // of that
};
PaymentStatus payment(const PaymentSums& sums);

}  // namespace twinlane::domain
