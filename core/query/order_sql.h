// The SQL of order questions: what a filter, a sort and a cursor become. Within the room.
#pragma once

#include "query/order_results.h"
#include "sqlite/statement.h"

#include <functional>
#include <variant>

namespace twinlane::query {

struct OrderSql {
  std::string where;  // " WHERE ..." or empty
  std::string orderBy;
  std::vector<std::variant<std::int64_t, std::string>> values;

  void bind(sqlite::Statement& statement) const;
};

// What a text becomes before it is compared, as of the connection (sqlite/text_folding.h).
using FoldText = std::function<std::string(std::string_view)>;

// Where it is sorted by one key an index may give the order. Values are bound, never written into the text; texts are folded, so
// the connection must be a guarded one. Days are those of `zone`. BadInput for a cursor that was not made by this sort.
base::Result<OrderSql> orderSql(const OrderFilter& filter, const OrderSorting& sort, const std::string& after, const std::string& zone, const FoldText& fold);
const char* orderColumns();
OrderSummary orderOf(const sqlite::Statement& row);

}  // namespace twinlane::query
