#include "projection/order_list.h"

#include "domain/line_sums.h"
#include "domain/order_state.h"

namespace twinlane::projection {

using namespace domain;
using base::Status;

namespace {

constexpr int kindStatus = 0;
constexpr int kindPayment = 1;

}  // namespace

struct OrderList::Row {
  std::int64_t number = 0;
  std::string id, customer, customerName, currency;
  OrderStatus oldStatus = OrderStatus::Placed;
  PaymentStatus oldPayment = PaymentStatus::Unpaid;
  bool existed = false;
  Amount goods, charges, paid;
  std::int64_t lines = 0;
  TrackSums sums;
  bool paymentKnown = false;
  std::int64_t placedAt = 0, changedAt = 0, version = 0;
};

const char* OrderList::schema() const {
  return R"sql(
CREATE TABLE order_list(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, customer TEXT NOT NULL, customer_name TEXT NOT NULL,
  status INTEGER NOT NULL, payment INTEGER NOT NULL, currency TEXT NOT NULL, goods INTEGER NOT NULL, charges INTEGER NOT NULL,
  total INTEGER NOT NULL, paid INTEGER NOT NULL, lines INTEGER NOT NULL, units INTEGER NOT NULL, shipped INTEGER NOT NULL,
  delivered INTEGER NOT NULL, cancelled INTEGER NOT NULL, order_cancelled INTEGER NOT NULL, payment_known INTEGER NOT NULL,
  placed_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, version INTEGER NOT NULL) STRICT;
CREATE INDEX order_list_placed ON order_list(placed_at, number);
CREATE INDEX order_list_status ON order_list(status, placed_at, number);
CREATE INDEX order_list_customer ON order_list(customer, placed_at, number);
CREATE TABLE facets(kind INTEGER NOT NULL, value INTEGER NOT NULL, orders INTEGER NOT NULL, PRIMARY KEY(kind, value)) STRICT, WITHOUT ROWID;
CREATE TABLE totals(one INTEGER PRIMARY KEY CHECK(one = 1), orders INTEGER NOT NULL, lines INTEGER NOT NULL, units INTEGER NOT NULL) STRICT;
INSERT INTO totals VALUES(1, 0, 0, 0);
CREATE TABLE customers(customer TEXT PRIMARY KEY, name TEXT NOT NULL, orders INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE products(product TEXT PRIMARY KEY, lines INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE packages(number INTEGER NOT NULL, package TEXT NOT NULL, units INTEGER NOT NULL, delivered INTEGER NOT NULL,
  PRIMARY KEY(number, package)) STRICT, WITHOUT ROWID;
)sql";
}

std::vector<std::string> OrderList::contents() const {
  return {"SELECT * FROM order_list ORDER BY number", "SELECT * FROM facets WHERE orders<>0 ORDER BY kind, value", "SELECT * FROM totals",
          "SELECT * FROM customers ORDER BY customer", "SELECT * FROM products ORDER BY product", "SELECT * FROM packages ORDER BY number, package"};
}

Status OrderList::prepare(sqlite::Connection& connection) {
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&m_find, "SELECT id, customer, customer_name, status, payment, currency, goods, charges, paid, lines, units, shipped, delivered, cancelled, order_cancelled, payment_known, placed_at, changed_at FROM order_list WHERE number=?"},
      {&m_put, "INSERT INTO order_list VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21) ON CONFLICT(number) DO UPDATE SET "
               "customer_name=?4, status=?5, payment=?6, goods=?8, charges=?9, total=?10, paid=?11, lines=?12, units=?13, shipped=?14, delivered=?15, cancelled=?16, order_cancelled=?17, payment_known=?18, placed_at=?19, changed_at=?20, version=?21"},
      {&m_count, "INSERT INTO facets VALUES(?1,?2,?3) ON CONFLICT(kind, value) DO UPDATE SET orders=orders+?3"},
      {&m_totals, "UPDATE totals SET orders=orders+?, lines=lines+?, units=units+?"},
      {&m_customerName, "SELECT name FROM customers WHERE customer=?"},
      {&m_customerSeen, "INSERT INTO customers VALUES(?1,?1,1) ON CONFLICT(customer) DO UPDATE SET orders=orders+1"},
      {&m_customerNamed, "INSERT INTO customers VALUES(?1,?2,0) ON CONFLICT(customer) DO UPDATE SET name=?2"},
      {&m_renameOrders, "UPDATE order_list SET customer_name=?2 WHERE customer=?1"},
      {&m_product, "INSERT INTO products VALUES(?1,1) ON CONFLICT(product) DO UPDATE SET lines=lines+1"},
      {&m_packagePut, "INSERT INTO packages VALUES(?1,?2,?3,?4) ON CONFLICT(number, package) DO UPDATE SET units=?3, delivered=?4"},
      {&m_packageFind, "SELECT units, delivered FROM packages WHERE number=? AND package=?"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = connection.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return {};
}

base::Result<bool> OrderList::find(std::int64_t number, Row& row) {
  const auto found = m_find.bind(1, number).step();
  if (!found || !*found) return found;
  row.number = number;
  row.existed = true;
  row.id = m_find.text(0);
  row.customer = m_find.text(1);
  row.customerName = m_find.text(2);
  row.oldStatus = static_cast<OrderStatus>(m_find.integer(3));
  row.oldPayment = static_cast<PaymentStatus>(m_find.integer(4));
  row.currency = m_find.text(5);
  row.goods = {m_find.integer(6)};
  row.charges = {m_find.integer(7)};
  row.paid = {m_find.integer(8)};
  row.lines = m_find.integer(9);
  row.sums = {{m_find.integer(10)}, {m_find.integer(11)}, {m_find.integer(12)}, {m_find.integer(13)}, m_find.integer(14) != 0};
  row.paymentKnown = m_find.integer(15) != 0;
  row.placedAt = m_find.integer(16);
  row.changedAt = m_find.integer(17);
  m_find.reset();
  return true;
}

Status OrderList::count(int kind, int value, int by) { return m_count.bind(1, kind).bind(2, value).bind(3, by).execute(); }

Status OrderList::put(Row& row) {
  const OrderStatus newStatus = domain::status(row.sums);
  const Amount total = row.goods + row.charges;
  const PaymentStatus newPayment = domain::payment(row.paymentKnown, row.paid, total);
  if (!row.existed || newStatus != row.oldStatus) {
    if (row.existed)
      if (auto done = count(kindStatus, static_cast<int>(row.oldStatus), -1); !done) return done;
    if (auto done = count(kindStatus, static_cast<int>(newStatus), 1); !done) return done;
  }
  if (!row.existed || newPayment != row.oldPayment) {
    if (row.existed)
      if (auto done = count(kindPayment, static_cast<int>(row.oldPayment), -1); !done) return done;
    if (auto done = count(kindPayment, static_cast<int>(newPayment), 1); !done) return done;
  }
  return m_put.bind(1, row.number).bind(2, row.id).bind(3, row.customer).bind(4, row.customerName).bind(5, static_cast<int>(newStatus)).bind(6, static_cast<int>(newPayment))
      .bind(7, row.currency).bind(8, row.goods.tenThousandths).bind(9, row.charges.tenThousandths).bind(10, total.tenThousandths).bind(11, row.paid.tenThousandths)
      .bind(12, row.lines).bind(13, row.sums.ordered.thousandths).bind(14, row.sums.shipped.thousandths).bind(15, row.sums.delivered.thousandths)
      .bind(16, row.sums.cancelled.thousandths).bind(17, row.sums.orderCancelled ? 1 : 0).bind(18, row.paymentKnown ? 1 : 0).bind(19, row.placedAt)
      .bind(20, row.changedAt).bind(21, row.version).execute();
}

Status OrderList::change(const store::StoredEvent& stored, const std::function<void(Row&)>& edit) {
  Row row;
  const auto found = find(stored.orderNumber, row);
  if (!found) return tl::unexpected(found.error());
  if (!*found) {
    row.number = stored.orderNumber;
    row.id = stored.stream.id;
    row.placedAt = stored.when().micros;
    if (auto counted = m_totals.bind(1, 1).bind(2, 0).bind(3, 0).execute(); !counted) return counted;
  }
  edit(row);
  row.changedAt = std::max(row.changedAt, stored.when().micros);
  row.version = stored.version;
  return put(row);
}

Status OrderList::countOrdered(const std::vector<OrderLine>& lines) {
  for (const OrderLine& line : lines)
    if (auto put = m_product.bind(1, line.product.text).execute(); !put) return put;
  return m_totals.bind(1, 0).bind(2, static_cast<std::int64_t>(lines.size())).bind(3, unitsOf(lines).thousandths).execute();
}

Status OrderList::placed(const store::StoredEvent& stored, const OrderPlaced& event) {
  std::string customerName;
  if (event.customer) {
    if (auto seen = m_customerSeen.bind(1, event.customer->text).execute(); !seen) return seen;
    const auto named = m_customerName.bind(1, event.customer->text).step();
    if (!named) return tl::unexpected(named.error());
    customerName = m_customerName.text(0);
    m_customerName.reset();
  }
  if (auto counted = countOrdered(event.lines); !counted) return counted;
  return change(stored, [&](Row& row) {
    row.customer = event.customer ? event.customer->text : std::string();
    row.customerName = customerName;
    row.currency = event.currency.toText();
    row.goods += netOf(event.lines);
    row.charges += sumOf(event.charges);
    row.lines += static_cast<std::int64_t>(event.lines.size());
    row.sums.ordered += unitsOf(event.lines);
    row.paymentKnown = event.paymentKnown;
    row.placedAt = row.existed ? std::min(row.placedAt, stored.when().micros) : stored.when().micros;
  });
}

Status OrderList::linesAdded(const store::StoredEvent& stored, const OrderLinesAdded& event) {
  if (auto counted = countOrdered(event.lines); !counted) return counted;
  return change(stored, [&](Row& row) {
    row.goods += netOf(event.lines);
    row.charges += sumOf(event.charges);
    row.lines += static_cast<std::int64_t>(event.lines.size());
    row.sums.ordered += unitsOf(event.lines);
    row.placedAt = std::min(row.placedAt, stored.when().micros);
  });
}

Status OrderList::shipped(const store::StoredEvent& stored, const PackageShipped& event) {
  Quantity units;
  for (const LineQuantity& part : event.lines) units += part.quantity;
  if (auto put = m_packagePut.bind(1, stored.orderNumber).bind(2, event.package).bind(3, units.thousandths).bind(4, 0).execute(); !put) return put;
  return change(stored, [&](Row& row) { row.sums.shipped += units; });
}

Status OrderList::delivered(const store::StoredEvent& stored, const PackageDelivered& event) {
  const auto found = m_packageFind.bind(1, stored.orderNumber).bind(2, event.package).step();
  if (!found) return tl::unexpected(found.error());
  Quantity units;
  if (*found) {
    if (m_packageFind.integer(1) == 0) units = {m_packageFind.integer(0)};
    const std::int64_t whole = m_packageFind.integer(0);
    m_packageFind.reset();
    if (auto put = m_packagePut.bind(1, stored.orderNumber).bind(2, event.package).bind(3, whole).bind(4, 1).execute(); !put) return put;
  }
  return change(stored, [&](Row& row) { row.sums.delivered += units; });
}

Status OrderList::renamed(const std::string& customer, const std::string& customerName) {
  if (customerName.empty()) return {};
  if (auto put = m_customerNamed.bind(1, customer).bind(2, customerName).execute(); !put) return put;
  return m_renameOrders.bind(1, customer).bind(2, customerName).execute();
}

Status OrderList::apply(const store::StoredEvent& stored, const Event& event) {
  struct {
    OrderList& list;
    const store::StoredEvent& stored;
    Status operator()(const OrderPlaced& e) const { return list.placed(stored, e); }
    Status operator()(const OrderLinesAdded& e) const { return list.linesAdded(stored, e); }
    Status operator()(const PaymentRecorded& e) const {
      return list.change(stored, [&](Row& row) {
        row.paymentKnown = true;
        row.paid += e.amount;
      });
    }
    Status operator()(const PackageShipped& e) const { return list.shipped(stored, e); }
    Status operator()(const PackageDelivered& e) const { return list.delivered(stored, e); }
    Status operator()(const OrderCancelled&) const {
      return list.change(stored, [](Row& row) {
        row.sums.orderCancelled = true;
        row.sums.cancelled = row.sums.ordered - row.sums.shipped;
      });
    }
    Status operator()(const ProductListed&) const { return {}; }
    Status operator()(const StockReceived&) const { return {}; }
    Status operator()(const CustomerRegistered& e) const { return list.renamed(stored.stream.id, e.customerName); }
    Status operator()(const ProfileUpdated& e) const { return list.renamed(stored.stream.id, e.customerName); }
    Status operator()(const ReturnReceived&) const { return {}; }
  } visitor{*this, stored};
  return std::visit(visitor, event);
}

}  // namespace twinlane::projection
