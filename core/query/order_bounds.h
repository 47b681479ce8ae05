// From which to which value a field must lie for a condition to hold: what SQL and vectors both go by. Within the room; pure.
#pragma once

#include "base/result.h"
#include "query/language/order_condition.h"

#include <limits>

namespace twinlane::query {

// Both ends are within; none holds where `from` lies above `to`.
struct OrderBounds {
  static constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min(), highest = std::numeric_limits<std::int64_t>::max();
  std::int64_t from = lowest, to = highest;

  bool hold(std::int64_t value) const { return from <= value && value <= to; }
};

// Of a field that is a number or a time. Days are those of `zone`; BadInput where there is no such zone.
base::Result<OrderBounds> boundsOf(const OrderCondition& condition, const std::string& zone);

}  // namespace twinlane::query
