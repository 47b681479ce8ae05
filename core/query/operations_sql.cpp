#include "query/operations_sql.h"

#include "projection/operations.h"
#include "query/paging.h"

namespace twinlane::query {
namespace {

using projection::WorkList;
using Kind = projection::Operations::Kind;

// First day of each band.
constexpr std::array<std::int64_t, 7> bandStarts = {0, 1, 2, 4, 8, 15, 31};

std::vector<AgeBand> emptyBands() {
  std::vector<AgeBand> bands;
  for (std::size_t i = 0; i < bandStarts.size(); ++i)
    bands.push_back({bandStarts[i], i + 1 < bandStarts.size() ? std::optional(bandStarts[i + 1] - 1) : std::nullopt, 0});
  return bands;
}

void countAge(WorkCounts& counts, std::int64_t days, std::int64_t orders) {
  days = std::max<std::int64_t>(days, 0);  // placed by a clock that is ahead
  counts.oldestDays = std::max(counts.oldestDays.value_or(0), days);
  for (AgeBand& band : counts.ages)
    if (days >= band.fromDays && days <= band.toDays.value_or(days)) band.orders += orders;
}

// "late.1700000000000000.12": a cursor of another list is told.
std::optional<std::pair<std::int64_t, std::int64_t>> workPlaceFrom(const std::string& cursor, WorkList list) {
  const std::string head = std::string(projection::name(list)) + ".";
  if (!cursor.starts_with(head)) return std::nullopt;
  return twoNumbers(std::string_view(cursor).substr(head.size()));
}

WorkOrder workOrderOf(const sqlite::Statement& row) {
  WorkOrder order;
  order.number = row.integer(1);
  order.order = row.text(2);
  order.customer = row.text(3);
  order.status = static_cast<domain::OrderStatus>(row.integer(4));
  order.payment = static_cast<domain::PaymentStatus>(row.integer(5));
  order.currency = base::Currency::fromText(row.text(6)).value_or(base::Currency{});
  order.total = {row.integer(7)};
  if (row.integer(8) != 0) order.due = base::Amount{row.integer(9)};
  order.units = {row.integer(10)};
  order.shipped = {row.integer(11)};
  order.placedAt = {row.integer(12)};
  if (row.integer(13) != projection::OrderRow::never) order.promisedAt = base::Timestamp{row.integer(13)};
  order.version = row.integer(14);
  order.isPlacedKnown = row.integer(15) != 0;
  return order;
}

// Those whole days before the moment's day, and of that day one by one.
base::Status countLate(ViewReader& view, base::Timestamp at, bool isLive, std::int64_t& late) {
  const std::int64_t today = projection::utcDayOf(at.micros);
  auto select = view.statement("SELECT (SELECT ifnull(sum(orders), 0) FROM counts WHERE is_live=?1 AND kind=?2 AND value<?3) + "
                               "(SELECT count(*) FROM listed WHERE list=?4 AND is_live=?1 AND place>=?5 AND place<?6)");
  if (!select) return tl::unexpected(select.error());
  (*select)->bind(1, isLive ? 1 : 0).bind(2, static_cast<int>(Kind::PromisedBy)).bind(3, today).bind(4, static_cast<int>(WorkList::Promised)).bind(5, today * base::microsPerDay).bind(6, at.micros);
  return eachRow(**select, [&](const sqlite::Statement& row) { late = row.integer(0); });
}

}  // namespace

base::Status readOperations(ViewReader& view, const base::Zone& zone, OperationsAnswer& answer) {
  const std::int64_t today = zone.dayOf(answer.at);
  answer.live.ages = answer.imported.ages = emptyBands();
  auto select = view.statement("SELECT is_live, kind, value, orders FROM counts WHERE orders<>0");
  if (!select) return tl::unexpected(select.error());
  auto read = eachRow(**select, [&](const sqlite::Statement& row) {
    WorkCounts& counts = row.integer(0) != 0 ? answer.live : answer.imported;
    const std::int64_t value = row.integer(2), orders = row.integer(3);
    switch (static_cast<Kind>(row.integer(1))) {
      case Kind::Status: counts.byStatus[static_cast<domain::OrderStatus>(value)] = orders, counts.orders += orders; break;
      case Kind::Payment: counts.byPayment[static_cast<domain::PaymentStatus>(value)] = orders; break;
      case Kind::OpenSince: countAge(counts, today - value, orders); break;
      case Kind::PromisedBy: break;
      case Kind::Listed: counts.byList[static_cast<WorkList>(value)] = orders; break;
    }
  });
  if (!read) return read;
  if (auto late = countLate(view, answer.at, true, answer.live.byList[WorkList::Promised]); !late) return late;
  if (auto late = countLate(view, answer.at, false, answer.imported.byList[WorkList::Promised]); !late) return late;
  const auto products = view.connection().number("SELECT count(*) FROM stock WHERE is_tracked AND on_hand<=reserved");
  if (!products) return tl::unexpected(products.error());
  answer.outOfStock = *products;
  return {};
}

base::Status readWorkList(ViewReader& view, const WorkQuery& query, WorkPage& page) {
  if (auto fits = fitsAPage(query.limit); !fits) return fits;
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min(), most = std::numeric_limits<std::int64_t>::max();
  const auto place = query.after.empty() ? std::optional(std::pair(least, least)) : workPlaceFrom(query.after, query.list);
  if (!place) return noCursor(query.after, "of this list");
  auto select = view.statement("SELECT l.place, o.number, id, customer, status, payment, currency, total, payment_known, total-returned-paid+refunded, units, shipped, placed_at, promised_at, version, placed_known "
                               "FROM listed l JOIN orders o ON o.number=l.number WHERE l.list=?1 AND l.is_live=?2 AND (l.place, l.number)>(?3, ?4) AND l.place<?5 ORDER BY l.place, l.number LIMIT ?6");
  if (!select) return tl::unexpected(select.error());
  (*select)->bind(1, static_cast<int>(query.list)).bind(2, query.imported ? 0 : 1).bind(3, place->first).bind(4, place->second)
      .bind(5, query.list == WorkList::Promised ? page.at.micros : most).bind(6, std::int64_t{query.limit} + 1);
  std::vector<std::int64_t> places;
  auto read = eachRow(**select, [&](const sqlite::Statement& row) {
    places.push_back(row.integer(0));
    page.orders.push_back(workOrderOf(row));
  });
  if (static_cast<int>(page.orders.size()) <= query.limit) return read;
  page.orders.pop_back();
  page.next = std::string(projection::name(query.list)) + "." + std::to_string(places[page.orders.size() - 1]) + "." + std::to_string(page.orders.back().number);
  return read;
}

base::Status readOutOfStock(ViewReader& view, const OutOfStockQuery& query, OutOfStockPage& page) {
  if (auto fits = fitsAPage(query.limit); !fits) return fits;
  const std::string head = "out_of_stock.";  // a product may be called anything
  if (!query.after.empty() && !query.after.starts_with(head)) return noCursor(query.after, "of this list");
  auto select = view.statement("SELECT product, on_hand, reserved FROM stock WHERE is_tracked AND on_hand<=reserved AND product>?1 ORDER BY product LIMIT ?2");
  if (!select) return tl::unexpected(select.error());
  const std::string after = query.after.empty() ? std::string() : query.after.substr(head.size());
  (*select)->bind(1, after).bind(2, std::int64_t{query.limit} + 1);
  auto read = eachRow(**select, [&](const sqlite::Statement& row) { page.products.push_back({std::string(row.text(0)), {row.integer(1)}, {row.integer(2)}}); });
  if (static_cast<int>(page.products.size()) > query.limit) {
    page.products.pop_back();
    page.next = head + page.products.back().product;
  }
  return read;
}

}  // namespace twinlane::query
