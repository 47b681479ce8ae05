// The SQL of order questions: what a filter, a sort and a cursor become. Within the room.
#pragma once

#include "query/order_results.h"

#include <variant>
#include "sqlite/statement.h"

namespace twinlane::query {

struct OrderSql {
  std::string where;  // " WHERE ..." or empty
  std::string orderBy;
  std::vector<std::variant<std::int64_t, std::string>> values;

  void bind(sqlite::Statement& statement) const;
};

// BadInput for a cursor that was not made by this sort.
base::Result<OrderSql> orderSql(const OrderFilter& filter, OrderSort sort, bool descending, const std::string& after);
std::string cursorOf(const OrderSummary& order, OrderSort sort);
const char* orderColumns();
OrderSummary orderOf(const sqlite::Statement& row);

}  // namespace twinlane::query
