#include "core/projection/projected_shop.h"
#include "query/model_reader.h"
#include "support/test_main.h"

#include <set>

using namespace twinlane;
using namespace twinlane::query;
using projection::WorkList;

namespace {

// Orders of one piece each, placed and promised on the hour of their number.
struct WorkShop : tests::ProjectedShop {
  std::unique_ptr<Reader> reader;

  static base::Timestamp hour(int n) { return base::Timestamp{1'700'000'000'000'000 + n * 3'600'000'000LL}; }
  void place(int number, std::optional<base::Timestamp> promised) {
    domain::OrderPlaced placed;
    placed.currency = tests::pounds;
    placed.lines = {{1, domain::ProductId("cup"), {1'000}, {10'000}, {10'000}, "", {}, {}, {}, false}};
    placed.promisedAt = promised;
    append({domain::Category::Order, "W" + std::to_string(number)}, placed, hour(number));
  }
  void read() {
    auto view = open("operations");
    while (view->step()) {
    }
    reader = makeReader({&store, &store, files.get(), &clock, folder / "views", "UTC", {}});
  }
  std::int64_t late(base::Timestamp at) { return reader->operations(at)->live.byList[WorkList::Promised]; }
};

}  // namespace

class OperationsReaderTest : public QObject {
  Q_OBJECT
 private slots:
  void pagesOfEachListGoThroughItOnce();
  void whatIsLateHangsOnTheMoment();
  void openOrdersAreAsOldAsTheirDays();
  void aCursorOfAnotherListIsRefused();
  void productsWithNothingFreeAreListed();
};

void OperationsReaderTest::pagesOfEachListGoThroughItOnce() {
  WorkShop shop;
  // Placed in one order, promised in the other, some of them at one time.
  for (int i = 0; i < 23; ++i) shop.place(i, shop.hour(100 - i / 2));
  shop.read();
  for (const WorkList list : {WorkList::Open, WorkList::Promised})
    for (const int limit : {1, 5, 23, 50}) {
      WorkQuery query{.list = list, .at = shop.hour(1000), .limit = limit};
      std::vector<std::int64_t> places;
      std::set<std::string> seen;
      for (bool more = true; more;) {
        const auto page = shop.reader->workList(query);
        QVERIFY(page.has_value());
        QVERIFY(static_cast<int>(page->orders.size()) <= limit && (page->next.has_value() == (seen.size() + page->orders.size() < 23)));
        for (const WorkOrder& order : page->orders) {
          QVERIFY(seen.insert(order.order).second);
          places.push_back(list == WorkList::Open ? order.placedAt.micros : order.promisedAt->micros);
        }
        more = page->next.has_value();
        query.after = page->next.value_or("");
      }
      QCOMPARE(seen.size(), std::size_t{23});
      QVERIFY(std::is_sorted(places.begin(), places.end()));
    }
  QVERIFY(!shop.reader->workList({.limit = 0}).has_value());
}

void OperationsReaderTest::whatIsLateHangsOnTheMoment() {
  WorkShop shop;
  for (int i = 0; i < 100; ++i) shop.place(i, i % 2 ? std::optional(shop.hour(i)) : std::nullopt);
  shop.read();
  // The counters of whole days and the rest of the last one agree with the list, whatever the hour; a promise is kept up to its moment.
  for (const int hours : {0, 1, 2, 3, 23, 24, 25, 49, 50, 98, 99, 100, 1000}) {
    const auto promised = std::min(hours, 100) / 2;
    QCOMPARE(shop.late(shop.hour(hours)), promised);
    QCOMPARE(shop.reader->workList({.list = WorkList::Promised, .at = shop.hour(hours), .limit = 100})->orders.size(), static_cast<std::size_t>(promised));
  }
}

void OperationsReaderTest::openOrdersAreAsOldAsTheirDays() {
  WorkShop shop;
  for (const int day : {0, 1, 27, 29, 30, 31}) shop.place(day * 24, {});
  shop.read();
  const auto answer = shop.reader->operations(shop.hour(31 * 24));
  std::string ages;
  for (const AgeBand& band : answer->live.ages) ages += std::to_string(band.fromDays) + (band.toDays ? "-" + std::to_string(*band.toDays) : "") + ": " + std::to_string(band.orders) + "\n";
  QCOMPARE(ages, std::string("0-0: 1\n1-1: 1\n2-3: 1\n4-7: 1\n8-14: 0\n15-30: 1\n31: 1\n"));
  QCOMPARE(answer->live.oldestDays, std::optional<std::int64_t>(31));
  QCOMPARE(answer->imported.orders, 0);
  QVERIFY(!answer->imported.oldestDays);
  // By a clock that was set back they are of today.
  QCOMPARE(shop.reader->operations(shop.hour(-48))->live.ages.front().orders, 6);
}

void OperationsReaderTest::aCursorOfAnotherListIsRefused() {
  WorkShop shop;
  for (int i = 0; i < 3; ++i) shop.place(i, shop.hour(i));
  shop.read();
  const auto page = shop.reader->workList({.list = WorkList::Open, .limit = 1});
  QVERIFY(page->next.has_value());
  for (const std::string& cursor : {*page->next, std::string("late"), std::string("late.1"), std::string("late.1.x"), std::string("late.9999999999999999999.1")}) {
    const auto refused = shop.reader->workList({.list = WorkList::Promised, .after = cursor});
    QVERIFY(!refused && refused.error().code == base::ErrorCode::BadInput && refused.error().where == "--after");
  }
  QVERIFY(!shop.reader->outOfStock({.after = *page->next}).has_value());
}

void OperationsReaderTest::productsWithNothingFreeAreListed() {
  WorkShop shop;
  for (const char* product : {"a", "b", "c", "d"}) shop.give(domain::ReceiveStock{domain::ProductId(product), {2'000}});
  shop.give(tests::orderOf("O1", "b", 2, 100));
  shop.give(domain::AdjustStock{domain::ProductId("d"), {-2'000}, "broken"});
  shop.read();
  QCOMPARE(shop.reader->operations()->outOfStock, 2);
  const auto first = shop.reader->outOfStock({.limit = 1});
  QCOMPARE(first->products.size(), std::size_t{1});
  QCOMPARE(first->products[0].product, std::string("b"));
  QCOMPARE(first->products[0].onHand.toText(), std::string("2"));
  QCOMPARE(first->products[0].available().toText(), std::string("0"));
  const auto second = shop.reader->outOfStock({.limit = 1, .after = *first->next});
  QCOMPARE(second->products[0].product, std::string("d"));
  QVERIFY(!second->next);
}

TWINLANE_TEST(OperationsReaderTest)
#include "operations_reader_test.moc"
