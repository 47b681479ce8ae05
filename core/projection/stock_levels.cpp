#include "projection/stock_levels.h"

#include "base/fault/sabotage.h"

namespace twinlane::projection {

using namespace domain;

const char* StockLevels::schema() {
  return R"sql(
CREATE TABLE stock(product TEXT PRIMARY KEY, on_hand INTEGER NOT NULL, reserved INTEGER NOT NULL, is_tracked INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX stock_out ON stock(product) WHERE is_tracked AND on_hand<=reserved;
CREATE TABLE stock_lines(number INTEGER NOT NULL, line INTEGER NOT NULL, product TEXT NOT NULL, ordered INTEGER NOT NULL, shipped INTEGER NOT NULL,
  held INTEGER NOT NULL, PRIMARY KEY(number, line)) STRICT, WITHOUT ROWID;
)sql";
}

base::Status StockLevels::prepare(sqlite::Connection& connection) {
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&m_find, "SELECT product, ordered, shipped, held FROM stock_lines WHERE number=? AND line=?"},
      {&m_put, "INSERT OR REPLACE INTO stock_lines VALUES(?,?,?,?,?,?)"},
      {&m_held, "SELECT line FROM stock_lines WHERE number=? AND held<>0"},
      {&m_add, "INSERT INTO stock VALUES(?1,?2,?3,?4) ON CONFLICT(product) DO UPDATE SET on_hand=on_hand+?2, reserved=reserved+?3, is_tracked=max(is_tracked, ?4)"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = connection.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return {};
}

base::Result<bool> StockLevels::find(std::int64_t number, int line, Line& found) {
  const auto row = m_find.bind(1, number).bind(2, line).step();
  if (!row || !*row) return row;
  found = {std::string(m_find.text(0)), m_find.integer(1), m_find.integer(2), m_find.integer(3)};
  m_find.reset();
  return true;
}

base::Status StockLevels::put(Order order, int number, Line line, std::int64_t shippedBefore) {
  const std::int64_t held = order.isCancelled ? 0 : std::max<std::int64_t>(line.ordered - line.shipped, 0);
  Level& level = m_gathered[line.product];
  level.onHand -= line.shipped - shippedBefore;
  level.reserved += held - line.held;
  line.held = held;
  return m_put.bind(1, order.number).bind(2, number).bind(3, line.product).bind(4, line.ordered).bind(5, line.shipped).bind(6, line.held).execute();
}

base::Status StockLevels::take(Order order, const std::vector<OrderLine>& lines) {
  for (const OrderLine& added : lines) {
    if (!added.reserved) continue;
    Line line{added.product.text};
    if (auto found = find(order.number, added.line, line); !found) return tl::unexpected(found.error());
    line.ordered += added.quantity.thousandths;
    if (auto done = put(order, added.line, line, line.shipped); !done) return done;
  }
  return {};
}

base::Status StockLevels::ship(Order order, const std::vector<LineQuantity>& lines) {
  for (const LineQuantity& part : lines) {
    Line line;
    const auto found = find(order.number, part.line, line);
    if (!found) return tl::unexpected(found.error());
    if (!*found) continue;  // holds no stock
    const std::int64_t before = line.shipped;
    line.shipped += part.quantity.thousandths;
    if (auto done = put(order, part.line, line, before); !done) return done;
  }
  return {};
}

base::Status StockLevels::release(Order order) {
  if (TWINLANE_SABOTAGE("cancelled-order-holds-stock")) return {};
  std::vector<int> held;
  m_held.bind(1, order.number);
  for (;;) {
    const auto row = m_held.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    held.push_back(static_cast<int>(m_held.integer(0)));
  }
  for (const int number : held) {
    Line line;
    if (auto found = find(order.number, number, line); !found) return tl::unexpected(found.error());
    if (auto done = put(order, number, line, line.shipped); !done) return done;
  }
  return {};
}

base::Status StockLevels::apply(const store::StoredEvent& stored, const Event& event, bool isCancelled) {
  const auto count = [&](base::Quantity quantity) {
    Level& level = m_gathered[stored.stream.id];
    level.onHand += quantity.thousandths;
    level.isTracked = true;
    return base::Status();
  };
  if (const auto* received = std::get_if<StockReceived>(&event)) return count(received->quantity);
  if (const auto* adjusted = std::get_if<StockAdjusted>(&event)) return count(adjusted->quantity);
  const Order order{stored.orderNumber, isCancelled};
  if (const auto* placed = std::get_if<OrderPlaced>(&event)) return take(order, placed->lines);
  if (const auto* added = std::get_if<OrderLinesAdded>(&event)) return take(order, added->lines);
  if (const auto* amended = std::get_if<LinesAmended>(&event)) {
    if (auto done = take(order, amended->lines); !done) return done;
    return take(order, amended->added);
  }
  if (const auto* shipped = std::get_if<PackageShipped>(&event)) return ship(order, shipped->lines);
  if (std::holds_alternative<OrderCancelled>(event)) return release(order);
  return {};
}

base::Status StockLevels::settle() {
  for (const auto& [product, level] : m_gathered)
    if (auto added = m_add.bind(1, product).bind(2, level.onHand).bind(3, level.reserved).bind(4, level.isTracked ? 1 : 0).execute(); !added) return added;
  m_gathered.clear();
  return {};
}

}  // namespace twinlane::projection
