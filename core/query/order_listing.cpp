#include "query/order_listing.h"

#include "sqlite/text_folding.h"

#include <algorithm>

namespace twinlane::query {
namespace {

// Sorting more than that takes longer than who waits for a part of the answer would.
constexpr std::int64_t mostSortedInHaste = 500'000;

bool isOneState(const OrderCondition& where, OrderField field) {
  return where.kind == OrderCondition::Kind::Field && where.field == field && where.comparison == Comparison::Is && where.from == where.to;
}

// Rows of one status, or of one customer, lie side by side in the order in which they were placed.
bool hasAnIndex(const OrderCondition& where) {
  const bool isACustomer = where.kind == OrderCondition::Kind::Field && where.field == OrderField::Customer && !where.isPrefix;
  return isACustomer || isOneState(where, OrderField::Status);
}

// From the counts that the list keeps with its rows; nothing for a filter that they do not know.
base::Status countKept(ViewReader& view, const OrderCondition& where, std::optional<std::int64_t>& count) {
  const bool isStatus = isOneState(where, OrderField::Status), isPayment = isOneState(where, OrderField::Payment);
  if (!where.holdsForAll() && !isStatus && !isPayment) return {};
  auto select = view.statement(where.holdsForAll() ? "SELECT orders FROM totals" : "SELECT orders FROM facets WHERE kind=? AND value=?");
  if (!select) return tl::unexpected(select.error());
  if (!where.holdsForAll()) (*select)->bind(1, isStatus ? 0 : 1).bind(2, where.from);
  count = 0;
  return sqlite::eachRow(**select, [&](const sqlite::Statement& row) { count = row.integer(0); });
}

base::Result<std::int64_t> allOrders(ViewReader& view) {
  std::optional<std::int64_t> orders;
  if (auto counted = countKept(view, {}, orders); !counted) return tl::unexpected(counted.error());
  return *orders;
}

base::Result<OrderScan> scanFor(ViewReader& view, const OrderColumns& columns, const OrderQuery& query, const std::string& zone, const ScanOrder& order, const Patience& patience,
                                std::optional<LookedThrough>& partial) {
  auto predicate = OrderPredicate::of(query.filter, columns, view, zone, query.withinMs > 0);
  if (!predicate) return tl::unexpected(predicate.error());
  auto found = scan(columns, *predicate, order, patience);
  if (!found) return found;
  const auto orders = allOrders(view);
  if (!orders) return tl::unexpected(orders.error());
  if (found->isCut) found->looked = static_cast<std::int64_t>(found->numbers.size());
  if (found->looked < *orders) partial = {found->looked, *orders};
  return found;
}

// Which orders of the list: all, by any index; or those from a number on, by no index but that of the numbers, which would leave out
// too few.
struct SqlReach {
  const char* table = "order_list";
  std::int64_t from = 0;
};

FoldText foldingOf(ViewReader& view) {
  return [&folding = view.connection().folding()](std::string_view text) { return std::string(folding.of(text)); };
}

base::Result<sqlite::Statement*> selected(ViewReader& view, const OrderQuery& query, const std::string& zone, const SqlReach& reach, const std::string& after, const char* columns, std::optional<std::int64_t> limit, OrderSql& sql) {
  OrderFilter filter = query.filter;
  if (reach.from > 0) {
    OrderCondition newest = fieldIs(OrderField::Number, reach.from);
    newest.comparison = Comparison::AtLeast;
    filter.where = allOf({filter.where, newest});
  }
  auto made = orderSql(filter, query.sort, after, zone, foldingOf(view));
  if (!made) return tl::unexpected(made.error());
  sql = std::move(*made);
  if (limit) sql.values.emplace_back(*limit);
  auto select = view.statement(std::string("SELECT ") + columns + " FROM " + reach.table + sql.where + sql.orderBy + (limit ? " LIMIT ?" : ""));
  if (select) sql.bind(**select);
  return select;
}

base::Status countMatches(ViewReader& view, const OrderQuery& query, const std::string& zone, const SqlReach& reach, std::optional<std::int64_t>& matches) {
  if (auto kept = countKept(view, query.filter.where, matches); !kept || matches || !query.after.empty()) return kept;
  const auto sql = orderSql(query.filter, query.sort, {}, zone, foldingOf(view));
  if (!sql) return tl::unexpected(sql.error());
  auto select = view.statement(std::string("SELECT count(*) FROM ") + reach.table + sql->where);
  if (!select) return tl::unexpected(select.error());
  sql->bind(**select);
  std::optional<std::int64_t> count;
  auto counted = sqlite::eachRow(**select, [&](const sqlite::Statement& row) { count = row.integer(0); });
  matches = counted ? count : std::nullopt;
  return !counted && counted.error().code == base::ErrorCode::OverBudget ? base::Status() : counted;
}

base::Status readBySql(ViewReader& view, const OrderQuery& query, const std::string& zone, const SqlReach& reach, OrderPage& page) {
  OrderSql sql;
  const auto select = selected(view, query, zone, reach, query.after, orderColumns(), std::int64_t{query.limit} + 1, sql);
  if (!select) return tl::unexpected(select.error());
  auto read = sqlite::eachRow(**select, [&](const sqlite::Statement& row) { page.orders.push_back(orderOf(row)); });
  if (!read) return read;
  if (static_cast<int>(page.orders.size()) > query.limit) {
    page.orders.pop_back();
    page.next = cursorOf(page.orders.back(), query.sort);
  }
  return {};
}

base::Status readBySql(ViewReader& view, const OrderQuery& query, const std::string& zone, const SqlReach& reach, const GoesOn& goesOn, OrderVector& vector) {
  constexpr std::int64_t ordersBetweenLooks = 4096;
  OrderSql sql;
  const auto select = selected(view, query, zone, reach, {}, "number", {}, sql);
  if (!select) return tl::unexpected(select.error());
  for (;;) {
    const auto row = (*select)->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    const auto done = static_cast<std::int64_t>(vector.numbers.size());
    if (done >= ordersAtLeast && done % ordersBetweenLooks == 0 && !goesOn()) break;
    vector.numbers.push_back((*select)->integer(0));
  }
  (*select)->reset();
  const auto orders = allOrders(view);
  if (!orders) return tl::unexpected(orders.error());
  vector.partial = {static_cast<std::int64_t>(vector.numbers.size()), *orders};
  return {};
}

// Where they begin, and how far that goes.
base::Result<SqlReach> newestOf(ViewReader& view, std::optional<LookedThrough>& partial) {
  SqlReach reach{"order_list NOT INDEXED", 1};
  auto select = view.statement("SELECT min(number), count(*) FROM (SELECT number FROM order_list ORDER BY number DESC LIMIT ?)");
  if (!select) return tl::unexpected(select.error());
  (*select)->bind(1, ordersAtLeast);
  std::int64_t looked = 0;
  auto read = sqlite::eachRow(**select, [&](const sqlite::Statement& row) {
    reach.from = std::max<std::int64_t>(row.integer(0), 1);
    looked = row.integer(1);
  });
  if (!read) return tl::unexpected(read.error());
  const auto orders = allOrders(view);
  if (!orders) return tl::unexpected(orders.error());
  if (looked < *orders) partial = {looked, *orders};
  return reach;
}

}  // namespace

base::Status fitsASort(const OrderSorting& sort) {
  bool isTwice = false;
  for (const OrderSortKey& key : sort) isTwice = isTwice || std::count_if(sort.begin(), sort.end(), [&](const OrderSortKey& other) { return other.by == key.by; }) > 1;
  if (!sort.empty() && sort.size() <= mostSortKeys && !isTwice) return {};
  return base::fail(base::ErrorCode::BadInput, "orders are sorted by one to " + std::to_string(mostSortKeys) + " columns, each of them once", "--sort", "leave out what says little");
}

bool walksAnIndex(const OrderQuery& query, bool columnsAreThere) {
  const OrderCondition& where = query.filter.where;
  const OrderSort by = query.sort.front().by;
  if (query.sort.size() > 1 || (by != OrderSort::PlacedAt && by != OrderSort::Number)) return false;
  if (where.holdsForAll() || (by == OrderSort::PlacedAt && hasAnIndex(where))) return true;
  // The index gives the order, but the rows that the filter leaves out have to be read: that has an end when it has one.
  return query.withinMs == 0 && !columnsAreThere;
}

base::Status countMatches(ViewReader& view, const OrderQuery& query, const std::string& zone, std::optional<std::int64_t>& matches) { return countMatches(view, query, zone, SqlReach{}, matches); }

base::Status readBySql(ViewReader& view, const OrderQuery& query, const std::string& zone, const GoesOn&, OrderPage& page) { return readBySql(view, query, zone, SqlReach{}, page); }
base::Status readBySql(ViewReader& view, const OrderQuery& query, const std::string& zone, const GoesOn& goesOn, OrderVector& vector) { return readBySql(view, query, zone, SqlReach{}, goesOn, vector); }

base::Status readNewestBySql(ViewReader& view, const OrderQuery& query, const std::string& zone, OrderPage& page) {
  const auto newest = newestOf(view, page.partial);
  if (!newest) return tl::unexpected(newest.error());
  auto read = readBySql(view, query, zone, *newest, page);
  if (page.partial) page.next.reset();
  return !read || page.partial ? read : countMatches(view, query, zone, *newest, page.matches);
}

base::Status readNewestBySql(ViewReader& view, const OrderQuery& query, const std::string& zone, OrderVector& vector) {
  const auto newest = newestOf(view, vector.partial);
  if (!newest) return tl::unexpected(newest.error());
  return readBySql(view, query, zone, *newest, [] { return true; }, vector);
}

base::Status fillColumns(ViewReader& view, OrderColumns& columns, const GoesOn& goesOn) {
  int filled = 0;
  for (std::size_t index = columns.blocks(); index-- > 0 && !columns.isWhole();) {
    if (columns.block(index) != nullptr) continue;
    if (++filled > blocksAtLeast && !goesOn()) return {};
    const auto isThere = columns.fill(view, index);
    if (!isThere) return tl::unexpected(isThere.error());
    if (!*isThere) return {};
  }
  return {};
}

base::Status readByColumns(ViewReader& view, const OrderColumns& columns, const OrderQuery& query, const std::string& zone, const Patience& patience, OrderPage& page) {
  ScanOrder order{query.sort, {}, static_cast<std::size_t>(query.limit) + 1};
  if (!query.after.empty()) {
    auto cursor = cursorFrom(query.after, query.sort);
    if (!cursor) return tl::unexpected(cursor.error());
    order.after = std::move(*cursor);
  }
  auto found = scanFor(view, columns, query, zone, order, patience, page.partial);
  if (!found) return tl::unexpected(found.error());
  const bool hasMore = found->numbers.size() == order.most;
  if (hasMore) found->numbers.pop_back();
  auto select = view.statement(std::string("SELECT ") + orderColumns() + " FROM order_list WHERE number=?");
  if (!select) return tl::unexpected(select.error());
  for (const std::int64_t number : found->numbers) {
    (*select)->bind(1, number);
    if (auto read = sqlite::eachRow(**select, [&](const sqlite::Statement& row) { page.orders.push_back(orderOf(row)); }); !read) return read;
  }
  if (page.partial) return {};
  page.matches = found->matches;
  if (hasMore) page.next = cursorOf(page.orders.back(), query.sort);
  return {};
}

base::Status readByColumns(ViewReader& view, const OrderColumns& columns, const OrderQuery& query, const std::string& zone, const Patience& patience, OrderVector& vector) {
  ScanOrder order{query.sort, {}, std::numeric_limits<std::size_t>::max()};
  if (query.withinMs > 0) order.mostMatches = mostSortedInHaste;
  auto found = scanFor(view, columns, query, zone, order, patience, vector.partial);
  if (!found) return tl::unexpected(found.error());
  vector.numbers = std::move(found->numbers);
  return {};
}

}  // namespace twinlane::query
