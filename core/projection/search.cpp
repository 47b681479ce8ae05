#include "projection/search.h"

#include "base/fault/sabotage.h"
#include "sqlite/text_folding.h"

#include <algorithm>
#include <tuple>

namespace twinlane::projection {

using namespace domain;

namespace {

constexpr std::size_t mostBytes = 64 * 1024;
constexpr std::size_t mostCustomers = 250;
constexpr std::size_t mostProducts = 1'000;

// Each text once, in an order that is not that in which they came.
std::string sorted(std::string_view all) {
  std::vector<std::string_view> texts;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find(Search::separator, at), all.size());
    texts.push_back(all.substr(at, end - at));
    at = end + 1;
  }
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  std::string once;
  for (const std::string_view text : texts) {
    if (!once.empty()) once += Search::separator;
    once += text;
  }
  return once;
}

// One text among others: without what parts them.
void append(std::string& texts, std::string_view text) {
  if (text.empty()) return;
  if (!texts.empty()) texts += Search::separator;
  const std::size_t from = texts.size();
  texts += text;
  std::replace(texts.begin() + static_cast<std::ptrdiff_t>(from), texts.end(), Search::separator, ' ');
}

// Rows of a map, in the order of their documents.
template <class Map>
std::vector<const typename Map::value_type*> byDocument(const Map& rows) {
  std::vector<const typename Map::value_type*> ordered;
  for (const auto& row : rows) ordered.push_back(&row);
  std::sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) { return a->second.document < b->second.document; });
  return ordered;
}

std::string joined(std::initializer_list<std::string_view> texts) {
  std::string all;
  for (const std::string_view text : texts) append(all, text);
  return all;
}

Latest<std::string> latestAt(const sqlite::Statement& row, int column) { return {std::string(row.text(column)), {{row.integer(column + 1)}, row.integer(column + 2)}}; }

void bindLatest(sqlite::Statement& statement, int index, const Latest<std::string>& latest) {
  statement.bind(index, latest.value).bind(index + 1, latest.at.when.micros).bind(index + 2, latest.at.version);
}

}  // namespace

const char* Search::schema() const {
  // What a transaction adds to the index is kept in memory up to the hash size: a small part of the 1 MB it would be; merging more segments at once is less work.
  static const std::string sql = std::string(R"sql(
CREATE TABLE documents(document INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, customer TEXT NOT NULL, products TEXT NOT NULL, text TEXT NOT NULL, person TEXT NOT NULL, notes TEXT NOT NULL) STRICT;
CREATE INDEX documents_id ON documents(id);
CREATE VIRTUAL TABLE words USING fts5(id, customer, products, text, person, notes, content='documents', content_rowid='document', tokenize=')sql") + sqlite::TextFolding::tokenizer + R"sql(');
CREATE VIRTUAL TABLE ids USING fts5(id, content='documents', content_rowid='document', tokenize='trigram');
INSERT INTO words(words, rank) VALUES('automerge', 8);
INSERT INTO ids(ids, rank) VALUES('automerge', 8);
INSERT INTO words(words, rank) VALUES('hashsize', 65536);
INSERT INTO ids(ids, rank) VALUES('hashsize', 16384);
CREATE VIRTUAL TABLE words_known USING fts5vocab(words, 'row');
CREATE VIRTUAL TABLE ids_known USING fts5vocab(ids, 'row');
CREATE TABLE orders(number INTEGER PRIMARY KEY, customer TEXT NOT NULL, ship_to TEXT NOT NULL, ship_to_at INTEGER NOT NULL, ship_to_version INTEGER NOT NULL) STRICT;
CREATE INDEX orders_customer ON orders(customer) WHERE customer<>'';
CREATE TABLE customers(customer TEXT PRIMARY KEY, document INTEGER NOT NULL, name TEXT NOT NULL, name_at INTEGER NOT NULL, name_version INTEGER NOT NULL,
  email TEXT NOT NULL, email_at INTEGER NOT NULL, email_version INTEGER NOT NULL, address TEXT NOT NULL, address_at INTEGER NOT NULL, address_version INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE products(product TEXT PRIMARY KEY, document INTEGER NOT NULL, name TEXT NOT NULL, name_at INTEGER NOT NULL, name_version INTEGER NOT NULL,
  described_at INTEGER NOT NULL, description TEXT NOT NULL) STRICT, WITHOUT ROWID;
)sql";
  return sql.c_str();
}

std::vector<std::string> Search::contents() const {
  return {"SELECT * FROM documents ORDER BY document", "SELECT * FROM orders ORDER BY number", "SELECT * FROM customers ORDER BY customer", "SELECT * FROM products ORDER BY product",
          "SELECT * FROM words_known ORDER BY term", "SELECT * FROM ids_known ORDER BY term"};
}

base::Status Search::prepare(sqlite::Connection& connection) {
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&m_findDocument, "SELECT id, title, customer, products, text, person, notes FROM documents WHERE document=?"},
      {&m_putDocument.insert, "INSERT INTO documents VALUES(?,?,?,?,?,?,?,?)"},
      {&m_putDocument.update, "UPDATE documents SET id=?2, title=?3, customer=?4, products=?5, text=?6, person=?7, notes=?8 WHERE document=?1"},
      {&m_index, "INSERT INTO words(rowid, id, customer, products, text, person, notes) VALUES(?,?,?,?,?,?,?)"},
      {&m_unindex, "INSERT INTO words(words, rowid, id, customer, products, text, person, notes) VALUES('delete',?,?,?,?,?,?,?)"},
      {&m_indexId, "INSERT INTO ids(rowid, id) VALUES(?,?)"},
      {&m_last, "SELECT max(document) FROM documents WHERE document>=?1 AND document<2*?1"},
      {&m_findOrder, "SELECT customer, ship_to, ship_to_at, ship_to_version FROM orders WHERE number=?"},
      {&m_putOrder.insert, "INSERT INTO orders VALUES(?,?,?,?,?)"},
      {&m_putOrder.update, "UPDATE orders SET customer=?2, ship_to=?3, ship_to_at=?4, ship_to_version=?5 WHERE number=?1"},
      {&m_ordersOf, "SELECT number FROM orders WHERE customer=? AND customer<>'' ORDER BY number"},
      {&m_findCustomer, "SELECT document, name, name_at, name_version, email, email_at, email_version, address, address_at, address_version FROM customers WHERE customer=?"},
      {&m_putCustomer.insert, "INSERT INTO customers VALUES(?,?,?,?,?,?,?,?,?,?,?)"},
      {&m_putCustomer.update, "UPDATE customers SET document=?2, name=?3, name_at=?4, name_version=?5, email=?6, email_at=?7, email_version=?8, address=?9, address_at=?10, address_version=?11 WHERE customer=?1"},
      {&m_findProduct, "SELECT document, name, name_at, name_version, described_at, description FROM products WHERE product=?"},
      {&m_putProduct.insert, "INSERT INTO products VALUES(?,?,?,?,?,?,?)"},
      {&m_putProduct.update, "UPDATE products SET document=?2, name=?3, name_at=?4, name_version=?5, described_at=?6, description=?7 WHERE product=?1"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = connection.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return {};
}

void Search::begin() {
  m_orders.clear();
  m_customers.clear();
  m_products.clear();
  m_lastCustomer = m_lastProduct = 0;
  m_bytes = 0;
}

base::Result<bool> Search::isKnown(const store::StoredEvent& stored) {
  if (m_orders.contains(stored.orderNumber)) return true;
  auto found = m_findOrder.bind(1, stored.orderNumber).step();
  m_findOrder.reset();
  return found;
}

base::Result<Search::Order*> Search::order(const store::StoredEvent& stored) {
  const std::int64_t number = stored.orderNumber;
  if (const auto known = m_orders.find(number); known != m_orders.end()) return &known->second;
  Order order;
  order.id = stored.stream.id;
  const auto found = m_findOrder.bind(1, number).step();
  if (!found) return tl::unexpected(found.error());
  if (*found) {
    order.existed = true;
    order.customer = m_findOrder.text(0);
    order.shipTo = latestAt(m_findOrder, 1);
    m_findOrder.reset();
    const auto document = find(number);
    if (!document) return tl::unexpected(document.error());
    order.products = document->products;
    order.texts = document->text;
    order.notes = document->notes;
    m_bytes += document->products.size() + document->text.size() + document->notes.size();
  }
  return &m_orders.emplace(number, std::move(order)).first->second;
}

base::Status Search::see(const std::string& id) {
  if (m_customers.contains(id)) return {};
  const auto found = m_findCustomer.bind(1, id).step();
  m_findCustomer.reset();
  if (!found) return tl::unexpected(found.error());
  if (*found) return {};
  auto added = customer(id);
  return added ? base::Status() : base::Status(tl::unexpected(added.error()));
}

base::Result<Search::Customer*> Search::customer(const std::string& id) {
  if (const auto known = m_customers.find(id); known != m_customers.end()) return &known->second;
  Customer customer;
  const auto found = m_findCustomer.bind(1, id).step();
  if (!found) return tl::unexpected(found.error());
  customer.existed = *found;
  if (*found) {
    customer.document = m_findCustomer.integer(0);
    customer.state.customerName = latestAt(m_findCustomer, 1);
    customer.state.email = latestAt(m_findCustomer, 4);
    customer.state.address = latestAt(m_findCustomer, 7);
    m_findCustomer.reset();
  } else if (auto numbered = number(firstCustomer, m_lastCustomer, customer.document); !numbered) {
    return tl::unexpected(numbered.error());
  }
  return &m_customers.emplace(id, std::move(customer)).first->second;
}

base::Result<Search::Product*> Search::product(const std::string& id) {
  if (const auto known = m_products.find(id); known != m_products.end()) return &known->second;
  Product product;
  product.describedAt = Moment{}.when.micros;
  const auto found = m_findProduct.bind(1, id).step();
  if (!found) return tl::unexpected(found.error());
  product.existed = *found;
  product.isChanged = product.isRenamed = !*found;
  if (*found) {
    product.document = m_findProduct.integer(0);
    product.listed = latestAt(m_findProduct, 1);
    product.describedAt = m_findProduct.integer(4);
    product.description = m_findProduct.text(5);
    m_findProduct.reset();
  } else if (auto numbered = number(firstProduct, m_lastProduct, product.document); !numbered) {
    return tl::unexpected(numbered.error());
  }
  return &m_products.emplace(id, std::move(product)).first->second;
}

// A product that was never listed is called what its latest line calls it.
base::Status Search::describe(const std::vector<OrderLine>& lines, base::Timestamp when) {
  for (const OrderLine& line : lines) {
    const auto known = product(line.product.text);
    if (!known) return tl::unexpected(known.error());
    Product& product = **known;
    if (line.description.empty()) continue;
    const std::int64_t at = when.micros;
    if (std::tie(at, line.description) <= std::tie(product.describedAt, product.description)) continue;
    product.describedAt = at;
    product.isChanged = true;
    if (product.description == line.description) continue;
    product.description = line.description;
    product.isRenamed = true;
  }
  return {};
}

void Search::add(std::string& texts, std::string_view text) {
  append(texts, text);
  m_bytes += text.size();
}

base::Status Search::addLines(Order& order, const std::vector<OrderLine>& lines, base::Timestamp when) {
  for (const OrderLine& line : lines) {
    add(order.products, line.product.text);
    add(order.texts, line.description);
  }
  return describe(lines, when);
}

base::Status Search::number(std::int64_t first, std::int64_t& last, std::int64_t& document) {
  if (last == 0) {
    const auto found = m_last.bind(1, first).step();
    if (!found) return tl::unexpected(found.error());
    last = m_last.isNull(0) ? first : m_last.integer(0);
    m_last.reset();
  }
  document = ++last;
  return {};
}

base::Result<Search::Document> Search::find(std::int64_t number) {
  Document document;
  const auto found = m_findDocument.bind(1, number).step();
  if (!found) return tl::unexpected(found.error());
  int column = 0;
  if (*found)
    for (std::string* text : {&document.id, &document.title, &document.customer, &document.products, &document.text, &document.person, &document.notes}) *text = m_findDocument.text(column++);
  m_findDocument.reset();
  return document;
}

base::Status Search::put(std::int64_t number, bool existed, const Document& now) {
  const auto texts = [&](sqlite::Statement& statement, const Document& document) {
    int index = 1;
    statement.bind(index, number);
    for (const std::string* text : {&document.id, &document.customer, &document.products, &document.text, &document.person, &document.notes}) statement.bind(++index, *text);
    return statement.execute();
  };
  if (existed) {
    const auto before = find(number);
    if (!before) return tl::unexpected(before.error());
    if (*before == now) return {};
    // The index forgets a document by the words it had.
    if (!TWINLANE_SABOTAGE("old-words-kept"))
      if (auto done = texts(m_unindex, *before); !done) return done;
  } else {
    if (auto done = m_indexId.bind(1, number).bind(2, now.id).execute(); !done) return done;
  }
  sqlite::Statement& write = m_putDocument.of(existed);
  int index = 1;
  write.bind(index, number);
  for (const std::string* text : {&now.id, &now.title, &now.customer, &now.products, &now.text, &now.person, &now.notes}) write.bind(++index, *text);
  if (auto done = write.execute(); !done) return done;
  return texts(m_index, now);
}

base::Result<std::string> Search::nameOf(const std::string& id) {
  if (id.empty()) return std::string();
  if (const auto known = m_customers.find(id); known != m_customers.end()) return known->second.state.customerName.value;
  const auto found = m_findCustomer.bind(1, id).step();
  if (!found) return tl::unexpected(found.error());
  std::string customerName(*found ? m_findCustomer.text(1) : std::string_view());
  m_findCustomer.reset();
  return customerName;
}

base::Status Search::settleOrders() {
  for (const auto& [number, order] : m_orders) {
    const auto customerName = nameOf(order.customer);
    if (!customerName) return tl::unexpected(customerName.error());
    if (auto done = m_putOrder.of(order.existed).bind(1, number).bind(2, order.customer).bind(3, order.shipTo.value).bind(4, order.shipTo.at.when.micros).bind(5, order.shipTo.at.version).execute(); !done)
      return done;
    const Document document{order.id, customerName->empty() ? order.customer : *customerName, order.customer, sorted(order.products), sorted(order.texts),
                            joined({*customerName, order.shipTo.value}), sorted(order.notes)};
    if (auto done = put(number, order.existed, document); !done) return done;
  }
  m_orders.clear();
  m_bytes = 0;
  return {};
}

// The orders there are; those that are not written yet take the name when they are.
base::Status Search::rename(const std::string& id) {
  if (TWINLANE_SABOTAGE("orders-keep-old-names")) return {};
  std::vector<std::int64_t> numbers;
  m_ordersOf.bind(1, id);
  for (;;) {
    const auto row = m_ordersOf.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    numbers.push_back(m_ordersOf.integer(0));
  }
  const std::string& customerName = m_customers.at(id).state.customerName.value;
  for (const std::int64_t number : numbers) {
    const auto found = m_findOrder.bind(1, number).step();
    if (!found) return tl::unexpected(found.error());
    const std::string shipTo(m_findOrder.text(1));
    m_findOrder.reset();
    auto document = find(number);
    if (!document) return tl::unexpected(document.error());
    document->title = customerName;
    document->person = joined({customerName, shipTo});
    if (auto done = put(number, true, *document); !done) return done;
  }
  return {};
}

base::Status Search::settleCustomers() {
  for (const auto& [id, customer] : m_customers)
    if (customer.isRenamed)
      if (auto done = rename(id); !done) return done;
  for (const auto* row : byDocument(m_customers)) {
    const auto& [id, customer] = *row;
    const CustomerState& state = customer.state;
    sqlite::Statement& write = m_putCustomer.of(customer.existed).bind(1, id).bind(2, customer.document);
    bindLatest(write, 3, state.customerName);
    bindLatest(write, 6, state.email);
    bindLatest(write, 9, state.address);
    if (auto done = write.execute(); !done) return done;
    const Document document{id, state.customerName.value.empty() ? id : state.customerName.value, {}, {}, {}, joined({state.customerName.value, state.email.value, state.address.value}), {}};
    if (auto done = put(customer.document, customer.existed, document); !done) return done;
  }
  m_customers.clear();
  return {};
}

base::Status Search::settleProducts() {
  for (const auto* row : byDocument(m_products)) {
    const auto& [id, product] = *row;
    if (!product.isChanged) continue;
    sqlite::Statement& write = m_putProduct.of(product.existed).bind(1, id).bind(2, product.document);
    bindLatest(write, 3, product.listed);
    if (auto done = write.bind(6, product.describedAt).bind(7, product.description).execute(); !done) return done;
    if (!product.isRenamed) continue;
    const std::string called = product.listed.value.empty() ? product.description : product.listed.value;
    if (auto done = put(product.document, product.existed, {id, called.empty() ? id : called, {}, {}, called, {}, {}}); !done) return done;
  }
  m_products.clear();
  return {};
}

base::Status Search::settle() {
  if (auto done = settleOrders(); !done) return done;
  if (auto done = settleCustomers(); !done) return done;
  return settleProducts();
}

// Visited exhaustively: a new event does not compile until it is said what it means here.
struct Search::Visitor {
  Search& list;
  const store::StoredEvent& stored;

  Moment at() const { return {stored.when(), stored.version}; }

  template <class Edit>
  base::Status change(Edit edit) const {
    const auto order = list.order(stored);
    return order ? edit(**order) : base::Status(tl::unexpected(order.error()));
  }
  base::Status see(const std::optional<CustomerId>& customer) const { return customer ? list.see(customer->text) : base::Status(); }
  template <class E>
  base::Status profile(const E& event) const {
    const auto known = list.customer(stored.stream.id);
    if (!known) return tl::unexpected(known.error());
    Customer& customer = **known;
    const std::string before = customer.state.customerName.value;
    evolve(customer.state, event, at());
    customer.isRenamed = customer.isRenamed || before != customer.state.customerName.value;
    return {};
  }

  base::Status operator()(const OrderPlaced& e) const {
    if (auto seen = see(e.customer); !seen) return seen;
    return change([&](Order& order) {
      order.customer = e.customer ? e.customer->text : std::string();
      order.shipTo.put(e.shipTo, at());
      list.add(order.notes, e.note);
      return list.addLines(order, e.lines, stored.when());
    });
  }
  base::Status operator()(const OrderLinesAdded& e) const {
    return change([&](Order& order) { return list.addLines(order, e.lines, stored.when()); });
  }
  base::Status operator()(const LinesAmended& e) const {
    return change([&](Order& order) { return list.addLines(order, e.added, stored.when()); });
  }
  base::Status operator()(const AddressChanged& e) const {
    return change([&](Order& order) { return order.shipTo.put(e.shipTo, at()), base::Status(); });
  }
  base::Status operator()(const NoteAdded& e) const {
    return change([&](Order& order) { return list.add(order.notes, e.text), base::Status(); });
  }
  base::Status operator()(const ReturnReceived& e) const {
    if (auto seen = see(e.customer); !seen) return seen;
    return list.describe(e.lines, stored.when());
  }
  base::Status operator()(const ProductListed& e) const {
    const auto known = list.product(stored.stream.id);
    if (!known) return tl::unexpected(known.error());
    (*known)->listed.put(e.productName, at());
    (*known)->isChanged = (*known)->isRenamed = true;
    return {};
  }
  base::Status operator()(const CustomerRegistered& e) const { return profile(e); }
  base::Status operator()(const ProfileUpdated& e) const { return profile(e); }
  // An order is found from the first that is said of it.
  base::Status found() const {
    const auto known = list.isKnown(stored);
    if (!known) return tl::unexpected(known.error());
    return *known ? base::Status() : change([](Order&) { return base::Status(); });
  }
  base::Status operator()(const OrderConfirmed&) const { return found(); }
  base::Status operator()(const PaymentRecorded&) const { return found(); }
  base::Status operator()(const PaymentRefunded&) const { return found(); }
  base::Status operator()(const LinesPicked&) const { return found(); }
  base::Status operator()(const PackagePacked&) const { return found(); }
  base::Status operator()(const PackageShipped&) const { return found(); }
  base::Status operator()(const PackageDelivered&) const { return found(); }
  base::Status operator()(const DeliveryFailed&) const { return found(); }
  base::Status operator()(const OrderCancelled&) const { return found(); }
  base::Status operator()(const LinesReturned&) const { return found(); }
  base::Status operator()(const OrderHeld&) const { return found(); }
  base::Status operator()(const OrderReleased&) const { return found(); }
  base::Status operator()(const PriceChanged&) const { return {}; }
  base::Status operator()(const StockReceived&) const { return {}; }
  base::Status operator()(const StockAdjusted&) const { return {}; }
};

base::Status Search::apply(const store::StoredEvent& stored, const Event& event) {
  if (auto done = std::visit(Visitor{*this, stored}, event); !done) return done;
  if (m_customers.size() >= mostCustomers) return settle();
  if (m_products.size() >= mostProducts)
    if (auto done = settleProducts(); !done) return done;
  return m_bytes >= mostBytes ? settleOrders() : base::Status();
}

}  // namespace twinlane::projection
