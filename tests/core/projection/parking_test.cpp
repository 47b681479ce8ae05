#include "core/projection/moody_model.h"
#include "core/projection/projected_shop.h"
#include "support/test_main.h"

using namespace twinlane;
using projection::Projection;
using projection::State;
using tests::orderOf;
using Shop = tests::ProjectedShop;

namespace {

// A list that cannot fold all events, with what it keeps aside.
struct MoodyList {
  Shop& shop;
  std::shared_ptr<tests::Moods> moods = std::make_shared<tests::Moods>();
  std::unique_ptr<Projection> list;

  explicit MoodyList(Shop& s) : shop(s) {}
  void open(const std::string& name = "order_list") {
    list.reset();
    (void)shop.files->makeFolder(shop.folder / "views");
    auto opened = Projection::open(std::make_unique<tests::MoodyModel>(*projection::makeReadModel(name, "UTC"), moods), shop.folder / "views", "UTC", shop.feed, shop.clock, shop.telemetry, *shop.files);
    if (!opened) qFatal("%s", opened.error().what.c_str());
    list = std::move(*opened);
  }
  void run() {
    while (list->step()) {
    }
  }
  projection::Parked parked() {
    auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", list->name(), 1), sqlite::Access::ReadOnly, *shop.files);
    return *projection::parkedIn(*connection);
  }
  base::Status retry(projection::ParkedRetry request, projection::ParkedRetryAnswer& answer) {
    auto shared = std::make_shared<projection::ParkedRetryAnswer>();
    list->requestRetry(std::move(request), shared);
    list->step();
    answer = *shared;
    return list->answer();
  }
  // A stream a line: the first that waits, how many, why.
  std::string waiting() {
    std::string all;
    const projection::Parked found = parked();
    for (const auto& each : found.streams) all += each.stream.toText() + " " + std::to_string(each.position) + " " + std::to_string(each.waiting) + " " + each.event + " " + each.error + "\n";
    return all;
  }
};

void threeOrders(Shop& shop) {
  for (const char* id : {"A1", "A2", "A3"}) shop.give(orderOf(id));                                      // 1 2 3
  for (const char* id : {"A1", "A2", "A3"}) shop.give(domain::RecordPayment{domain::OrderId(id), {25'000}, ""});  // 4 5 6
  for (const char* id : {"A1", "A2", "A3"}) shop.give(domain::AddNote{domain::OrderId(id), "n"});         // 7 8 9
}

}  // namespace

class ParkingTest : public QObject {
  Q_OBJECT
 private slots:
  void anEventThatCannotBeFoldedParksItsStreamAlone_data();
  void anEventThatCannotBeFoldedParksItsStreamAlone();
  void whatFailsWhenItIsWrittenIsTracedToItsEvent();
  void anEventThatCannotBeReadIsParked();
  void pausesWhereThatIsWanted();
  void aRetryTakesTheStreamInItsOrder_data();
  void aRetryTakesTheStreamInItsOrder();
  void aRetryGoesAsFarAsItCan();
  void aPreviewTellsTheRowsAndChangesNothing();
  void aDiscardedEventIsPassedOverByEveryGeneration();
  void likeFailuresMakeAGroup();
  void theSameIsSetAsideHoweverEventsWereGathered();
  void tooManyStreamsStopTheList();
  void aListWhoseRowsHangOnTheOrderIsMadeAnew();
  void anEventOfAnotherStreamIsNotTakenIn_data();
  void anEventOfAnotherStreamIsNotTakenIn();
};

void ParkingTest::anEventThatCannotBeFoldedParksItsStreamAlone_data() {
  QTest::addColumn<QString>("name");
  for (const std::string& name : projection::readModelNames()) QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void ParkingTest::anEventThatCannotBeFoldedParksItsStreamAlone() {
  QFETCH(QString, name);
  Shop shop;
  threeOrders(shop);
  MoodyList moody(shop);
  moody.moods->bad = {2};
  moody.open(name.toStdString());
  moody.run();
  QCOMPARE(moody.list->position(), 9);
  QCOMPARE(moody.list->status().state, State::Live);
  QCOMPARE(moody.list->status().parked, 1);
  QCOMPARE(moody.waiting(), std::string("order-A2 2 3 OrderPlaced order A2 is too odd\n"));
  const auto other = shop.open(name.toStdString(), "whole");
  while (other->step()) {
  }
  QVERIFY(shop.content(name.toStdString()) != shop.content(name.toStdString(), "whole"));
  if (name == "order_list") {
    auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", 1), sqlite::Access::ReadOnly, *shop.files);
    QCOMPARE(*connection->number("SELECT sum(version) FROM order_list"), 3 + 3);
  }
}

void ParkingTest::whatFailsWhenItIsWrittenIsTracedToItsEvent() {
  Shop shop;
  threeOrders(shop);
  MoodyList moody(shop);
  moody.moods->badWritten = {6};
  moody.open();
  moody.run();
  QCOMPARE(moody.list->position(), 9);
  QCOMPARE(moody.waiting(), std::string("order-A3 6 2 PaymentRecorded a sum is too long\n"));
}

void ParkingTest::anEventThatCannotBeReadIsParked() {
  Shop shop;
  shop.give(orderOf("A1"));
  store::AppendRequest future;
  future.command = shop.ids.next();
  future.principal = "later version";
  future.streams.push_back({{domain::Category::Order, "A1"}, 1});
  future.events.push_back({0, 200, 1, {0x80}, {}, {}});
  shop.store.append({future}, shop.clock.wall(), [](store::EventStore::AppendResult) {});
  shop.give(orderOf("A2"));
  MoodyList moody(shop);
  moody.open();
  moody.run();
  QCOMPARE(moody.list->position(), 3);
  QVERIFY2(moody.waiting().find("order-A1 2 1") == 0 && moody.waiting().find("200") != std::string::npos, moody.waiting().c_str());
}

void ParkingTest::pausesWhereThatIsWanted() {
  Shop shop;
  threeOrders(shop);
  MoodyList moody(shop);
  moody.moods->bad = {5};
  moody.open();
  moody.list->requestWhenPoisoned(projection::WhenPoisoned::Pause);
  moody.run();
  QCOMPARE(moody.list->position(), 4);
  QCOMPARE(moody.list->status().state, State::Paused);
  QVERIFY2(moody.list->status().pauseReason.find("at event 5: order A2 is too odd") != std::string::npos, moody.list->status().pauseReason.c_str());
  QCOMPARE(moody.list->status().failure->event, std::optional<store::Position>(5));
  // Also after the folder was opened again, until somebody looks.
  moody.open();
  QCOMPARE(moody.list->status().state, State::Paused);
  moody.moods->bad.clear();
  moody.list->requestResume("ann");
  moody.run();
  QCOMPARE(moody.list->position(), 9);
  QCOMPARE(moody.list->status().state, State::Live);
}

void ParkingTest::aRetryTakesTheStreamInItsOrder_data() { anEventThatCannotBeFoldedParksItsStreamAlone_data(); }

void ParkingTest::aRetryTakesTheStreamInItsOrder() {
  QFETCH(QString, name);
  Shop shop;
  shop.trade(12);
  MoodyList moody(shop);
  if (!(*projection::makeReadModel(name.toStdString(), "UTC"))->isOrderFree()) QSKIP("its rows hang on the order of events");
  moody.moods->bad = {3, 5, 9, 14};
  moody.open(name.toStdString());
  moody.run();
  const store::Position position = moody.list->position();
  QVERIFY(moody.list->status().parked > 0);
  moody.moods->bad.clear();
  projection::ParkedRetryAnswer answer;
  QVERIFY(moody.retry({{}, {}, "ann", {}, false}, answer).has_value());
  QCOMPARE(moody.list->status().parked, 0);
  QCOMPARE(moody.list->position(), position);
  const auto whole = shop.open(name.toStdString(), "whole");
  while (whole->step()) {
  }
  QCOMPARE(shop.content(name.toStdString()), shop.content(name.toStdString(), "whole"));
  auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", name.toStdString(), 1), sqlite::Access::ReadOnly, *shop.files);
  QVERIFY(projection::reckonSums(*connection, *projection::provenTables(*connection))->sums == *projection::keptSums(*connection));
}

void ParkingTest::aRetryGoesAsFarAsItCan() {
  Shop shop;
  threeOrders(shop);
  MoodyList moody(shop);
  moody.moods->bad = {2};
  moody.open();
  moody.run();
  QCOMPARE(moody.parked().streams.front().waiting, 3);
  moody.moods->bad = {5};
  projection::ParkedRetryAnswer answer;
  QVERIFY(moody.retry({"order-A2", {}, "ann", {}, false}, answer).has_value());
  QCOMPARE(answer.applied, 1);
  QCOMPARE(answer.streams.front().came.stopped->what, std::string("order A2 is too odd"));
  const projection::ParkedStream left = moody.parked().streams.front();
  QCOMPARE(left.position, 5);
  QCOMPARE(left.waiting, 2);
  QCOMPARE(left.triedBy, std::string("ann"));
  // Nothing of it went on in vain: the next try is counted, and what waits still does after the folder was opened again.
  QVERIFY(moody.retry({"order-A2", {}, "eve", {}, false}, answer).has_value());
  moody.open();
  QCOMPARE(moody.parked().streams.front().triedBy, std::string("eve"));
  QCOMPARE(moody.list->status().parked, 1);
  shop.give(domain::AddNote{domain::OrderId("A2"), "later"});
  moody.run();
  QCOMPARE(moody.parked().streams.front().waiting, 3);
  QVERIFY(!moody.retry({"order-A9", {}, "ann", {}, false}, answer).has_value());
}

void ParkingTest::aPreviewTellsTheRowsAndChangesNothing() {
  Shop shop;
  threeOrders(shop);
  MoodyList moody(shop);
  moody.moods->bad = {5};
  moody.open();
  moody.run();
  const std::string before = shop.content("order_list");
  moody.moods->bad.clear();
  projection::ParkedRetryAnswer preview, done;
  QVERIFY(moody.retry({{}, {}, "ann", {}, true}, preview).has_value());
  QCOMPARE(shop.content("order_list"), before);
  QCOMPARE(moody.waiting(), std::string("order-A2 5 2 PaymentRecorded order A2 is too odd\n"));
  QCOMPARE(preview.applied, 2);
  QCOMPARE(preview.changed, static_cast<std::int64_t>(preview.changes.size()));
  const auto row = std::find_if(preview.changes.begin(), preview.changes.end(), [](const projection::RowChange& change) { return change.table == "order_list"; });
  QVERIFY(row != preview.changes.end());
  QCOMPARE(row->key, std::string("2"));
  // What was foretold is what comes.
  auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", 1), sqlite::Access::ReadOnly, *shop.files);
  const auto rowNow = [&] {
    auto select = connection->prepare("SELECT * FROM order_list WHERE number=2", false);
    (void)select->step();
    std::string all;
    for (int column = 0; column < select->columns(); ++column) all += (column > 0 ? "|" : "") + select->printable(column);
    return all;
  };
  QCOMPARE(rowNow(), row->before);
  QVERIFY(moody.retry({{}, {}, "ann", {}, false}, done).has_value());
  QCOMPARE(rowNow(), row->after);
  QVERIFY(done.changes.empty());
  shop.give(orderOf("A4"));
  moody.run();
  const auto whole = shop.open("order_list", "whole");
  while (whole->step()) {
  }
  QCOMPARE(shop.content("order_list"), shop.content("order_list", "whole"));
}

void ParkingTest::aDiscardedEventIsPassedOverByEveryGeneration() {
  Shop shop;
  threeOrders(shop);
  MoodyList moody(shop);
  moody.moods->bad = {5};
  moody.open();
  moody.run();
  projection::ParkedRetryAnswer answer;
  QVERIFY(moody.retry({"order-A2", {}, "ann", "paid twice by mistake", false}, answer).has_value());
  QCOMPARE(answer.applied, 1);  // the note behind it
  const projection::Parked parked = moody.parked();
  QVERIFY(parked.streams.empty());
  QCOMPARE(parked.discarded.front().position, 5);
  QCOMPARE(parked.discarded.front().reason, std::string("paid twice by mistake"));
  QCOMPARE(parked.discarded.front().actor, std::string("ann"));
  // A shadow that could fold it passes over it as well.
  auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", 1), sqlite::Access::ReadOnly, *shop.files);
  auto model = *projection::makeReadModel("order_list", "UTC");
  auto file = *projection::ViewFile::open(":memory:", *model, {}, *shop.files);
  projection::Fold fold(*model, *file, shop.feed, shop.clock, {projection::FoldOf::Shadow, *projection::decisionsIn(*connection)});
  QVERIFY(fold.runTo(9).has_value());
  QVERIFY(*projection::keptSums(*connection) == *projection::keptSums(file->connection()));
}

void ParkingTest::likeFailuresMakeAGroup() {
  Shop shop;
  for (int i = 1; i <= 4; ++i) shop.give(orderOf("A" + std::to_string(i)));
  shop.give(domain::AddNote{domain::OrderId("A4"), "n"});
  MoodyList moody(shop);
  moody.moods->bad = {1, 2, 5};
  moody.open();
  moody.run();
  const auto parked = moody.parked().streams;
  QCOMPARE(parked.size(), std::size_t{3});
  QCOMPARE(parked[0].group, parked[1].group);
  QVERIFY(parked[0].group != parked[2].group);
  moody.moods->bad.clear();
  projection::ParkedRetryAnswer answer;
  QVERIFY(moody.retry({{}, parked[0].group, "ann", {}, false}, answer).has_value());
  QCOMPARE(answer.streams.size(), std::size_t{2});
  QCOMPARE(moody.waiting(), std::string("order-A4 5 1 NoteAdded order A4 is too odd\n"));
}

void ParkingTest::theSameIsSetAsideHoweverEventsWereGathered() {
  Shop shop;
  shop.trade(12);
  std::vector<std::string> rows;
  for (const store::Position most : {1, 2, 3, 7, 1000}) {
    auto moods = std::make_shared<tests::Moods>();
    moods->bad = {4, 11, 12, 17};
    moods->badWritten = {6};
    tests::MoodyModel model(*projection::makeReadModel("customer_summary", "UTC"), moods);
    auto file = *projection::ViewFile::open(":memory:", model, {}, *shop.files);
    projection::Fold fold(model, *file, shop.feed, shop.clock);
    const store::Position head = shop.store.head()->position;
    while (file->checkpoint().position < head) QVERIFY(fold.step(head, most).has_value());
    std::string all = base::toHex(projection::rootOf(*projection::keptSums(file->connection())));
    const projection::Parked parked = *projection::parkedIn(file->connection());
    for (const auto& each : parked.streams) all += " " + each.stream.toText() + "@" + std::to_string(each.position) + "x" + std::to_string(each.waiting);
    rows.push_back(all);
  }
  QVERIFY2(rows.front().find("@") != std::string::npos, rows.front().c_str());
  for (const std::string& each : rows) QCOMPARE(each, rows.front());
}

void ParkingTest::tooManyStreamsStopTheList() {
  Shop shop;
  auto moods = std::make_shared<tests::Moods>();
  for (int i = 1; i <= 21; ++i) {
    shop.append({domain::Category::Order, "B" + std::to_string(i)}, domain::NoteAdded{"n"}, {i});
    moods->bad.insert(i);
  }
  tests::MoodyModel model(*projection::makeReadModel("order_list", "UTC"), moods);
  auto file = *projection::ViewFile::open(":memory:", model, {}, *shop.files);
  projection::FoldOptions options;
  options.mostParked = 20;
  projection::Fold fold(model, *file, shop.feed, shop.clock, options);
  base::Result<std::int64_t> done = 0;
  for (int i = 0; i < 100 && done; ++i) done = fold.step(21, 1000);
  QVERIFY(!done);
  QCOMPARE(file->checkpoint().position, 20);
  QCOMPARE(fold.poison(), std::optional<store::Position>(21));
  QVERIFY2(done.error().remedy.find("newer") != std::string::npos, done.error().remedy.c_str());
}

void ParkingTest::aListWhoseRowsHangOnTheOrderIsMadeAnew() {
  Shop shop;
  threeOrders(shop);
  MoodyList moody(shop);
  moody.moods->bad = {1};
  moody.open("search");
  moody.run();
  moody.moods->bad.clear();
  projection::ParkedRetryAnswer answer;
  const base::Status tried = moody.retry({{}, {}, "ann", {}, false}, answer);
  QVERIFY(!tried.has_value());
  QVERIFY2(tried.error().remedy.find("rebuild search") != std::string::npos, tried.error().remedy.c_str());
  QCOMPARE(moody.list->status().parked, 1);
}

void ParkingTest::anEventOfAnotherStreamIsNotTakenIn_data() {
  QTest::addColumn<QString>("damage");
  QTest::addColumn<bool>("isDiscarded");
  QTest::newRow("another first one") << "UPDATE parked SET id='A3' WHERE position=5" << false;
  QTest::newRow("another first one is discarded") << "UPDATE parked SET id='A3' WHERE position=5" << true;
  QTest::newRow("another one behind") << "UPDATE parked SET position=9 WHERE position=8" << false;
  QTest::newRow("none behind") << "UPDATE parked SET position=90 WHERE position=8" << false;
}

void ParkingTest::anEventOfAnotherStreamIsNotTakenIn() {
  QFETCH(QString, damage);
  QFETCH(bool, isDiscarded);
  Shop shop;
  threeOrders(shop);
  MoodyList moody(shop);
  moody.moods->bad = {5};
  moody.open();
  moody.run();
  auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", 1), sqlite::Access::ReadWrite, *shop.files);
  QVERIFY(connection->run(damage.toUtf8().constData()).has_value());
  moody.moods->bad.clear();
  const std::string rows = shop.content("order_list"), waiting = moody.waiting();
  projection::ParkedRetryAnswer answer;
  const auto done = moody.retry({{}, {}, "ann", isDiscarded ? std::optional<std::string>("odd") : std::nullopt, false}, answer);
  QVERIFY(!done.has_value());
  QCOMPARE(done.error().code, base::ErrorCode::Damaged);
  QVERIFY2(done.error().remedy.find("rebuild order_list") != std::string::npos, done.error().remedy.c_str());
  QCOMPARE(shop.content("order_list"), rows);
  QCOMPARE(moody.waiting(), waiting);
  QVERIFY(moody.parked().discarded.empty());
}

TWINLANE_TEST(ParkingTest)
#include "parking_test.moc"
