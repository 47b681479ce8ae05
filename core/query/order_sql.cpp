#include "query/order_sql.h"

#include "query/paging.h"

namespace twinlane::query {
namespace {

const char* columnOf(OrderSort sort) {
  switch (sort) {
    case OrderSort::PlacedAt: return "placed_at";
    case OrderSort::Number: return "number";
    case OrderSort::Total: return "total";
    case OrderSort::ChangedAt: return "changed_at";
  }
  return "number";
}

char letterOf(OrderSort sort) { return columnOf(sort)[0]; }

// LIKE pattern in which the text stands for itself.
std::string escaped(const std::string& text) {
  std::string out;
  for (char c : text) {
    if (c == '%' || c == '_' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::optional<std::pair<std::int64_t, std::int64_t>> parseCursor(const std::string& cursor, OrderSort sort) {
  if (cursor.empty() || cursor[0] != letterOf(sort)) return std::nullopt;
  return twoNumbers(std::string_view(cursor).substr(1));
}

}  // namespace

void OrderSql::bind(sqlite::Statement& statement) const {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (const auto* number = std::get_if<std::int64_t>(&values[i])) statement.bind(static_cast<int>(i) + 1, *number);
    else statement.bind(static_cast<int>(i) + 1, std::get<std::string>(values[i]));
  }
}

base::Result<OrderSql> orderSql(const OrderFilter& filter, OrderSort sort, bool descending, const std::string& after) {
  OrderSql sql;
  auto also = [&](const std::string& condition) { sql.where += (sql.where.empty() ? " WHERE " : " AND ") + condition; };
  if (filter.status) {
    also("status=?");
    sql.values.emplace_back(static_cast<std::int64_t>(*filter.status));
  }
  if (filter.payment) {
    also("payment=?");
    sql.values.emplace_back(static_cast<std::int64_t>(*filter.payment));
  }
  if (!filter.customer.empty()) {
    also("customer=?");
    sql.values.emplace_back(filter.customer);
  }
  if (!filter.text.empty()) {
    also(filter.inNames ? "(id LIKE ? ESCAPE '\\' OR customer LIKE ? ESCAPE '\\' OR customer_name LIKE ? ESCAPE '\\')" : "(id LIKE ? ESCAPE '\\' OR customer LIKE ? ESCAPE '\\')");
    sql.values.emplace_back(escaped(filter.text) + "%");
    sql.values.emplace_back("%" + escaped(filter.text) + "%");
    if (filter.inNames) sql.values.emplace_back("%" + escaped(filter.text) + "%");
  }
  if (filter.placedFrom || filter.placedBefore) also("placed_known=1");
  if (filter.placedFrom) {
    also("placed_at>=?");
    sql.values.emplace_back(filter.placedFrom->micros);
  }
  if (filter.placedBefore) {
    also("placed_at<?");
    sql.values.emplace_back(filter.placedBefore->micros);
  }
  if (!after.empty()) {
    const auto cursor = parseCursor(after, sort);
    if (!cursor) return noCursor(after, "in this order");
    also(std::string("(") + columnOf(sort) + ", number)" + (descending ? "<" : ">") + "(?, ?)");
    sql.values.emplace_back(cursor->first);
    sql.values.emplace_back(cursor->second);
  }
  const char* direction = descending ? " DESC" : "";
  sql.orderBy = std::string(" ORDER BY ") + columnOf(sort) + direction + ", number" + direction;
  return sql;
}

std::string cursorOf(const OrderSummary& order, OrderSort sort) {
  std::int64_t value = order.number;
  if (sort == OrderSort::PlacedAt) value = order.placedAt.micros;
  if (sort == OrderSort::Total) value = order.total.tenThousandths;
  if (sort == OrderSort::ChangedAt) value = order.changedAt.micros;
  return letterOf(sort) + std::to_string(value) + "." + std::to_string(order.number);
}

const char* orderColumns() { return "number, id, customer, customer_name, status, payment, currency, total, lines, units, placed_at, changed_at, version, placed_known"; }

OrderSummary orderOf(const sqlite::Statement& row) {
  OrderSummary order;
  order.number = row.integer(0);
  order.order = row.text(1);
  order.customer = row.text(2);
  order.customerName = row.text(3);
  order.status = static_cast<domain::OrderStatus>(row.integer(4));
  order.payment = static_cast<domain::PaymentStatus>(row.integer(5));
  order.currency = base::Currency::fromText(row.text(6)).value_or(base::Currency{});
  order.total = {row.integer(7)};
  order.lines = static_cast<int>(row.integer(8));
  order.units = {row.integer(9)};
  order.placedAt = {row.integer(10)};
  order.changedAt = {row.integer(11)};
  order.version = row.integer(12);
  order.isPlacedKnown = row.integer(13) != 0;
  return order;
}

}  // namespace twinlane::query
