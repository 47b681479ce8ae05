#include "core/projection/projected_shop.h"
#include "support/test_main.h"

#include <QRegularExpression>

using namespace twinlane;
using tests::envelope;
using tests::orderOf;
using Shop = tests::ProjectedShop;

class ProjectionTest : public QObject {
  Q_OBJECT
 private slots:
  void aRebuildEqualsTheLiveView_data();
  void aRebuildEqualsTheLiveView();
  void readsOnFromTheStoreBehindTheTail();
  void goesOnFromItsCheckpoint();
  void aCheckpointOfAnotherHistoryMakesANewGeneration_data();
  void aCheckpointOfAnotherHistoryMakesANewGeneration();
  void anotherZoneMakesANewGeneration();
  void aListThatIsSilentIsSeen();
  void tellsRateAndRestOfTheLastHalfMinute();
  void goesOnWhenWhatStoppedItHasPassed();
  void isPausedWhileItWaitsToTryAgain();
  void countsOrdersWhereTheyWerePlaced();
  void anOrderIsListedInTheCountryItGoesToNow();
  void anAmendmentAddsToGrossAndTakesOutOfIt();
  void chargesOfACancelledOrderAreNotEarned();
  void factsInAnyOrderEndInTheSameViews_data();
  void factsInAnyOrderEndInTheSameViews();
};

void ProjectionTest::aRebuildEqualsTheLiveView_data() {
  QTest::addColumn<QString>("name");
  for (const std::string& name : projection::readModelNames()) QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void ProjectionTest::aRebuildEqualsTheLiveView() {
  QFETCH(QString, name);
  Shop shop;
  // Live: a step after each command. Rebuilt: all at once.
  auto live = shop.open(name.toStdString());
  for (int day = 0; day < 3; ++day) {
    if (day == 0) shop.trade(30);
    else shop.give(orderOf("L" + std::to_string(day)));
    while (live->step()) {
    }
  }
  auto rebuilt = shop.open(name.toStdString(), "again");
  while (rebuilt->step()) {
  }
  QCOMPARE(rebuilt->position(), live->position());
  QVERIFY(!shop.content(name.toStdString()).empty());
  QCOMPARE(shop.content(name.toStdString()), shop.content(name.toStdString(), "again"));
}

void ProjectionTest::readsOnFromTheStoreBehindTheTail() {
  Shop shop(5);
  shop.trade(20);
  auto late = shop.open();
  while (late->step()) {
  }
  QCOMPARE(late->position(), shop.store.head()->position);
  QCOMPARE(late->status().state, projection::State::Live);
}

void ProjectionTest::goesOnFromItsCheckpoint() {
  Shop shop;
  shop.give(orderOf("A1"));
  shop.open()->step();
  shop.give(orderOf("A2"));
  auto reopened = shop.open();
  QCOMPARE(reopened->position(), 1);
  QCOMPARE(reopened->status().lagEvents, 1);
  QVERIFY(reopened->status().lagMs >= 60'000);
  reopened->step();
  QCOMPARE(reopened->status().applied, 1);
  QCOMPARE(reopened->position(), 2);
}

void ProjectionTest::aCheckpointOfAnotherHistoryMakesANewGeneration_data() {
  QTest::addColumn<QByteArray>("change");
  QTest::newRow("ahead of the log") << QByteArray("position=99");
  QTest::newRow("another link") << QByteArray("link=zeroblob(16)");
}

void ProjectionTest::aCheckpointOfAnotherHistoryMakesANewGeneration() {
  QFETCH(QByteArray, change);
  Shop shop;
  shop.give(orderOf("A1"));
  shop.open()->step();
  {
    auto connection = sqlite::Connection::open(shop.folder / "views/order_list-1.sqlite", sqlite::Access::ReadWrite, *shop.files);
    QVERIFY(connection->run(("UPDATE checkpoint SET " + change).constData()).has_value());
  }
  auto reopened = shop.open();
  QCOMPARE(reopened->status().generation, 2);
  QCOMPARE(reopened->position(), 0);
  QCOMPARE(reopened->status().state, projection::State::Rebuilding);
  reopened->step();
  QCOMPARE(reopened->position(), 1);
  reopened->step();
  QCOMPARE(reopened->status().state, projection::State::Live);
  reopened.reset();
  QCOMPARE(shop.open()->status().generation, 2);
}

void ProjectionTest::anotherZoneMakesANewGeneration() {
  Shop shop;
  shop.give(orderOf("A1"));
  shop.open("revenue")->step();
  QCOMPARE(shop.open("revenue", "views", "Europe/London")->status().generation, 2);
}

void ProjectionTest::aListThatIsSilentIsSeen() {
  Shop shop;
  shop.give(orderOf("A1"));
  auto view = shop.open();
  while (view->step()) {
  }
  shop.clock.advanceMicros(9'000'000);
  QCOMPARE(view->status().state, projection::State::Live);
  shop.clock.advanceMicros(2'000'000);
  const projection::Status silent = view->status();
  QCOMPARE(silent.state, projection::State::Failed);
  QCOMPARE(silent.failure->category, std::string("silent"));
  QVERIFY(!silent.failure->action.empty());
  (void)view->step();
  QCOMPARE(view->status().state, projection::State::Live);
  QVERIFY(!view->status().failure);
}

void ProjectionTest::tellsRateAndRestOfTheLastHalfMinute() {
  Shop shop;
  for (int i = 0; i < 40'000; ++i) shop.append({domain::Category::Order, "B" + std::to_string(i)}, domain::NoteAdded{"n"}, {i});
  auto view = shop.open();
  // Ten thousand at the first step; then the clock alone goes on.
  QCOMPARE(view->status().etaMs, 0);
  for (int i = 0; i < 3; ++i) {
    shop.clock.advanceMicros(5'000'000);
    QVERIFY(view->step());
    (void)view->status();
  }
  const projection::Status status = view->status();
  QCOMPARE(status.state, projection::State::CatchingUp);
  QCOMPARE(status.eventsPerSecond, 2000.0);
  QCOMPARE(status.etaMs, 5000);
  QVERIFY(status.heartbeatAgeMs < 1000);
  // What was longer ago counts no more.
  for (int i = 0; i < 31; ++i) {
    shop.clock.advanceMicros(1'000'000);
    (void)view->status();
  }
  QCOMPARE(view->status().eventsPerSecond, 0.0);
}

void ProjectionTest::goesOnWhenWhatStoppedItHasPassed() {
  Shop shop;
  shop.give(orderOf("A1"));
  auto view = shop.open();
  auto other = sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", 1), sqlite::Access::ReadWrite, *shop.files);
  QVERIFY(other->run("BEGIN IMMEDIATE").has_value());
  QVERIFY(!view->step());
  QCOMPARE(view->status().state, projection::State::Failed);
  QVERIFY(!view->status().error.empty());
  QVERIFY(other->run("ROLLBACK").has_value());
  QVERIFY(!view->step());  // not at once: a full disk is not asked twenty times a second
  shop.clock.advanceMicros(1'000'000);
  QVERIFY(view->step());
  QCOMPARE(view->status().state, projection::State::Live);
  QCOMPARE(view->status().error, std::string());
  QCOMPARE(view->position(), 1);
  QVERIFY(shop.content("order_list").find("A1") != std::string::npos);
}

void ProjectionTest::isPausedWhileItWaitsToTryAgain() {
  Shop shop;
  shop.give(orderOf("A1"));
  auto view = shop.open();
  auto other = sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", 1), sqlite::Access::ReadWrite, *shop.files);
  QVERIFY(other->run("BEGIN IMMEDIATE").has_value());
  QVERIFY(!view->step());
  // A pause that cannot be written down is refused, not half done.
  view->requestPause("ann", "looking into it");
  QVERIFY(!view->answered());
  (void)view->step();
  QVERIFY(view->answered());
  QVERIFY(!view->answer().has_value());
  QVERIFY(!view->paused());
  QVERIFY(other->run("ROLLBACK").has_value());
  view->requestPause("ann", "looking into it");
  QVERIFY(view->step());
  QVERIFY(view->answer().has_value());
  QCOMPARE(view->status().state, projection::State::Paused);
  shop.clock.advanceMicros(1'000'000);
  QVERIFY(!view->step());
  view->requestResume("ann");
  while (view->step()) {
  }
  QVERIFY(view->answer().has_value());
  QCOMPARE(view->status().state, projection::State::Live);
  QCOMPARE(view->position(), 1);
}

// Within one transaction and over several, whatever comes first.
void ProjectionTest::anOrderIsListedInTheCountryItGoesToNow() {
  const auto at = [](int day) { return base::Timestamp{1'600'000'000'000'000 + day * base::microsPerDay}; };
  domain::OrderPlaced placed;
  placed.currency = tests::pounds;
  placed.country = "the country of those who come first";
  {
    // A text that is kept on the heap.
    Shop shop;
    shop.append({domain::Category::Order, "A"}, placed, at(5));
    shop.append({domain::Category::Order, "B"}, placed, at(5));
    QCOMPARE(shop.folded("order_list", "SELECT country FROM order_list"), std::string("the country of those who come first\nthe country of those who come first\n"));
  }
  const std::vector<std::pair<domain::Event, int>> facts = {{placed, 5}, {domain::AddressChanged{"Spain", "here"}, 7}, {domain::AddressChanged{"Malta", "there"}, 3}, {domain::AddressChanged{"the country of those who come last", "there"}, 9}};
  for (const bool isOneTransaction : {true, false})
    for (std::size_t first = 0; first < facts.size(); ++first) {
      Shop shop;
      auto view = shop.open();
      for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto& [fact, day] = facts[(first + i) % facts.size()];
        shop.append({domain::Category::Order, "A"}, fact, at(day));
        if (!isOneTransaction) view->step();
      }
      while (view->step()) {
      }
      view.reset();
      QCOMPARE(shop.folded("order_list", "SELECT id, country FROM order_list"), std::string("A the country of those who come last\n"));
      QCOMPARE(shop.folded("order_list", "SELECT country_at, country_version<>0 FROM order_list"), std::to_string(at(9).micros) + " 1\n");
    }
}

void ProjectionTest::countsOrdersWhereTheyWerePlaced() {
  Shop shop;
  command::FactChunk chunk;
  chunk.id = shop.ids.next();
  // 23:30 UTC on 31 July is August in London; the late line is from before.
  domain::OrderPlaced placed;
  placed.currency = tests::pounds;
  placed.lines.push_back({1, domain::ProductId("X"), {1000}, {10'000}, {10'000}, "", {}, {}, {}, false});
  domain::OrderLinesAdded late;
  late.lines.push_back({2, domain::ProductId("Y"), {1000}, {20'000}, {20'000}, "", {}, {}, {}, false});
  chunk.streams.push_back({{domain::Category::Order, "1"}, true, {{placed, *base::Timestamp::fromText("2011-07-31T23:30:00Z")}}});
  shop.service.submit(envelope(shop.ids.next(), orderOf("")), [](const command::Receipt&) {});
  shop.service.step();
  auto add = [&](command::FactChunk facts) {
    store::AppendRequest request;
    request.command = facts.id;
    request.principal = "import";
    request.streams.push_back({{domain::Category::Order, "L"}, std::nullopt});
    for (const command::Fact& fact : facts.streams.front().facts) {
      domain::EncodedEvent encoded = domain::encode(fact.event);
      request.events.push_back({0, encoded.type, encoded.schemaVersion, encoded.payload, encoded.sealed, fact.occurredAt});
    }
    shop.store.append({request}, shop.clock.wall(), [](store::EventStore::AppendResult) {});
  };
  auto view = shop.open("revenue", "views", "Europe/London");
  add(chunk);
  while (view->step()) {
  }
  // 2011 * 12 + 7 is August, counted from 0.
  QVERIFY(shop.content("revenue").find("1|24139||GBP|1|10000|0|0|") != std::string::npos);
  chunk.id = shop.ids.next();
  chunk.streams.front().facts = {{late, *base::Timestamp::fromText("2011-07-31T22:30:00Z")}};
  add(chunk);
  while (view->step()) {
  }
  // The order is now of July, with both lines; August is empty; both changed after something was sold much later.
  QVERIFY(shop.content("revenue").find("1|24138||GBP|1|30000|0|0|0|1|3|") != std::string::npos);
  QVERIFY(shop.content("revenue").find("1|24139||GBP|0|0|0|0|0|2|3|") != std::string::npos);
}

void ProjectionTest::anAmendmentAddsToGrossAndTakesOutOfIt() {
  Shop shop;
  const domain::OrderId id("A1");
  const auto revenue = [&] {
    auto view = shop.open("revenue");
    while (view->step()) {
    }
    view.reset();
    const std::string all = shop.content("revenue");
    return all.substr(0, all.find('\n'));  // the day: kind, period, currency, orders, gross, charges, returned, cancelled
  };
  const std::string day = "0|19675||GBP|";
  shop.give(orderOf("A1", "CUP", 4));
  QCOMPARE(revenue(), day + "1|100000|0|0|0|0|0|");
  const auto amend = [&](std::int64_t quantity) { shop.give(domain::AmendLines{id, {{1, {}, {quantity}, {}, {}, {}, {}, {}}}, {{"carriage", {quantity}}}}); };
  amend(6'000);
  QCOMPARE(revenue(), day + "1|150000|6000|0|0|0|0|");
  amend(1'000);
  QCOMPARE(revenue(), day + "1|150000|1000|0|-125000|0|0|");
  shop.give(domain::CancelOrder{id, "x"});
  QCOMPARE(revenue(), day + "1|150000|0|0|-150000|0|0|");
}

// As an import brings it: what was cancelled earns no charges, until a fact says that some of it left after all.
void ProjectionTest::chargesOfACancelledOrderAreNotEarned() {
  Shop shop;
  domain::OrderPlaced placed;
  placed.currency = tests::pounds;
  placed.lines = {{1, domain::ProductId("X"), {2'000}, {10'000}, {20'000}, "", {}, {}, {}, false}};
  placed.charges = {{"carriage", {5'000}}};
  const auto after = [&](const domain::Event& event) {
    store::AppendRequest request;
    request.command = shop.ids.next();
    request.streams.push_back({{domain::Category::Order, "A"}, std::nullopt});
    const domain::EncodedEvent encoded = domain::encode(event);
    request.events.push_back({0, encoded.type, encoded.schemaVersion, encoded.payload, encoded.sealed, {}});
    shop.store.append({request}, shop.clock.wall(), [](store::EventStore::AppendResult) {});
    auto view = shop.open("revenue");
    while (view->step()) {
    }
    view.reset();
    const std::string all = shop.content("revenue");
    return all.substr(0, all.find('\n'));
  };
  const std::string day = "0|19675||GBP|";
  after(domain::OrderCancelled{"x"});
  QCOMPARE(after(placed), day + "1|20000|0|0|-20000|0|0|");
  QCOMPARE(after(domain::PackageShipped{"P", {{1, {1'000}}}, ""}), day + "1|20000|5000|0|0|0|0|");
}

void ProjectionTest::factsInAnyOrderEndInTheSameViews_data() {
  QTest::addColumn<QString>("name");
  for (const std::string& name : projection::readModelNames())
    if (name != "order_detail") QTest::newRow(name.c_str()) << QString::fromStdString(name);  // which keeps the order of arrival
}

// One order's facts, each with its own time, in many orders of arrival: the views and the state of the domain agree.
void ProjectionTest::factsInAnyOrderEndInTheSameViews() {
  QFETCH(QString, name);
  const auto minute = [](int n) { return base::Timestamp{1'700'000'000'000'000 + n * 60'000'000LL}; };
  domain::OrderPlaced placed;
  placed.currency = tests::pounds;
  placed.customer = domain::CustomerId("ann");
  const domain::OrderLine line{1, domain::ProductId("X"), {4'000}, {10'000}, {40'000}, "", {}, {}, {}, false};
  placed.lines = {line};
  domain::OrderLine fewer = line, more = line;
  fewer.quantity = {-1'000};
  fewer.net = {-10'000};
  more.line = 2;
  const std::vector<domain::Event> facts{placed, domain::LinesAmended{{fewer}, {more}, {{"carriage", {5'000}}}}, domain::OrderHeld{"x"}, domain::OrderReleased{},
                                         domain::LinesPicked{{{1, {3'000}}}}, domain::PackagePacked{"P", {{1, {3'000}}}}, domain::PackageShipped{"P", {{1, {3'000}}}, "post"},
                                         domain::DeliveryFailed{"P", "nobody"}, domain::PackageDelivered{"P"}, domain::PaymentRecorded{{90'000}, ""},
                                         domain::LinesReturned{tests::pounds, {{1, {1'000}, {10'000}}}, "torn"}, domain::PaymentRefunded{{10'000}}};
  base::SeededRandom random(3);
  std::string first;
  for (int round = 0; round < 8; ++round) {
    Shop shop;
    std::vector<std::size_t> order(facts.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (std::size_t i = order.size(); i > 1 && round > 0; --i) std::swap(order[i - 1], order[random.below(i)]);
    domain::OrderState state;
    std::int64_t version = 0;
    for (const std::size_t i : order) {
      const base::Timestamp when = minute(static_cast<int>(i));
      domain::evolve(state, facts[i], {when, ++version});
      store::AppendRequest request;
      request.command = shop.ids.next();
      request.streams.push_back({{domain::Category::Order, "A"}, std::nullopt});
      domain::EncodedEvent encoded = domain::encode(facts[i]);
      request.events.push_back({0, encoded.type, encoded.schemaVersion, encoded.payload, encoded.sealed, when});
      shop.store.append({request}, shop.clock.wall(), [](store::EventStore::AppendResult) {});
    }
    auto view = shop.open(name.toStdString());
    while (view->step()) {
    }
    QCOMPARE(view->status().error, std::string());
    view.reset();
    std::string content = shop.content(name.toStdString());
    if (const bool isList = name == "order_list"; isList || name == "operations" || name == "customer_summary") {
      const std::string rows = isList ? "order_list" : "orders";
      auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", name.toStdString(), 1), sqlite::Access::ReadOnly, *shop.files);
      const auto number = [&](const std::string& what) { return *connection->number(("SELECT " + what + " FROM " + rows).c_str()); };
      QCOMPARE(number("status"), static_cast<std::int64_t>(domain::status(state)));
      QCOMPARE(number("payment"), static_cast<std::int64_t>(domain::payment(state)));
      QCOMPARE(number("total"), state.total().tenThousandths);
      QCOMPARE(number("placed_at"), state.placedAt().micros);
      // The version a hold has its say at is that of its arrival.
      content = std::to_string(number("units * 1000003 + lines")) + content.substr(content.find('\n'));
    }
    // What is restated by a fact depends on what came before it.
    if (name == "revenue")
      content = shop.folded("revenue", "SELECT kind, period, country, currency, orders, gross, charges, returned, cancelled FROM periods WHERE orders<>0 OR gross<>0 OR charges<>0 OR returned<>0 OR cancelled<>0");
    // An address has its say at the version of its arrival, too.
    if (name == "search") content = QString::fromStdString(content).replace(QRegularExpression(R"re(\n1\|ann\|\|\d+\|\d+\|\n)re"), "\n1|ann|\n").toStdString();
    if (round == 0) first = content;
    QCOMPARE(content, first);
  }
}

TWINLANE_TEST(ProjectionTest)
#include "projection_test.moc"
