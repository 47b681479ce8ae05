#include "base/file_system.h"
#include "base/random.h"
#include "query/model_reader.h"
#include "query/order_cursor.h"
#include "query/order_sql.h"
#include "query/worker_reader_pool.h"
#include "sqlite/text_folding.h"
#include "support/test_main.h"

#include <atomic>

using namespace twinlane;
using namespace twinlane::query;

// Pages over a hand-made table, so that the SQL is tried with ties and every sort.
class OrderSqlTest : public QObject {
  Q_OBJECT
 private slots:
  void pagesGoThroughEveryOrderOnce_data();
  void pagesGoThroughEveryOrderOnce();
  void aCursorOfAnotherSortIsRefused();
  void textStandsForItself();
};

namespace {

struct Table {
  std::unique_ptr<base::FileSystem> files = base::makeDiskFileSystem();
  sqlite::Connection connection = std::move(*sqlite::Connection::open(":memory:", sqlite::Access::Create, *files));

  Table() {
    (void)connection.run("CREATE TABLE order_list(number INTEGER PRIMARY KEY, id TEXT, customer TEXT, customer_name TEXT, status, payment, currency, total, lines, units, placed_at, changed_at, version, placed_known, country)");
  }
  void add(int number, const std::string& id, const std::string& name, int placedAt, int status = 0) {
    auto insert = connection.prepare("INSERT INTO order_list VALUES(?,?,'c',?,?,1,'GBP',?,1,1000,?,?,1,1,'FR')", false);
    (void)insert->bind(1, number).bind(2, id).bind(3, name).bind(4, status).bind(5, placedAt * 7 % 5).bind(6, placedAt).bind(7, placedAt % 3).execute();
  }
  std::vector<OrderSummary> page(const OrderFilter& filter, const OrderSorting& sort, const std::string& after, int limit) {
    // From now on it is read only.
    (void)connection.guardReads();
    const auto sql = orderSql(filter, sort, after, "UTC", [this](std::string_view text) { return std::string(connection.folding().of(text)); });
    auto select = connection.prepare(("SELECT " + std::string(orderColumns()) + " FROM order_list" + sql->where + sql->orderBy + " LIMIT " + std::to_string(limit)).c_str(), false);
    sql->bind(*select);
    std::vector<OrderSummary> orders;
    while (*select->step()) orders.push_back(orderOf(*select));
    return orders;
  }
};

}  // namespace

void OrderSqlTest::pagesGoThroughEveryOrderOnce_data() {
  QTest::addColumn<int>("sort");
  QTest::addColumn<bool>("descending");
  for (int sort = 0; sort < 4; ++sort)
    for (bool descending : {false, true}) QTest::addRow("%d%s", sort, descending ? " down" : "") << sort << descending;
}

void OrderSqlTest::pagesGoThroughEveryOrderOnce() {
  QFETCH(int, sort);
  QFETCH(bool, descending);
  const OrderSortKey key{static_cast<OrderSort>(sort), descending};
  Table table;
  base::SeededRandom random(3);
  for (int number = 1; number <= 100; ++number) table.add(number, std::to_string(number), "Ann", static_cast<int>(random.below(20)), number % 2);
  OrderFilter odd;
  odd.where = fieldIs(OrderField::Status, static_cast<std::int64_t>(domain::OrderStatus::Confirmed));
  std::vector<std::int64_t> seen;
  std::string after;
  for (;;) {
    const auto page = table.page(odd, {key}, after, 7);
    if (page.empty()) break;
    for (const OrderSummary& order : page) seen.push_back(order.number);
    after = cursorOf(page.back(), {key});
  }
  const auto all = table.page(odd, {key}, {}, 1000);
  QCOMPARE(seen.size(), std::size_t{50});
  for (std::size_t i = 0; i < seen.size(); ++i) QCOMPARE(seen[i], all[i].number);
}

void OrderSqlTest::aCursorOfAnotherSortIsRefused() {
  const OrderSorting byTotal{{OrderSort::Total, true}}, byPlaced{{OrderSort::PlacedAt, true}};
  QCOMPARE(orderSql({}, byTotal, "p5.1", "UTC", {}).error().code, base::ErrorCode::BadInput);
  QCOMPARE(orderSql({}, byPlaced, "p5", "UTC", {}).error().code, base::ErrorCode::BadInput);
  QVERIFY(orderSql({}, byPlaced, "p5.1", "UTC", {}).has_value());
}

void OrderSqlTest::textStandsForItself() {
  Table table;
  table.add(1, "A%1", "Ann", 1);
  table.add(2, "AB1", "Ben", 2);
  OrderFilter filter;
  const OrderSorting byNumber{{OrderSort::Number, false}};
  filter.where = textIs("a%");
  QCOMPARE(table.page(filter, byNumber, {}, 10).size(), std::size_t{1});
  filter.where = textIs("en");
  QCOMPARE(table.page(filter, byNumber, {}, 10).front().order, std::string("AB1"));
  filter.inNames = false;
  QVERIFY(table.page(filter, byNumber, {}, 10).empty());
}

class ReaderPoolTest : public QObject {
  Q_OBJECT
 private slots:
  void runsEveryJobOnceWhileReadersChange();
  void refusesWhenFullAndAfterStopping();
};

void ReaderPoolTest::runsEveryJobOnceWhileReadersChange() {
  WorkerReaderPool pool([] { return makeReader({}); }, 10'000, 2, true);
  std::atomic<int> ran{0};
  for (int i = 0; i < 2000; ++i) {
    QVERIFY(pool.post([&](Reader&) { ++ran; }));
    if (i % 500 == 0) pool.setReaders(1 + (i / 500) % 4);
  }
  QTRY_COMPARE(ran.load(), 2000);
}

void ReaderPoolTest::refusesWhenFullAndAfterStopping() {
  WorkerReaderPool pool([] { return makeReader({}); }, 2, 1, false);
  QVERIFY(pool.post([](Reader&) {}));
  QVERIFY(pool.post([](Reader&) {}));
  QVERIFY(!pool.post([](Reader&) {}));
  QVERIFY(pool.step());
  QVERIFY(pool.post([](Reader&) {}));
  pool.stop();
  QVERIFY(!pool.post([](Reader&) {}));
}

TWINLANE_TEST(OrderSqlTest)
TWINLANE_TEST(ReaderPoolTest)
#include "reader_test.moc"
