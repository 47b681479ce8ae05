#include "query/order_sql.h"

#include "query/language/country_names.h"
#include "query/order_bounds.h"
#include "query/order_cursor.h"

namespace twinlane::query {
namespace {

const char* columnOf(OrderField field) {
  switch (field) {
    case OrderField::Status: return "status";
    case OrderField::Payment: return "payment";
    case OrderField::Customer: return "customer";
    case OrderField::Currency: return "currency";
    case OrderField::Country: return "country";
    case OrderField::Total: return "total";
    case OrderField::Lines: return "lines";
    case OrderField::Units: return "units";
    case OrderField::Placed: return "placed_at";
    case OrderField::Changed: return "changed_at";
    case OrderField::Version: return "version";
    case OrderField::Number: break;
  }
  return "number";
}

// A tree of conditions, its values bound in the order of their places.
class ConditionSql {
 public:
  ConditionSql(const OrderFilter& filter, const std::string& zone, const FoldText& fold, OrderSql& sql) : m_filter(filter), m_zone(zone), m_fold(fold), m_sql(sql) {}

  base::Result<std::string> of(const OrderCondition& condition) {
    switch (condition.kind) {
      case OrderCondition::Kind::Text: return ofText(condition);
      case OrderCondition::Kind::Field: return ofField(condition);
      case OrderCondition::Kind::Not:
      case OrderCondition::Kind::All:
      case OrderCondition::Kind::Any: break;
    }
    std::string all;
    for (const OrderCondition& part : condition.parts) {
      auto inner = of(part);
      if (!inner) return inner;
      if (!all.empty()) all += condition.kind == OrderCondition::Kind::Any ? " OR " : " AND ";
      all += *inner;
    }
    return (condition.kind == OrderCondition::Kind::Not ? "NOT (" : "(") + all + ")";
  }

 private:
  std::string ofText(const OrderCondition& condition) {
    const std::string inside = condition.isPrefix ? "folded_begins(" : "folded_holds(";
    m_sql.values.insert(m_sql.values.end(), m_filter.inNames ? 3 : 2, condition.text);
    return "(folded_begins(id, folded(?)) OR " + inside + "customer, folded(?))" + (m_filter.inNames ? " OR " + inside + "customer_name, folded(?))" : std::string()) + ")";
  }

  base::Result<std::string> ofField(const OrderCondition& condition) {
    const std::string column = columnOf(condition.field);
    if (condition.field == OrderField::Customer || condition.field == OrderField::Currency || condition.field == OrderField::Country) {
      m_sql.values.emplace_back(condition.text);
      if (condition.isPrefix) return "folded_begins(" + column + ", folded(?))";
      // An id is itself, and its index serves.
      if (condition.field != OrderField::Country) return column + "=?";
      std::string spellings = "folded(?)";
      for (std::string& other : otherCountrySpellings(m_fold(condition.text))) {
        m_sql.values.emplace_back(std::move(other));
        spellings += ",folded(?)";
      }
      return "folded(country) IN (" + spellings + ")";
    }
    const auto bounds = boundsOf(condition, m_zone);
    if (!bounds) return tl::unexpected(bounds.error());
    const auto bound = [&](const char* sign, std::int64_t value) {
      m_sql.values.emplace_back(value);
      return column + sign + "?";
    };
    if (bounds->from == bounds->to && condition.field != OrderField::Placed) return bound("=", bounds->from);
    std::string text;
    if (bounds->from != OrderBounds::lowest) text += bound(">=", bounds->from) + " AND ";
    text += bound("<=", bounds->to);
    return "(" + text + (condition.field == OrderField::Placed ? " AND placed_known=1)" : ")");
  }

  const OrderFilter& m_filter;
  const std::string& m_zone;
  const FoldText& m_fold;
  OrderSql& m_sql;
};

// What comes behind a cursor: a later key decides where all before it are equal.
std::string behind(const OrderCursor& cursor, const OrderSorting& sort, OrderSql& sql) {
  std::string text, ends;
  for (std::size_t i = 0; i < sort.size(); ++i) {
    const std::string column = columnOf(sort[i].by);
    for (int times = 0; times < 2; ++times) {
      if (sort[i].by == OrderSort::Currency) sql.values.emplace_back(unpacked(cursor.values[i]).toText());
      else sql.values.emplace_back(cursor.values[i]);
    }
    text += "(" + column + (sort[i].descending ? "<" : ">") + "? OR (" + column + "=? AND ";
    ends += "))";
  }
  sql.values.emplace_back(cursor.number);
  return text + "number" + (sort.back().descending ? "<" : ">") + "?" + ends;
}

}  // namespace

void OrderSql::bind(sqlite::Statement& statement) const {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (const auto* number = std::get_if<std::int64_t>(&values[i])) statement.bind(static_cast<int>(i) + 1, *number);
    else statement.bind(static_cast<int>(i) + 1, std::get<std::string>(values[i]));
  }
}

base::Result<OrderSql> orderSql(const OrderFilter& filter, const OrderSorting& sort, const std::string& after, const std::string& zone, const FoldText& fold) {
  OrderSql sql;
  if (!filter.where.holdsForAll()) {
    const auto condition = ConditionSql(filter, zone, fold, sql).of(filter.where);
    if (!condition) return tl::unexpected(condition.error());
    sql.where = " WHERE " + *condition;
  }
  if (!after.empty()) {
    const auto cursor = cursorFrom(after, sort);
    if (!cursor) return tl::unexpected(cursor.error());
    sql.where += sql.where.empty() ? " WHERE " : " AND ";
    if (sort.size() == 1) {
      // So that an index begins there.
      sql.where += std::string("(") + columnOf(sort.front().by) + ", number)" + (sort.front().descending ? "<" : ">") + "(?, ?)";
      if (sort.front().by == OrderSort::Currency) sql.values.emplace_back(unpacked(cursor->values.front()).toText());
      else sql.values.emplace_back(cursor->values.front());
      sql.values.emplace_back(cursor->number);
    } else {
      sql.where += behind(*cursor, sort, sql);
    }
  }
  for (const OrderSortKey& key : sort) sql.orderBy += (sql.orderBy.empty() ? " ORDER BY " : ", ") + std::string(columnOf(key.by)) + (key.descending ? " DESC" : "");
  sql.orderBy += std::string(", number") + (sort.back().descending ? " DESC" : "");
  return sql;
}

const char* orderColumns() { return "number, id, customer, customer_name, status, payment, currency, total, lines, units, placed_at, changed_at, version, placed_known, country"; }

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
  order.country = row.text(14);
  return order;
}

}  // namespace twinlane::query
