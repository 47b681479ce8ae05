#include "projection/customer_summary.h"

#include "base/fault/sabotage.h"
#include "domain/moment.h"
#include "domain/order/line_sums.h"

#include <limits>

namespace twinlane::projection {

using namespace domain;

namespace {

constexpr std::int64_t noTime = std::numeric_limits<std::int64_t>::max();

}  // namespace

struct CustomerSummary::Order {
  std::int64_t number = 0;
  std::string customer, currency;  // empty until OrderPlaced tells, and the customer of a guest for good
  std::int64_t placedAt = noTime;  // of the earliest lines whose time is known
  Sold sold;
  OrderEnd end;
  bool operator==(const Order&) const = default;

  Sales counted() const { return customer.empty() || currency.empty() ? Sales{} : sold.counted(1, end.neverLeft()); }
};

const char* CustomerSummary::schema() const {
  return R"sql(
CREATE TABLE customers(customer TEXT PRIMARY KEY, name TEXT NOT NULL, named_at INTEGER NOT NULL, named_version INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE sales(customer TEXT NOT NULL, currency TEXT NOT NULL, orders INTEGER NOT NULL, gross INTEGER NOT NULL, charges INTEGER NOT NULL,
  returned INTEGER NOT NULL, cancelled INTEGER NOT NULL, PRIMARY KEY(customer, currency)) STRICT, WITHOUT ROWID;
CREATE TABLE orders(number INTEGER PRIMARY KEY, customer TEXT NOT NULL, currency TEXT NOT NULL, placed_at INTEGER NOT NULL, gross INTEGER NOT NULL,
  charges INTEGER NOT NULL, taken_out INTEGER NOT NULL, returned INTEGER NOT NULL, is_cancelled INTEGER NOT NULL, any_shipped INTEGER NOT NULL) STRICT;
CREATE INDEX orders_customer ON orders(customer, placed_at) WHERE customer<>'';
)sql";
}

std::vector<std::string> CustomerSummary::contents() const {
  return {"SELECT * FROM customers ORDER BY customer", "SELECT * FROM sales ORDER BY customer, currency", "SELECT * FROM orders ORDER BY number"};
}

base::Status CustomerSummary::prepare(sqlite::Connection& connection) {
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&m_find, "SELECT customer, currency, placed_at, gross, charges, taken_out, returned, is_cancelled, any_shipped FROM orders WHERE number=?"},
      {&m_put, "INSERT OR REPLACE INTO orders VALUES(?,?,?,?,?,?,?,?,?,?)"},
      {&m_add, "INSERT INTO sales VALUES(?1,?2,?3,?4,?5,?6,?7) ON CONFLICT(customer, currency) DO UPDATE SET orders=orders+?3, gross=gross+?4, charges=charges+?5, returned=returned+?6, cancelled=cancelled+?7"},
      {&m_seen, "INSERT INTO customers VALUES(?1,?1,?2,0) ON CONFLICT(customer) DO NOTHING"},
      {&m_named, "INSERT INTO customers VALUES(?1,?2,?3,?4) ON CONFLICT(customer) DO UPDATE SET name=?2, named_at=?3, named_version=?4 WHERE (named_at, named_version)<=(?3, ?4)"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = connection.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return {};
}

base::Result<bool> CustomerSummary::find(Order& order) {
  const auto found = m_find.bind(1, order.number).step();
  if (!found || !*found) return found;
  order.customer = m_find.text(0);
  order.currency = m_find.text(1);
  order.placedAt = m_find.integer(2);
  order.sold = {0, m_find.integer(3), m_find.integer(4), m_find.integer(5), m_find.integer(6)};
  order.end = {m_find.integer(7) != 0, m_find.integer(8) != 0};
  m_find.reset();
  return true;
}

base::Status CustomerSummary::put(const Order& order) {
  const Sold& sold = order.sold;
  return m_put.bind(1, order.number).bind(2, order.customer).bind(3, order.currency).bind(4, order.placedAt).bind(5, sold.gross).bind(6, sold.charges)
      .bind(7, sold.takenOut).bind(8, sold.returned).bind(9, order.end.isCancelled ? 1 : 0).bind(10, order.end.anyShipped ? 1 : 0).execute();
}

base::Status CustomerSummary::add(const std::string& customer, const std::string& currency, const Sales& sales) {
  if (sales == Sales{}) return {};
  return m_add.bind(1, customer).bind(2, currency).bind(3, sales.orders).bind(4, sales.gross).bind(5, sales.charges).bind(6, sales.returned).bind(7, sales.cancelled).execute();
}

// Until a name is given, the id stands for it.
base::Status CustomerSummary::seen(const std::string& customer) { return m_seen.bind(1, customer).bind(2, Moment{}.when.micros).execute(); }

base::Status CustomerSummary::named(const store::StoredEvent& stored, const std::string& customerName) {
  if (customerName.empty()) return seen(stored.stream.id);
  return m_named.bind(1, stored.stream.id).bind(2, customerName).bind(3, stored.when().micros).bind(4, stored.version).execute();
}

base::Status CustomerSummary::change(const store::StoredEvent& stored, const std::function<void(Order&)>& edit) {
  Order order;
  order.number = stored.orderNumber;
  const auto found = find(order);
  if (!found) return tl::unexpected(found.error());
  const Order before = order;
  edit(order);
  if (*found && order == before) return {};
  const Sales was = before.counted(), is = order.counted();
  if (before.customer == order.customer && before.currency == order.currency) {
    if (auto added = add(order.customer, order.currency, is - was); !added) return added;
  } else {
    if (auto removed = add(before.customer, before.currency, -was); !removed) return removed;
    if (auto added = add(order.customer, order.currency, is); !added) return added;
  }
  return put(order);
}

// Visited exhaustively: a new event does not compile until it is said what it means here.
struct CustomerSummary::Visitor {
  CustomerSummary& list;
  const store::StoredEvent& stored;

  base::Status addLines(const std::vector<OrderLine>& lines, const std::vector<Charge>& charges, const std::function<void(Order&)>& edit) const {
    return list.change(stored, [&](Order& order) {
      if (stored.isTimeKnown()) order.placedAt = std::min(order.placedAt, stored.when().micros);
      order.sold.gross += netOf(lines).tenThousandths;
      order.sold.charges += sumOf(charges).tenThousandths;
      edit(order);
    });
  }

  base::Status operator()(const OrderPlaced& e) const {
    if (e.customer)
      if (auto known = list.seen(e.customer->text); !known) return known;
    return addLines(e.lines, e.charges, [&](Order& order) {
      order.customer = e.customer ? e.customer->text : std::string();
      order.currency = e.currency.toText();
    });
  }
  base::Status operator()(const OrderLinesAdded& e) const { return addLines(e.lines, e.charges, [](Order&) {}); }
  base::Status operator()(const LinesAmended& e) const {
    return list.change(stored, [&](Order& order) {
      order.sold.gross += addedBy(e).tenThousandths;
      order.sold.takenOut += takenOutBy(e).tenThousandths;
      order.sold.charges += sumOf(e.charges).tenThousandths;
    });
  }
  base::Status operator()(const OrderCancelled&) const {
    return list.change(stored, [](Order& order) { order.end.isCancelled = true; });
  }
  base::Status operator()(const PackageShipped&) const {
    return list.change(stored, [](Order& order) { order.end.anyShipped = true; });
  }
  base::Status operator()(const LinesReturned& e) const {
    return list.change(stored, [&](Order& order) { order.sold.returned += valueOf(e).tenThousandths; });
  }
  base::Status operator()(const ReturnReceived& e) const {
    if (!e.customer || TWINLANE_SABOTAGE("customer-returns-dropped")) return {};
    if (auto known = list.seen(e.customer->text); !known) return known;
    return list.add(e.customer->text, e.currency.toText(), {.returned = netOf(e.lines).tenThousandths});
  }
  base::Status operator()(const CustomerRegistered& e) const { return list.named(stored, e.customerName); }
  base::Status operator()(const ProfileUpdated& e) const { return list.named(stored, e.customerName); }
  base::Status operator()(const AddressChanged&) const { return {}; }
  base::Status operator()(const OrderConfirmed&) const { return {}; }
  base::Status operator()(const PaymentRecorded&) const { return {}; }
  base::Status operator()(const PaymentRefunded&) const { return {}; }
  base::Status operator()(const LinesPicked&) const { return {}; }
  base::Status operator()(const PackagePacked&) const { return {}; }
  base::Status operator()(const PackageDelivered&) const { return {}; }
  base::Status operator()(const DeliveryFailed&) const { return {}; }
  base::Status operator()(const OrderHeld&) const { return {}; }
  base::Status operator()(const OrderReleased&) const { return {}; }
  base::Status operator()(const NoteAdded&) const { return {}; }
  base::Status operator()(const ProductListed&) const { return {}; }
  base::Status operator()(const PriceChanged&) const { return {}; }
  base::Status operator()(const StockReceived&) const { return {}; }
  base::Status operator()(const StockAdjusted&) const { return {}; }
};

base::Status CustomerSummary::apply(const store::StoredEvent& stored, const Event& event) { return std::visit(Visitor{*this, stored}, event); }

}  // namespace twinlane::projection
