#include "projection/order_rows.h"

#include "domain/order/line_sums.h"

#include <algorithm>

namespace twinlane::projection {

using namespace domain;

namespace {

// What an order's row holds, in the order in which it is written and read. The first two never change; status, payment, total and
// placed_at follow from the others.
constexpr std::array<const char*, 38> rowColumns = {
    "number", "id", "customer", "status", "payment", "currency", "goods", "charges", "total", "gross", "paid", "refunded",
    "returned", "lines", "units", "picked", "boxed", "shipped", "delivered", "failed", "returned_units", "confirmed", "held", "held_at",
    "held_version", "order_cancelled", "payment_known", "is_live", "placed_known", "placed_at", "lines_at", "first_at", "changed_at", "version",
    "promised_at", "shipped_at", "arrived", "arrived_units"};
constexpr std::size_t keyColumns = 2;

std::string findRowSql(const std::string& table) {
  std::string sql = "SELECT ";
  for (const char* column : rowColumns) sql += (column == rowColumns.front() ? "" : ",") + std::string(column);
  return sql + " FROM " + table + " WHERE number=?";
}

// With the columns of the table's own.
std::string insertRowSql(const std::string& table, const OrderRows::Own& own) {
  std::string names, values;
  for (std::size_t i = 0; i < rowColumns.size(); ++i) {
    names += (i > 0 ? "," : "") + std::string(rowColumns[i]);
    values += (i > 0 ? ",?" : "?") + std::to_string(i + 1);
  }
  for (const std::string& column : own.columns) names += "," + column;
  for (const std::string& value : own.values) values += "," + value;
  return "INSERT INTO " + table + "(" + names + ") VALUES(" + values + ")";
}

// Columns that are in no index, and those of `more`: an index is written for every column that is named, changed or not.
std::string updateRowSql(const std::string& table, std::initializer_list<std::string_view> more) {
  static constexpr std::string_view indexed[] = {"customer", "status", "placed_known", "placed_at"};
  std::string sets;
  for (std::size_t i = keyColumns; i < rowColumns.size(); ++i)
    if (std::find(std::begin(indexed), std::end(indexed), rowColumns[i]) == std::end(indexed) || std::find(more.begin(), more.end(), rowColumns[i]) != more.end())
      sets += (sets.empty() ? "" : ",") + std::string(rowColumns[i]) + "=?" + std::to_string(i + 1);
  return "UPDATE " + table + " SET " + sets + " WHERE number=?1";
}

}  // namespace

const char* OrderRows::columnsSql() {
  return "number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, customer TEXT NOT NULL, status INTEGER NOT NULL, payment INTEGER NOT NULL, "
         "currency TEXT NOT NULL, goods INTEGER NOT NULL, charges INTEGER NOT NULL, total INTEGER NOT NULL, gross INTEGER NOT NULL, "
         "paid INTEGER NOT NULL, refunded INTEGER NOT NULL, returned INTEGER NOT NULL, lines INTEGER NOT NULL, units INTEGER NOT NULL, "
         "picked INTEGER NOT NULL, boxed INTEGER NOT NULL, shipped INTEGER NOT NULL, delivered INTEGER NOT NULL, failed INTEGER NOT NULL, "
         "returned_units INTEGER NOT NULL, confirmed INTEGER NOT NULL, held INTEGER NOT NULL, held_at INTEGER NOT NULL, held_version INTEGER NOT NULL, "
         "order_cancelled INTEGER NOT NULL, payment_known INTEGER NOT NULL, is_live INTEGER NOT NULL, placed_known INTEGER NOT NULL, placed_at INTEGER NOT NULL, "
         "lines_at INTEGER NOT NULL, first_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, version INTEGER NOT NULL, promised_at INTEGER NOT NULL, "
         "shipped_at INTEGER NOT NULL, arrived INTEGER NOT NULL, arrived_units INTEGER NOT NULL";
}

const char* OrderRows::packagesSql() {
  return "CREATE TABLE packages(number INTEGER NOT NULL, package TEXT NOT NULL, packed INTEGER NOT NULL, shipped INTEGER NOT NULL, is_shipped INTEGER NOT NULL, "
         "is_delivered INTEGER NOT NULL, has_failed INTEGER NOT NULL, PRIMARY KEY(number, package)) STRICT, WITHOUT ROWID;\n";
}

base::Status OrderRows::prepare(sqlite::Connection& connection, const std::string& table, Own own) {
  m_own = std::move(own);
  const std::pair<sqlite::Statement*, std::string> statements[] = {
      {&m_find, findRowSql(table)},
      {&m_insert, insertRowSql(table, m_own)},
      {&m_update, updateRowSql(table, {})},
      {&m_updateStatus, updateRowSql(table, {"status"})},
      {&m_updateAll, updateRowSql(table, {"customer", "status", "placed_known", "placed_at"})},
      {&m_putPackage, "INSERT OR REPLACE INTO packages VALUES(?,?,?,?,?,?,?)"},
      {&m_findPackage, "SELECT packed, shipped, is_shipped, is_delivered, has_failed FROM packages WHERE number=? AND package=?"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = connection.prepare(sql.c_str());
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return {};
}

base::Result<bool> OrderRows::find(OrderRow& row) {
  const auto found = m_find.bind(1, row.number).step();
  if (!found || !*found) return found;
  int column = 1;
  const auto next = [&] { return m_find.integer(column++); };
  const auto text = [&] { return std::string(m_find.text(column++)); };
  row.id = text();
  row.customer = text();
  column += 2;  // status, payment
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
  row.isLive = next() != 0;
  row.isPlacedKnown = next() != 0;
  ++column;  // placed_at
  for (std::int64_t* time : {&row.linesAt, &row.firstAt, &row.changedAt, &row.version, &row.promisedAt, &row.shippedAt, &row.arrived, &row.arrivedUnits.thousandths}) *time = next();
  m_find.reset();
  return true;
}

sqlite::Statement& OrderRows::writing(const OrderRow* before, const OrderRow& now) {
  if (before == nullptr) return m_insert;
  if (before->customer != now.customer || before->isPlacedKnown != now.isPlacedKnown || before->placedAt() != now.placedAt()) return m_updateAll;
  return before->status() != now.status() ? m_updateStatus : m_update;
}

base::Status OrderRows::put(const OrderRow* before, const OrderRow& row) {
  const TrackSums& sums = row.sums;
  sqlite::Statement& put = writing(before, row);
  int column = 0;
  const auto next = [&](const auto& value) { put.bind(++column, value); };
  next(row.number);
  next(row.id);
  next(row.customer);
  next(static_cast<int>(row.status()));
  next(static_cast<int>(row.payment()));
  next(row.currency);
  for (const Amount amount : {row.goods, row.charges, row.total(), row.gross, row.paid, row.refunded, row.returned}) next(amount.tenThousandths);
  next(row.lines);
  for (const Quantity units : {sums.ordered, sums.picked, sums.boxed, sums.shipped, sums.delivered, sums.failed, sums.returned}) next(units.thousandths);
  next(sums.confirmed ? 1 : 0);
  next(sums.held ? 1 : 0);
  next(row.holdAt.when.micros);
  next(row.holdAt.version);
  next(sums.cancelled ? 1 : 0);
  next(row.paymentKnown ? 1 : 0);
  next(row.isLive ? 1 : 0);
  next(row.isPlacedKnown ? 1 : 0);
  for (const std::int64_t number : {row.placedAt(), row.linesAt, row.firstAt, row.changedAt, row.version, row.promisedAt, row.shippedAt, row.arrived, row.arrivedUnits.thousandths}) next(number);
  if (before == nullptr && m_own.bind) m_own.bind(put, row.number);
  return put.execute();
}

base::Status OrderRows::put(std::int64_t number, const std::string& package, const PackageRow& row) {
  return m_putPackage.bind(1, number).bind(2, package).bind(3, row.packed).bind(4, row.shipped).bind(5, row.isShipped ? 1 : 0).bind(6, row.isDelivered ? 1 : 0)
      .bind(7, row.hasFailed ? 1 : 0).execute();
}

base::Result<OrderRows::Kept*> OrderRows::keep(const store::StoredEvent& stored) {
  if (const auto known = m_kept.find(stored.orderNumber); known != m_kept.end()) return &known->second;
  Kept kept;
  kept.now.number = stored.orderNumber;
  const auto found = find(kept.now);
  if (!found) return tl::unexpected(found.error());
  if (*found) kept.before = std::make_unique<const OrderRow>(kept.now);
  else kept.now.id = stored.stream.id;
  return &m_kept.emplace(stored.orderNumber, std::move(kept)).first->second;
}

base::Result<OrderRows::Package*> OrderRows::keep(Kept& order, const std::string& package) {
  if (const auto known = order.packages.find(package); known != order.packages.end()) return &known->second;
  Package kept;
  if (order.before) {
    const auto found = m_findPackage.bind(1, order.now.number).bind(2, package).step();
    if (!found) return tl::unexpected(found.error());
    kept.existed = *found;
    if (*found) kept.now = {m_findPackage.integer(0), m_findPackage.integer(1), m_findPackage.integer(2) != 0, m_findPackage.integer(3) != 0, m_findPackage.integer(4) != 0};
    m_findPackage.reset();
    kept.before = kept.now;
  }
  return &order.packages.emplace(package, kept).first->second;
}

base::Status OrderRows::settle(const Changed& changed) {
  for (const auto& [number, order] : m_kept) {
    for (const auto& [name, package] : order.packages)
      if (!package.existed || package.now != package.before)
        if (auto done = put(number, name, package.now); !done) return done;
    if (order.before && order.now == *order.before) continue;
    if (auto done = put(order.before.get(), order.now); !done) return done;
    if (auto told = changed(order.before.get(), order.now); !told) return told;
  }
  m_kept.clear();
  return {};
}

// Visited exhaustively: a new event does not compile until it is said what it means here.
struct OrderRows::Fold {
  OrderRows& rows;
  Kept& order;
  const store::StoredEvent& stored;

  OrderRow& row() const { return order.now; }
  Moment at() const { return {stored.when(), stored.version}; }

  base::Status addLines(const std::vector<OrderLine>& lines, const std::vector<Charge>& charges) const {
    row().goods += netOf(lines);
    row().gross += netOf(lines);
    row().charges += sumOf(charges);
    row().lines += static_cast<std::int64_t>(lines.size());
    row().sums.ordered += unitsOf(lines);
    return {};
  }

  void orderedNow() const {
    row().linesAt = std::min(row().linesAt, stored.when().micros);
    row().isPlacedKnown = row().isPlacedKnown || stored.isTimeKnown();
  }

  // Changes a package and, by the difference, the order it is of. One that is named before it is known is made.
  template <class Edit>
  base::Status changePackage(const std::string& id, Edit edit) const {
    const auto kept = rows.keep(order, id);
    if (!kept) return tl::unexpected(kept.error());
    PackageRow& package = (*kept)->now;
    const TrackSums before = package.sums();
    const std::int64_t arrived = package.arrived();
    const base::Quantity arrivedUnits = package.arrivedUnits();
    edit(package);
    const TrackSums after = package.sums();
    // When a fact whose source does not say so happened is not known, so neither is whether it was late.
    TrackSums& sums = row().sums;
    sums.boxed += after.boxed - before.boxed;
    sums.shipped += after.shipped - before.shipped;
    if (after.shipped != before.shipped && stored.isTimeKnown()) row().shippedAt = std::max(row().shippedAt, stored.when().micros);
    row().arrived += package.arrived() - arrived;
    row().arrivedUnits += package.arrivedUnits() - arrivedUnits;
    sums.delivered += after.delivered - before.delivered;
    sums.failed += after.failed - before.failed;
    return {};
  }

  base::Status operator()(const OrderPlaced& e) const {
    row().customer = e.customer ? e.customer->text : std::string();
    row().currency = e.currency.toText();
    row().paymentKnown = row().paymentKnown || e.paymentKnown;
    if (e.promisedAt) row().promisedAt = e.promisedAt->micros;
    orderedNow();
    return addLines(e.lines, e.charges);
  }
  base::Status operator()(const OrderLinesAdded& e) const {
    orderedNow();
    return addLines(e.lines, e.charges);
  }
  base::Status operator()(const LinesAmended& e) const {
    row().goods += netOf(e.lines);
    row().gross += addedBy(e) - netOf(e.added);
    row().sums.ordered += unitsOf(e.lines);
    return addLines(e.added, e.charges);
  }
  base::Status operator()(const OrderConfirmed&) const { return row().sums.confirmed = true, base::Status(); }
  base::Status operator()(const PaymentRecorded& e) const { return row().paymentKnown = true, row().paid += e.amount, base::Status(); }
  base::Status operator()(const PaymentRefunded& e) const { return row().paymentKnown = true, row().refunded += e.amount, base::Status(); }
  base::Status operator()(const LinesPicked& e) const { return row().sums.picked += unitsOf(e.lines), base::Status(); }
  base::Status operator()(const PackagePacked& e) const {
    return changePackage(e.package, [&](PackageRow& package) { package.packed += unitsOf(e.lines).thousandths; });
  }
  base::Status operator()(const PackageShipped& e) const {
    return changePackage(e.package, [&](PackageRow& package) {
      package.isShipped = true;
      package.shipped += unitsOf(e.lines).thousandths;
    });
  }
  base::Status operator()(const PackageDelivered& e) const {
    return changePackage(e.package, [](PackageRow& package) { package.isDelivered = true; });
  }
  base::Status operator()(const DeliveryFailed& e) const {
    return changePackage(e.package, [](PackageRow& package) { package.hasFailed = true; });
  }
  base::Status operator()(const OrderCancelled&) const { return row().sums.cancelled = true, base::Status(); }
  base::Status operator()(const LinesReturned& e) const { return row().returned += valueOf(e), row().sums.returned += unitsOf(e), base::Status(); }
  base::Status operator()(const OrderHeld&) const { return row().hold(true, at()), base::Status(); }
  base::Status operator()(const OrderReleased&) const { return row().hold(false, at()), base::Status(); }
  // These change no more than when the order was changed.
  base::Status operator()(const AddressChanged&) const { return {}; }
  base::Status operator()(const NoteAdded&) const { return {}; }
  // Of no order.
  base::Status operator()(const ReturnReceived&) const { return {}; }
  base::Status operator()(const ProductListed&) const { return {}; }
  base::Status operator()(const PriceChanged&) const { return {}; }
  base::Status operator()(const StockReceived&) const { return {}; }
  base::Status operator()(const StockAdjusted&) const { return {}; }
  base::Status operator()(const CustomerRegistered&) const { return {}; }
  base::Status operator()(const ProfileUpdated&) const { return {}; }
};

base::Result<const OrderRow*> OrderRows::apply(const store::StoredEvent& stored, const Event& event) {
  if (stored.stream.category != Category::Order) return nullptr;
  const auto kept = keep(stored);
  if (!kept) return tl::unexpected(kept.error());
  OrderRow& row = (*kept)->now;
  if (auto folded = std::visit(Fold{*this, **kept, stored}, event); !folded) return tl::unexpected(folded.error());
  row.isLive = row.isLive || stored.origin != Origin::Import;
  row.firstAt = std::min(row.firstAt, stored.when().micros);
  row.changedAt = std::max(row.changedAt, stored.when().micros);
  row.version = stored.version;
  return &row;
}

}  // namespace twinlane::projection
