#include "projection/revenue.h"

#include "base/fault/sabotage.h"
#include "domain/order/line_sums.h"

#include <limits>

namespace twinlane::projection {

using namespace domain;

namespace {

constexpr int kindDay = 0;
constexpr int kindMonth = 1;
constexpr int kindUndated = 2;
constexpr std::int64_t noDay = std::numeric_limits<std::int64_t>::max();

}  // namespace

struct Revenue::Order {
  std::int64_t number = 0, day = noDay;  // of the earliest lines whose time is known
  bool hasLines = false;
  std::string currency;
  Sold sold;
  OrderEnd end;

  Sales counted() const { return !hasLines || currency.empty() ? Sales{} : sold.counted(1, end.neverLeft()); }
  std::optional<std::int64_t> where() const { return day == noDay ? std::nullopt : std::optional(day); }
};

const char* Revenue::schema() const {
  // Kinds 0, 1 and 2: a day is counted from 1970-01-01, a month is year * 12 + month - 1, what has no time is in period 0.
  return R"sql(
CREATE TABLE periods(kind INTEGER NOT NULL, period INTEGER NOT NULL, currency TEXT NOT NULL, orders INTEGER NOT NULL, gross INTEGER NOT NULL,
  charges INTEGER NOT NULL, returned INTEGER NOT NULL, cancelled INTEGER NOT NULL, PRIMARY KEY(kind, period, currency)) STRICT, WITHOUT ROWID;
CREATE TABLE orders(number INTEGER PRIMARY KEY, day INTEGER NOT NULL, has_lines INTEGER NOT NULL, currency TEXT NOT NULL, gross INTEGER NOT NULL, charges INTEGER NOT NULL,
  taken_out INTEGER NOT NULL, is_cancelled INTEGER NOT NULL, any_shipped INTEGER NOT NULL) STRICT;
)sql";
}

std::vector<std::string> Revenue::contents() const {
  return {"SELECT * FROM periods WHERE orders<>0 OR gross<>0 OR charges<>0 OR returned<>0 OR cancelled<>0 ORDER BY kind, period, currency",
          "SELECT * FROM orders ORDER BY number"};
}

base::Status Revenue::prepare(sqlite::Connection& connection) {
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&m_add, "INSERT INTO periods VALUES(?1,?2,?3,?4,?5,?6,?7,?8) ON CONFLICT(kind, period, currency) DO UPDATE SET orders=orders+?4, gross=gross+?5, charges=charges+?6, returned=returned+?7, cancelled=cancelled+?8"},
      {&m_find, "SELECT day, currency, gross, charges, taken_out, is_cancelled, any_shipped, has_lines FROM orders WHERE number=?"},
      {&m_put, "INSERT OR REPLACE INTO orders VALUES(?,?,?9,?3,?4,?5,?6,?7,?8)"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = connection.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return {};
}

base::Status Revenue::add(std::optional<std::int64_t> day, const std::string& currency, const Sales& sales) {
  std::vector<std::pair<int, std::int64_t>> periods{{kindUndated, 0}};
  if (day) {
    const base::CivilDay civil = base::civilDayOf(*day);
    periods = {{kindDay, *day}, {kindMonth, std::int64_t{civil.year} * 12 + civil.month - 1}};
  }
  for (const auto& [kind, period] : periods)
    if (auto put = m_add.bind(1, kind).bind(2, period).bind(3, currency).bind(4, sales.orders).bind(5, sales.gross).bind(6, sales.charges).bind(7, sales.returned).bind(8, sales.cancelled).execute(); !put)
      return put;
  return {};
}

base::Result<bool> Revenue::find(std::int64_t number, Order& order) {
  order.number = number;
  const auto found = m_find.bind(1, number).step();
  if (!found || !*found) return found;
  order.day = m_find.integer(0);
  order.currency = m_find.text(1);
  order.sold.gross = m_find.integer(2);
  order.sold.charges = m_find.integer(3);
  order.sold.takenOut = m_find.integer(4);
  order.end.isCancelled = m_find.integer(5) != 0;
  order.end.anyShipped = m_find.integer(6) != 0;
  order.hasLines = m_find.integer(7) != 0;
  m_find.reset();
  return true;
}

base::Status Revenue::put(const Order& order) {
  return m_put.bind(1, order.number).bind(2, order.day).bind(3, order.currency).bind(4, order.sold.gross).bind(5, order.sold.charges).bind(6, order.sold.takenOut)
      .bind(7, order.end.isCancelled ? 1 : 0).bind(8, order.end.anyShipped ? 1 : 0).bind(9, order.hasLines ? 1 : 0).execute();
}

base::Status Revenue::change(const store::StoredEvent& stored, const std::function<void(Order&)>& edit) {
  Order order;
  const auto found = find(stored.orderNumber, order);
  if (!found) return tl::unexpected(found.error());
  const Order before = order;
  edit(order);
  const Sales was = before.counted(), is = order.counted();
  if (before.day == order.day && before.currency == order.currency) {
    if (!(is - was == Sales{}))
      if (auto added = add(order.where(), order.currency, is - was); !added) return added;
  } else {
    // The order is older than its first fact said, or its currency is known only now: it moves.
    if (!(was == Sales{}))
      if (auto removed = add(before.where(), before.currency, -was); !removed) return removed;
    if (!(is == Sales{}))
      if (auto added = add(order.where(), order.currency, is); !added) return added;
  }
  return put(order);
}

base::Status Revenue::apply(const store::StoredEvent& stored, const Event& event) {
  const std::optional<std::int64_t> day = stored.isTimeKnown() ? std::optional(m_zone.dayOf(stored.when())) : std::nullopt;
  const auto begin = [&](const std::string& currency, const std::vector<OrderLine>& lines, const std::vector<Charge>& charges) {
    return change(stored, [&](Order& order) {
      order.day = std::min(order.day, day.value_or(noDay));
      order.hasLines = true;
      if (!currency.empty()) order.currency = currency;
      order.sold.gross += netOf(lines).tenThousandths;
      order.sold.charges += sumOf(charges).tenThousandths;
    });
  };
  if (const auto* placed = std::get_if<OrderPlaced>(&event)) return begin(placed->currency.toText(), placed->lines, placed->charges);
  if (const auto* added = std::get_if<OrderLinesAdded>(&event)) return begin({}, added->lines, added->charges);
  if (const auto* amended = std::get_if<LinesAmended>(&event))
    return change(stored, [&](Order& order) {
      order.sold.gross += addedBy(*amended).tenThousandths;
      order.sold.takenOut += takenOutBy(*amended).tenThousandths;
      order.sold.charges += sumOf(amended->charges).tenThousandths;
    });
  if (std::holds_alternative<OrderCancelled>(event)) return change(stored, [](Order& order) { order.end.isCancelled = true; });
  if (std::holds_alternative<PackageShipped>(event)) return change(stored, [](Order& order) { order.end.anyShipped = true; });
  if (const auto* back = std::get_if<LinesReturned>(&event); back != nullptr && !TWINLANE_SABOTAGE("returns-not-counted")) return add(day, back->currency.toText(), {.returned = -valueOf(*back).tenThousandths});
  if (const auto* returned = std::get_if<ReturnReceived>(&event)) return add(day, returned->currency.toText(), {.returned = netOf(returned->lines).tenThousandths});
  return {};
}

}  // namespace twinlane::projection
