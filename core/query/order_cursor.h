// Where a page of orders ends: the values its last order is sorted by and its number, as "t-12500.p1322.77" of total and placed.
// A place in the order of all orders, not a row: it holds whatever comes, goes or changes meanwhile. Within the room; pure.
#pragma once

#include "base/result.h"
#include "query/order_results.h"

namespace twinlane::query {

// The column of the list, and the name by which it is asked for.
const char* columnOf(OrderSort sort);

struct OrderCursor {
  std::vector<std::int64_t> values;  // one for each key
  std::int64_t number = 0;
};

std::string cursorOf(const OrderSummary& order, const OrderSorting& sort);
// BadInput for a cursor that was not made by this sort.
base::Result<OrderCursor> cursorFrom(const std::string& text, const OrderSorting& sort);
// Letters as one number that compares as they do.
std::int64_t packed(base::Currency currency);
base::Currency unpacked(std::int64_t number);

}  // namespace twinlane::query
