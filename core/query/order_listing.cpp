#include "query/order_listing.h"

#include "query/vectors/order_scan.h"

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

base::Result<OrderScan> scanFor(ViewReader& view, const OrderColumns& columns, const OrderQuery& query, const std::string& zone, const ScanOrder& order,
                                const std::function<bool(std::int64_t)>& goesOn, std::optional<LookedThrough>& partial) {
  const auto predicate = OrderPredicate::of(query.filter, columns, view, zone);
  if (!predicate) return tl::unexpected(predicate.error());
  OrderScan found = scan(columns, *predicate, order, goesOn);
  std::optional<std::int64_t> orders;
  if (auto counted = countKept(view, {}, orders); !counted) return tl::unexpected(counted.error());
  if (found.looked < *orders) partial = {found.looked, *orders};
  return found;
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

base::Status readPageByIndex(ViewReader& view, const OrderQuery& query, const std::string& zone, OrderPage& page) {
  auto sql = orderSql(query.filter, query.sort.front(), query.after, zone);
  if (!sql) return tl::unexpected(sql.error());
  sql->values.emplace_back(std::int64_t{query.limit} + 1);
  auto select = view.statement(std::string("SELECT ") + orderColumns() + " FROM order_list" + sql->where + sql->orderBy + " LIMIT ?");
  if (!select) return tl::unexpected(select.error());
  sql->bind(**select);
  auto read = sqlite::eachRow(**select, [&](const sqlite::Statement& row) { page.orders.push_back(orderOf(row)); });
  if (!read) return read;
  if (static_cast<int>(page.orders.size()) > query.limit) {
    page.orders.pop_back();
    page.next = cursorOf(page.orders.back(), query.sort);
  }
  return countKept(view, query.filter.where, page.matches);
}

base::Status readVectorByIndex(ViewReader& view, const OrderQuery& query, const std::string& zone, OrderVector& vector) {
  const auto sql = orderSql(query.filter, query.sort.front(), {}, zone);
  if (!sql) return tl::unexpected(sql.error());
  auto select = view.statement("SELECT number FROM order_list" + sql->where + sql->orderBy);
  if (!select) return tl::unexpected(select.error());
  sql->bind(**select);
  return sqlite::eachRow(**select, [&](const sqlite::Statement& row) { vector.numbers.push_back(row.integer(0)); });
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

base::Status readPageByColumns(ViewReader& view, const OrderColumns& columns, const OrderQuery& query, const std::string& zone, const GoesOn& goesOn, OrderPage& page) {
  ScanOrder order{query.sort, {}, static_cast<std::size_t>(query.limit) + 1};
  if (!query.after.empty()) {
    auto cursor = cursorFrom(query.after, query.sort);
    if (!cursor) return tl::unexpected(cursor.error());
    order.after = std::move(*cursor);
  }
  auto found = scanFor(view, columns, query, zone, order, [&](std::int64_t) { return goesOn(); }, page.partial);
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

base::Status readVectorByColumns(ViewReader& view, const OrderColumns& columns, const OrderQuery& query, const std::string& zone, const GoesOn& goesOn, OrderVector& vector) {
  const std::int64_t mostSorted = query.withinMs > 0 ? mostSortedInHaste : std::numeric_limits<std::int64_t>::max();
  auto found = scanFor(view, columns, query, zone, {query.sort, {}, std::numeric_limits<std::size_t>::max()},
                       [&](std::int64_t matches) { return matches < mostSorted && goesOn(); }, vector.partial);
  if (!found) return tl::unexpected(found.error());
  vector.numbers = std::move(found->numbers);
  return {};
}

}  // namespace twinlane::query
