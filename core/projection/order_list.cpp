#include "projection/order_list.h"

#include "domain/order/line_sums.h"
#include "domain/moment.h"
#include "domain/order/status.h"

#include <limits>

namespace twinlane::projection {

using namespace domain;

namespace {

constexpr int kindStatus = 0;
constexpr int kindPayment = 1;
constexpr int kindLate = 2;
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

// What an order's row holds, in the order in which it is written and read. The first two never change.
constexpr std::array<const char*, 35> columns = {
    "number", "id", "customer", "customer_name", "status", "payment", "currency", "goods", "charges", "total", "gross", "paid", "refunded",
    "returned", "lines", "units", "picked", "boxed", "shipped", "delivered", "failed", "returned_units", "confirmed", "held", "held_at",
    "held_version", "order_cancelled", "payment_known", "placed_at", "lines_at", "first_at", "changed_at", "version",
    "promised_at", "shipped_at"};
constexpr std::size_t keyColumns = 2;

std::string findSql() {
  std::string sql = "SELECT ";
  for (const char* column : columns) sql += (column == columns.front() ? "" : ",") + std::string(column);
  return sql + " FROM order_list WHERE number=?";
}

std::string putSql() {
  std::string names, values, sets;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string value = "?" + std::to_string(i + 1);
    names += (i > 0 ? "," : "") + std::string(columns[i]);
    values += (i > 0 ? "," : "") + value;
    if (i >= keyColumns) sets += (i > keyColumns ? "," : "") + std::string(columns[i]) + "=" + value;
  }
  return "INSERT INTO order_list(" + names + ") VALUES(" + values + ") ON CONFLICT(number) DO UPDATE SET " + sets;
}

}  // namespace

struct OrderList::Row {
  std::int64_t number = 0;
  std::string id, customer, customerName, currency;
  OrderStatus oldStatus = OrderStatus::Placed;
  PaymentStatus oldPayment = PaymentStatus::Unpaid;
  bool existed = false, wasLate = false;
  Amount goods, charges, gross, paid, refunded, returned;
  std::int64_t lines = 0;
  TrackSums sums;
  Moment holdAt;
  bool paymentKnown = false;
  std::int64_t linesAt = never, firstAt = never, changedAt = 0, version = 0;
  std::int64_t promisedAt = never, shippedAt = 0;  // shippedAt: the latest shipment whose time is known

  bool isLate() const { return sums.ordered.thousandths > 0 && sums.shipped >= sums.ordered && shippedAt > promisedAt; }
  std::int64_t placedAt() const { return linesAt != never ? linesAt : firstAt; }
  void hold(bool held, Moment at) {
    if (at < holdAt) return;
    sums.held = held;
    holdAt = at;
  }
};

struct OrderList::Package {
  std::int64_t packed = 0, shipped = 0;  // units
  bool isShipped = false, isDelivered = false, hasFailed = false;

  TrackSums sums() const {
    TrackSums sums;
    sums.boxed = {isShipped ? 0 : packed};
    sums.shipped = {shipped};
    sums.delivered = {isDelivered ? shipped : 0};
    sums.failed = {hasFailed && !isDelivered ? shipped : 0};
    return sums;
  }
};

const char* OrderList::schema() const {
  return R"sql(
CREATE TABLE order_list(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, customer TEXT NOT NULL, customer_name TEXT NOT NULL,
  status INTEGER NOT NULL, payment INTEGER NOT NULL, currency TEXT NOT NULL, goods INTEGER NOT NULL, charges INTEGER NOT NULL,
  total INTEGER NOT NULL, gross INTEGER NOT NULL, paid INTEGER NOT NULL, refunded INTEGER NOT NULL, returned INTEGER NOT NULL,
  lines INTEGER NOT NULL, units INTEGER NOT NULL, picked INTEGER NOT NULL, boxed INTEGER NOT NULL, shipped INTEGER NOT NULL,
  delivered INTEGER NOT NULL, failed INTEGER NOT NULL, returned_units INTEGER NOT NULL, confirmed INTEGER NOT NULL, held INTEGER NOT NULL,
  held_at INTEGER NOT NULL, held_version INTEGER NOT NULL, order_cancelled INTEGER NOT NULL, payment_known INTEGER NOT NULL,
  placed_at INTEGER NOT NULL, lines_at INTEGER NOT NULL, first_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, version INTEGER NOT NULL,
  promised_at INTEGER NOT NULL, shipped_at INTEGER NOT NULL) STRICT;
CREATE INDEX order_list_placed ON order_list(placed_at, number);
CREATE INDEX order_list_status ON order_list(status, placed_at, number);
CREATE INDEX order_list_customer ON order_list(customer, placed_at, number);
CREATE TABLE facets(kind INTEGER NOT NULL, value INTEGER NOT NULL, orders INTEGER NOT NULL, PRIMARY KEY(kind, value)) STRICT, WITHOUT ROWID;
CREATE TABLE totals(one INTEGER PRIMARY KEY CHECK(one = 1), orders INTEGER NOT NULL, lines INTEGER NOT NULL, units INTEGER NOT NULL) STRICT;
INSERT INTO totals VALUES(1, 0, 0, 0);
CREATE TABLE customers(customer TEXT PRIMARY KEY, name TEXT NOT NULL, orders INTEGER NOT NULL, named_at INTEGER NOT NULL,
  named_version INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE packages(number INTEGER NOT NULL, package TEXT NOT NULL, packed INTEGER NOT NULL, shipped INTEGER NOT NULL,
  is_shipped INTEGER NOT NULL, is_delivered INTEGER NOT NULL, has_failed INTEGER NOT NULL, PRIMARY KEY(number, package)) STRICT, WITHOUT ROWID;
)sql";
}

std::vector<std::string> OrderList::contents() const {
  return {"SELECT * FROM order_list ORDER BY number", "SELECT * FROM facets WHERE orders<>0 ORDER BY kind, value", "SELECT * FROM totals",
          "SELECT * FROM customers ORDER BY customer", "SELECT * FROM packages ORDER BY number, package"};
}

base::Status OrderList::prepare(sqlite::Connection& connection) {
  const std::pair<sqlite::Statement*, std::string> statements[] = {
      {&m_find, findSql()},
      {&m_put, putSql()},
      {&m_count, "INSERT INTO facets VALUES(?1,?2,?3) ON CONFLICT(kind, value) DO UPDATE SET orders=orders+?3"},
      {&m_totals, "UPDATE totals SET orders=orders+?, lines=lines+?, units=units+?"},
      {&m_customerName, "SELECT name FROM customers WHERE customer=?"},
      {&m_customerSeen, "INSERT INTO customers VALUES(?1,?1,1,?2,0) ON CONFLICT(customer) DO UPDATE SET orders=orders+1"},
      {&m_customerNamed, "INSERT INTO customers VALUES(?1,?2,0,?3,?4) ON CONFLICT(customer) DO UPDATE SET name=?2, named_at=?3, named_version=?4 "
                         "WHERE (named_at, named_version)<=(?3, ?4) RETURNING name"},
      {&m_renameOrders, "UPDATE order_list SET customer_name=?2 WHERE customer=?1"},
      {&m_packagePut, "INSERT OR REPLACE INTO packages VALUES(?,?,?,?,?,?,?)"},
      {&m_packageFind, "SELECT packed, shipped, is_shipped, is_delivered, has_failed FROM packages WHERE number=? AND package=?"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = connection.prepare(sql.c_str());
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return {};
}

base::Result<bool> OrderList::find(std::int64_t number, Row& row) {
  const auto found = m_find.bind(1, number).step();
  if (!found || !*found) return found;
  int column = 0;
  const auto next = [&] { return m_find.integer(column++); };
  const auto text = [&] { return std::string(m_find.text(column++)); };
  row.existed = true;
  row.number = next();
  row.id = text();
  row.customer = text();
  row.customerName = text();
  row.oldStatus = static_cast<OrderStatus>(next());
  row.oldPayment = static_cast<PaymentStatus>(next());
  row.currency = text();
  row.goods = {next()};
  row.charges = {next()};
  ++column;  // total
  for (Amount* amount : {&row.gross, &row.paid, &row.refunded, &row.returned}) *amount = {next()};
  row.lines = next();
  TrackSums& sums = row.sums;
  for (Quantity* units : {&sums.ordered, &sums.picked, &sums.boxed, &sums.shipped, &sums.delivered, &sums.failed, &sums.returned}) *units = {next()};
  sums.confirmed = next() != 0;
  sums.held = next() != 0;
  row.holdAt.when = {next()};
  row.holdAt.version = next();
  sums.cancelled = next() != 0;
  row.paymentKnown = next() != 0;
  ++column;  // placed_at
  for (std::int64_t* time : {&row.linesAt, &row.firstAt, &row.changedAt, &row.version, &row.promisedAt, &row.shippedAt}) *time = next();
  row.wasLate = row.isLate();
  m_find.reset();
  return true;
}

base::Status OrderList::recount(int kind, bool existed, int before, int now) {
  if (existed && before == now) return {};
  if (existed)
    if (auto done = m_count.bind(1, kind).bind(2, before).bind(3, -1).execute(); !done) return done;
  return m_count.bind(1, kind).bind(2, now).bind(3, 1).execute();
}

base::Status OrderList::put(Row& row) {
  const TrackSums& sums = row.sums;
  const auto newStatus = static_cast<int>(domain::status(sums));
  const Amount total = row.goods + row.charges;
  const auto newPayment = static_cast<int>(domain::payment({row.paymentKnown, row.paid, row.refunded, total, row.returned}));
  if (auto done = recount(kindStatus, row.existed, static_cast<int>(row.oldStatus), newStatus); !done) return done;
  if (auto done = recount(kindPayment, row.existed, static_cast<int>(row.oldPayment), newPayment); !done) return done;
  if (auto done = recount(kindLate, row.existed, row.wasLate ? 1 : 0, row.isLate() ? 1 : 0); !done) return done;
  int column = 0;
  const auto next = [&](const auto& value) { m_put.bind(++column, value); };
  next(row.number);
  for (const std::string* text : {&row.id, &row.customer, &row.customerName}) next(*text);
  next(newStatus);
  next(newPayment);
  next(row.currency);
  for (const Amount amount : {row.goods, row.charges, total, row.gross, row.paid, row.refunded, row.returned}) next(amount.tenThousandths);
  next(row.lines);
  for (const Quantity units : {sums.ordered, sums.picked, sums.boxed, sums.shipped, sums.delivered, sums.failed, sums.returned}) next(units.thousandths);
  next(sums.confirmed ? 1 : 0);
  next(sums.held ? 1 : 0);
  next(row.holdAt.when.micros);
  next(row.holdAt.version);
  next(sums.cancelled ? 1 : 0);
  next(row.paymentKnown ? 1 : 0);
  for (const std::int64_t number : {row.placedAt(), row.linesAt, row.firstAt, row.changedAt, row.version, row.promisedAt, row.shippedAt}) next(number);
  return m_put.execute();
}

base::Status OrderList::change(const store::StoredEvent& stored, const Edit& edit) {
  Row row;
  const auto found = find(stored.orderNumber, row);
  if (!found) return tl::unexpected(found.error());
  if (!*found) {
    row.number = stored.orderNumber;
    row.id = stored.stream.id;
    if (auto counted = m_totals.bind(1, 1).bind(2, 0).bind(3, 0).execute(); !counted) return counted;
  }
  edit(row);
  row.firstAt = std::min(row.firstAt, stored.when().micros);
  row.changedAt = std::max(row.changedAt, stored.when().micros);
  row.version = stored.version;
  return put(row);
}

base::Status OrderList::addLines(const store::StoredEvent& stored, const std::vector<OrderLine>& lines, const std::vector<Charge>& charges, const Edit& edit) {
  if (auto counted = m_totals.bind(1, 0).bind(2, static_cast<std::int64_t>(lines.size())).bind(3, unitsOf(lines).thousandths).execute(); !counted) return counted;
  return change(stored, [&](Row& row) {
    row.goods += netOf(lines);
    row.gross += netOf(lines);
    row.charges += sumOf(charges);
    row.lines += static_cast<std::int64_t>(lines.size());
    row.sums.ordered += unitsOf(lines);
    edit(row);
  });
}

base::Status OrderList::placed(const store::StoredEvent& stored, const OrderPlaced& event) {
  std::string customerName;
  if (event.customer) {
    // Until a name is given, the id stands for it.
    if (auto seen = m_customerSeen.bind(1, event.customer->text).bind(2, Moment{}.when.micros).execute(); !seen) return seen;
    const auto named = m_customerName.bind(1, event.customer->text).step();
    if (!named) return tl::unexpected(named.error());
    customerName = m_customerName.text(0);
    m_customerName.reset();
  }
  return addLines(stored, event.lines, event.charges, [&](Row& row) {
    row.customer = event.customer ? event.customer->text : std::string();
    row.customerName = customerName;
    row.currency = event.currency.toText();
    row.paymentKnown = row.paymentKnown || event.paymentKnown;
    if (event.promisedAt) row.promisedAt = event.promisedAt->micros;
    row.linesAt = std::min(row.linesAt, stored.when().micros);
  });
}

base::Status OrderList::amended(const store::StoredEvent& stored, const LinesAmended& event) {
  if (auto counted = m_totals.bind(1, 0).bind(2, 0).bind(3, unitsOf(event.lines).thousandths).execute(); !counted) return counted;
  return addLines(stored, event.added, event.charges, [&](Row& row) {
    row.goods += netOf(event.lines);
    row.gross += addedBy(event) - netOf(event.added);
    row.sums.ordered += unitsOf(event.lines);
  });
}

base::Status OrderList::changePackage(const store::StoredEvent& stored, const std::string& id, const std::function<void(Package&)>& edit) {
  const auto found = m_packageFind.bind(1, stored.orderNumber).bind(2, id).step();
  if (!found) return tl::unexpected(found.error());
  Package package;
  if (*found) package = {m_packageFind.integer(0), m_packageFind.integer(1), m_packageFind.integer(2) != 0, m_packageFind.integer(3) != 0, m_packageFind.integer(4) != 0};
  m_packageFind.reset();
  const TrackSums before = package.sums();
  edit(package);
  const TrackSums after = package.sums();
  // When a fact whose source does not say so happened is not known, so neither is whether it was late.
  const bool timeKnown = stored.origin != Origin::Import || stored.occurredAt;
  if (auto put = m_packagePut.bind(1, stored.orderNumber).bind(2, id).bind(3, package.packed).bind(4, package.shipped).bind(5, package.isShipped ? 1 : 0)
                     .bind(6, package.isDelivered ? 1 : 0).bind(7, package.hasFailed ? 1 : 0).execute(); !put)
    return put;
  return change(stored, [&](Row& row) {
    row.sums.boxed += after.boxed - before.boxed;
    row.sums.shipped += after.shipped - before.shipped;
    if (after.shipped != before.shipped && timeKnown) row.shippedAt = std::max(row.shippedAt, stored.when().micros);
    row.sums.delivered += after.delivered - before.delivered;
    row.sums.failed += after.failed - before.failed;
  });
}

base::Status OrderList::renamed(const store::StoredEvent& stored, const std::string& customerName) {
  if (customerName.empty()) return {};
  const std::string& customer = stored.stream.id;
  const auto named = m_customerNamed.bind(1, customer).bind(2, customerName).bind(3, stored.when().micros).bind(4, stored.version).step();
  if (!named) return tl::unexpected(named.error());
  m_customerNamed.reset();
  if (!*named) return {};  // an older fact: the name that is there is newer
  return m_renameOrders.bind(1, customer).bind(2, customerName).execute();
}

// Visited exhaustively: a new event does not compile until it is said what it means here.
struct OrderList::Visitor {
  OrderList& list;
  const store::StoredEvent& stored;

  base::Status change(const Edit& edit) const { return list.change(stored, edit); }
  Moment at() const { return {stored.when(), stored.version}; }

  base::Status operator()(const OrderPlaced& e) const { return list.placed(stored, e); }
  base::Status operator()(const OrderLinesAdded& e) const {
    return list.addLines(stored, e.lines, e.charges, [&](Row& row) { row.linesAt = std::min(row.linesAt, stored.when().micros); });
  }
  base::Status operator()(const LinesAmended& e) const { return list.amended(stored, e); }
  base::Status operator()(const AddressChanged&) const {
    return change([](Row&) {});
  }
  base::Status operator()(const OrderConfirmed&) const {
    return change([](Row& row) { row.sums.confirmed = true; });
  }
  base::Status operator()(const PaymentRecorded& e) const {
    return change([&](Row& row) {
      row.paymentKnown = true;
      row.paid += e.amount;
    });
  }
  base::Status operator()(const PaymentRefunded& e) const {
    return change([&](Row& row) {
      row.paymentKnown = true;
      row.refunded += e.amount;
    });
  }
  base::Status operator()(const LinesPicked& e) const {
    return change([&](Row& row) { row.sums.picked += unitsOf(e.lines); });
  }
  base::Status operator()(const PackagePacked& e) const {
    return list.changePackage(stored, e.package, [&](Package& package) { package.packed += unitsOf(e.lines).thousandths; });
  }
  base::Status operator()(const PackageShipped& e) const {
    return list.changePackage(stored, e.package, [&](Package& package) {
      package.isShipped = true;
      package.shipped += unitsOf(e.lines).thousandths;
    });
  }
  base::Status operator()(const PackageDelivered& e) const {
    return list.changePackage(stored, e.package, [](Package& package) { package.isDelivered = true; });
  }
  base::Status operator()(const DeliveryFailed& e) const {
    return list.changePackage(stored, e.package, [](Package& package) { package.hasFailed = true; });
  }
  base::Status operator()(const OrderCancelled&) const {
    return change([](Row& row) { row.sums.cancelled = true; });
  }
  base::Status operator()(const LinesReturned& e) const {
    return change([&](Row& row) {
      row.returned += valueOf(e);
      row.sums.returned += unitsOf(e);
    });
  }
  base::Status operator()(const OrderHeld&) const {
    return change([&](Row& row) { row.hold(true, at()); });
  }
  base::Status operator()(const OrderReleased&) const {
    return change([&](Row& row) { row.hold(false, at()); });
  }
  base::Status operator()(const NoteAdded&) const {
    return change([](Row&) {});
  }
  base::Status operator()(const ProductListed&) const { return {}; }
  base::Status operator()(const PriceChanged&) const { return {}; }
  base::Status operator()(const StockReceived&) const { return {}; }
  base::Status operator()(const StockAdjusted&) const { return {}; }
  base::Status operator()(const CustomerRegistered& e) const { return list.renamed(stored, e.customerName); }
  base::Status operator()(const ProfileUpdated& e) const { return list.renamed(stored, e.customerName); }
  base::Status operator()(const ReturnReceived&) const { return {}; }
};

base::Status OrderList::apply(const store::StoredEvent& stored, const Event& event) { return std::visit(Visitor{*this, stored}, event); }

}  // namespace twinlane::projection
