#include "projection/order_detail.h"

#include "base/fault/sabotage.h"

namespace twinlane::projection {

using namespace domain;

const char* OrderDetail::schema() const {
  // Rows come in the order of the log, so that they are only ever put at the end.
  return R"sql(
CREATE TABLE orders(id TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE timeline(position INTEGER PRIMARY KEY, number INTEGER NOT NULL, version INTEGER NOT NULL, type INTEGER NOT NULL, schema_version INTEGER NOT NULL,
  actor TEXT NOT NULL, origin INTEGER NOT NULL, recorded_at INTEGER NOT NULL, occurred_at INTEGER, payload BLOB NOT NULL, sealed BLOB NOT NULL) STRICT;
CREATE UNIQUE INDEX timeline_order ON timeline(number, version);
CREATE TABLE names(customer TEXT PRIMARY KEY, name TEXT NOT NULL, named_at INTEGER NOT NULL, named_version INTEGER NOT NULL) STRICT, WITHOUT ROWID;
)sql";
}

std::vector<std::string> OrderDetail::contents() const {
  return {"SELECT * FROM orders ORDER BY id", "SELECT * FROM timeline ORDER BY position", "SELECT * FROM names ORDER BY customer"};
}

base::Status OrderDetail::prepare(sqlite::Connection& connection) {
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&m_order, "INSERT INTO orders VALUES(?,?) ON CONFLICT(id) DO NOTHING"},
      {&m_said, "INSERT INTO timeline VALUES(?,?,?,?,?,?,?,?,?,?,?)"},
      {&m_named, "INSERT INTO names VALUES(?1,?2,?3,?4) ON CONFLICT(customer) DO UPDATE SET name=?2, named_at=?3, named_version=?4 WHERE (named_at, named_version)<=(?3, ?4)"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = connection.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return {};
}

base::Status OrderDetail::named(const store::StoredEvent& stored, const std::string& customerName) {
  if (customerName.empty()) return {};
  return m_named.bind(1, stored.stream.id).bind(2, customerName).bind(3, stored.when().micros).bind(4, stored.version).execute();
}

base::Status OrderDetail::apply(const store::StoredEvent& stored, const Event& event) {
  if (const auto* registered = std::get_if<CustomerRegistered>(&event)) return named(stored, registered->customerName);
  if (const auto* updated = std::get_if<ProfileUpdated>(&event)) return named(stored, updated->customerName);
  if (stored.stream.category != Category::Order) return {};
  // Its first fact may have been set aside and given up.
  if (auto put = m_order.bind(1, stored.stream.id).bind(2, stored.orderNumber).execute(); !put) return put;
  if (stored.occurredAt && !TWINLANE_SABOTAGE("timeline-without-times")) m_said.bind(9, stored.occurredAt->micros);
  else m_said.bind(9, nullptr);
  return m_said.bind(1, stored.position).bind(2, stored.orderNumber).bind(3, stored.version).bind(4, stored.type).bind(5, stored.schemaVersion).bind(6, stored.actor)
      .bind(7, static_cast<int>(stored.origin)).bind(8, stored.recordedAt.micros).bind(10, base::ByteView(stored.payload)).bind(11, base::ByteView(stored.sealed)).execute();
}

}  // namespace twinlane::projection
