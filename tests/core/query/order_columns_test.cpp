#include "core/projection/moody_model.h"
#include "core/query/wide_shop.h"
#include "query/language/order_language.h"
#include "support/test_main.h"

#include <atomic>
#include <thread>

using namespace twinlane;
using namespace twinlane::query;

class OrderColumnsTest : public QObject {
  Q_OBJECT
 private slots:
  void areTheTableAfterAnyHistory();
  void followTheLogInSteps();
  void beginAgainInAnotherGeneration();
  void growWithTheOrders();
  void answerAsPlainSqlDoes();
  void pagesStayRightWhileOrdersCome();
  void aHurriedAnswerSaysHowFarItLooked();
  void aQuestionIsTakenBackAndHasAnEnd();
  void readEachRowOnceAndThenWhatChanged();
  void moreOrdersThanTheyMayHoldAreSortedWhole();
  void areFreedWhenNobodyAsksOrTheListIsAnother();
  void countsTouchNoOrders();
  void sortsAreRefused();
  void readersShareThem();
};

namespace {

constexpr const char* tableColumns = "number, total, units, placed_at, changed_at, lines, version, status, payment, placed_known, currency, customer, folded(id), country";

std::string rowText(const OrderColumns& columns, std::int64_t number) {
  const OrderBlock& block = *columns.block(static_cast<std::size_t>(number) / OrderBlock::orders);
  const std::size_t at = static_cast<std::size_t>(number) % OrderBlock::orders;
  std::string text = std::to_string(number);
  for (const std::int64_t value : {block.total[at], block.units[at], block.placedAt[at], block.changedAt[at], std::int64_t{block.lines[at]}, std::int64_t{block.version[at]}, std::int64_t{block.status[at]},
                                   std::int64_t{block.payment[at]}, std::int64_t{block.marks[at] & OrderBlock::PlacedKnown}, std::int64_t{block.currency[at]}})
    text += " " + std::to_string(value);
  return text + " " + columns.customers().all()[block.customer[at]] + " " + std::to_string(block.idStart[at]) + " " + columns.countries().all()[block.country[at]];
}

std::string rowText(const sqlite::Statement& row) {
  std::string text = std::to_string(row.integer(0));
  for (int column = 1; column < 10; ++column) text += " " + std::to_string(row.integer(column));
  text += " " + std::to_string(packed(base::Currency::fromText(row.text(10)).value_or(base::Currency{})));
  return text + " " + std::string(row.text(11)) + " " + std::to_string(idStartOf(row.text(12))) + " " + std::string(row.text(13));
}

struct FollowedShop : tests::ProjectedShop {
  std::shared_ptr<tests::Moods> moods = std::make_shared<tests::Moods>();
  std::unique_ptr<projection::Projection> list;
  OrderColumns columns{tests::muchMemory, tests::fewEvents};
  std::unique_ptr<ViewReader> view;

  FollowedShop() {
    (void)files->makeFolder(folder / "views");
    list = *projection::Projection::open(std::make_unique<tests::MoodyModel>(*projection::makeReadModel("order_list", "UTC"), moods), folder / "views", "UTC", feed, clock, telemetry, *files);
    fold();
  }
  void fold() {
    while (list->step()) {
    }
  }
  // Where they differ from the table; empty when they do not. Of blocks that are filled.
  std::string difference(bool fills, base::Random* chance = nullptr) {
    if (!view || !view->isCurrent(*files)) view = *ViewReader::open(folder / "views", "order_list", store.head()->identity, *files);
    const auto use = columns.use();
    const auto snapshot = sqlite::Transaction::snapshot(view->connection());
    const auto reached = view->position();
    const auto followed = columns.follow(*view, {view->generation(), reached->position, reached->waiting}, store, {}, [&] { return chance == nullptr || chance->below(3) > 0; });
    if (!followed) return followed.error().what;
    if (!*followed) return "";
    for (std::size_t i = columns.blocks(); fills && i-- > 0;)
      if (columns.block(i) == nullptr && !columns.fill(*view, i)) return "a block could not be filled";
    std::int64_t rows = 0, present = 0;
    std::string differs;
    (void)sqlite::eachRow(**view->statement(std::string("SELECT ") + tableColumns + " FROM order_list"), [&](const sqlite::Statement& row) {
      const auto block = static_cast<std::size_t>(row.integer(0)) / OrderBlock::orders;
      if (block >= columns.blocks()) differs = "no block " + std::to_string(block);
      else if (columns.block(block) == nullptr) return;
      else if (const std::string there = rowText(row), here = rowText(columns, row.integer(0)); there != here) differs = here + " is " + there;
      ++rows;
    });
    for (std::size_t i = 0; i < columns.blocks(); ++i) present += columns.block(i) != nullptr ? columns.block(i)->present : 0;
    return differs.empty() && rows != present ? "there are too many" : differs;
  }
  void anything(base::Random& chance, int& orders) {
    const auto some = [&](std::uint64_t most) { return chance.below(most); };
    const std::string id = "O" + std::to_string(some(static_cast<std::uint64_t>(orders) + 1));
    const auto fact = [&](const domain::Event& event) { append({domain::Category::Order, id}, event, {1'600'000'000'000'000 + static_cast<std::int64_t>(some(1000)) * 1'000'000'000}); };
    switch (some(10)) {
      case 0:
      case 1: {
        domain::OrderPlaced placed;
        placed.currency = base::Currency{{'G', static_cast<char>('A' + some(3)), 'P'}};
        if (some(3) > 0) placed.customer = domain::CustomerId("c" + std::to_string(some(5)));
        placed.paymentKnown = some(2) == 0;
        placed.country = std::vector<const char*>{"", "FR", "France"}[some(3)];
        append({domain::Category::Order, "O" + std::to_string(orders++)}, placed, {1'600'000'000'000'000 + static_cast<std::int64_t>(some(1000)) * 1'000'000});
        return;
      }
      case 2: return fact(domain::PaymentRecorded{{static_cast<std::int64_t>(some(100'000))}, ""});
      case 3: return fact(domain::OrderConfirmed{});
      case 4: return some(2) == 0 ? fact(domain::OrderCancelled{"x"}) : fact(domain::AddressChanged{some(2) == 0 ? "NL" : "", "4 Mill Lane"});
      case 5: return fact(domain::OrderHeld{"x"});
      case 6: return append({domain::Category::Customer, "c" + std::to_string(some(5))}, domain::CustomerRegistered{"Name " + std::to_string(some(9)), "", "", ""}, {1'600'000'000'000'000 + static_cast<std::int64_t>(some(1000))});
      // An event that comes cannot be read.
      case 7: moods->bad.insert(store.head()->position + 1 + static_cast<std::int64_t>(some(3))); return;
      // Some that could not be read can.
      case 8:
        moods->bad.clear();
        list->requestRetry({"order-" + id, {}, "ann", {}, false}, std::make_shared<projection::ParkedRetryAnswer>());
        return;
      default: return give(tests::orderOf("N" + std::to_string(orders++), "JUG"));
    }
  }
};

}  // namespace

void OrderColumnsTest::areTheTableAfterAnyHistory() {
  for (std::uint64_t seed = 1; seed <= 15; ++seed) {
    FollowedShop shop;
    base::SeededRandom chance(seed);
    int orders = 1;
    for (int round = 0; round < 25; ++round) {
      for (std::uint64_t i = chance.below(6); i > 0; --i) {
        shop.anything(chance, orders);
        // Some of it is folded later than the rest.
        if (chance.below(2) == 0) shop.list->step();
      }
      if (chance.below(2) == 0) shop.fold();
      if (chance.below(12) == 0) shop.list->requestRebuild("ann", false);
      const std::string differs = shop.difference(chance.below(3) > 0, chance.below(3) > 0 ? &chance : nullptr);
      QVERIFY2(differs.empty(), (std::to_string(seed) + ": " + differs).c_str());
    }
    shop.fold();
    QCOMPARE(shop.difference(true), std::string());
  }
}

void OrderColumnsTest::followTheLogInSteps() {
  FollowedShop shop;
  for (int i = 0; i < 5; ++i) shop.give(tests::orderOf("A" + std::to_string(i)));
  shop.fold();
  QCOMPARE(shop.difference(true), std::string());
  for (int i = 0; i < 5 * static_cast<int>(tests::fewEvents); ++i) shop.give(domain::AddNote{domain::OrderId("A" + std::to_string(i % 5)), "n"});
  shop.fold();
  const auto snapshot = sqlite::Transaction::snapshot(shop.view->connection());
  const auto reached = shop.view->position();
  const query::AnswerPlace place{shop.view->generation(), reached->position, reached->waiting};
  // One in any case; each goes on where the one before it stopped.
  for (int step = 0; step < 4; ++step) {
    const std::int64_t rows = shop.columns.rowsRead();
    const auto followed = shop.columns.follow(*shop.view, place, shop.store, {}, [] { return false; });
    QVERIFY(followed.has_value() && !*followed);
    QCOMPARE(shop.columns.rowsRead(), rows + static_cast<std::int64_t>(tests::fewEvents));
  }
  QVERIFY(*shop.columns.follow(*shop.view, place, shop.store, {}, [] { return false; }));
  QVERIFY(*shop.columns.follow(*shop.view, place, shop.store, {}, [] { return false; }));
}

void OrderColumnsTest::beginAgainInAnotherGeneration() {
  FollowedShop shop;
  for (int i = 0; i < 5; ++i) shop.give(tests::orderOf("A" + std::to_string(i)));
  shop.fold();
  QCOMPARE(shop.difference(true), std::string());
  const std::int64_t rows = shop.columns.rowsRead();
  shop.list->requestRebuild("ann", false);
  shop.fold();
  QCOMPARE(shop.difference(true), std::string());
  QCOMPARE(shop.columns.rowsRead(), 2 * rows);
}

void OrderColumnsTest::growWithTheOrders() {
  FollowedShop shop;
  const auto placeMany = [&](std::int64_t count) {
    std::vector<store::AppendRequest> group;
    for (; count > 0; --count) {
      store::AppendRequest request;
      request.command = shop.ids.next();
      request.streams.push_back({{domain::Category::Order, ""}, std::nullopt});
      domain::EncodedEvent encoded = domain::encode(domain::OrderPlaced{});
      request.events.push_back({0, encoded.type, encoded.schemaVersion, encoded.payload, encoded.sealed, {}});
      group.push_back(std::move(request));
    }
    shop.store.append(std::move(group), shop.clock.wall(), [](store::EventStore::AppendResult result) { QVERIFY(result.has_value()); });
    shop.fold();
  };
  placeMany(100);
  QCOMPARE(shop.difference(true), std::string());
  // Over the end of the block, and of the one behind it, in one go.
  placeMany(2 * static_cast<std::int64_t>(OrderBlock::orders));
  QCOMPARE(shop.difference(false), std::string());
  QCOMPARE(shop.columns.blocks(), std::size_t{3});
  QVERIFY(shop.columns.isWhole());
  QCOMPARE(shop.columns.rowsRead(), 100 + 2 * static_cast<std::int64_t>(OrderBlock::orders));
}

void OrderColumnsTest::answerAsPlainSqlDoes() {
  tests::WideShop shop(40'000);
  auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", 1), sqlite::Access::ReadOnly, *shop.files);
  QVERIFY(connection->guardReads().has_value());
  base::SeededRandom random(5);
  std::size_t found = 0;
  const auto reader = shop.reader();
  for (int i = 0; i < 100; ++i) {
    OrderQuery query{{tests::anyFilter(random, 3), random.below(2) == 0}, tests::anySorting(random), static_cast<int>(random.below(60)) + 1};
    const auto expected = tests::plainly(*connection, query.filter, query.sort);
    // One that is hurried has all the time there is, and goes its own way.
    query.withinMs = i % 2;
    const std::string told = textOf(query.filter.where) + " by " + std::to_string(static_cast<int>(query.sort.front().by));
    const auto vector = reader->orderVector(query);
    QVERIFY2(vector.has_value() && !vector->partial, told.c_str());
    QVERIFY2(vector->numbers == expected, told.c_str());
    found += expected.size();
    // Up to three pages from the first, and one from anywhere.
    std::size_t at = 0;
    for (int page = 0; page < 3; ++page) {
      const auto orders = reader->orders(query);
      QVERIFY2(orders.has_value() && !orders->partial, told.c_str());
      QVERIFY2(orders->matches == static_cast<std::int64_t>(expected.size()), told.c_str());
      QVERIFY2(orders->orders.size() == std::min(expected.size() - at, static_cast<std::size_t>(query.limit)), told.c_str());
      for (const OrderSummary& order : orders->orders) QVERIFY2(order.number == expected[at++], told.c_str());
      QCOMPARE(orders->next.has_value(), at < expected.size());
      if (!orders->next) break;
      query.after = *orders->next;
    }
  }
  QVERIFY(found > 40'000);
}

void OrderColumnsTest::pagesStayRightWhileOrdersCome() {
  FollowedShop shop;
  base::SeededRandom chance(3);
  for (int i = 0; i < 60; ++i) shop.give(tests::orderOf("A" + std::to_string(i), "JUG", 1 + static_cast<std::int64_t>(chance.below(4))));
  shop.fold();
  const auto reader = makeReader({&shop.store, &shop.store, shop.files.get(), &shop.clock, shop.folder / "views", "UTC", {}});
  OrderQuery query{{*orderConditionFrom("total>2"), true}, {{OrderSort::Total, true}, {OrderSort::PlacedAt, false}}, 7};
  const auto before = reader->orderVector(query);
  QVERIFY(before.has_value() && before->numbers.size() > 20);
  std::vector<std::int64_t> seen;
  for (int page = 0;; ++page) {
    const auto orders = reader->orders(query);
    QVERIFY(orders.has_value());
    for (const OrderSummary& order : orders->orders)
      if (order.order.front() == 'A') seen.push_back(order.number);
    if (!orders->next) break;
    query.after = *orders->next;
    // Before, between and behind the pages that were seen.
    shop.give(tests::orderOf("N" + std::to_string(page), "JUG", 1 + page % 4));
    shop.fold();
    QCOMPARE(orders->freshness.position, shop.list->position() - 1);
  }
  QVERIFY(seen == before->numbers);
}

void OrderColumnsTest::aHurriedAnswerSaysHowFarItLooked() {
  constexpr auto blocks = 7;
  tests::WideShop shop(blocks * static_cast<std::int64_t>(OrderBlock::orders) - 1);
  const auto reader = shop.reader();
  OrderQuery query{{*orderConditionFrom("total>100 name"), true}, {{OrderSort::Total, true}, {OrderSort::PlacedAt, false}}, 20};
  query.withinMs = 1;
  shop.looked.nanosALook = 1'000'000;
  std::int64_t looked = 0;
  // Each goes on where the one before it stopped.
  for (int asked = 0; asked < 2; ++asked) {
    const auto page = reader->orders(query);
    QVERIFY(page.has_value() && page->partial && !page->next && !page->matches);
    QCOMPARE(page->partial->of, shop.orders);
    QVERIFY(page->partial->looked > (blocksAtLeast - 1) * static_cast<std::int64_t>(OrderBlock::orders) && page->partial->looked < shop.orders);
    QCOMPARE(page->orders.size(), std::size_t{20});
    for (const OrderSummary& order : page->orders) QVERIFY(order.number >= (blocks - blocksAtLeast) * static_cast<std::int64_t>(OrderBlock::orders));
    looked = page->partial->looked;
  }
  QVERIFY(looked > 0);
  QVERIFY(shop.columns.isWhole());
  const auto vector = reader->orderVector(query);
  QVERIFY(vector.has_value() && vector->partial);
  shop.looked.nanosALook = 0;
  const auto whole = reader->orders(query);
  QVERIFY(whole.has_value() && !whole->partial && whole->matches && whole->next);
  query.withinMs = 0;
  QVERIFY(reader->orders(query)->orders == whole->orders);
}

void OrderColumnsTest::aQuestionIsTakenBackAndHasAnEnd() {
  tests::WideShop shop(6 * static_cast<std::int64_t>(OrderBlock::orders));
  const OrderQuery query{{}, {{OrderSort::Total, true}, {OrderSort::PlacedAt, false}}};
  shop.looked.nanosALook = 1'000'000'000;
  const auto impatient = makeReader({&shop.store, &shop.store, shop.files.get(), &shop.looked, shop.folder / "views", "UTC", {}, {}, 1, nullptr, 0, &shop.columns});
  const auto ended = impatient->orders(query);
  QVERIFY(!ended.has_value());
  QCOMPARE(ended.error().code, base::ErrorCode::OverBudget);
  // Whichever look it is.
  for (const int look : {1, 2, 3, 4, 5, 6, 100}) {
    shop.looked.flag = std::make_shared<std::atomic<bool>>(false);
    shop.looked.raiseAt = shop.looked.looks() + look;
    OrderColumns none(tests::muchMemory);
    const auto reader = makeReader({&shop.store, &shop.store, shop.files.get(), &shop.looked, shop.folder / "views", "UTC", {}, {}, 1'000'000'000, nullptr, 0, &none});
    reader->heed(shop.looked.flag);
    const auto stopped = reader->orders(query);
    QVERIFY(!stopped.has_value());
    QCOMPARE(stopped.error().code, base::ErrorCode::Stopped);
    QVERIFY(!none.areThere());
    reader->heed({});
    shop.looked.flag.reset();
    QVERIFY(reader->orders(query).has_value());
    // What was filled before it was taken back is not read again.
    const std::string read = std::to_string(none.rowsRead()) + " rows at look " + std::to_string(look);
    QVERIFY2(none.rowsRead() <= shop.orders + static_cast<std::int64_t>(OrderBlock::orders), read.c_str());
  }
}

void OrderColumnsTest::readEachRowOnceAndThenWhatChanged() {
  FollowedShop shop;
  OrderColumns columns(tests::muchMemory);
  shop.trade(40);
  shop.fold();
  const auto reader = makeReader({&shop.store, &shop.store, shop.files.get(), &shop.clock, shop.folder / "views", "UTC", {}, {}, 600'000, nullptr, 0, &columns});
  const OrderQuery query{{*orderConditionFrom("total>1"), true}, {{OrderSort::Total, true}, {OrderSort::PlacedAt, false}}};
  QVERIFY(reader->orders(query).has_value());
  QCOMPARE(columns.rowsRead(), 40);
  for (int i = 0; i < 5; ++i) QVERIFY(reader->orders(query).has_value());
  QCOMPARE(columns.rowsRead(), 40);
  for (int i = 0; i < 9; ++i) shop.give(domain::AddNote{domain::OrderId("A7"), "n"});
  shop.give(tests::orderOf("Z"));
  shop.give(domain::RegisterCustomer{domain::CustomerId("zoe"), "Zoe", "", "", ""});
  shop.fold();
  QVERIFY(reader->orders(query).has_value());
  QCOMPARE(columns.rowsRead(), 42);
}

void OrderColumnsTest::moreOrdersThanTheyMayHoldAreSortedWhole() {
  tests::WideShop shop(5 * static_cast<std::int64_t>(OrderBlock::orders) - 1);
  auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", 1), sqlite::Access::ReadOnly, *shop.files);
  QVERIFY(connection->guardReads().has_value());
  constexpr std::size_t most = 2 * sizeof(OrderBlock) + 100'000;
  OrderColumns few(most);
  const auto reader = makeReader({&shop.store, &shop.store, shop.files.get(), &shop.looked, shop.folder / "views", "Europe/Berlin", {}, {}, 600'000, nullptr, 0, &few});
  base::SeededRandom random(8);
  for (int i = 0; i < 15; ++i) {
    OrderQuery query{{tests::anyFilter(random, 2), true}, tests::anySorting(random), static_cast<int>(random.below(60)) + 1};
    const auto expected = tests::plainly(*connection, query.filter, query.sort);
    const auto vector = reader->orderVector(query);
    QVERIFY(vector.has_value() && !vector->partial && vector->numbers == expected);
    std::size_t at = 0;
    for (int page = 0; page < 3; ++page) {
      const auto orders = reader->orders(query);
      QVERIFY(orders.has_value() && !orders->partial);
      QVERIFY(orders->matches == static_cast<std::int64_t>(expected.size()) || (page > 0 && !orders->matches));
      QCOMPARE(orders->orders.size(), std::min(expected.size() - at, static_cast<std::size_t>(query.limit)));
      for (const OrderSummary& order : orders->orders) QCOMPARE(order.number, expected[at++]);
      QCOMPARE(orders->next.has_value(), at < expected.size());
      if (!orders->next) break;
      query.after = *orders->next;
    }
    // Nothing is filled that could not be filled to the end.
    QCOMPARE(few.bytes(), std::size_t{0});
  }
  OrderQuery hurried{{}, {{OrderSort::Total, true}, {OrderSort::PlacedAt, false}}};
  hurried.withinMs = 1;
  const auto page = reader->orders(hurried);
  QVERIFY(page.has_value() && page->partial);
  QVERIFY(page->partial->looked > static_cast<std::int64_t>(OrderBlock::orders) && page->partial->looked <= 2 * static_cast<std::int64_t>(OrderBlock::orders));
  QVERIFY(few.bytes() <= most);
}

void OrderColumnsTest::areFreedWhenNobodyAsksOrTheListIsAnother() {
  FollowedShop shop;
  shop.trade(5);
  shop.fold();
  const auto reader = makeReader({&shop.store, &shop.store, shop.files.get(), &shop.clock, shop.folder / "views", "UTC", {}, {}, 600'000, nullptr, 0, &shop.columns});
  const auto ask = [&] { QVERIFY(reader->orders({{}, {{OrderSort::Total, true}}}).has_value() && shop.columns.areThere()); };
  const base::SteadyTime asked = shop.clock.steady(), before{asked.nanos - 1}, later{asked.nanos + 1};
  ask();
  shop.columns.freeUnused(before, 1);
  QVERIFY(shop.columns.bytes() > 0);
  shop.columns.freeUnused(later, 1);
  QCOMPARE(shop.columns.bytes(), std::size_t{0});
  QVERIFY(!shop.columns.areThere());
  ask();
  shop.columns.freeUnused(before, 2);
  QCOMPARE(shop.columns.bytes(), std::size_t{0});
  // Not while they are used.
  ask();
  const auto use = shop.columns.use();
  shop.columns.freeUnused(later, 2);
  QVERIFY(shop.columns.bytes() > 0);
}

void OrderColumnsTest::countsTouchNoOrders() {
  tests::ProjectedShop shop;
  shop.trade(30);
  shop.folded("order_list", "SELECT 1");
  const auto reader = [&] { return makeReader({&shop.store, &shop.store, shop.files.get(), &shop.clock, shop.folder / "views", "UTC", {}}); };
  const auto before = reader()->orderCounts();
  QCOMPARE(before->orders, 30);
  // With no row left to be counted they are the same.
  (void)sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", 1), sqlite::Access::ReadWrite, *shop.files)->run("DELETE FROM order_list");
  const auto after = reader()->orderCounts();
  QVERIFY(after->orders == before->orders && after->byStatus == before->byStatus && after->byPayment == before->byPayment);
  QVERIFY(after->byStatus.size() > 3 && after->byPayment.size() > 1);
  const auto delivered = reader()->orders({{*orderConditionFrom("status:delivered"), true}});
  QVERIFY(delivered->orders.empty());
  QCOMPARE(*delivered->matches, before->byStatus.at(domain::OrderStatus::Delivered));
  QCOMPARE(*reader()->orders({})->matches, 30);
}

void OrderColumnsTest::sortsAreRefused() {
  tests::ProjectedShop shop;
  shop.trade(1);
  shop.folded("order_list", "SELECT 1");
  const auto reader = makeReader({&shop.store, &shop.store, shop.files.get(), &shop.clock, shop.folder / "views", "UTC", {}});
  const OrderSortKey total{OrderSort::Total, true}, placed{OrderSort::PlacedAt, false};
  const OrderSorting tooMany{total, placed, {OrderSort::Lines, true}, {OrderSort::Units, true}, {OrderSort::Version, true}};
  for (const OrderSorting& sort : {OrderSorting(), OrderSorting{total, total}, tooMany}) {
    QCOMPARE(reader->orders({{}, sort}).error().code, base::ErrorCode::BadInput);
    QCOMPARE(reader->orderVector({{}, sort}).error().code, base::ErrorCode::BadInput);
  }
  // A cursor is of its sort, with its columns in their order.
  for (const char* cursor : {"t1.p2", "t1.2", "p2.t1.3", "t1.p2.3.", "t1p2.3", "t1.p2.x", "-", "t99999999999999999999.p1.1"})
    QCOMPARE(reader->orders({{}, {total, placed}, 5, cursor}).error().code, base::ErrorCode::BadInput);
  QVERIFY(reader->orders({{}, {total, placed}, 5, "t1.p2.3"}).has_value());
}

void OrderColumnsTest::readersShareThem() {
  FollowedShop shop;
  shop.trade(20);
  shop.fold();
  std::atomic<bool> isOver{false};
  std::atomic<int> answers{0}, wrong{0};
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 2; ++thread)
    threads.emplace_back([&] {
      const auto reader = makeReader({&shop.store, &shop.store, shop.files.get(), &shop.clock, shop.folder / "views", "UTC", {}, {}, 1'000'000'000, nullptr, 0, &shop.columns});
      store::Position seen = 0;
      while (!isOver) {
        const auto page = reader->orders({{*orderConditionFrom("total>1"), true}, {{OrderSort::Total, true}, {OrderSort::Version, false}}, 1000});
        // What the columns say of rows is what the rows of the same snapshot say.
        if (!page || page->freshness.position < seen || *page->matches != static_cast<std::int64_t>(page->orders.size())) ++wrong;
        else
          for (std::size_t i = 1; i < page->orders.size(); ++i) {
            const OrderSummary &a = page->orders[i - 1], &b = page->orders[i];
            if (a.total < b.total || (a.total == b.total && (a.version > b.version || (a.version == b.version && a.number > b.number)))) ++wrong;
          }
        if (page) seen = page->freshness.position;
        ++answers;
      }
    });
  for (int i = 0; i < 60; ++i) {
    shop.give(tests::orderOf("N" + std::to_string(i), "JUG", 1 + i % 3));
    shop.give(domain::AddNote{domain::OrderId("A" + std::to_string(i % 20)), "n"});
    shop.list->step();
  }
  const int then = answers;
  QTRY_VERIFY(answers > then + 4);
  isOver = true;
  threads.clear();
  QCOMPARE(wrong.load(), 0);
}

TWINLANE_TEST(OrderColumnsTest)
#include "order_columns_test.moc"
