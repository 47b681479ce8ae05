#include "projection/operations.h"

#include "base/fault/sabotage.h"

namespace twinlane::projection {

using namespace domain;

const char* Operations::schema() const {
  static const std::string sql = std::string("CREATE TABLE orders(") + OrderRows::columnsSql() + ") STRICT;\n" + OrderRows::packagesSql() + StockLevels::schema() + R"sql(
CREATE TABLE counts(is_live INTEGER NOT NULL, kind INTEGER NOT NULL, value INTEGER NOT NULL, orders INTEGER NOT NULL, PRIMARY KEY(is_live, kind, value)) STRICT, WITHOUT ROWID;
CREATE TABLE listed(list INTEGER NOT NULL, is_live INTEGER NOT NULL, place INTEGER NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY(list, is_live, place, number)) STRICT, WITHOUT ROWID;
)sql";
  return sql.c_str();
}

std::vector<std::string> Operations::contents() const {
  return {"SELECT * FROM orders ORDER BY number", "SELECT * FROM counts WHERE orders<>0 ORDER BY is_live, kind, value", "SELECT * FROM listed ORDER BY list, is_live, place, number",
          "SELECT * FROM packages ORDER BY number, package", "SELECT * FROM stock ORDER BY product", "SELECT * FROM stock_lines ORDER BY number, line"};
}

base::Status Operations::prepare(sqlite::Connection& connection) {
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&m_count, "INSERT INTO counts VALUES(?1,?2,?3,?4) ON CONFLICT(is_live, kind, value) DO UPDATE SET orders=orders+?4"},
      {&m_list, "INSERT OR REPLACE INTO listed VALUES(?,?,?,?)"},
      {&m_unlist, "DELETE FROM listed WHERE list=? AND is_live=? AND place=? AND number=?"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = connection.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  if (auto ready = m_stock.prepare(connection); !ready) return ready;
  return m_rows.prepare(connection, "orders");
}

void Operations::begin() {
  m_rows.begin();
  m_stock.begin();
  m_counts.clear();
}

void Operations::count(const OrderRow& row, std::int64_t by) {
  const auto add = [&](Kind kind, std::int64_t value) { m_counts[{row.isLive, kind, value}] += by; };
  add(Kind::Status, static_cast<std::int64_t>(row.status()));
  add(Kind::Payment, static_cast<std::int64_t>(row.payment()));
  for (std::size_t i = 0; i < workListNames.size(); ++i)
    if (placeIn(static_cast<WorkList>(i), row)) add(Kind::Listed, static_cast<std::int64_t>(i));
  if (row.isPlacedKnown && placeIn(WorkList::Open, row)) add(Kind::OpenSince, TWINLANE_SABOTAGE("open-since-in-utc") ? utcDayOf(row.placedAt()) : m_zone.dayOf({row.placedAt()}));
  if (const auto promised = placeIn(WorkList::Promised, row)) add(Kind::PromisedBy, utcDayOf(*promised));
}

base::Status Operations::list(const OrderRow* before, const OrderRow& now) {
  for (std::size_t i = 0; i < workListNames.size(); ++i) {
    const auto list = static_cast<WorkList>(i);
    std::optional<std::int64_t> was;
    if (before != nullptr) was = placeIn(list, *before);
    const std::optional<std::int64_t> is = placeIn(list, now);
    if (was == is && (before == nullptr || before->isLive == now.isLive)) continue;
    const auto put = [&](sqlite::Statement& statement, bool isLive, const std::optional<std::int64_t>& place) {
      return statement.bind(1, static_cast<int>(i)).bind(2, isLive ? 1 : 0).bind(3, place).bind(4, now.number).execute();
    };
    if (was && !TWINLANE_SABOTAGE("work-lists-only-grow"))
      if (auto done = put(m_unlist, before->isLive, was); !done) return done;
    if (is)
      if (auto done = put(m_list, now.isLive, is); !done) return done;
  }
  return {};
}

base::Status Operations::changed(const OrderRow* before, const OrderRow& now) {
  if (before != nullptr) count(*before, -1);
  count(now, 1);
  return list(before, now);
}

base::Status Operations::settle() {
  if (auto done = m_rows.settle([this](const OrderRow* before, const OrderRow& now) { return changed(before, now); }); !done) return done;
  if (auto done = m_stock.settle(); !done) return done;
  for (const auto& [key, orders] : m_counts) {
    const auto& [isLive, kind, value] = key;
    if (orders != 0)
      if (auto done = m_count.bind(1, isLive ? 1 : 0).bind(2, static_cast<int>(kind)).bind(3, value).bind(4, orders).execute(); !done) return done;
  }
  m_counts.clear();
  return {};
}

base::Status Operations::apply(const store::StoredEvent& stored, const Event& event) {
  const auto row = m_rows.apply(stored, event);
  if (!row) return tl::unexpected(row.error());
  if (auto done = m_stock.apply(stored, event, *row != nullptr && (*row)->sums.cancelled); !done) return done;
  return m_rows.isFull() ? settle() : base::Status();
}

}  // namespace twinlane::projection
