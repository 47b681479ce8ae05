// What a list keeps of one order and of its packages: sums over its tracks, so that events in any order of arrival end equal, and
// when things happened. Times in UTC microseconds. Plain values.
#pragma once

#include "domain/moment.h"
#include "domain/order/status.h"

#include <algorithm>
#include <limits>
#include <string>

namespace twinlane::projection {

struct OrderRow {
  static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

  std::int64_t number = 0;
  std::string id, customer, currency;  // customer and currency empty until OrderPlaced tells, the customer of a guest for good
  base::Amount goods, charges, gross, paid, refunded, returned;
  std::int64_t lines = 0;
  domain::TrackSums sums;
  domain::Moment holdAt;
  bool paymentKnown = false;
  bool isLive = false;  // something other than an import said something of it
  bool isPlacedKnown = false;  // some source said when lines were ordered; else placedAt() is when an import brought them
  std::int64_t linesAt = never, firstAt = never, changedAt = 0, version = 0;
  std::int64_t promisedAt = never, shippedAt = 0;  // shippedAt: the latest shipment whose time is known
  // Of packages that were handed over though nothing says that they left: how many nothing was said of what is in them, and the units
  // that were packed into the others.
  std::int64_t arrived = 0;
  base::Quantity arrivedUnits;
  bool operator==(const OrderRow&) const = default;

  base::Amount total() const { return goods + charges; }
  domain::OrderStatus status() const { return domain::status(sums); }
  domain::PaymentStatus payment() const { return domain::payment({paymentKnown, paid, refunded, total(), returned}); }
  std::int64_t placedAt() const { return linesAt != never ? linesAt : firstAt; }
  // Of the customer's credit, as domain::owed() of the order's state.
  base::Amount owed() const { return !paymentKnown || sums.cancelled || customer.empty() ? base::Amount{} : total() - returned - paid + refunded; }
  bool isWhollyShipped() const { return sums.ordered.thousandths > 0 && sums.shipped >= sums.ordered; }
  bool isShippedLate() const { return isWhollyShipped() && shippedAt > promisedAt; }
  void hold(bool held, domain::Moment at) {
    if (at < holdAt) return;
    sums.held = held;
    holdAt = at;
  }
};

struct PackageRow {
  std::int64_t packed = 0, shipped = 0;  // units
  bool isShipped = false, isDelivered = false, hasFailed = false;
  bool operator==(const PackageRow&) const = default;
  std::int64_t arrived() const { return isDelivered && !isShipped && packed == 0 ? 1 : 0; }
  base::Quantity arrivedUnits() const { return {isDelivered && !isShipped ? packed : 0}; }

  domain::TrackSums sums() const {
    domain::TrackSums sums;
    sums.boxed = {isShipped ? 0 : packed};
    sums.shipped = {shipped};
    sums.delivered = {isDelivered ? shipped : 0};
    sums.failed = {hasFailed && !isDelivered ? shipped : 0};
    return sums;
  }
};

}  // namespace twinlane::projection
