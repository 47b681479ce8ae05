#include "projection/revenue.h"

#include "base/fault/sabotage.h"
#include "domain/order/line_sums.h"

#include <limits>

namespace twinlane::projection {

using namespace domain;

namespace {

constexpr std::int64_t noHour = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t nothingYet = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t microsPerHour = base::microsPerDay / 24;
constexpr std::int64_t undatedDay = noHour;  // of returns
constexpr std::size_t mostRowsGathered = 10'000;

std::int64_t floored(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

std::int64_t monthOf(std::int64_t day) {
  const base::CivilDay civil = base::civilDayOf(day);
  return std::int64_t{civil.year} * 12 + civil.month - 1;
}

// Whether a later one has begun with this hour.
bool isOver(Revenue::Kind kind, std::int64_t period, std::int64_t hour) {
  switch (kind) {
    case Revenue::Kind::Hour: return period < hour;
    case Revenue::Kind::Day:
    case Revenue::Kind::CountryDay: return period < floored(hour, 24);
    case Revenue::Kind::Month: return period < monthOf(floored(hour, 24));
    case Revenue::Kind::Undated:
    case Revenue::Kind::CountryUndated: break;
  }
  return false;
}

}  // namespace

struct Revenue::Order {
  std::int64_t number = 0, hour = noHour;  // of the earliest lines whose time is known
  bool hasLines = false;
  std::string currency;
  Latest<std::string> country;
  Sold sold;
  OrderEnd end;
  bool operator==(const Order&) const = default;

  Sales counted() const { return !hasLines || currency.empty() ? Sales{} : sold.counted(1, end.neverLeft()); }
  std::optional<std::int64_t> where() const { return hour == noHour ? std::nullopt : std::optional(hour); }
};

const char* Revenue::schema() const {
  // What came back of an order stands with its day, so that it can follow the order into another country.
  return R"sql(
CREATE TABLE periods(kind INTEGER NOT NULL, period INTEGER NOT NULL, country TEXT NOT NULL, currency TEXT NOT NULL, orders INTEGER NOT NULL, gross INTEGER NOT NULL,
  charges INTEGER NOT NULL, returned INTEGER NOT NULL, cancelled INTEGER NOT NULL, restated INTEGER NOT NULL, restated_at INTEGER NOT NULL,
  PRIMARY KEY(kind, period, country, currency)) STRICT, WITHOUT ROWID;
CREATE TABLE orders(number INTEGER PRIMARY KEY, hour INTEGER NOT NULL, has_lines INTEGER NOT NULL, currency TEXT NOT NULL, country TEXT NOT NULL,
  country_at INTEGER NOT NULL, country_version INTEGER NOT NULL, gross INTEGER NOT NULL, charges INTEGER NOT NULL, taken_out INTEGER NOT NULL,
  is_cancelled INTEGER NOT NULL, any_shipped INTEGER NOT NULL) STRICT;
CREATE TABLE returns(number INTEGER NOT NULL, day INTEGER NOT NULL, currency TEXT NOT NULL, returned INTEGER NOT NULL,
  PRIMARY KEY(number, day, currency)) STRICT, WITHOUT ROWID;
CREATE TABLE begun(one INTEGER PRIMARY KEY, hour INTEGER NOT NULL) STRICT;
)sql";
}

std::vector<std::string> Revenue::contents() const {
  return {"SELECT * FROM periods WHERE orders<>0 OR gross<>0 OR charges<>0 OR returned<>0 OR cancelled<>0 OR restated<>0 ORDER BY kind, period, country, currency",
          "SELECT * FROM orders ORDER BY number", "SELECT * FROM returns ORDER BY number, day, currency",
          "SELECT * FROM begun ORDER BY one"};
}

base::Status Revenue::prepare(sqlite::Connection& connection) {
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&m_add, "INSERT INTO periods VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11) ON CONFLICT(kind, period, country, currency) DO UPDATE SET orders=orders+?5, gross=gross+?6, "
               "charges=charges+?7, returned=returned+?8, cancelled=cancelled+?9, restated=restated+?10, restated_at=max(restated_at, ?11)"},
      {&m_findBegun, "SELECT hour FROM begun"},
      {&m_putBegun, "INSERT OR REPLACE INTO begun VALUES(1,?)"},
      {&m_find, "SELECT hour, has_lines, currency, country, country_at, country_version, gross, charges, taken_out, is_cancelled, any_shipped FROM orders WHERE number=?"},
      {&m_put, "INSERT OR REPLACE INTO orders VALUES(?,?,?,?,?,?,?,?,?,?,?,?)"},
      {&m_returned, "INSERT INTO returns VALUES(?1,?2,?3,?4) ON CONFLICT(number, day, currency) DO UPDATE SET returned=returned+?4"},
      {&m_returnsOf, "SELECT day, currency, returned FROM returns WHERE number=?"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = connection.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return {};
}

void Revenue::begin() {
  m_gathered.clear();
  m_begun.reset();
}

base::Status Revenue::knowBegun() {
  if (m_begun) return {};
  const auto found = m_findBegun.step();
  if (!found) return tl::unexpected(found.error());
  m_begun = *found ? m_findBegun.integer(0) : nothingYet;
  m_isBegunKept = true;
  m_findBegun.reset();
  return {};
}

void Revenue::begins(std::int64_t hour) {
  if (hour <= *m_begun) return;
  m_begun = hour;
  m_isBegunKept = false;
}

void Revenue::addCountry(Changes& changes, std::int64_t day, const std::string& country, const std::string& currency, const Sales& sales) {
  const bool isDated = day != undatedDay;
  changes[{isDated ? Kind::CountryDay : Kind::CountryUndated, isDated ? day : 0, country, currency}] += sales;
}

void Revenue::add(Changes& changes, std::optional<std::int64_t> hour, const std::string& country, const std::string& currency, const Sales& sales) {
  const std::int64_t day = hour ? floored(*hour, 24) : undatedDay;
  addCountry(changes, day, country, currency, sales);
  if (!hour) {
    changes[{Kind::Undated, 0, {}, currency}] += sales;
    return;
  }
  changes[{Kind::Hour, *hour, {}, currency}] += sales;
  changes[{Kind::Day, day, {}, currency}] += sales;
  changes[{Kind::Month, monthOf(day), {}, currency}] += sales;
}

base::Status Revenue::gather(const Changes& changes, store::Position position, std::optional<std::int64_t> happened) {
  const std::int64_t begun = std::max(*m_begun, happened.value_or(nothingYet));  // a period that this event fills closes none that it changes
  for (const auto& [row, sales] : changes) {
    if (sales == Sales{}) continue;
    const Kind kind = std::get<Kind>(row);
    const std::int64_t period = std::get<1>(row);
    Gathered& gathered = m_gathered[row];
    gathered.sales += sales;
    if (kind == Kind::Hour && happened && period <= *happened) begins(period);
    if (begun == nothingYet || !isOver(kind, period, begun) || TWINLANE_SABOTAGE("late-facts-not-marked")) continue;
    ++gathered.restated;
    gathered.restatedAt = position;
  }
  return m_gathered.size() < mostRowsGathered ? base::Status() : settle();
}

// Also a row to which nothing adds up any more: its period had begun.
base::Status Revenue::settle() {
  for (const auto& [row, gathered] : m_gathered) {
    const auto& [kind, period, country, currency] = row;
    const Sales& sales = gathered.sales;
    if (auto put = m_add.bind(1, static_cast<int>(kind)).bind(2, period).bind(3, country).bind(4, currency).bind(5, sales.orders).bind(6, sales.gross).bind(7, sales.charges)
                       .bind(8, sales.returned).bind(9, sales.cancelled).bind(10, gathered.restated).bind(11, gathered.restatedAt).execute(); !put)
      return put;
  }
  m_gathered.clear();
  if (m_isBegunKept || !m_begun || *m_begun == nothingYet) return {};
  m_isBegunKept = true;
  return m_putBegun.bind(1, *m_begun).execute();
}

base::Result<bool> Revenue::find(Order& order) {
  const auto found = m_find.bind(1, order.number).step();
  if (!found || !*found) return found;
  order.hour = m_find.integer(0);
  order.hasLines = m_find.integer(1) != 0;
  order.currency = m_find.text(2);
  order.country = {std::string(m_find.text(3)), {{m_find.integer(4)}, m_find.integer(5)}};
  order.sold.gross = m_find.integer(6);
  order.sold.charges = m_find.integer(7);
  order.sold.takenOut = m_find.integer(8);
  order.end = {m_find.integer(9) != 0, m_find.integer(10) != 0};
  m_find.reset();
  return true;
}

base::Status Revenue::put(const Order& order) {
  return m_put.bind(1, order.number).bind(2, order.hour).bind(3, order.hasLines ? 1 : 0).bind(4, order.currency).bind(5, order.country.value)
      .bind(6, order.country.at.when.micros).bind(7, order.country.at.version).bind(8, order.sold.gross).bind(9, order.sold.charges).bind(10, order.sold.takenOut)
      .bind(11, order.end.isCancelled ? 1 : 0).bind(12, order.end.anyShipped ? 1 : 0).execute();
}

// What came back of it was counted in the country it was thought to go to.
base::Status Revenue::moveReturns(const Order& before, const Order& now, Changes& changes) {
  m_returnsOf.bind(1, now.number);
  for (;;) {
    const auto row = m_returnsOf.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    const std::string currency(m_returnsOf.text(1));
    const Sales sales{.returned = -m_returnsOf.integer(2)};
    addCountry(changes, m_returnsOf.integer(0), before.country.value, currency, -sales);
    addCountry(changes, m_returnsOf.integer(0), now.country.value, currency, sales);
  }
}

base::Status Revenue::change(const store::StoredEvent& stored, std::optional<std::int64_t> happened, const std::function<void(Order&)>& edit) {
  Order order;
  order.number = stored.orderNumber;
  const auto found = find(order);
  if (!found) return tl::unexpected(found.error());
  const Order before = order;
  edit(order);
  if (*found && order == before) return {};
  Changes changes;
  if (before.hour == order.hour && before.currency == order.currency && before.country.value == order.country.value) {
    if (const Sales more = order.counted() - before.counted(); !(more == Sales{})) add(changes, order.where(), order.country.value, order.currency, more);
  } else {
    // It is older than its first fact said, or its currency or country is known only now: it moves.
    add(changes, before.where(), before.country.value, before.currency, -before.counted());
    add(changes, order.where(), order.country.value, order.currency, order.counted());
  }
  if (before.country.value != order.country.value)
    if (auto moved = moveReturns(before, order, changes); !moved) return moved;
  if (auto gathered = gather(changes, stored.position, happened); !gathered) return gathered;
  return put(order);
}

base::Status Revenue::returned(const store::StoredEvent& stored, const LinesReturned& event, std::optional<std::int64_t> hour, std::optional<std::int64_t> happened) {
  if (TWINLANE_SABOTAGE("returns-not-counted")) return {};
  Order order;
  order.number = stored.orderNumber;
  if (auto found = find(order); !found) return tl::unexpected(found.error());
  const std::string currency = event.currency.toText();
  const std::int64_t value = valueOf(event).tenThousandths;
  if (auto put = m_returned.bind(1, order.number).bind(2, hour ? floored(*hour, 24) : undatedDay).bind(3, currency).bind(4, value).execute(); !put) return put;
  Changes changes;
  add(changes, hour, order.country.value, currency, {.returned = -value});
  return gather(changes, stored.position, happened);
}

base::Status Revenue::apply(const store::StoredEvent& stored, const Event& event) {
  const Moment at{stored.when(), stored.version};
  const std::optional<std::int64_t> hour = stored.isTimeKnown() ? std::optional(floored(m_zone.toLocalMicros(stored.when()), microsPerHour)) : std::nullopt;
  std::optional<std::int64_t> happened;
  if (hour && stored.when() <= stored.recordedAt) happened = *hour;
  if (auto known = knowBegun(); !known) return known;
  if (stored.origin != Origin::Import && happened) begins(*happened);
  const auto place = [&](Order& order, const std::vector<OrderLine>& lines, const std::vector<Charge>& charges) {
    order.hour = std::min(order.hour, hour.value_or(noHour));
    order.hasLines = true;
    order.sold.gross += netOf(lines).tenThousandths;
    order.sold.charges += sumOf(charges).tenThousandths;
  };
  if (const auto* placed = std::get_if<OrderPlaced>(&event))
    return change(stored, happened, [&](Order& order) {
      order.currency = placed->currency.toText();
      order.country.put(placed->country, at);
      place(order, placed->lines, placed->charges);
    });
  if (const auto* added = std::get_if<OrderLinesAdded>(&event)) return change(stored, happened, [&](Order& order) { place(order, added->lines, added->charges); });
  if (const auto* amended = std::get_if<LinesAmended>(&event))
    return change(stored, happened, [&](Order& order) {
      order.sold.gross += addedBy(*amended).tenThousandths;
      order.sold.takenOut += takenOutBy(*amended).tenThousandths;
      order.sold.charges += sumOf(amended->charges).tenThousandths;
    });
  if (const auto* changed = std::get_if<AddressChanged>(&event)) return change(stored, happened, [&](Order& order) { order.country.put(changed->country, at); });
  if (std::holds_alternative<OrderCancelled>(event)) return change(stored, happened, [](Order& order) { order.end.isCancelled = true; });
  if (std::holds_alternative<PackageShipped>(event)) return change(stored, happened, [](Order& order) { order.end.anyShipped = true; });
  if (const auto* back = std::get_if<LinesReturned>(&event)) return returned(stored, *back, hour, happened);
  if (const auto* received = std::get_if<ReturnReceived>(&event)) {
    Changes changes;
    add(changes, hour, received->country, received->currency.toText(), {.returned = netOf(received->lines).tenThousandths});
    return gather(changes, stored.position, happened);
  }
  return {};
}

}  // namespace twinlane::projection
