#include "projection/order_list.h"

namespace twinlane::projection {

using namespace domain;

namespace {

constexpr int kindStatus = 0;
constexpr int kindPayment = 1;
constexpr int kindLate = 2;

}  // namespace

const char* OrderList::schema() const {
  static const std::string sql = std::string("CREATE TABLE order_list(") + OrderRows::columnsSql() + ", customer_name TEXT NOT NULL DEFAULT '', country TEXT NOT NULL, country_at INTEGER NOT NULL, country_version INTEGER NOT NULL) STRICT;\n" +
                                 OrderRows::packagesSql() + R"sql(
CREATE INDEX order_list_placed ON order_list(placed_at, number);
CREATE INDEX order_list_status ON order_list(status, placed_at, number);
CREATE INDEX order_list_customer ON order_list(customer, placed_at, number);
CREATE TABLE facets(kind INTEGER NOT NULL, value INTEGER NOT NULL, orders INTEGER NOT NULL, PRIMARY KEY(kind, value)) STRICT, WITHOUT ROWID;
CREATE TABLE totals(one INTEGER PRIMARY KEY CHECK(one = 1), orders INTEGER NOT NULL, lines INTEGER NOT NULL, units INTEGER NOT NULL) STRICT;
INSERT INTO totals VALUES(1, 0, 0, 0);
CREATE TABLE customers(customer TEXT PRIMARY KEY, name TEXT NOT NULL, orders INTEGER NOT NULL, named_at INTEGER NOT NULL,
  named_version INTEGER NOT NULL) STRICT, WITHOUT ROWID;
)sql";
  return sql.c_str();
}

std::vector<std::string> OrderList::contents() const {
  return {"SELECT * FROM order_list ORDER BY number", "SELECT * FROM facets WHERE orders<>0 ORDER BY kind, value", "SELECT * FROM totals",
          "SELECT * FROM customers ORDER BY customer", "SELECT * FROM packages ORDER BY number, package"};
}

base::Status OrderList::prepare(sqlite::Connection& connection) {
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&m_count, "INSERT INTO facets VALUES(?1,?2,?3) ON CONFLICT(kind, value) DO UPDATE SET orders=orders+?3"},
      {&m_totals, "UPDATE totals SET orders=orders+?, lines=lines+?, units=units+?"},
      {&m_customerSeen, "INSERT INTO customers VALUES(?1,?1,?3,?2,0) ON CONFLICT(customer) DO UPDATE SET orders=orders+?3"},
      {&m_customerNamed, "INSERT INTO customers VALUES(?1,?2,0,?3,?4) ON CONFLICT(customer) DO UPDATE SET name=?2, named_at=?3, named_version=?4 "
                         "WHERE (named_at, named_version)<=(?3, ?4) RETURNING name"},
      {&m_renameOrder, "UPDATE order_list SET customer_name=ifnull((SELECT name FROM customers WHERE customer=?2), '') WHERE number=?1"},
      {&m_moveOrder, "UPDATE order_list SET country=?2, country_at=?3, country_version=?4 WHERE number=?1 AND (country_at, country_version)<=(?3, ?4)"},
      {&m_renameOrders, "UPDATE order_list SET customer_name=?2 WHERE customer=?1"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = connection.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return m_rows.prepare(connection, "order_list", {{"customer_name", "country", "country_at", "country_version"},
                                                     {"ifnull((SELECT name FROM customers WHERE customer=?3), '')", "?39", "?40", "?41"},
                                                     [this](sqlite::Statement& insert, std::int64_t number) {
                                                       // What is bound is not copied: it stays until the statement has run.
                                                       m_inserted = takeCountry(number);
                                                       bindCountry(insert, 39, m_inserted);
                                                     }});
}

void OrderList::begin() {
  m_rows.begin();
  m_facets.clear();
  m_customers.clear();
  m_countries.clear();
  m_orders = m_lines = m_units = 0;
}

base::Status OrderList::changed(const OrderRow* before, const OrderRow& now) {
  const auto recount = [&](int kind, int was, int is) {
    if (before != nullptr) --m_facets[{kind, was}];
    ++m_facets[{kind, is}];
  };
  recount(kindStatus, before != nullptr ? static_cast<int>(before->status()) : 0, static_cast<int>(now.status()));
  recount(kindPayment, before != nullptr ? static_cast<int>(before->payment()) : 0, static_cast<int>(now.payment()));
  recount(kindLate, before != nullptr && before->isShippedLate() ? 1 : 0, now.isShippedLate() ? 1 : 0);
  m_orders += before == nullptr ? 1 : 0;
  m_lines += now.lines - (before != nullptr ? before->lines : 0);
  m_units += (now.sums.ordered - (before != nullptr ? before->sums.ordered : Quantity{})).thousandths;
  // A new row has its customer's name already.
  if (before == nullptr || now.customer == before->customer) return {};
  return m_renameOrder.bind(1, now.number).bind(2, now.customer).execute();
}

base::Status OrderList::settle() {
  // Before the orders, which take the names.
  for (const auto& [customer, orders] : m_customers)
    if (auto seen = m_customerSeen.bind(1, customer).bind(2, Moment{}.when.micros).bind(3, orders).execute(); !seen) return seen;
  // New orders take their countries with them.
  if (auto done = m_rows.settle([this](const OrderRow* before, const OrderRow& now) { return changed(before, now); }); !done) return done;
  for (const auto& [number, country] : m_countries) {
    bindCountry(m_moveOrder.bind(1, number), 2, country);
    if (auto moved = m_moveOrder.execute(); !moved) return moved;
  }
  for (const auto& [facet, orders] : m_facets)
    if (orders != 0)
      if (auto counted = m_count.bind(1, facet.first).bind(2, facet.second).bind(3, orders).execute(); !counted) return counted;
  if (m_orders != 0 || m_lines != 0 || m_units != 0)
    if (auto counted = m_totals.bind(1, m_orders).bind(2, m_lines).bind(3, m_units).execute(); !counted) return counted;
  begin();
  return {};
}

base::Status OrderList::renamed(const store::StoredEvent& stored, const std::string& customerName) {
  if (customerName.empty()) return {};
  const std::string& customer = stored.stream.id;
  const auto named = m_customerNamed.bind(1, customer).bind(2, customerName).bind(3, stored.when().micros).bind(4, stored.version).step();
  if (!named) return tl::unexpected(named.error());
  m_customerNamed.reset();
  if (!*named) return {};  // an older fact: the name that is there is newer
  // Orders that are not written yet take it when they are.
  return m_renameOrders.bind(1, customer).bind(2, customerName).execute();
}

Latest<std::string> OrderList::takeCountry(std::int64_t number) {
  auto known = m_countries.extract(number);
  return known.empty() ? Latest<std::string>{} : std::move(known.mapped());
}

void OrderList::bindCountry(sqlite::Statement& statement, int index, const Latest<std::string>& country) {
  statement.bind(index, country.value).bind(index + 1, country.at.when.micros).bind(index + 2, country.at.version);
}

base::Status OrderList::apply(const store::StoredEvent& stored, const Event& event) {
  if (const auto* registered = std::get_if<CustomerRegistered>(&event)) return renamed(stored, registered->customerName);
  if (const auto* updated = std::get_if<ProfileUpdated>(&event)) return renamed(stored, updated->customerName);
  // Until a name is given, the id stands for it.
  if (const auto* placed = std::get_if<OrderPlaced>(&event); placed != nullptr && placed->customer) ++m_customers[placed->customer->text];
  const Moment at{stored.when(), stored.version};
  if (const auto* placed = std::get_if<OrderPlaced>(&event)) m_countries[stored.orderNumber].put(placed->country, at);
  if (const auto* moved = std::get_if<AddressChanged>(&event)) m_countries[stored.orderNumber].put(moved->country, at);
  if (auto row = m_rows.apply(stored, event); !row) return tl::unexpected(row.error());
  return m_rows.isFull() ? settle() : base::Status();
}

}  // namespace twinlane::projection
