// Goes through the orders that are by columns, the newest first, and keeps those that come first in the order asked for. Pure over
// the columns, which must not change meanwhile.
#pragma once

#include "query/order_cursor.h"
#include "query/vectors/order_predicate.h"

#include <functional>

namespace twinlane::query {

struct OrderScan {
  std::vector<std::int64_t> numbers;  // in the order asked for
  std::int64_t matches = 0;           // of those looked through, before the cursor as well
  std::int64_t looked = 0;
};

struct ScanOrder {
  const OrderSorting& sort;
  std::optional<OrderCursor> after = {};  // nothing up to it
  std::size_t most = 0;
};

// `goesOn` is asked before each block but the first four, with the matches so far.
OrderScan scan(const OrderColumns& columns, const OrderPredicate& predicate, const ScanOrder& order, const std::function<bool(std::int64_t)>& goesOn);

inline constexpr int blocksAtLeast = 4;

}  // namespace twinlane::query
