#include "projection/customer_summary.h"

#include "base/fault/sabotage.h"
#include "domain/order/line_sums.h"
#include "projection/work_list.h"

namespace twinlane::projection {

using namespace domain;

const char* CustomerSummary::schema() const {
  static const std::string sql = std::string("CREATE TABLE orders(") + OrderRows::columnsSql() + ") STRICT;\n" + OrderRows::packagesSql() + R"sql(
CREATE INDEX orders_customer ON orders(customer, placed_at) WHERE customer<>'' AND placed_known;
CREATE TABLE customers(customer TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE profiles(customer TEXT NOT NULL, field INTEGER NOT NULL, said TEXT NOT NULL, said_at INTEGER NOT NULL, said_version INTEGER NOT NULL,
  PRIMARY KEY(customer, field)) STRICT, WITHOUT ROWID;
CREATE TABLE sales(customer TEXT NOT NULL, currency TEXT NOT NULL, orders INTEGER NOT NULL, gross INTEGER NOT NULL, charges INTEGER NOT NULL,
  returned INTEGER NOT NULL, cancelled INTEGER NOT NULL, open_orders INTEGER NOT NULL, open_units INTEGER NOT NULL, due INTEGER NOT NULL,
  returns INTEGER NOT NULL, returned_units INTEGER NOT NULL, PRIMARY KEY(customer, currency)) STRICT, WITHOUT ROWID;
)sql";
  return sql.c_str();
}

std::vector<std::string> CustomerSummary::contents() const {
  return {"SELECT * FROM orders ORDER BY number", "SELECT * FROM packages ORDER BY number, package", "SELECT * FROM customers ORDER BY customer", "SELECT * FROM profiles ORDER BY customer, field",
          "SELECT * FROM sales WHERE orders<>0 OR gross<>0 OR charges<>0 OR returned<>0 OR cancelled<>0 OR open_orders<>0 OR open_units<>0 OR due<>0 OR returns<>0 OR returned_units<>0 ORDER BY customer, currency"};
}

base::Status CustomerSummary::prepare(sqlite::Connection& connection) {
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&m_add, "INSERT INTO sales VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12) ON CONFLICT(customer, currency) DO UPDATE SET orders=orders+?3, gross=gross+?4, charges=charges+?5, "
               "returned=returned+?6, cancelled=cancelled+?7, open_orders=open_orders+?8, open_units=open_units+?9, due=due+?10, returns=returns+?11, returned_units=returned_units+?12"},
      {&m_seen, "INSERT INTO customers VALUES(?) ON CONFLICT(customer) DO NOTHING"},
      {&m_say, "INSERT INTO profiles VALUES(?1,?2,?3,?4,?5) ON CONFLICT(customer, field) DO UPDATE SET said=?3, said_at=?4, said_version=?5 WHERE (said_at, said_version)<=(?4, ?5)"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = connection.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return m_rows.prepare(connection, "orders");
}

void CustomerSummary::begin() {
  m_rows.begin();
  m_gathered.clear();
}

CustomerSummary::Figures CustomerSummary::figuresOf(const OrderRow& row) {
  const OrderEnd end{row.sums.cancelled, row.sums.shipped.thousandths != 0};
  const Sold sold{0, row.gross.tenThousandths, row.charges.tenThousandths, (row.goods - row.gross).tenThousandths, row.returned.tenThousandths};
  const bool isOpen = placeIn(WorkList::Open, row).has_value();
  return {sold.counted(1, end.neverLeft()), isOpen ? 1 : 0, isOpen ? (row.sums.ordered - row.sums.shipped).thousandths : 0, row.owed().tenThousandths,
          row.sums.returned.thousandths != 0 ? 1 : 0, row.sums.returned.thousandths};
}

void CustomerSummary::add(const std::string& customer, const std::string& currency, const Figures& figures, std::int64_t sign) {
  if (customer.empty() || currency.empty()) return;
  Figures& sum = m_gathered[{customer, currency}];
  sum.sales += sign < 0 ? -figures.sales : figures.sales;
  sum.openOrders += sign * figures.openOrders;
  sum.openUnits += sign * figures.openUnits;
  sum.due += sign * figures.due;
  sum.returns += sign * figures.returns;
  sum.returnedUnits += sign * figures.returnedUnits;
}

base::Status CustomerSummary::changed(const OrderRow* before, const OrderRow& now) {
  if (before != nullptr) add(before->customer, before->currency, figuresOf(*before), -1);
  add(now.customer, now.currency, figuresOf(now), 1);
  return now.customer == (before != nullptr ? before->customer : std::string()) ? base::Status() : seen(now.customer);
}

base::Status CustomerSummary::settle() {
  if (auto done = m_rows.settle([this](const OrderRow* before, const OrderRow& now) { return changed(before, now); }); !done) return done;
  for (const auto& [key, sum] : m_gathered) {
    const Sales& sales = sum.sales;
    if (auto added = m_add.bind(1, key.first).bind(2, key.second).bind(3, sales.orders).bind(4, sales.gross).bind(5, sales.charges).bind(6, sales.returned).bind(7, sales.cancelled)
                         .bind(8, sum.openOrders).bind(9, sum.openUnits).bind(10, sum.due).bind(11, sum.returns).bind(12, sum.returnedUnits).execute(); !added)
      return added;
  }
  m_gathered.clear();
  return {};
}

base::Status CustomerSummary::seen(const std::string& customer) { return m_seen.bind(1, customer).execute(); }

template <class Given>
base::Status CustomerSummary::given(const store::StoredEvent& stored, const Given& event) {
  const std::string& customer = stored.stream.id;
  const std::pair<Field, const std::string*> fields[] = {{Field::Name, &event.customerName}, {Field::Email, &event.email}, {Field::Phone, &event.phone}, {Field::Address, &event.address}};
  for (const auto& [field, said] : fields)
    if (!said->empty())
      if (auto put = m_say.bind(1, customer).bind(2, static_cast<int>(field)).bind(3, *said).bind(4, stored.when().micros).bind(5, stored.version).execute(); !put) return put;
  return seen(customer);
}

base::Status CustomerSummary::apply(const store::StoredEvent& stored, const Event& event) {
  if (const auto* registered = std::get_if<CustomerRegistered>(&event)) return given(stored, *registered);
  if (const auto* updated = std::get_if<ProfileUpdated>(&event)) return given(stored, *updated);
  if (const auto* received = std::get_if<ReturnReceived>(&event)) {
    if (!received->customer || TWINLANE_SABOTAGE("customer-returns-dropped")) return {};
    // A return of many lines comes in several facts.
    add(received->customer->text, received->currency.toText(),
        {{.returned = netOf(received->lines).tenThousandths}, 0, 0, 0, stored.version == 1 ? 1 : 0, -unitsOf(received->lines).thousandths}, 1);
    return seen(received->customer->text);
  }
  if (auto row = m_rows.apply(stored, event); !row) return tl::unexpected(row.error());
  return m_rows.isFull() ? settle() : base::Status();
}

}  // namespace twinlane::projection
