// Goes through the orders that are by columns, the newest first, and keeps those that come first in the order asked for. In steps of
// a block, each of which is put in order, and then of some thousand orders of all blocks. The columns must not change meanwhile.
#pragma once

#include "query/order_cursor.h"
#include "query/vectors/order_predicate.h"

#include <limits>

namespace twinlane::query {

struct OrderScan {
  std::vector<std::int64_t> numbers;  // in the order asked for
  std::int64_t matches = 0;           // of those looked through, before the cursor as well
  std::int64_t looked = 0;
  bool isCut = false;  // there was no time to put all of them in order: `numbers` are the first
};

struct ScanOrder {
  const OrderSorting& sort;
  std::optional<OrderCursor> after = {};  // nothing up to it
  std::size_t most = 0;
  std::int64_t mostMatches = std::numeric_limits<std::int64_t>::max();  // with more of them no further block is looked at
};

// Until when blocks are looked through, and orders put in their order.
struct Patience {
  GoesOn looks, arranges;
};

// Asked before each block but the first four, and once as many orders are in their order as these have.
base::Result<OrderScan> scan(const OrderColumns& columns, OrderPredicate& predicate, const ScanOrder& order, const Patience& patience);

inline constexpr int blocksAtLeast = 4;
// Of the last block there may be one.
inline constexpr std::int64_t ordersAtLeast = (blocksAtLeast - 1) * static_cast<std::int64_t>(OrderBlock::orders);

}  // namespace twinlane::query
