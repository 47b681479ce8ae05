#include "transfer/history/staging.h"

#include "transfer/history/order_history.h"
#include "transfer/history/source_memory.h"
#include "transfer/row_reason.h"

#include <algorithm>
#include <unordered_map>

namespace twinlane::transfer {
namespace {

constexpr const char* returnMark = "\x02";  // before the id of a return, which may be that of an order; no id holds it
constexpr int noRole = 9;  // an object of a type that plays none; linksSql knows it
constexpr int someMoved = 1, allMoved = 2;  // of an order
constexpr int fateTaken = 0, fateAside = 2, fateIgnored = 3;  // of a row

// Roles are numbered as in Role. A record that is only named has a number below zero and no row.
constexpr const char* stagingSchema = R"sql(
CREATE TABLE files(file INTEGER PRIMARY KEY, path TEXT NOT NULL);
CREATE TABLE rows(n INTEGER PRIMARY KEY, file INTEGER NOT NULL, row INTEGER NOT NULL, role INTEGER NOT NULL, fate INTEGER NOT NULL, reason TEXT NOT NULL,
  raw TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0);
CREATE TABLE orders(n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, customer TEXT NOT NULL, country TEXT NOT NULL, ship_to TEXT NOT NULL, note TEXT NOT NULL,
  currency TEXT NOT NULL, placed INTEGER, promised INTEGER, total INTEGER, moved INTEGER NOT NULL);
CREATE TABLE charges(n INTEGER NOT NULL, kind TEXT NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY(n, kind)) WITHOUT ROWID;
CREATE TABLE lines(n INTEGER PRIMARY KEY, id TEXT NOT NULL, order_id TEXT NOT NULL, product TEXT NOT NULL, package TEXT NOT NULL, description TEXT NOT NULL, quantity INTEGER NOT NULL,
  unit_price INTEGER NOT NULL, net INTEGER NOT NULL, discount INTEGER, discount_amount INTEGER, tax_rate INTEGER, customer TEXT NOT NULL, placed INTEGER);
CREATE UNIQUE INDEX lines_id ON lines(id) WHERE id<>'';
CREATE TABLE customers(n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL, address TEXT NOT NULL);
CREATE TABLE products(n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, currency TEXT NOT NULL);
CREATE TABLE prices(n INTEGER NOT NULL, at INTEGER, price INTEGER NOT NULL);
CREATE TABLE packages(n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, order_id TEXT NOT NULL, carrier TEXT NOT NULL);
CREATE TABLE events(n INTEGER PRIMARY KEY, row INTEGER NOT NULL, fact INTEGER NOT NULL, at INTEGER, id TEXT NOT NULL, method TEXT NOT NULL, carrier TEXT NOT NULL, reason TEXT NOT NULL,
  text TEXT NOT NULL, amount INTEGER);
CREATE UNIQUE INDEX events_id ON events(id) WHERE id<>'';
CREATE INDEX rows_left ON rows(file, n) WHERE fate<>0;
CREATE INDEX prices_n ON prices(n, at);
CREATE TABLE about(event INTEGER NOT NULL, role INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY(event, role, id)) WITHOUT ROWID;
CREATE TABLE objects(id TEXT PRIMARY KEY, role INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE aside_lines(n INTEGER PRIMARY KEY, id TEXT NOT NULL, order_id TEXT NOT NULL);
CREATE TABLE known_lines(id TEXT PRIMARY KEY, order_id TEXT NOT NULL, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE known_packages(package TEXT NOT NULL, order_id TEXT NOT NULL, PRIMARY KEY(package, order_id)) WITHOUT ROWID;
CREATE INDEX known_packages_order ON known_packages(order_id);
CREATE TABLE known_orders(id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE known_events(order_id TEXT NOT NULL, version INTEGER NOT NULL, name INTEGER NOT NULL, PRIMARY KEY(order_id, version)) WITHOUT ROWID;
CREATE INDEX known_events_name ON known_events(name);
CREATE TABLE unsaid(hash INTEGER NOT NULL, document TEXT NOT NULL, customer TEXT NOT NULL, placed INTEGER, number INTEGER NOT NULL, row INTEGER);
CREATE INDEX unsaid_hash ON unsaid(hash);
CREATE INDEX unsaid_moved ON unsaid(document) WHERE row IS NOT NULL;
CREATE TABLE relations(a TEXT NOT NULL, b TEXT NOT NULL, qualifier TEXT NOT NULL);
CREATE TABLE mentions(event INTEGER NOT NULL, id TEXT NOT NULL);
CREATE TABLE wanted(a INTEGER NOT NULL, b INTEGER NOT NULL, qualifier TEXT NOT NULL);
CREATE TABLE lookups(lookup INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(lookup, key)) WITHOUT ROWID;
CREATE TABLE order_events(order_id TEXT NOT NULL, event INTEGER NOT NULL, PRIMARY KEY(order_id, event)) WITHOUT ROWID;
CREATE TABLE places(role INTEGER NOT NULL, place INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(role, place)) WITHOUT ROWID;
BEGIN)sql";

// Role::Order 0, Line 1, Customer 2, Product 3, Package 4.
constexpr const char* linksSql = R"sql(
INSERT OR IGNORE INTO about SELECT m.event, o.role, o.id FROM mentions m JOIN objects o ON o.id=m.id WHERE o.role<9;
CREATE TABLE pairs(role_a INTEGER NOT NULL, a TEXT NOT NULL, role_b INTEGER NOT NULL, b TEXT NOT NULL, PRIMARY KEY(role_a, a, role_b, b)) WITHOUT ROWID;
INSERT OR IGNORE INTO pairs SELECT oa.role, r.a, ob.role, r.b FROM relations r JOIN objects oa ON oa.id=r.a JOIN objects ob ON ob.id=r.b
  WHERE oa.role<9 AND ob.role<9 AND NOT EXISTS(SELECT 1 FROM wanted w WHERE ((w.a=oa.role AND w.b=ob.role) OR (w.a=ob.role AND w.b=oa.role)) AND w.qualifier<>r.qualifier);
INSERT OR IGNORE INTO pairs SELECT role_b, b, role_a, a FROM pairs;
CREATE TABLE single(role INTEGER NOT NULL, id TEXT NOT NULL, event INTEGER NOT NULL, PRIMARY KEY(event, role)) WITHOUT ROWID;
INSERT INTO single SELECT role, min(id), event FROM about GROUP BY event, role HAVING count(*)=1;
CREATE INDEX about_id ON about(role, id, event);
CREATE INDEX single_id ON single(role, id, event);
)sql";

// Relations to ids that no object has: by the role of what has them.
constexpr const char* unknownSql = R"sql(
SELECT 5, m.id, count(*) FROM mentions m WHERE NOT EXISTS(SELECT 1 FROM objects o WHERE o.id=m.id) GROUP BY m.id
UNION ALL SELECT a.role, r.b, count(*) FROM relations r JOIN objects a ON a.id=r.a WHERE NOT EXISTS(SELECT 1 FROM objects o WHERE o.id=r.b) GROUP BY a.role, r.b
)sql";

// Lines that events place in several orders and nothing else tells of which: before they are given to one of them.
constexpr const char* contestedSql = R"sql(
CREATE TABLE contested(id TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO contested SELECT a.id FROM events e JOIN rows r ON r.n=e.row AND r.fate=0 JOIN single o ON o.event=e.n AND o.role=0 JOIN about a ON a.event=e.n AND a.role=1 JOIN lines l ON l.id=a.id AND l.id<>'' AND l.order_id=''
  WHERE e.fact=0 AND NOT EXISTS(SELECT 1 FROM pairs p WHERE p.role_a=1 AND p.a=l.id AND p.role_b=0) GROUP BY a.id HAVING count(DISTINCT o.id)>1;
)sql";
// None of the orders has them until the source says which.
constexpr const char* leaveContestedSql = R"sql(
INSERT INTO aside_lines SELECT n, id, order_id FROM lines WHERE n>0 AND id IN (SELECT id FROM contested);
UPDATE rows SET fate=2, reason='line_of_other_order' WHERE fate=0 AND (n IN (SELECT n FROM lines WHERE id IN (SELECT id FROM contested))
  OR n IN (SELECT e.row FROM contested c JOIN about a ON a.role=1 AND a.id=c.id JOIN events e ON e.n=a.event WHERE e.fact=0));
DELETE FROM lines WHERE id IN (SELECT id FROM contested);
)sql";

// What hangs on what: a relation tells it, else an event that was about one of each.
constexpr const char* hangsSql = R"sql(
UPDATE lines SET order_id=coalesce((SELECT min(b) FROM pairs WHERE role_a=1 AND a=lines.id AND role_b=0),
  (SELECT o.id FROM about l CROSS JOIN single o ON o.event=l.event AND o.role=0 JOIN events e ON e.n=o.event WHERE l.role=1 AND l.id=lines.id ORDER BY e.fact<>0, e.at IS NULL, e.at, o.id LIMIT 1), '') WHERE order_id='' AND id<>'';
UPDATE aside_lines SET order_id=coalesce((SELECT min(b) FROM pairs WHERE role_a=1 AND a=aside_lines.id AND role_b=0),
  (SELECT min(o.id) FROM about l CROSS JOIN single o ON o.event=l.event AND o.role=0 WHERE l.role=1 AND l.id=aside_lines.id), '') WHERE order_id='' AND id<>'';
UPDATE lines SET product=coalesce((SELECT min(b) FROM pairs WHERE role_a=1 AND a=lines.id AND role_b=3),
  (SELECT min(p.id) FROM single l CROSS JOIN single p ON p.event=l.event AND p.role=3 WHERE l.role=1 AND l.id=lines.id), '') WHERE product='' AND id<>'';
UPDATE lines SET package=coalesce((SELECT min(b) FROM pairs WHERE role_a=1 AND a=lines.id AND role_b=4),
  (SELECT min(p.id) FROM about l CROSS JOIN single p ON p.event=l.event AND p.role=4 WHERE l.role=1 AND l.id=lines.id), '') WHERE package='' AND id<>'';
UPDATE orders SET customer=coalesce((SELECT min(b) FROM pairs WHERE role_a=0 AND a=orders.id AND role_b=2),
  (SELECT min(c.id) FROM single o CROSS JOIN single c ON c.event=o.event AND c.role=2 WHERE o.role=0 AND o.id=orders.id), '') WHERE customer='';
UPDATE packages SET order_id=coalesce((SELECT min(b) FROM pairs WHERE role_a=4 AND a=packages.id AND role_b=0), '') WHERE order_id='';
)sql";

constexpr const char* eventsSql = R"sql(
CREATE INDEX lines_order ON lines(order_id);
CREATE INDEX aside_lines_order ON aside_lines(order_id);
CREATE INDEX lines_package ON lines(package);
CREATE INDEX packages_order ON packages(order_id);
INSERT OR IGNORE INTO order_events SELECT a.id, a.event FROM about a JOIN orders o ON o.id=a.id WHERE a.role=0;
INSERT OR IGNORE INTO order_events SELECT l.order_id, a.event FROM about a JOIN lines l ON l.id=a.id WHERE a.role=1 AND l.id<>'';
INSERT OR IGNORE INTO order_events SELECT l.order_id, a.event FROM about a JOIN lines l ON l.package=a.id WHERE a.role=4 AND l.package<>'' AND NOT EXISTS(SELECT 1 FROM about b WHERE b.event=a.event AND b.role=1);
INSERT OR IGNORE INTO order_events SELECT p.order_id, a.event FROM about a JOIN packages p ON p.id=a.id JOIN orders o ON o.id=p.order_id WHERE a.role=4;
INSERT OR IGNORE INTO order_events SELECT k.order_id, a.event FROM about a JOIN known_packages k ON k.package=a.id WHERE a.role=4 AND NOT EXISTS(SELECT 1 FROM about b WHERE b.event=a.event AND b.role=1);
CREATE INDEX order_events_event ON order_events(event);
UPDATE rows SET fate=2, reason='line_of_other_order' WHERE fate=0 AND role=5 AND n IN (SELECT e.row FROM events e CROSS JOIN order_events oe ON oe.event=e.n WHERE e.fact=0 AND EXISTS(SELECT 1 FROM about o WHERE o.event=e.n AND o.role=0)
  AND (EXISTS(SELECT 1 FROM about a CROSS JOIN lines l ON l.id=a.id WHERE a.event=e.n AND a.role=1 AND l.id<>'' AND NOT EXISTS(SELECT 1 FROM about o WHERE o.event=e.n AND o.role=0 AND o.id=l.order_id))
    OR EXISTS(SELECT 1 FROM about o CROSS JOIN pairs p ON p.role_a=0 AND p.a=o.id AND p.role_b=1 CROSS JOIN lines l ON l.id=p.b WHERE o.event=e.n AND o.role=0 AND l.id<>'' AND l.order_id<>o.id AND NOT EXISTS(SELECT 1 FROM about o2 WHERE o2.event=e.n AND o2.role=0 AND o2.id=l.order_id))));
UPDATE rows SET fate=2, reason='several_orders' WHERE fate=0 AND role=5 AND n IN (SELECT e.row FROM events e WHERE e.amount IS NOT NULL AND (SELECT count(*) FROM order_events oe WHERE oe.event=e.n)>1);
UPDATE rows SET fate=2, reason='no_line' WHERE fate=0 AND role=5 AND n IN (SELECT e.row FROM events e WHERE e.fact NOT IN (0, 1, 2, 3, 9, 11, 12, 13) AND EXISTS(SELECT 1 FROM about a WHERE a.event=e.n AND a.role=1)
  AND NOT EXISTS(SELECT 1 FROM about a JOIN lines l ON l.id=a.id WHERE a.event=e.n AND a.role=1 AND l.id<>''));
UPDATE rows SET fate=2, reason='no_line' WHERE fate=0 AND role=5 AND n IN (SELECT e.row FROM events e WHERE e.fact IN (4, 5, 6, 7, 8, 10) AND NOT EXISTS(SELECT 1 FROM about a WHERE a.event=e.n AND a.role IN (1, 4))
  AND EXISTS(SELECT 1 FROM mentions m WHERE m.event=e.n AND NOT EXISTS(SELECT 1 FROM objects o WHERE o.id=m.id)));
DELETE FROM order_events WHERE event IN (SELECT e.n FROM events e JOIN rows r ON r.n=e.row WHERE r.fate<>0);
UPDATE orders SET placed=(SELECT min(e.at) FROM order_events oe JOIN events e ON e.n=oe.event WHERE oe.order_id=orders.id AND e.fact=0) WHERE placed IS NULL;
)sql";

// Orders that wait for another part of the log: those of which nothing happened yet, and, where the log tells of placings, those
// that are only named or have no line and were not placed yet.
constexpr const char* waitingSql = R"sql(
CREATE TABLE waiting(id TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO waiting SELECT id, 'no_event_yet' FROM orders o WHERE placed IS NULL AND NOT EXISTS(SELECT 1 FROM order_events e WHERE e.order_id=o.id) AND NOT EXISTS(SELECT 1 FROM known_orders k WHERE k.id=o.id);
)sql";
constexpr const char* unplacedSql = R"sql(
INSERT OR IGNORE INTO waiting SELECT id, 'not_placed' FROM orders o WHERE placed IS NULL AND (n<0 OR NOT EXISTS(SELECT 1 FROM lines l WHERE l.order_id=o.id)) AND NOT EXISTS(SELECT 1 FROM known_orders k WHERE k.id=o.id)
  AND NOT EXISTS(SELECT 1 FROM order_events oe JOIN events e ON e.n=oe.event WHERE oe.order_id=o.id AND e.fact=0);
)sql";
constexpr const char* leaveSql = R"sql(
UPDATE rows SET fate=2, reason='not_placed' WHERE fate=0 AND role=5 AND n IN (SELECT e.row FROM order_events oe JOIN waiting w ON w.id=oe.order_id JOIN events e ON e.n=oe.event
  WHERE NOT EXISTS(SELECT 1 FROM order_events o2 WHERE o2.event=oe.event AND o2.order_id NOT IN (SELECT id FROM waiting)));
DELETE FROM order_events WHERE order_id IN (SELECT id FROM waiting);
CREATE TABLE left_out(n INTEGER PRIMARY KEY, reason TEXT NOT NULL);
INSERT OR IGNORE INTO left_out SELECT o.n, w.reason FROM orders o JOIN waiting w ON w.id=o.id WHERE o.n>0;
INSERT OR IGNORE INTO left_out SELECT l.n, w.reason FROM lines l JOIN waiting w ON w.id=l.order_id WHERE l.n>0;
INSERT OR IGNORE INTO left_out SELECT * FROM (SELECT p.n, coalesce((SELECT min(w.reason) FROM lines l JOIN waiting w ON w.id=l.order_id WHERE l.package=p.id), (SELECT w.reason FROM waiting w WHERE w.id=p.order_id)) AS reason FROM packages p WHERE p.n>0
  AND NOT EXISTS(SELECT 1 FROM lines l WHERE l.package=p.id AND l.order_id NOT IN (SELECT id FROM waiting)) AND NOT EXISTS(SELECT 1 FROM orders o WHERE o.id=p.order_id AND o.id NOT IN (SELECT id FROM waiting))) WHERE reason IS NOT NULL;
UPDATE rows SET reason=(SELECT reason FROM left_out l WHERE l.n=rows.n), fate=CASE (SELECT reason FROM left_out l WHERE l.n=rows.n) WHEN 'no_event_yet' THEN 3 ELSE 2 END WHERE fate=0 AND n IN (SELECT n FROM left_out);
DELETE FROM lines WHERE order_id IN (SELECT id FROM waiting);
DELETE FROM orders WHERE id IN (SELECT id FROM waiting);
)sql";

constexpr const char* hangsOnNothingSql = R"sql(
UPDATE rows SET fate=2, reason='no_order' WHERE fate=0 AND n IN (SELECT e.row FROM events e WHERE NOT EXISTS(SELECT 1 FROM order_events oe WHERE oe.event=e.n)) AND role=5;
UPDATE rows SET fate=2, reason='no_order' WHERE fate=0 AND role=4 AND n IN (SELECT n FROM packages p WHERE NOT EXISTS(SELECT 1 FROM lines l WHERE l.package=p.id) AND NOT EXISTS(SELECT 1 FROM orders o WHERE o.id=p.order_id) AND NOT EXISTS(SELECT 1 FROM known_packages k WHERE k.package=p.id));
)sql";

std::optional<base::Timestamp> timeAt(const sqlite::Statement& row, int column) { return row.isNull(column) ? std::nullopt : std::optional(base::Timestamp{row.integer(column)}); }
std::optional<base::Amount> amountAt(const sqlite::Statement& row, int column) { return row.isNull(column) ? std::nullopt : std::optional(base::Amount{row.integer(column)}); }
std::optional<domain::Factor> factorAt(const sqlite::Statement& row, int column) { return row.isNull(column) ? std::nullopt : std::optional(domain::Factor{row.integer(column)}); }
std::string textAt(const sqlite::Statement& row, int column) { return std::string(row.text(column)); }

std::optional<std::int64_t> numberOf(const std::optional<base::Timestamp>& time) { return time ? std::optional(time->micros) : std::nullopt; }
std::optional<std::int64_t> numberOf(const std::optional<base::Amount>& amount) { return amount ? std::optional(amount->tenThousandths) : std::nullopt; }
std::optional<std::int64_t> numberOf(const std::optional<domain::Factor>& factor) { return factor ? std::optional(factor->millionths) : std::nullopt; }

// What a column or state of a package tells goes by the name of the package.
EventName nameOf(std::string_view id, int fact = 0, std::string_view package = {}) {
  if (!id.empty()) return base::shortHash(base::viewOf(id));
  return package.empty() ? 0 : base::shortHash(base::viewOf("package " + std::to_string(fact) + " " + std::string(package)));
}

// Each row of the statement, which is then ready for the next time.
template <class Take>
base::Status eachOf(sqlite::Statement& statement, const Take& take) {
  for (;;) {
    const auto row = statement.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    take(statement);
  }
}

}  // namespace

base::Result<Staging> Staging::open(const Profile& profile) {
  auto connection = sqlite::Connection::openTemporary();
  if (!connection) return tl::unexpected(connection.error());
  Staging staging(profile, std::move(*connection));
  if (auto made = staging.m_connection->run(stagingSchema); !made) return tl::unexpected(made.error());
  if (auto prepared = staging.prepare(); !prepared) return tl::unexpected(prepared.error());
  return staging;
}

base::Status Staging::prepare() {
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&m_putRow, "INSERT INTO rows(n, file, row, role, fate, reason, raw) VALUES(?,?,?,?,?,?,?)"},
      {&m_currencyOf, "SELECT currency FROM orders WHERE id=?"},
      {&m_putDocument, "INSERT INTO orders VALUES(?1,?2,?3,?4,'','',?5,?6,NULL,NULL,0) ON CONFLICT(id) DO UPDATE SET customer=CASE customer WHEN '' THEN ?3 ELSE customer END, "
                       "country=CASE country WHEN '' THEN ?4 ELSE country END, placed=CASE WHEN placed IS NULL OR ?6<placed THEN coalesce(?6, placed) ELSE placed END"},
      {&m_putOrder, "INSERT OR IGNORE INTO orders VALUES(?,?,?,?,?,?,?,?,?,?,0)"},
      {&m_putCharge, "INSERT OR REPLACE INTO charges VALUES(?,?,?)"},
      {&m_putLine, "INSERT OR IGNORE INTO lines VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)"},
      {&m_putCustomer, "INSERT OR IGNORE INTO customers VALUES(?,?,?,?,?,?)"},
      {&m_putProduct, "INSERT OR IGNORE INTO products VALUES(?,?,?,?)"},
      {&m_putPrice, "INSERT INTO prices VALUES(?,?,?)"},
      {&m_putPackage, "INSERT OR IGNORE INTO packages VALUES(?,?,?,?)"},
      {&m_putEvent, "INSERT OR IGNORE INTO events VALUES(?,?,?,?,?,?,?,?,?,?)"},
      {&m_putAbout, "INSERT OR IGNORE INTO about VALUES(?,?,?)"},
      {&m_putObject, "INSERT OR IGNORE INTO objects VALUES(?,?)"},
      {&m_putRelation, "INSERT INTO relations VALUES(?,?,?)"},
      {&m_putMention, "INSERT INTO mentions VALUES(?,?)"},
      {&m_putLookup, "INSERT OR IGNORE INTO lookups VALUES(?,?,?)"},
      {&m_lookUp, "SELECT value FROM lookups WHERE lookup=? AND key=?"},
      {&m_customer, "SELECT o.n, o.id, o.name, o.email, o.phone, o.address FROM places p JOIN customers o ON o.n=p.n WHERE p.role=2 AND p.place=?"},
      {&m_product, "SELECT o.n, o.id, o.name, o.currency FROM places p JOIN products o ON o.n=p.n WHERE p.role=3 AND p.place=?"},
      {&m_prices, "SELECT at, price FROM prices WHERE n=? ORDER BY at"},
      {&m_orderAt, "SELECT o.n, o.id, o.customer, o.country, o.ship_to, o.note, o.currency, o.placed, o.promised, o.total, o.moved FROM places p JOIN orders o ON o.n=p.n WHERE p.role=0 AND p.place=?"},
      {&m_chargesOf, "SELECT r.file, c.kind, sum(c.amount) FROM lines l JOIN charges c ON c.n=l.n JOIN rows r ON r.n=l.n WHERE l.order_id=? GROUP BY 1, 2 HAVING sum(c.amount)<>0 ORDER BY 1, 2"},
      {&m_charges, "SELECT kind, sum(amount) FROM charges WHERE n=?1 OR n IN (SELECT n FROM lines WHERE order_id=?2) GROUP BY kind HAVING sum(amount)<>0 ORDER BY kind"},
      {&m_row, "SELECT file, row, raw, done FROM rows WHERE n=?"},
      {&m_because, "UPDATE rows SET reason=? WHERE n=? AND fate=0"},
      {&m_putAsideLine, "INSERT INTO aside_lines VALUES(?,?,?)"},
      {&m_asideLines, "SELECT CASE a.id WHEN '' THEN 'row ' || r.row ELSE a.id END FROM aside_lines a JOIN rows r ON r.n=a.n WHERE a.order_id=? ORDER BY a.id, a.n"},
      {&m_putKnownLine, "INSERT OR IGNORE INTO known_lines VALUES(?,?,?)"},
      {&m_putKnownPackage, "INSERT OR IGNORE INTO known_packages VALUES(?,?)"},
      {&m_putKnownOrder, "INSERT OR IGNORE INTO known_orders VALUES(?)"},
      {&m_putKnownEvent, "INSERT OR IGNORE INTO known_events VALUES(?,?,?)"},
      {&m_putUnsaid, "INSERT INTO unsaid(hash, document, customer, placed, number) VALUES(?,?,?,?,?)"},
      {&m_findUnsaid, "SELECT rowid FROM unsaid WHERE hash=?1 AND document<>?2 AND (customer='' OR ?3='' OR customer=?3) AND (placed IS NULL OR ?4 IS NULL OR placed=?4) AND row IS NULL ORDER BY rowid LIMIT 1"},
      {&m_takeUnsaid, "UPDATE unsaid SET row=? WHERE rowid=?"},
      {&m_movedFrom, "SELECT number FROM unsaid WHERE document=? AND row IS NOT NULL"},
      {&m_tells, "SELECT 1 FROM orders WHERE id=?"},
      {&m_eventsOf, "SELECT version, name FROM known_events WHERE order_id=?"},
      {&m_movedEvent, "SELECT 1 FROM known_events k WHERE k.name=? AND k.order_id<>? AND NOT EXISTS(SELECT 1 FROM order_events oe WHERE oe.order_id=k.order_id AND oe.event=?)"},
      {&m_done, "UPDATE rows SET done=1 WHERE n=?"},
      {&m_left, "SELECT r.n, f.path, r.row, r.reason, r.raw, r.fate FROM rows r JOIN files f ON f.file=r.file WHERE r.file=? AND r.n>? AND r.fate<>0 AND r.done=0 ORDER BY r.n LIMIT ?"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = m_connection->prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  for (const RoleRule& rule : m_profile->objects)
    for (const auto& [other, qualifier] : rule.links) {
      auto put = m_connection->prepare("INSERT INTO wanted VALUES(?,?,?)", false);
      if (!put) return tl::unexpected(put.error());
      const auto role = std::find(roleNames().begin(), roleNames().end(), other) - roleNames().begin();
      if (auto done = put->bind(1, static_cast<int>(rule.role)).bind(2, static_cast<int>(role)).bind(3, qualifier).execute(); !done) return done;
    }
  return {};
}

base::Result<std::int64_t> Staging::addFile(const std::string& path) {
  auto put = m_connection->prepare("INSERT INTO files VALUES(?,?)", false);
  if (!put) return tl::unexpected(put.error());
  m_paths.push_back(path);
  if (auto done = put->bind(1, files()).bind(2, path).execute(); !done) return tl::unexpected(done.error());
  return files();
}

base::Status Staging::addLookup(std::size_t lookup, std::string_view key, std::string_view value) {
  return m_putLookup.bind(1, static_cast<std::int64_t>(lookup)).bind(2, key).bind(3, value).execute();
}

LookUp Staging::lookUp() {
  return [this](std::size_t lookup, std::string_view key) -> std::optional<std::string> {
    const auto row = m_lookUp.bind(1, static_cast<std::int64_t>(lookup)).bind(2, key).step();
    if (!row || !*row) return std::nullopt;
    std::string value = textAt(m_lookUp, 0);
    m_lookUp.reset();
    return value;
  };
}

base::Status Staging::putRow(std::int64_t file, std::int64_t row, int role, const MappedRecord& mapped, std::string_view raw) {
  m_ambiguousTimes += mapped.ambiguousTimes;
  m_missingTimes += mapped.missingTimes;
  const int fate = mapped.fate == RowFate::Quarantine ? fateAside : mapped.fate == RowFate::Ignore ? fateIgnored : fateTaken;
  return m_putRow.bind(1, ++m_rows).bind(2, file).bind(3, row).bind(4, role).bind(5, fate).bind(6, mapped.reason).bind(7, raw).execute();
}

base::Status Staging::asideAs(const char* reason, std::int64_t row) {
  auto put = m_connection->prepare("UPDATE rows SET fate=2, reason=? WHERE n=?", false);
  if (!put) return tl::unexpected(put.error());
  return put->bind(1, reason).bind(2, row).execute();
}

// Under the number of the row, or one below zero for what is only named. False when there is one of that name already.
base::Result<bool> Staging::putRecord(const MappedRecord& mapped) {
  const std::int64_t n = m_named < 0 ? m_named : m_rows;
  struct Put {
    Staging& staging;
    std::int64_t n;
    base::Result<bool> isNew(const base::Status& put) const { return put ? base::Result<bool>(staging.m_connection->changes() > 0) : tl::unexpected(put.error()); }
    base::Result<bool> withCharges(const base::Result<bool>& fresh, const std::vector<std::pair<std::string, base::Amount>>& charges) const {
      if (!fresh || !*fresh) return fresh;
      for (const auto& [kind, amount] : charges)
        if (auto put = staging.m_putCharge.bind(1, n).bind(2, kind).bind(3, amount.tenThousandths).execute(); !put) return tl::unexpected(put.error());
      return true;
    }
    base::Result<bool> operator()(std::monostate) const { return true; }
    base::Result<bool> operator()(const SourceOrder& order) const {
      const std::string currency = order.currency.toText();
      const auto fresh = isNew(staging.m_putOrder.bind(1, n).bind(2, order.id).bind(3, order.customer).bind(4, order.country).bind(5, order.shipTo).bind(6, order.note).bind(7, currency)
                             .bind(8, numberOf(order.placedAt)).bind(9, numberOf(order.promisedAt)).bind(10, numberOf(order.total)).execute());
      return withCharges(fresh, order.charges);
    }
    base::Result<bool> operator()(const SourceLine& line) const {
      const LineMoney& money = line.money;
      return withCharges(isNew(staging.m_putLine.bind(1, n).bind(2, line.id).bind(3, line.order).bind(4, line.product).bind(5, line.package).bind(6, line.description).bind(7, money.quantity.thousandths)
                       .bind(8, money.unitPrice.tenThousandths).bind(9, money.net.tenThousandths).bind(10, numberOf(money.discount)).bind(11, numberOf(money.discountAmount)).bind(12, numberOf(money.taxRate)).bind(13, line.customer).bind(14, numberOf(line.placedAt)).execute()), line.charges);
    }
    base::Result<bool> operator()(const SourceCustomer& customer) const {
      return isNew(staging.m_putCustomer.bind(1, n).bind(2, customer.id).bind(3, customer.name).bind(4, customer.email).bind(5, customer.phone).bind(6, customer.address).execute());
    }
    base::Result<bool> operator()(const SourceProduct& product) const {
      const std::string currency = product.currency.toText();
      auto fresh = isNew(staging.m_putProduct.bind(1, n).bind(2, product.id).bind(3, product.name).bind(4, currency).execute());
      for (const SourceProduct::Price& price : product.prices)
        if (fresh && *fresh)
          if (auto put = staging.m_putPrice.bind(1, n).bind(2, numberOf(price.at)).bind(3, price.price.tenThousandths).execute(); !put) return tl::unexpected(put.error());
      return fresh;
    }
    base::Result<bool> operator()(const SourcePackage& package) const {
      return isNew(staging.m_putPackage.bind(1, n).bind(2, package.id).bind(3, package.order).bind(4, package.carrier).execute());
    }
  };
  return std::visit(Put{*this, n}, mapped.record);
}

base::Status Staging::putEvents(std::int64_t row, const std::vector<SourceEvent>& events) {
  for (const SourceEvent& event : events) {
    const auto at = numberOf(event.at);
    const auto amount = numberOf(event.amount);
    if (auto put = m_putEvent.bind(1, ++m_lastEvent).bind(2, row).bind(3, static_cast<int>(event.fact)).bind(4, at).bind(5, event.id).bind(6, event.method).bind(7, event.carrier).bind(8, event.reason)
                       .bind(9, event.text).bind(10, amount).execute(); !put)
      return put;
    if (m_connection->changes() == 0) return asideAs("duplicate_event", m_rows);
    for (const auto& [role, id] : event.about)
      if (auto put = m_putAbout.bind(1, m_lastEvent).bind(2, static_cast<int>(role)).bind(3, id).execute(); !put) return put;
  }
  return {};
}

base::Status Staging::add(std::int64_t file, std::int64_t row, Role role, const MappedRecord& mapped, std::string_view raw) {
  if (auto put = putRow(file, row, static_cast<int>(role), mapped, raw); !put) return put;
  if (mapped.fate == RowFate::Quarantine && role == Role::Line) return m_putAsideLine.bind(1, m_rows).bind(2, mapped.asideLine).bind(3, mapped.asideOrder).execute();
  if (mapped.fate != RowFate::SaleLine) return {};
  const auto fresh = putRecord(mapped);
  if (!fresh) return tl::unexpected(fresh.error());
  if (!*fresh) return asideAs((std::string("duplicate_") + name(role)).c_str(), m_rows);
  return putEvents(m_rows, mapped.events);
}

base::Status Staging::addFlat(std::int64_t file, std::int64_t row, const MappedRecord& fate, const SourceFlatRow& said, std::string_view raw) {
  if (auto put = putRow(file, row, static_cast<int>(Role::Line), fate, raw); !put) return put;
  const std::string id = (said.isReturn ? returnMark : "") + said.document.id;
  const std::string currency = said.document.currency.toText();
  const auto known = m_currencyOf.bind(1, id).step();
  if (!known) return tl::unexpected(known.error());
  const bool isOther = *known && m_currencyOf.text(0) != currency;
  m_currencyOf.reset();
  if (isOther) return asideAs("currency_mismatch", m_rows);
  if (auto put = m_putDocument.bind(1, -m_rows).bind(2, id).bind(3, said.document.customer).bind(4, said.document.country).bind(5, currency).bind(6, numberOf(said.document.placedAt)).execute(); !put) return put;
  MappedRecord line;
  line.record = said.line;
  SourceLine& into = std::get<SourceLine>(line.record);
  into.order = id;
  into.customer = said.document.customer;
  into.placedAt = said.document.placedAt;
  const auto fresh = putRecord(line);
  return fresh ? base::Status() : tl::unexpected(fresh.error());
}

base::Status Staging::addObject(std::int64_t file, std::int64_t row, std::optional<Role> role, const std::string& id, const MappedRecord& mapped, std::span<const Relation> relations, std::string_view raw) {
  if (!role) {
    const auto put = putRow(file, row, noRole, mapped, raw);
    return put ? m_putObject.bind(1, id).bind(2, noRole).execute() : put;
  }
  // What was set aside is known all the same, so that an event about it is not taken for one about others.
  if (auto put = add(file, row, *role, mapped, raw); !put) return put;
  if (auto put = m_putObject.bind(1, id).bind(2, static_cast<int>(*role)).execute(); !put) return put;
  for (const Relation& relation : relations)
    if (auto put = m_putRelation.bind(1, id).bind(2, relation.id).bind(3, relation.qualifier).execute(); !put) return put;
  return {};
}

base::Status Staging::addEvent(std::int64_t file, std::int64_t row, const MappedRecord& mapped, std::span<const Relation> about, std::string_view raw) {
  if (auto put = add(file, row, Role::Event, mapped, raw); !put || mapped.fate != RowFate::SaleLine) return put;
  for (const Relation& relation : about)
    if (auto put = m_putMention.bind(1, m_lastEvent).bind(2, relation.id).execute(); !put) return put;
  return {};
}

// Objects that only events name: what they are comes from the constants of their role.
base::Status Staging::putNamed(Role role) {
  const RoleRule* rule = nullptr;
  for (const RoleRule& one : m_profile->objects)
    if (one.role == role && one.from.empty()) rule = &one;
  if (rule == nullptr) return {};
  auto mapping = RoleMapping::bind(*m_profile, *rule, {}, lookUp());
  if (!mapping) return tl::unexpected(mapping.error());
  auto select = m_connection->prepare("SELECT DISTINCT id FROM about WHERE role=? ORDER BY id", false);
  if (!select) return tl::unexpected(select.error());
  select->bind(1, static_cast<int>(role));
  base::Status status;
  MappedRecord mapped;
  auto read = eachOf(*select, [&](const sqlite::Statement& row) {
    if (!status) return;
    mapping->mapNamed(textAt(row, 0), mapped);
    if (mapped.fate != RowFate::SaleLine) return;
    --m_named;
    if (const auto put = putRecord(mapped); !put) status = tl::unexpected(put.error());
  });
  return read ? status : read;
}

base::Result<std::vector<std::string>> Staging::idsOf(const char* sql) {
  auto select = m_connection->prepare(sql, false);
  if (!select) return tl::unexpected(select.error());
  std::vector<std::string> ids;
  if (auto read = eachOf(*select, [&](const sqlite::Statement& row) { ids.push_back(textAt(row, 0)); }); !read) return tl::unexpected(read.error());
  return ids;
}

// Ids of which this part of a log has no object: earlier parts may have told what they are.
base::Status Staging::recallMentions() {
  const auto unknown = idsOf("SELECT id FROM mentions UNION SELECT a FROM relations UNION SELECT b FROM relations EXCEPT SELECT id FROM objects");
  if (!unknown) return tl::unexpected(unknown.error());
  for (const std::string& id : *unknown) {
    std::optional<Role> role;
    const auto line = m_memory->line(id);
    if (!line) return tl::unexpected(line.error());
    if (*line) role = Role::Line;
    if (!role) {
      const auto orders = m_memory->ordersOf(id);
      if (!orders) return tl::unexpected(orders.error());
      if (!orders->empty()) role = Role::Package;
    }
    if (!role) {
      const auto order = m_memory->has({domain::Category::Order, id});
      if (!order) return tl::unexpected(order.error());
      if (*order) role = Role::Order;
    }
    if (role)
      if (auto put = m_putObject.bind(1, id).bind(2, static_cast<int>(*role)).execute(); !put) return put;
  }
  return {};
}

namespace {
SourceLine sourceLineOf(const std::string& id, const SourceMemory::Line& known) {
  const domain::OrderLine& line = known.line;
  return {id, known.order, line.product.text, line.description, {}, {line.quantity, line.unitPrice, line.net, line.discount, line.taxRate, line.discountAmount}, {}};
}
}  // namespace

// Lines and packages that are known, and the orders that they are of.
base::Status Staging::recallParts() {
  const auto lines = idsOf("SELECT id FROM about WHERE role=1 UNION SELECT id FROM lines WHERE id<>'' UNION SELECT id FROM objects WHERE role=1 ORDER BY id");
  if (!lines) return tl::unexpected(lines.error());
  auto hang = m_connection->prepare("UPDATE lines SET order_id=CASE order_id WHEN '' THEN ?2 ELSE order_id END, product=CASE product WHEN '' THEN ?3 ELSE product END WHERE id=?1", false);
  auto forgetNamed = m_connection->prepare("DELETE FROM lines WHERE id=? AND n<0", false);
  if (!hang || !forgetNamed) return tl::unexpected(hang ? forgetNamed.error() : hang.error());
  for (const std::string& id : *lines) {
    const auto known = m_memory->line(id);
    if (!known) return tl::unexpected(known.error());
    if (!*known) continue;
    const domain::OrderLine& line = (*known)->line;
    if (auto put = m_putKnownLine.bind(1, id).bind(2, (*known)->order).bind(3, line.line).execute(); !put) return put;
    // What is only named is what it was.
    if (auto done = forgetNamed->bind(1, id).execute(); !done) return done;
    --m_named;
    MappedRecord record;
    record.record = sourceLineOf(id, **known);
    if (const auto put = putRecord(record); !put) return tl::unexpected(put.error());
    if (auto done = hang->bind(1, id).bind(2, (*known)->order).bind(3, line.product.text).execute(); !done) return done;
  }
  const auto packages = idsOf("SELECT id FROM about WHERE role=4 UNION SELECT id FROM packages");
  if (!packages) return tl::unexpected(packages.error());
  for (const std::string& package : *packages) {
    const auto orders = m_memory->ordersOf(package);
    if (!orders) return tl::unexpected(orders.error());
    for (const std::string& order : *orders)
      if (auto put = m_putKnownPackage.bind(1, package).bind(2, order).execute(); !put) return put;
  }
  // Their orders, of which nothing else may be said.
  const auto orders = idsOf("SELECT order_id FROM known_lines UNION SELECT order_id FROM known_packages UNION SELECT id FROM about WHERE role=0 EXCEPT SELECT id FROM orders");
  if (!orders) return tl::unexpected(orders.error());
  for (const std::string& order : *orders) {
    const auto isKnown = m_memory->has({domain::Category::Order, order});
    if (!isKnown) return tl::unexpected(isKnown.error());
    if (!*isKnown) continue;
    --m_named;
    MappedRecord record;
    SourceOrder named;
    named.id = order;
    record.record = named;
    if (const auto put = putRecord(record); !put) return tl::unexpected(put.error());
  }
  return {};
}

// A line that is known of another order than it is said to be of now stays with that, as it was.
base::Status Staging::keepWhereKnown() {
  auto select = m_connection->prepare("SELECT l.n, l.id FROM lines l JOIN known_lines k ON k.id=l.id WHERE l.n>0 AND (l.order_id<>k.order_id OR (EXISTS(SELECT 1 FROM pairs WHERE role_a=1 AND a=l.id AND role_b=0)"
                                      " AND NOT EXISTS(SELECT 1 FROM pairs WHERE role_a=1 AND a=l.id AND role_b=0 AND b=k.order_id)))", false);
  auto forget = m_connection->prepare("DELETE FROM pairs WHERE (role_a=1 AND a=?1 AND role_b=0) OR (role_a=0 AND role_b=1 AND b=?1)", false);
  if (!select || !forget) return tl::unexpected(select ? forget.error() : select.error());
  std::vector<std::pair<std::int64_t, std::string>> moved;
  if (auto read = eachOf(*select, [&](const sqlite::Statement& line) { moved.emplace_back(line.integer(0), textAt(line, 1)); }); !read) return read;
  for (const auto& [row, id] : moved) {
    const auto known = m_memory->line(id);
    if (!known) return tl::unexpected(known.error());
    if (!*known) continue;
    if (auto done = takeAway(row); !done) return done;
    if (auto done = forget->bind(1, id).execute(); !done) return done;
    --m_named;
    MappedRecord record;
    record.record = sourceLineOf(id, **known);
    if (const auto put = putRecord(record); !put) return tl::unexpected(put.error());
  }
  return {};
}

base::Status Staging::recallOrders(const char* which) {
  const auto orders = idsOf(which);
  if (!orders) return tl::unexpected(orders.error());
  for (const std::string& order : *orders) {
    const auto isKnown = m_memory->has({domain::Category::Order, order});
    if (!isKnown) return tl::unexpected(isKnown.error());
    if (*isKnown)
      if (auto put = m_putKnownOrder.bind(1, order).execute(); !put) return put;
  }
  return {};
}

base::Status Staging::leaveWaiting() {
  if (m_memory != nullptr)
    if (auto known = recallOrders("SELECT id FROM orders WHERE placed IS NULL ORDER BY id"); !known) return known;
  if (auto done = m_connection->run(waitingSql); !done) return done;
  if (tellsPlacings(*m_profile))
    if (auto done = m_connection->run(unplacedSql); !done) return done;
  return m_connection->run(leaveSql);
}

base::Status Staging::settle() {
  if (m_memory != nullptr)
    if (auto done = recallMentions(); !done) return done;
  if (auto done = m_connection->run(linksSql); !done) return done;
  for (const Role role : {Role::Order, Role::Line, Role::Package})
    if (auto put = putNamed(role); !put) return put;
  if (m_memory != nullptr)
    if (auto done = recallParts(); !done) return done;
  for (const char* sql : {contestedSql, hangsSql, leaveContestedSql})
    if (auto done = m_connection->run(sql); !done) return done;
  if (m_memory != nullptr)
    if (auto done = keepWhereKnown(); !done) return done;
  m_named = 0;
  // A line without its order, or without its product, is none.
  if (auto done = m_connection->run(R"sql(
INSERT INTO aside_lines SELECT n, id, order_id FROM lines WHERE product='' AND n>0;
UPDATE rows SET fate=2, reason='no_order' WHERE n IN (SELECT n FROM lines l WHERE NOT EXISTS(SELECT 1 FROM orders o WHERE o.id=l.order_id));
UPDATE rows SET fate=2, reason='missing_product' WHERE n IN (SELECT n FROM lines WHERE product='');
DELETE FROM lines WHERE product='' OR NOT EXISTS(SELECT 1 FROM orders o WHERE o.id=lines.order_id);
)sql"); !done)
    return done;
  if (auto done = m_connection->run(eventsSql); !done) return done;
  if (comesInParts(*m_profile))
    if (auto done = leaveWaiting(); !done) return done;
  if (auto done = m_connection->run(hangsOnNothingSql); !done) return done;
  // Tables are in their order; what a log says must not hang on the order of its records.
  const bool isFlat = m_profile->shape == "flat_lines";
  const bool areRows = isFlat || m_profile->shape == "several_tables";
  for (const auto& [role, table, byWhat] : {std::tuple{Role::Customer, "customers", "id"}, {Role::Product, "products", "id"}, {Role::Order, "orders", "placed IS NULL, placed, id"}}) {
    const std::string sql = "INSERT INTO places SELECT " + std::to_string(static_cast<int>(role)) + ", row_number() OVER (ORDER BY " + (isFlat ? "-n" : areRows ? "n" : byWhat) + "), n FROM " + table;
    if (auto done = m_connection->run(sql.c_str()); !done) return done;
  }
  const std::string linesOf = std::string("SELECT l.n, l.id, l.product, l.package, l.description, l.quantity, l.unit_price, l.net, l.discount, l.discount_amount, l.tax_rate, coalesce(k.number, 0), coalesce(r.file, 0), l.customer, l.placed FROM lines l "
                                          "LEFT JOIN known_lines k ON k.id=l.id AND k.order_id=l.order_id LEFT JOIN rows r ON r.n=l.n WHERE l.order_id=? ORDER BY ") + (areRows ? "l.n" : "l.id, l.n");
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&m_lines, linesOf.c_str()},
      {&m_events, "SELECT e.n, e.row, e.fact, e.at, e.id, e.method, e.carrier, e.reason, e.text, e.amount, r.role<>5 FROM order_events oe JOIN events e ON e.n=oe.event JOIN rows r ON r.n=e.row WHERE oe.order_id=? ORDER BY e.n"},
      {&m_aboutLines, "SELECT id FROM about WHERE event=? AND role=1"},
      {&m_aboutPackages, "SELECT id FROM about WHERE event=? AND role=4 ORDER BY id"},
      {&m_packages, "SELECT n, id, carrier FROM packages WHERE id IN (SELECT package FROM lines WHERE order_id=?1) UNION SELECT n, id, carrier FROM packages WHERE order_id=?1 "
                    "UNION SELECT n, id, carrier FROM packages WHERE id IN (SELECT package FROM known_packages WHERE order_id=?1)"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = m_connection->prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return {};
}

base::Status Staging::recallEvents(SourceMemory& memory) {
  // Which names and orders may be among those that were read: of all others, which are most of a large shop's, nothing is kept.
  std::vector<bool> isRead(std::size_t{1} << 22);
  const auto at = [&](std::uint64_t hash) { return isRead[hash % isRead.size()]; };
  auto orders = m_connection->prepare("SELECT id FROM orders", false);
  auto events = m_connection->prepare("SELECT e.id, e.fact, coalesce(a.id, '') FROM events e LEFT JOIN rows r ON r.n=e.row AND r.role=4 LEFT JOIN about a ON a.event=e.n AND a.role=r.role", false);
  if (!orders || !events) return tl::unexpected(orders ? events.error() : orders.error());
  if (auto read = eachOf(*orders, [&](const sqlite::Statement& order) { at(base::shortHash(base::viewOf(order.text(0)))) = true; }); !read) return read;
  if (auto read = eachOf(*events, [&](const sqlite::Statement& event) { at(nameOf(event.text(0), static_cast<int>(event.integer(1)), event.text(2))) = true; }); !read) return read;
  return memory.eachEvent([&](const std::string& order, std::int64_t version, EventName name) -> base::Status {
    if (!at(name) && !at(base::shortHash(base::viewOf(order)))) return {};
    return m_putKnownEvent.bind(1, order).bind(2, version).bind(3, static_cast<std::int64_t>(name)).execute();
  });
}

base::Status Staging::putUnsaid(const Unsaid& line, int number) {
  return m_putUnsaid.bind(1, line.hash).bind(2, line.document).bind(3, line.customer).bind(4, numberOf(line.placedAt)).bind(5, number).execute();
}

base::Result<std::set<int>> Staging::movedFrom(const std::string& document) {
  std::set<int> numbers;
  m_movedFrom.bind(1, document);
  const auto read = eachOf(m_movedFrom, [&](const sqlite::Statement& line) { numbers.insert(static_cast<int>(line.integer(0))); });
  return read ? base::Result<std::set<int>>(std::move(numbers)) : tl::unexpected(read.error());
}

base::Result<bool> Staging::takeUnsaid(const Unsaid& line, std::int64_t row) {
  const auto found = m_findUnsaid.bind(1, line.hash).bind(2, line.document).bind(3, line.customer).bind(4, numberOf(line.placedAt)).step();
  if (!found) return tl::unexpected(found.error());
  if (!*found) return false;
  const std::int64_t place = m_findUnsaid.integer(0);
  m_findUnsaid.reset();
  const auto taken = m_takeUnsaid.bind(1, row).bind(2, place).execute();
  return taken ? base::Result<bool>(true) : tl::unexpected(taken.error());
}

base::Status Staging::releaseUnsaid(std::int64_t row) {
  auto release = m_connection->prepare("UPDATE unsaid SET row=NULL WHERE row=?", false);
  return release ? release->bind(1, row).execute() : tl::unexpected(release.error());
}

base::Status Staging::moveAway(std::int64_t row) {
  auto mark = m_connection->prepare("UPDATE orders SET moved=max(moved, ?) WHERE id=(SELECT order_id FROM lines WHERE n=?)", false);
  if (!mark) return tl::unexpected(mark.error());
  const auto marked = mark->bind(1, someMoved).bind(2, row).execute();
  return marked ? takeAway(row) : marked;
}

base::Status Staging::takeAway(std::int64_t row) {
  if (auto aside = asideAs(movedLine, row); !aside) return aside;
  const std::string n = std::to_string(row);
  // What rows of a flat file say of their document it says no more.
  const std::string rest = "FROM lines l WHERE l.order_id=orders.id AND l.n<>" + n;
  return m_connection->run(("UPDATE orders SET total=total-(SELECT net FROM lines WHERE n=" + n + "), placed=coalesce((SELECT min(l.placed) " + rest + "), placed), customer=coalesce((SELECT l.customer " + rest +
                            " AND l.customer<>'' ORDER BY l.n LIMIT 1), customer) WHERE id=(SELECT order_id FROM lines WHERE n=" + n + "); DELETE FROM lines WHERE n=" + n + ";").c_str());
}

base::Status Staging::moveAway(const Order& order) {
  const std::string key = (order.isReturn ? returnMark : "") + order.said.id;
  const char* const all[] = {
      "UPDATE rows SET fate=2, reason=?2 WHERE fate=0 AND (n IN (SELECT n FROM orders WHERE id=?1) OR n IN (SELECT n FROM lines WHERE order_id=?1)"
      " OR n IN (SELECT p.n FROM packages p WHERE (p.order_id=?1 OR p.id IN (SELECT package FROM lines WHERE order_id=?1)) AND NOT EXISTS(SELECT 1 FROM lines l WHERE l.package=p.id AND l.order_id<>?1))"
      " OR (role=5 AND n IN (SELECT e.row FROM order_events oe JOIN events e ON e.n=oe.event WHERE oe.order_id=?1 AND NOT EXISTS(SELECT 1 FROM order_events o WHERE o.event=e.n AND o.order_id<>?1))))",
      "UPDATE orders SET moved=?2 WHERE id=?1", "DELETE FROM order_events WHERE order_id=?1", "DELETE FROM lines WHERE order_id=?1"};
  for (const char* sql : all) {
    auto statement = m_connection->prepare(sql, false);
    if (!statement) return tl::unexpected(statement.error());
    statement->bind(1, key);
    if (sql == all[0]) statement->bind(2, movedLine);
    if (sql == all[1]) statement->bind(2, allMoved);
    if (auto done = statement->execute(); !done) return done;
  }
  return {};
}

base::Result<bool> Staging::tells(const store::StreamRef& document) {
  const auto found = m_tells.bind(1, (document.category == domain::Category::Return ? returnMark : "") + document.id).step();
  if (!found) return tl::unexpected(found.error());
  m_tells.reset();
  return *found;
}

base::Result<bool> Staging::hasUnnamedLines() {
  const auto found = m_connection->number("SELECT EXISTS(SELECT 1 FROM lines WHERE id='')");
  return found ? base::Result<bool>(*found != 0) : tl::unexpected(found.error());
}

base::Status Staging::eachRow(std::int64_t file, const std::function<void(const std::string& raw)>& take) {
  auto select = m_connection->prepare("SELECT raw FROM rows WHERE file=? ORDER BY n", false);
  if (!select) return tl::unexpected(select.error());
  select->bind(1, file);
  return eachOf(*select, [&](const sqlite::Statement& row) { take(textAt(row, 0)); });
}

base::Status Staging::nameEvents(const std::string& order, KnownDocument& known) {
  m_eventsOf.bind(1, order);
  return eachOf(m_eventsOf, [&](const sqlite::Statement& event) {
    const auto told = std::lower_bound(known.facts.begin(), known.facts.end(), event.integer(0), [](const KnownDocument::Told& one, std::int64_t version) { return one.version < version; });
    if (told != known.facts.end() && told->version == event.integer(0)) told->by = static_cast<EventName>(event.integer(1));
  });
}

base::Result<bool> Staging::isMoved(std::int64_t event, EventName name, const std::string& order) {
  const auto moved = m_movedEvent.bind(1, static_cast<std::int64_t>(name)).bind(2, order).bind(3, event).step();
  if (!moved) return tl::unexpected(moved.error());
  m_movedEvent.reset();
  return *moved;
}

base::Result<std::optional<std::pair<std::int64_t, SourceCustomer>>> Staging::customer(std::int64_t place) {
  const auto row = m_customer.bind(1, place).step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  std::pair<std::int64_t, SourceCustomer> next{m_customer.integer(0), {textAt(m_customer, 1), textAt(m_customer, 2), textAt(m_customer, 3), textAt(m_customer, 4), textAt(m_customer, 5)}};
  m_customer.reset();
  return next;
}

base::Result<std::optional<std::pair<std::int64_t, SourceProduct>>> Staging::product(std::int64_t place) {
  const auto row = m_product.bind(1, place).step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  std::pair<std::int64_t, SourceProduct> next{m_product.integer(0), {textAt(m_product, 1), textAt(m_product, 2), base::Currency::fromText(m_product.text(3)).value_or(base::Currency{}), {}}};
  m_product.reset();
  m_prices.bind(1, next.first);
  if (auto read = eachOf(m_prices, [&](const sqlite::Statement& price) { next.second.prices.push_back({timeAt(price, 0), {price.integer(1)}}); }); !read) return tl::unexpected(read.error());
  return next;
}

base::Result<std::optional<Staging::Order>> Staging::order(std::int64_t place) {
  const auto row = m_orderAt.bind(1, place).step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  Order order;
  order.row = m_orderAt.integer(0);
  order.said = {textAt(m_orderAt, 1), textAt(m_orderAt, 2), textAt(m_orderAt, 3), textAt(m_orderAt, 4), textAt(m_orderAt, 5), base::Currency::fromText(m_orderAt.text(6)).value_or(base::Currency{}),
                timeAt(m_orderAt, 7), timeAt(m_orderAt, 8), amountAt(m_orderAt, 9), {}};
  const std::int64_t moved = m_orderAt.integer(10);
  m_orderAt.reset();
  const std::string key = order.said.id;
  order.isReturn = key.starts_with(returnMark);
  order.mayBePart = comesInParts(*m_profile);
  if (order.isReturn) order.said.id.erase(0, 1);
  m_charges.bind(1, order.row).bind(2, key);
  if (auto read = eachOf(m_charges, [&](const sqlite::Statement& charge) { order.said.charges.emplace_back(textAt(charge, 0), base::Amount{charge.integer(1)}); }); !read) return tl::unexpected(read.error());
  if (!m_profile->charges.empty()) {
    m_chargesOf.bind(1, key);
    const auto ofFile = eachOf(m_chargesOf, [&](const sqlite::Statement& charge) { order.chargesOf[charge.integer(0)].emplace_back(textAt(charge, 1), base::Amount{charge.integer(2)}); });
    if (!ofFile) return tl::unexpected(ofFile.error());
  }
  std::unordered_map<std::string, std::size_t> placeOf;
  m_lines.bind(1, key);
  auto read = eachOf(m_lines, [&](const sqlite::Statement& line) {
    placeOf.emplace(textAt(line, 1), order.lines.size());
    order.lines.push_back({line.integer(0), SourceLine{textAt(line, 1), {}, textAt(line, 2), textAt(line, 4), textAt(line, 3), {{line.integer(5)}, {line.integer(6)}, {line.integer(7)}, factorAt(line, 8), factorAt(line, 10), amountAt(line, 9)}, {}, textAt(line, 13), timeAt(line, 14)},
                           static_cast<int>(line.integer(11)), line.integer(12)});
  });
  if (!read) return tl::unexpected(read.error());
  order.isMoved = moved == allMoved || (moved == someMoved && order.row < 0 && order.lines.empty());
  std::vector<std::int64_t> numbers;
  m_events.bind(1, order.said.id);
  read = eachOf(m_events, [&](const sqlite::Statement& event) {
    numbers.push_back(event.integer(0));
    order.events.push_back({event.integer(1), event.integer(0), {static_cast<FactKind>(event.integer(2)), timeAt(event, 3), textAt(event, 4), textAt(event, 5), textAt(event, 6), textAt(event, 7), textAt(event, 8), amountAt(event, 9), {}}, 0, {}, {}, false, event.integer(10) != 0});
  });
  if (!read) return tl::unexpected(read.error());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    Event& event = order.events[i];
    m_aboutPackages.bind(1, numbers[i]);
    if (read = eachOf(m_aboutPackages, [&](const sqlite::Statement& package) { event.packages.push_back(textAt(package, 0)); }); !read) return tl::unexpected(read.error());
    event.name = nameOf(event.said.id, static_cast<int>(event.said.fact), event.isOfRecord && event.packages.size() == 1 ? event.packages.front() : std::string());
    m_aboutLines.bind(1, numbers[i]);
    read = eachOf(m_aboutLines, [&](const sqlite::Statement& line) {
      event.isAboutLines = true;
      if (const auto found = placeOf.find(textAt(line, 0)); found != placeOf.end()) event.lines.push_back(found->second);
    });
    if (!read) return tl::unexpected(read.error());
    std::sort(event.lines.begin(), event.lines.end());
  }
  m_asideLines.bind(1, key);
  if (read = eachOf(m_asideLines, [&](const sqlite::Statement& line) { order.missing.push_back(textAt(line, 0)); }); !read) return tl::unexpected(read.error());
  m_packages.bind(1, order.said.id);
  if (read = eachOf(m_packages, [&](const sqlite::Statement& package) { order.packages.emplace_back(package.integer(0), SourcePackage{textAt(package, 1), {}, textAt(package, 2)}); }); !read) return tl::unexpected(read.error());
  return order;
}

base::Result<std::vector<domain::Node>> Staging::firstRows(std::int64_t file, std::size_t limit) {
  using domain::Node;
  auto select = m_connection->prepare("SELECT row, role, fate, reason, raw FROM rows WHERE file=? ORDER BY n LIMIT ?", false);
  if (!select) return tl::unexpected(select.error());
  select->bind(1, file).bind(2, static_cast<std::int64_t>(limit));
  std::vector<Node> rows;
  auto read = eachOf(*select, [&](const sqlite::Statement& row) {
    Node& shown = rows.emplace_back(Node::record());
    shown.fields.emplace_back("row", Node::ofNumber(std::to_string(row.integer(0))));
    shown.fields.emplace_back("role", row.integer(1) == noRole ? Node{} : Node::ofText(name(static_cast<Role>(row.integer(1)))));
    shown.fields.emplace_back("fate", Node::ofText(row.integer(2) == fateTaken ? "take" : row.integer(2) == fateIgnored ? "ignore" : "quarantine"));
    if (row.integer(2) != fateTaken) shown.fields.emplace_back("reason", Node::ofText(textAt(row, 3)));
    shown.fields.emplace_back("raw", Node::ofText(textAt(row, 4)));
  });
  if (!read) return tl::unexpected(read.error());
  return rows;
}

base::Result<Staging::Row> Staging::row(std::int64_t number) {
  const auto found = m_row.bind(1, number).step();
  if (!found) return tl::unexpected(found.error());
  Row row{m_row.integer(0), m_row.integer(1), textAt(m_row, 2), m_row.integer(3) != 0};
  m_row.reset();
  return row;
}

base::Status Staging::setRestAside() { return m_connection->run("UPDATE rows SET fate=2, reason=CASE reason WHEN '' THEN 'no_fact' ELSE reason END WHERE fate=0 AND done=0"); }

base::Status Staging::because(std::int64_t number, const char* reason) { return m_because.bind(1, reason).bind(2, number).execute(); }

base::Status Staging::markDone(std::int64_t number) { return m_done.bind(1, number).execute(); }

base::Result<std::vector<Staging::Left>> Staging::left(std::int64_t file, std::int64_t after, std::size_t limit) {
  std::vector<Left> rows;
  m_left.bind(1, file).bind(2, after).bind(3, static_cast<std::int64_t>(limit));
  auto read = eachOf(m_left, [&](const sqlite::Statement& row) { rows.push_back({row.integer(0), {textAt(row, 1), row.integer(2), textAt(row, 3), textAt(row, 4)}, row.integer(5) == fateIgnored}); });
  if (!read) return tl::unexpected(read.error());
  return rows;
}

base::Result<std::int64_t> Staging::documents() { return m_connection->number("SELECT (SELECT count(*) FROM customers)+(SELECT count(*) FROM products)+(SELECT count(*) FROM orders)"); }

base::Result<Staging::Counts> Staging::counts() {
  Counts counts;
  counts.rows = m_rows;
  counts.ambiguousTimes = m_ambiguousTimes;
  counts.missingTimes = m_missingTimes;
  auto select = m_connection->prepare("SELECT role, count(*) FROM rows WHERE fate=0 GROUP BY role", false);
  if (!select) return tl::unexpected(select.error());
  auto read = eachOf(*select, [&](const sqlite::Statement& row) {
    counts.records[name(static_cast<Role>(row.integer(0)))] = row.integer(1);
  });
  if (!read) return tl::unexpected(read.error());
  if (auto counted = countUnknown(counts.unknownObjects); !counted) return tl::unexpected(counted.error());
  return counts;
}

// Earlier parts may have told of customers and products; other objects that they told of were recalled.
base::Status Staging::countUnknown(std::map<std::string, std::int64_t>& relations) {
  auto select = m_connection->prepare(unknownSql, false);
  if (!select) return tl::unexpected(select.error());
  base::Status status;
  auto read = eachOf(*select, [&](const sqlite::Statement& row) {
    const std::string id = textAt(row, 1);
    for (const auto category : {domain::Category::Customer, domain::Category::Product}) {
      const auto isKnown = status && m_memory != nullptr ? m_memory->has({category, id}) : base::Result<bool>(false);
      if (!isKnown) status = tl::unexpected(isKnown.error());
      if (!isKnown || *isKnown) return;
    }
    relations[name(static_cast<Role>(row.integer(0)))] += row.integer(2);
  });
  return read ? status : read;
}

}  // namespace twinlane::transfer
