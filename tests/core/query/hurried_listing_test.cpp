// A question that is wanted within a time ends in it: each step that may be long is of a size that does not grow with the shop,
// and behind it the clock is looked at.
#include "core/query/wide_shop.h"
#include "query/language/order_language.h"
#include "query/order_listing.h"
#include "support/test_main.h"

using namespace twinlane;
using namespace twinlane::query;

class HurriedListingTest : public QObject {
  Q_OBJECT
 private slots:
  void doesNotWaitForTheColumns();
  void aQuestionThatWaitsHasAnEnd();
  void doesNotWaitForTheLog();
  void looksTextsUpAsFarAsItGoes();
  void aVectorByAnIndexEnds();
  void aVectorIsPutInOrderInSteps();
};

namespace {

constexpr auto aBlock = static_cast<std::int64_t>(OrderBlock::orders);
constexpr std::int64_t aLook = 1'000'000;

std::vector<std::int64_t> numbersIn(const OrderPage& page) {
  std::vector<std::int64_t> numbers;
  for (const OrderSummary& order : page.orders) numbers.push_back(order.number);
  return numbers;
}

}  // namespace

void HurriedListingTest::doesNotWaitForTheColumns() {
  tests::WideShop shop(5 * aBlock);
  auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", 1), sqlite::Access::ReadOnly, *shop.files);
  QVERIFY(connection->guardReads().has_value());
  const auto reader = shop.reader();
  const auto others = shop.columns.use();
  base::SeededRandom random(4);
  shop.looked.nanosALook = aLook;
  const std::int64_t first = *connection->number("SELECT min(number) FROM (SELECT number FROM order_list ORDER BY number DESC LIMIT 49152)");
  OrderCondition newest = fieldIs(OrderField::Number, first);
  newest.comparison = Comparison::AtLeast;
  for (int i = 0; i < 10; ++i) {
    OrderQuery query{{tests::anyFilter(random, 2), true}, {{OrderSort::Total, true}, {OrderSort::Units, false}}, 30};
    query.withinMs = 20;
    const auto expected = tests::plainly(*connection, {allOf({query.filter.where, newest}), true}, query.sort);
    const int looks = shop.looked.looks();
    const auto vector = reader->orderVector(query);
    QVERIFY(vector.has_value() && vector->partial && vector->numbers == expected);
    QVERIFY(vector->partial->looked == ordersAtLeast && vector->partial->of == shop.orders);
    const auto page = reader->orders(query);
    QVERIFY(page.has_value() && page->partial && !page->next && !page->matches);
    QVERIFY(numbersIn(*page) == std::vector(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(expected.size(), 30))));
    // A part of its time is for waiting; the clock is looked at in what comes behind it as well.
    QVERIFY2(shop.looked.looks() - looks < 400, std::to_string(shop.looked.looks() - looks).c_str());
  }
  QCOMPARE(shop.columns.rowsRead(), 0);
  // Of a small shop that is all.
  tests::WideShop small(1000);
  const auto othersOfIt = small.columns.use();
  OrderQuery query{{*orderConditionFrom("total>100"), true}, {{OrderSort::Total, true}, {OrderSort::Units, false}}, 30};
  connection = sqlite::Connection::open(projection::viewPath(small.folder / "views", "order_list", 1), sqlite::Access::ReadOnly, *small.files);
  const std::vector<std::int64_t> all = tests::plainly(*connection, query.filter, query.sort);
  small.looked.nanosALook = aLook;
  query.withinMs = 20;
  const auto whole = small.reader()->orders(query);
  QVERIFY(whole.has_value() && !whole->partial && whole->next);
  QVERIFY(numbersIn(*whole) == std::vector(all.begin(), all.begin() + 30));
}

void HurriedListingTest::aQuestionThatWaitsHasAnEnd() {
  tests::WideShop shop(1000);
  const auto others = shop.columns.use();
  shop.looked.nanosALook = aLook;
  const OrderQuery query{{}, {{OrderSort::Total, true}, {OrderSort::Units, false}}};
  const auto patient = makeReader({&shop.store, &shop.store, shop.files.get(), &shop.looked, shop.folder / "views", "UTC", {}, {}, 30, nullptr, 0, &shop.columns});
  QCOMPARE(patient->orders(query).error().code, base::ErrorCode::OverBudget);
  shop.looked.flag = std::make_shared<std::atomic<bool>>(false);
  shop.looked.raiseAt = shop.looked.looks() + 10;
  patient->heed(shop.looked.flag);
  QCOMPARE(patient->orders(query).error().code, base::ErrorCode::Stopped);
}

void HurriedListingTest::doesNotWaitForTheLog() {
  tests::ProjectedShop shop;
  shop.trade(10);
  auto list = shop.open();
  const auto fold = [&] {
    while (list->step()) {
    }
  };
  fold();
  tests::LookedAtClock looked;
  OrderColumns columns(tests::muchMemory, tests::fewEvents);
  const auto reader = makeReader({&shop.store, &shop.store, shop.files.get(), &looked, shop.folder / "views", "UTC", {}, {}, 600'000, nullptr, 0, &columns});
  OrderQuery query{{}, {{OrderSort::Total, true}, {OrderSort::Units, false}}};
  QVERIFY(reader->orders(query).has_value());
  for (int i = 0; i < 20; ++i) shop.give(domain::AddNote{domain::OrderId("A7"), "n"});
  shop.give(tests::orderOf("Z", "JUG", 90));
  fold();
  const std::int64_t rows = columns.rowsRead();
  looked.nanosALook = aLook;
  query.withinMs = 1;
  const auto now = reader->orders(query);
  QVERIFY(now.has_value());
  QCOMPARE(columns.rowsRead(), rows + 1);
  QCOMPARE(now->freshness.position, shop.store.head()->position);
  QCOMPARE(now->orders.front().order, std::string("Z"));
  // What was followed is not followed again.
  looked.nanosALook = 0;
  const auto then = reader->orders(query);
  QVERIFY(then->orders == now->orders);
  QCOMPARE(columns.rowsRead(), rows + 8);
}

void HurriedListingTest::looksTextsUpAsFarAsItGoes() {
  tests::WideShop six(6 * aBlock - 1), twelve(12 * aBlock - 1);
  for (tests::WideShop* shop : {&six, &twelve}) {
    auto connection = sqlite::Connection::open(projection::viewPath(shop->folder / "views", "order_list", 1), sqlite::Access::ReadWrite, *shop->files);
    // Each order has a customer of its own.
    const auto given = connection->run("BEGIN; UPDATE order_list SET customer='K' || number; DELETE FROM customers; INSERT INTO customers SELECT customer, customer_name, 1, 0, 0 FROM order_list; COMMIT");
    QVERIFY2(given.has_value(), given ? "" : given.error().what.c_str());
    shop->looked.nanosALook = aLook;
  }
  // The clock is looked at each ten thousand steps of SQLite's machine.
  const auto looksOf = [](tests::WideShop& shop, const char* text, std::int64_t withinMs) {
    OrderQuery query{{*orderConditionFrom(text), true}, {{OrderSort::Total, true}, {OrderSort::Units, false}}};
    query.withinMs = withinMs;
    OrderColumns columns(tests::muchMemory);
    const int before = shop.looked.looks();
    const auto vector = makeReader({&shop.store, &shop.store, shop.files.get(), &shop.looked, shop.folder / "views", "UTC", {}, {}, 600'000, nullptr, 0, &columns})->orderVector(query);
    if (!vector || vector->partial.has_value() != (withinMs > 0)) qFatal("%s: not as far as it should be", text);
    return shop.looked.looks() - before;
  };
  // Of nine letters and more, in all ids and in some; in names alone.
  for (const char* text : {"order-2023-", "order-2023-1638", "name 3"}) {
    const int few = looksOf(six, text, 1), more = looksOf(twelve, text, 1), whole = looksOf(six, text, 0), wholeOfMore = looksOf(twelve, text, 0);
    const std::string told = std::string(text) + ": " + std::to_string(few) + " of six, " + std::to_string(more) + " of twelve; whole " + std::to_string(whole) + ", " + std::to_string(wholeOfMore);
    QVERIFY2(std::abs(more - few) <= 8, told.c_str());
    QVERIFY2(wholeOfMore > whole + whole / 2, told.c_str());
  }
}

void HurriedListingTest::aVectorByAnIndexEnds() {
  tests::WideShop shop(5 * aBlock);
  const auto reader = shop.reader();
  for (const char* text : {"", "status:placed"}) {
    OrderQuery query{{*orderConditionFrom(text), true}};
    shop.looked.nanosALook = 0;
    const auto whole = reader->orderVector(query);
    QVERIFY(whole.has_value() && !whole->partial);
    query.withinMs = 1;
    QVERIFY(!reader->orderVector(query)->partial);
    shop.looked.nanosALook = aLook;
    const auto part = reader->orderVector(query);
    QVERIFY(part.has_value());
    const auto most = static_cast<std::size_t>(ordersAtLeast);
    QCOMPARE(part->partial.has_value(), whole->numbers.size() > most);
    QCOMPARE(part->numbers.size(), std::min(whole->numbers.size(), most));
    QVERIFY(std::equal(part->numbers.begin(), part->numbers.end(), whole->numbers.begin()));
    if (part->partial) QVERIFY(part->partial->looked == ordersAtLeast && part->partial->of == shop.orders);
  }
}

void HurriedListingTest::aVectorIsPutInOrderInSteps() {
  tests::WideShop shop(5 * aBlock);
  const auto reader = shop.reader();
  const OrderSorting sort{{OrderSort::Total, true}, {OrderSort::Units, false}};
  const auto whole = reader->orderVector({{}, sort});
  QVERIFY(whole.has_value() && shop.columns.isWhole());
  auto view = *ViewReader::open(shop.folder / "views", "order_list", shop.store.head()->identity, *shop.files);
  const auto use = shop.columns.use();
  for (const int steps : {0, 1, 3}) {
    auto predicate = OrderPredicate::of({}, shop.columns, *view, "UTC", true);
    int looks = 0;
    const auto found = scan(shop.columns, *predicate, {sort, {}, std::numeric_limits<std::size_t>::max()}, {[] { return true; }, [&] { return looks++ < steps; }});
    QVERIFY(found.has_value() && found->isCut);
    QCOMPARE(found->numbers.size(), static_cast<std::size_t>(ordersAtLeast + steps * 4096));
    QVERIFY(std::equal(found->numbers.begin(), found->numbers.end(), whole->numbers.begin()));
  }
  OrderQuery hurried{{}, sort};
  hurried.withinMs = 1;
  OrderVector part;
  QVERIFY(readByColumns(*view, shop.columns, hurried, "UTC", {[] { return true; }, [] { return false; }}, part).has_value());
  QVERIFY(part.partial && part.partial->looked == ordersAtLeast && part.partial->of == shop.orders);
}

TWINLANE_TEST(HurriedListingTest)
#include "hurried_listing_test.moc"
