// A list of many orders, questions by chance about it, and what SQL alone says to them.
#pragma once

#include "core/projection/projected_shop.h"
#include "query/model_reader.h"
#include "query/order_cursor.h"
#include "query/order_sql.h"
#include "query/vectors/order_scan.h"
#include "sqlite/text_folding.h"

#include <atomic>

namespace twinlane::tests {

using namespace twinlane::query;

constexpr std::size_t muchMemory = 1 << 30;
// That columns follow the log by in one step.
constexpr std::size_t fewEvents = 3;

// Each look at it takes so long.
class LookedAtClock final : public base::Clock {
 public:
  base::Timestamp wall() const override { return {}; }
  base::SteadyTime steady() const override {
    if (++m_looks == raiseAt && flag) *flag = true;
    return {m_nanos += nanosALook};
  }
  std::int64_t nanosALook = 0;
  std::shared_ptr<std::atomic<bool>> flag;
  int raiseAt = 0;
  int looks() const { return m_looks; }

 private:
  mutable std::atomic<std::int64_t> m_nanos{1'000'000'000'000};
  mutable std::atomic<int> m_looks{0};
};

// A list with many rows by chance, several of them alike; no log says where they come from.
struct WideShop : ProjectedShop {
  std::int64_t orders = 0;
  LookedAtClock looked;
  OrderColumns columns{muchMemory};

  explicit WideShop(std::int64_t count) {
    trade(3);
    folded("order_list", "SELECT 1");
    auto connection = sqlite::Connection::open(projection::viewPath(folder / "views", "order_list", 1), sqlite::Access::ReadWrite, *files);
    (void)connection->run("BEGIN; DELETE FROM order_list; DELETE FROM facets; DELETE FROM customers;");
    // A number below `most` that follows no rule to be seen.
    const auto some = [](int prime, int most) { return "(i*" + std::to_string(prime) + "%1000003%" + std::to_string(most) + ")"; };
    const std::string who = some(7919, 40), half = std::to_string(base::microsPerDay / 2);
    const std::string rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<" + std::to_string(count) + ") "
        "INSERT INTO order_list(number, id, customer, customer_name, country, country_at, country_version, status, payment, currency, total, lines, units, placed_at, changed_at, version, placed_known, "
        "goods, charges, gross, paid, refunded, returned, picked, boxed, shipped, delivered, failed, returned_units, confirmed, held, held_at, held_version, order_cancelled, payment_known, is_live, "
        "lines_at, first_at, promised_at, shipped_at, arrived, arrived_units) SELECT i, CASE " + some(8111, 4) + " WHEN 0 THEN 'oRD' WHEN 1 THEN '' ELSE 'Order-2023-' END || i, "
        "CASE WHEN " + who + "=0 THEN '' WHEN " + who + "%2=0 THEN 'C' || " + who + " ELSE 'ann' || " + who + " END, CASE WHEN " + who + "=0 THEN '' ELSE 'Name ' || (" + who + "%7) || ' \xC3\x89" "a%_' END, CASE " + some(5897, 4) + " WHEN 0 THEN 'FR' WHEN 1 THEN 'France' WHEN 2 THEN 'united Kingdom' ELSE '' END, 0, 0, " +
        some(9103, 14) + ", " + some(9973, 6) + ", CASE " + some(6841, 4) + " WHEN 0 THEN 'GBP' WHEN 1 THEN 'EUR' WHEN 2 THEN 'GEL' ELSE '' END, (" + some(7573, 400) + "-200)*10000, " + some(8699, 5) + ", " +
        some(9431, 9) + "*500, " + some(7331, 60) + "*" + half + ", " + some(6229, 60) + "*2*" + half + ", " + some(5653, 5) + ", " + some(9221, 9) + ">0, 0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0 "
        "FROM n WHERE " + some(8887, 50) + ">0";
    const auto filled = connection->run(rows.c_str());
    if (!filled) qFatal("%s", filled.error().what.c_str());
    (void)connection->run("INSERT INTO customers SELECT DISTINCT customer, customer_name, 1, 0, 0 FROM order_list WHERE customer<>''; UPDATE totals SET orders=(SELECT count(*) FROM order_list); "
                          "INSERT INTO facets SELECT 0, status, count(*) FROM order_list GROUP BY status; INSERT INTO facets SELECT 1, payment, count(*) FROM order_list GROUP BY payment; COMMIT");
    orders = *connection->number("SELECT count(*) FROM order_list");
  }
  std::unique_ptr<Reader> reader() { return makeReader({&store, &store, files.get(), &looked, folder / "views", "Europe/Berlin", {}, {}, 600'000, nullptr, 0, &columns}); }
};

inline OrderCondition anyFilter(base::Random& random, int depth) {
  const auto from = [&](const std::vector<std::string>& texts) { return texts[random.below(texts.size())]; };
  const std::uint64_t kind = random.below(depth > 0 ? 7 : 4);
  OrderCondition leaf = fieldIs(OrderField::Customer, 0);
  leaf.isPrefix = random.below(2) == 0;
  if (kind == 0) {
    leaf.kind = OrderCondition::Kind::Text;
    leaf.text = from({"ord", "ORD1", "order-2023-1", "ORDER-2023-16", "1", "12", "16390", "name 3", "\xC3\x89", "\xC3\xA9", "a%", "_", "c4", "ann1", "nobody"});
    return leaf;
  }
  if (kind == 1) {
    leaf.text = from({"", "C4", "c4", "ann", "ann13", "C"});
    if (random.below(2) == 0) leaf.field = OrderField::Country, leaf.text = from({"", "fr", "FRANCE", "United Kingdom", "f", "%", "f_"});
    return leaf;
  }
  if (kind == 2) {
    leaf.field = OrderField::Currency;
    leaf.text = from({"", "G", "GBP", "EUR", "GBPX", "gbp", "GE"});
    leaf.isPrefix = false;
    return leaf;
  }
  if (kind == 3) {
    static const std::vector<std::pair<OrderField, std::int64_t>> fields = {{OrderField::Status, 14}, {OrderField::Payment, 6}, {OrderField::Total, 2'000'000}, {OrderField::Lines, 5}, {OrderField::Units, 4500},
                                                                           {OrderField::Version, 5}, {OrderField::Number, 60'000}, {OrderField::Placed, 30}, {OrderField::Changed, 60}};
    const auto [field, most] = fields[random.below(fields.size())];
    OrderCondition number = fieldIs(field, static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(most))));
    number.comparison = static_cast<Comparison>(random.below(5));
    if (number.comparison == Comparison::Is && random.below(2) == 0) number.to += static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(most)));
    return number;
  }
  if (kind == 4) return notOf(anyFilter(random, depth - 1));
  std::vector<OrderCondition> parts{anyFilter(random, depth - 1), anyFilter(random, depth - 1)};
  return kind == 5 ? allOf(std::move(parts)) : anyOf(std::move(parts));
}

inline OrderSorting anySorting(base::Random& random) {
  OrderSorting sort;
  while (sort.size() < 1 + random.below(4)) {
    const OrderSortKey key{static_cast<OrderSort>(random.below(10)), random.below(2) == 0};
    if (std::none_of(sort.begin(), sort.end(), [&](const OrderSortKey& each) { return each.by == key.by; })) sort.push_back(key);
  }
  return sort;
}

// By SQL alone.
inline std::vector<std::int64_t> plainly(sqlite::Connection& connection, const OrderFilter& filter, const OrderSorting& sort) {
  const auto sql = orderSql(filter, sort, {}, "Europe/Berlin", [&](std::string_view folded) { return std::string(connection.folding().of(folded)); });
  std::string text = "SELECT number FROM order_list" + sql->where;
  for (const OrderSortKey& key : sort) text += (&key == &sort.front() ? " ORDER BY " : ", ") + std::string(columnOf(key.by)) + (key.descending ? " DESC" : "");
  text += std::string(", number") + (sort.back().descending ? " DESC" : "");
  auto select = connection.prepare(text.c_str(), false);
  sql->bind(*select);
  std::vector<std::int64_t> numbers;
  (void)sqlite::eachRow(*select, [&](const sqlite::Statement& row) { numbers.push_back(row.integer(0)); });
  return numbers;
}

}  // namespace twinlane::tests
