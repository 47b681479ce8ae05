#include "projection/product_sales.h"

#include "base/fault/sabotage.h"
#include "domain/order/line_sums.h"

#include <algorithm>
#include <limits>

namespace twinlane::projection {

using namespace domain;

namespace {

constexpr std::int64_t notPlaced = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t mostGathered = 10'000;
constexpr base::Timestamp beforeAll{std::numeric_limits<std::int64_t>::min()};

}  // namespace

struct ProductSales::Order {
  std::int64_t number = 0;
  bool existed = false;
  std::string id, customer, currency;  // customer and currency empty until OrderPlaced tells
  std::int64_t placedAt = notPlaced;   // of the earliest lines
  bool isPlacedKnown = false;          // some source said when lines were ordered; else placedAt is when an import brought them
  OrderEnd end;
  bool operator==(const Order&) const = default;
};

const char* ProductSales::schema() const {
  // What came back of a line that is not known yet stands under the product ''.
  static const std::string sql = std::string(StockLevels::schema()) + R"sql(
CREATE TABLE sales(product TEXT NOT NULL, currency TEXT NOT NULL, orders INTEGER NOT NULL, units INTEGER NOT NULL, gross INTEGER NOT NULL,
  returned INTEGER NOT NULL, cancelled INTEGER NOT NULL, described_at INTEGER NOT NULL, description TEXT NOT NULL, PRIMARY KEY(product, currency)) STRICT, WITHOUT ROWID;
CREATE TABLE names(product TEXT PRIMARY KEY, name TEXT NOT NULL, named_at INTEGER NOT NULL, named_version INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE orders(number INTEGER PRIMARY KEY, id TEXT NOT NULL, customer TEXT NOT NULL, currency TEXT NOT NULL, placed_at INTEGER NOT NULL,
  is_placed_known INTEGER NOT NULL, is_cancelled INTEGER NOT NULL, any_shipped INTEGER NOT NULL) STRICT;
CREATE INDEX orders_customer ON orders(customer, placed_at) WHERE customer<>'';
CREATE TABLE lines(number INTEGER NOT NULL, product TEXT NOT NULL, line INTEGER NOT NULL, units INTEGER NOT NULL, gross INTEGER NOT NULL,
  taken_out INTEGER NOT NULL, returned INTEGER NOT NULL, PRIMARY KEY(number, product, line)) STRICT, WITHOUT ROWID;
CREATE TABLE returns(id TEXT NOT NULL, line INTEGER NOT NULL, customer TEXT NOT NULL, product TEXT NOT NULL, quantity INTEGER NOT NULL,
  net INTEGER NOT NULL, currency TEXT NOT NULL, received_at INTEGER NOT NULL, is_received_known INTEGER NOT NULL, PRIMARY KEY(id, line)) STRICT, WITHOUT ROWID;
CREATE INDEX returns_received ON returns(received_at);
)sql";
  return sql.c_str();
}

std::vector<std::string> ProductSales::contents() const {
  return {"SELECT product, currency, orders, units, gross, returned, cancelled FROM sales WHERE currency<>'' OR orders<>0 ORDER BY product, currency",
          "SELECT product, (SELECT description FROM sales WHERE product=s.product ORDER BY described_at DESC, description DESC LIMIT 1) FROM sales s GROUP BY product ORDER BY product",
          "SELECT * FROM names ORDER BY product", "SELECT * FROM orders ORDER BY number", "SELECT * FROM lines ORDER BY number, product, line", "SELECT * FROM returns ORDER BY id, line",
          "SELECT * FROM stock ORDER BY product", "SELECT * FROM stock_lines ORDER BY number, line"};
}

base::Status ProductSales::prepare(sqlite::Connection& connection) {
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&m_find, "SELECT customer, currency, placed_at, is_placed_known, is_cancelled, any_shipped FROM orders WHERE number=?"},
      {&m_put, "INSERT OR REPLACE INTO orders VALUES(?,?,?,?,?,?,?,?)"},
      {&m_putLine, "INSERT INTO lines VALUES(?1,?2,?3,?4,?5,?6,?7) ON CONFLICT(number, product, line) DO UPDATE SET units=units+?4, gross=gross+?5, taken_out=taken_out+?6, returned=returned+?7"},
      {&m_hasProduct, "SELECT 1 FROM lines WHERE number=? AND product=? LIMIT 1"},
      {&m_productOf, "SELECT product FROM lines WHERE number=? AND line=? AND product<>'' LIMIT 1"},
      {&m_takeUnplaced, "DELETE FROM lines WHERE number=? AND product='' AND line=? RETURNING returned"},
      {&m_products, "SELECT product, sum(units), sum(gross), sum(taken_out), sum(returned) FROM lines WHERE number=? AND product<>'' GROUP BY product"},
      {&m_add, "INSERT INTO sales VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9) ON CONFLICT(product, currency) DO UPDATE SET orders=orders+?3, units=units+?4, gross=gross+?5, returned=returned+?6, "
               "cancelled=cancelled+?7, description=CASE WHEN (?8, ?9)>(described_at, description) THEN ?9 ELSE description END, described_at=max(described_at, ?8)"},
      {&m_named, "INSERT INTO names VALUES(?1,?2,?3,?4) ON CONFLICT(product) DO UPDATE SET name=?2, named_at=?3, named_version=?4 WHERE (named_at, named_version)<=(?3, ?4)"},
      {&m_received, "INSERT INTO returns VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9) ON CONFLICT(id, line) DO UPDATE SET quantity=quantity+?5, net=net+?6"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = connection.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return m_stock.prepare(connection);
}

void ProductSales::begin() {
  m_stock.begin();
  m_gathered.clear();
}

base::Result<bool> ProductSales::find(Order& order) {
  const auto found = m_find.bind(1, order.number).step();
  if (!found || !*found) return found;
  order.existed = true;
  order.customer = m_find.text(0);
  order.currency = m_find.text(1);
  order.placedAt = m_find.integer(2);
  order.isPlacedKnown = m_find.integer(3) != 0;
  order.end = {m_find.integer(4) != 0, m_find.integer(5) != 0};
  m_find.reset();
  return true;
}

base::Status ProductSales::put(const Order& order) {
  return m_put.bind(1, order.number).bind(2, order.id).bind(3, order.customer).bind(4, order.currency).bind(5, order.placedAt).bind(6, order.isPlacedKnown ? 1 : 0)
      .bind(7, order.end.isCancelled ? 1 : 0).bind(8, order.end.anyShipped ? 1 : 0).execute();
}

// A product that was never listed is called what its latest line calls it.
base::Status ProductSales::add(std::string_view product, const std::string& currency, const Sales& sales, std::string_view description, base::Timestamp when) {
  Gathered& row = m_gathered.try_emplace({std::string(product), currency}, Gathered{{}, {beforeAll, {}}}).first->second;
  row.sales += sales;
  if (!description.empty()) row.description = std::max(row.description, {when, std::string(description)});
  return m_gathered.size() < mostGathered ? base::Status() : settle();
}

base::Status ProductSales::settle() {
  for (const auto& [key, row] : m_gathered) {
    const Sales& sales = row.sales;
    if (auto added = m_add.bind(1, key.first).bind(2, key.second).bind(3, sales.orders).bind(4, sales.units).bind(5, sales.gross).bind(6, sales.returned).bind(7, sales.cancelled)
                         .bind(8, row.description.first.micros).bind(9, row.description.second).execute(); !added)
      return added;
  }
  m_gathered.clear();
  return m_stock.settle();
}

// The order's currency is known only now, or whether anything of it left: all its lines count otherwise.
base::Status ProductSales::recount(const Order& before, const Order& now) {
  struct Counted {
    std::string product;
    Sold sold;
  };
  std::vector<Counted> all;
  m_products.bind(1, now.number);
  for (;;) {
    const auto row = m_products.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    all.push_back({std::string(m_products.text(0)), {m_products.integer(1), m_products.integer(2), 0, m_products.integer(3), m_products.integer(4)}});
  }
  for (const Counted& one : all) {
    if (auto removed = add(one.product, before.currency, -one.sold.counted(1, before.end.neverLeft()), {}, beforeAll); !removed) return removed;
    if (auto added = add(one.product, now.currency, one.sold.counted(1, now.end.neverLeft()), {}, beforeAll); !added) return added;
  }
  return {};
}

// What came back of the line before it was known goes with it from now on.
base::Status ProductSales::takeUnplaced(std::int64_t number, Part& part) {
  const auto taken = m_takeUnplaced.bind(1, number).bind(2, part.line).step();
  if (!taken) return tl::unexpected(taken.error());
  if (*taken) part.sold.returned += m_takeUnplaced.integer(0);
  m_takeUnplaced.reset();
  return {};
}

base::Result<bool> ProductSales::hasProduct(std::int64_t number, std::string_view product) {
  auto found = m_hasProduct.bind(1, number).bind(2, product).step();
  m_hasProduct.reset();
  return found;
}

base::Status ProductSales::addParts(const Order& order, std::vector<Part> parts, base::Timestamp when) {
  std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.product < b.product; });
  for (auto part = parts.begin(); part != parts.end();) {
    const std::string_view product = part->product;
    const auto isKnown = order.existed ? hasProduct(order.number, product) : base::Result<bool>(false);
    if (!isKnown) return tl::unexpected(isKnown.error());
    Sold sum;
    std::string_view description;
    for (; part != parts.end() && part->product == product; ++part) {
      if (order.existed && !product.empty())
        if (auto taken = takeUnplaced(order.number, *part); !taken) return taken;
      if (auto put = m_putLine.bind(1, order.number).bind(2, product).bind(3, part->line).bind(4, part->sold.units).bind(5, part->sold.gross).bind(6, part->sold.takenOut).bind(7, part->sold.returned).execute(); !put)
        return put;
      sum += part->sold;
      description = std::max(description, part->description);
    }
    if (product.empty()) continue;
    if (auto added = add(product, order.currency, sum.counted(*isKnown ? 0 : 1, order.end.neverLeft()), description, when); !added) return added;
  }
  return {};
}

base::Status ProductSales::change(const store::StoredEvent& stored, const std::function<void(Order&)>& edit, std::vector<Part> parts) {
  Order order;
  order.number = stored.orderNumber;
  order.id = stored.stream.id;
  if (auto found = find(order); !found) return tl::unexpected(found.error());
  const Order before = order;
  edit(order);
  if (before.currency != order.currency || (before.end.neverLeft() != order.end.neverLeft() && !TWINLANE_SABOTAGE("cancelled-lines-stay-sold")))
    if (auto moved = recount(before, order); !moved) return moved;
  if (auto added = addParts(order, std::move(parts), stored.when()); !added) return added;
  m_isCancelled = order.end.isCancelled;
  return order.existed && order == before ? base::Status() : put(order);
}

base::Status ProductSales::returned(const store::StoredEvent& stored, const LinesReturned& event) {
  std::vector<std::string> products(event.lines.size());
  std::vector<Part> parts;
  for (std::size_t i = 0; i < event.lines.size(); ++i) {
    const ReturnedLine& line = event.lines[i];
    const auto known = m_productOf.bind(1, stored.orderNumber).bind(2, line.line).step();
    if (!known) return tl::unexpected(known.error());
    if (*known) products[i] = m_productOf.text(0);
    m_productOf.reset();
    parts.push_back({products[i], line.line, {.returned = line.net.tenThousandths}});
  }
  return change(stored, [](Order&) {}, std::move(parts));
}

base::Status ProductSales::received(const store::StoredEvent& stored, const ReturnReceived& event) {
  for (const OrderLine& line : event.lines) {
    if (auto put = m_received.bind(1, stored.stream.id).bind(2, line.line).bind(3, event.customer ? event.customer->text : std::string()).bind(4, line.product.text)
                       .bind(5, line.quantity.thousandths).bind(6, line.net.tenThousandths).bind(7, event.currency.toText()).bind(8, stored.when().micros)
                       .bind(9, stored.isTimeKnown() ? 1 : 0).execute(); !put)
      return put;
    if (auto added = add(line.product.text, event.currency.toText(), {.returned = line.net.tenThousandths}, line.description, stored.when()); !added) return added;
  }
  return {};
}

base::Status ProductSales::listed(const store::StoredEvent& stored, const ProductListed& event) {
  const std::string& product = stored.stream.id;
  if (auto put = m_named.bind(1, product).bind(2, event.productName).bind(3, stored.when().micros).bind(4, stored.version).execute(); !put) return put;
  return add(product, event.currency.toText(), {}, {}, beforeAll);  // with nothing sold
}

// Visited exhaustively: a new event does not compile until it is said what it means here.
struct ProductSales::Visitor {
  ProductSales& list;
  const store::StoredEvent& stored;

  static void gather(std::vector<Part>& parts, const std::vector<OrderLine>& lines) {
    for (const OrderLine& line : lines) parts.push_back({line.product.text, line.line, {.units = line.quantity.thousandths, .gross = line.net.tenThousandths}, line.description});
  }

  base::Status place(const std::vector<OrderLine>& lines, const std::function<void(Order&)>& edit) const {
    std::vector<Part> parts;
    gather(parts, lines);
    return list.change(stored, [&](Order& order) {
      order.placedAt = std::min(order.placedAt, stored.when().micros);
      order.isPlacedKnown = order.isPlacedKnown || stored.isTimeKnown();
      edit(order);
    }, std::move(parts));
  }

  // What there is stock of is a product, also when nothing of it was listed or sold.
  base::Status stocked() const { return list.add(stored.stream.id, {}, {}, {}, beforeAll); }

  base::Status operator()(const OrderPlaced& e) const {
    return place(e.lines, [&](Order& order) {
      order.customer = e.customer ? e.customer->text : std::string();
      order.currency = e.currency.toText();
    });
  }
  base::Status operator()(const OrderLinesAdded& e) const { return place(e.lines, [](Order&) {}); }
  base::Status operator()(const LinesAmended& e) const {
    std::vector<Part> parts;
    gather(parts, e.lines);
    for (Part& part : parts) {
      part.sold.takenOut = std::min<std::int64_t>(part.sold.gross, 0);
      part.sold.gross -= part.sold.takenOut;
    }
    gather(parts, e.added);
    return list.change(stored, [](Order&) {}, std::move(parts));
  }
  base::Status operator()(const OrderCancelled&) const {
    return list.change(stored, [](Order& order) { order.end.isCancelled = true; }, {});
  }
  base::Status operator()(const PackageShipped&) const {
    return list.change(stored, [](Order& order) { order.end.anyShipped = true; }, {});
  }
  base::Status operator()(const LinesReturned& e) const { return list.returned(stored, e); }
  base::Status operator()(const ReturnReceived& e) const { return list.received(stored, e); }
  base::Status operator()(const ProductListed& e) const { return list.listed(stored, e); }
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
  base::Status operator()(const PriceChanged&) const { return {}; }
  base::Status operator()(const StockReceived&) const { return stocked(); }
  base::Status operator()(const StockAdjusted&) const { return stocked(); }
  base::Status operator()(const CustomerRegistered&) const { return {}; }
  base::Status operator()(const ProfileUpdated&) const { return {}; }
};

base::Status ProductSales::apply(const store::StoredEvent& stored, const Event& event) {
  m_isCancelled = false;
  if (auto done = std::visit(Visitor{*this, stored}, event); !done) return done;
  return m_stock.apply(stored, event, m_isCancelled);
}

}  // namespace twinlane::projection
