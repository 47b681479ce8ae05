#include "projection/revenue.h"

#include "domain/line_sums.h"

namespace twinlane::projection {

using namespace domain;
using base::Status;

namespace {

constexpr int kindDay = 0;
constexpr int kindMonth = 1;

}  // namespace

struct Revenue::Order {
  std::int64_t number = 0, day = 0;
  std::string currency;
  std::int64_t gross = 0, charges = 0, cancelled = 0;
  bool anyShipped = false;
};

const char* Revenue::schema() const {
  // A day is counted from 1970-01-01, a month is year * 12 + month - 1.
  return R"sql(
CREATE TABLE periods(kind INTEGER NOT NULL, period INTEGER NOT NULL, currency TEXT NOT NULL, orders INTEGER NOT NULL, gross INTEGER NOT NULL,
  charges INTEGER NOT NULL, returned INTEGER NOT NULL, cancelled INTEGER NOT NULL, PRIMARY KEY(kind, period, currency)) STRICT, WITHOUT ROWID;
CREATE TABLE orders(number INTEGER PRIMARY KEY, day INTEGER NOT NULL, currency TEXT NOT NULL, gross INTEGER NOT NULL, charges INTEGER NOT NULL,
  cancelled INTEGER NOT NULL, any_shipped INTEGER NOT NULL) STRICT;
)sql";
}

std::vector<std::string> Revenue::contents() const {
  return {"SELECT * FROM periods WHERE orders<>0 OR gross<>0 OR charges<>0 OR returned<>0 OR cancelled<>0 ORDER BY kind, period, currency",
          "SELECT * FROM orders ORDER BY number"};
}

Status Revenue::prepare(sqlite::Connection& connection) {
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&m_add, "INSERT INTO periods VALUES(?1,?2,?3,?4,?5,?6,?7,?8) ON CONFLICT(kind, period, currency) DO UPDATE SET orders=orders+?4, gross=gross+?5, charges=charges+?6, returned=returned+?7, cancelled=cancelled+?8"},
      {&m_find, "SELECT day, currency, gross, charges, cancelled, any_shipped FROM orders WHERE number=?"},
      {&m_put, "INSERT OR REPLACE INTO orders VALUES(?,?,?,?,?,?,?)"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = connection.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return {};
}

Status Revenue::add(std::int64_t day, const std::string& currency, const Sums& sums) {
  const base::CivilDay civil = base::civilDayOf(day);
  const std::int64_t month = std::int64_t{civil.year} * 12 + civil.month - 1;
  for (const auto& [kind, period] : {std::pair<int, std::int64_t>{kindDay, day}, {kindMonth, month}})
    if (auto put = m_add.bind(1, kind).bind(2, period).bind(3, currency).bind(4, sums.orders).bind(5, sums.gross).bind(6, sums.charges).bind(7, sums.returned).bind(8, sums.cancelled).execute(); !put)
      return put;
  return {};
}

base::Result<bool> Revenue::find(std::int64_t number, Order& order) {
  order.number = number;
  const auto found = m_find.bind(1, number).step();
  if (!found || !*found) return found;
  order.day = m_find.integer(0);
  order.currency = m_find.text(1);
  order.gross = m_find.integer(2);
  order.charges = m_find.integer(3);
  order.cancelled = m_find.integer(4);
  order.anyShipped = m_find.integer(5) != 0;
  m_find.reset();
  return true;
}

Status Revenue::put(const Order& order) {
  return m_put.bind(1, order.number).bind(2, order.day).bind(3, order.currency).bind(4, order.gross).bind(5, order.charges).bind(6, order.cancelled).bind(7, order.anyShipped ? 1 : 0).execute();
}

Status Revenue::addLines(const store::StoredEvent& stored, const std::string& currency, base::Amount gross, base::Amount charges, bool placing) {
  const std::int64_t day = m_zone.dayOf(stored.when());
  Order order;
  const auto found = find(stored.orderNumber, order);
  if (!found) return tl::unexpected(found.error());
  if (!*found) {
    order.day = day;
    order.currency = currency;
  } else if (day < order.day) {
    // The order is older than its first fact said: it moves to the earlier day.
    const Sums held{1, order.gross, order.charges, 0, order.cancelled};
    if (auto removed = add(order.day, order.currency, -held); !removed) return removed;
    order.day = day;
    if (auto moved = add(order.day, order.currency, held); !moved) return moved;
  }
  if (placing && order.currency.empty()) order.currency = currency;
  order.gross += gross.tenThousandths;
  order.charges += charges.tenThousandths;
  if (auto added = add(order.day, order.currency, {*found ? 0 : 1, gross.tenThousandths, charges.tenThousandths, 0, 0}); !added) return added;
  return put(order);
}

Status Revenue::cancelled(const store::StoredEvent& stored) {
  Order order;
  const auto found = find(stored.orderNumber, order);
  if (!found) return tl::unexpected(found.error());
  // Of an order on its way nothing is cancelled here: decide() refuses it.
  if (!*found || order.anyShipped || order.cancelled != 0) return {};
  order.cancelled = -order.gross;
  if (auto added = add(order.day, order.currency, {0, 0, 0, 0, order.cancelled}); !added) return added;
  return put(order);
}

Status Revenue::shipped(const store::StoredEvent& stored) {
  Order order;
  const auto found = find(stored.orderNumber, order);
  if (!found) return tl::unexpected(found.error());
  if (!*found || order.anyShipped) return {};
  order.anyShipped = true;
  return put(order);
}

Status Revenue::apply(const store::StoredEvent& stored, const Event& event) {
  if (const auto* placed = std::get_if<OrderPlaced>(&event))
    return addLines(stored, placed->currency.toText(), netOf(placed->lines), sumOf(placed->charges), true);
  if (const auto* added = std::get_if<OrderLinesAdded>(&event)) return addLines(stored, {}, netOf(added->lines), sumOf(added->charges), false);
  if (std::holds_alternative<OrderCancelled>(event)) return cancelled(stored);
  if (std::holds_alternative<PackageShipped>(event)) return shipped(stored);
  if (const auto* returned = std::get_if<ReturnReceived>(&event))
    return add(m_zone.dayOf(stored.when()), returned->currency.toText(), {0, 0, 0, netOf(returned->lines).tenThousandths, 0});
  return {};
}

}  // namespace twinlane::projection
