#include "engine/engine.h"
#include "projection/read_model.h"
#include "projection/view_file.h"
#include "query/language/order_language.h"
#include "sqlite/statement.h"
#include "store/sqlite_event_store.h"
#include "support/overlap.h"
#include "support/places.h"
#include "support/sample_orders.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <barrier>
#include <fstream>
#include <latch>
#include <set>
#include <thread>

using namespace twinlane;
using tests::envelope;
using tests::orderOf;

namespace {

std::unique_ptr<engine::Engine> openEngine(const std::string& folder, const std::function<void(engine::Options&)>& edit = {}) {
  engine::Options options;
  options.dataFolder = folder;
  if (edit) edit(options);
  auto opened = engine::Engine::open(options);
  if (!opened) qFatal("%s (%s)", opened.error().what.c_str(), opened.error().where.c_str());
  return std::move(*opened);
}

base::ErrorCode refusal(const std::string& folder, engine::Mode mode = engine::Mode::ReadWrite, bool create = true) {
  engine::Options options;
  options.dataFolder = folder;
  options.mode = mode;
  options.create = create;
  const auto opened = engine::Engine::open(options);
  if (opened || opened.error().remedy.empty()) qFatal("opened, or no remedy");
  return opened.error().code;
}

// Who says first that something is wrong with the folder: its opening, the check of the journal, that of the tables.
QString toldBy(const std::string& folder) {
  engine::Options options;
  options.dataFolder = folder;
  options.mode = engine::Mode::Check;
  const auto opened = engine::Engine::open(options);
  if (!opened) return opened.error().code == base::ErrorCode::Damaged ? "opening" : "another error";
  const auto report = (*opened)->verify();
  if (!report) return report.error().code == base::ErrorCode::Damaged ? "journal" : "another error";
  return report->journalDamaged ? "journal" : report->ok() ? "nobody" : "tables";
}

void importFixture(engine::Engine& engine) {
  const std::string path = tests::fixture("shop.json");
  const auto profile = transfer::readProfile(path, (*base::makeDiskFileSystem()->read(path, 1'000'000)));
  if (!engine.importFiles(profile.profile, {tests::fixture("shop.csv")}, {})) qFatal("not imported");
}

}  // namespace

class EngineTest : public QObject {
  Q_OBJECT
 private slots:
  void placesAnOrderThatBecomesVisible();
  void isDrivenByOneThreadWithAHandMovedClock();
  void answersEveryOneOfManyThreadsOnce();
  void storesManyOnTheirWayOnceAndInOrder();
  void answersWhatIsOnItsWayWhenItIsStopped();
  void keepsWhatWasAcceptedWhenTheProcessIsKilled();
  void theZoneCanBeChosenUntilThereIsAnEvent();
  void findsTheSameAfterReopening();
  void refusesAFolderInUse();
  void readsBesideAnOwner();
  void refusesWhatIsNotOurs();
  void refusesANewerJournalUntouched();
  void aPauseThatCannotBeWrittenIsAnErrorWithoutThreadsToo();
  void pausesAndResumesAViewAcrossARestart();
  void verifiesAfterEveryKindOfCommand();
  void showsAnOrderWithAllItsTracks();
  void namesEachListThatDiffers();
  void aListThatCannotBeOpenedStopsNothingElse();
  void anOrderThatSeveralListsLackIsCountedOnce();
  void findsAChangedByteInAView();
  void findsAWordThatLeftTheIndexOfASearch();
  void anOrderWithoutATimeIsInNoPeriod();
  void findsAChangedGuardRow();
  void tellsAfterWhichEventARowDiverged();
  void findsAChangedByteInTheJournal();
  void findsWhatWasChangedBesideTheEvents_data();
  void findsWhatWasChangedBesideTheEvents();
  void findsADamagedIndex_data();
  void findsADamagedIndex();
  void tellsOfALostJournal();
  void aReaderMayComeWhileTheZoneIsChosen();
  void aKeptStateIsExactWhenTheClockIsSetBack();
  void findsAStateThatIsNotTheFold();
  void ofManyClientsForOneOrderOneWinsEachRound();
  void saysBusyWhenTheQueueIsFull();
  void rolesOfTheFolderHoldOnBothLanes();
};

void EngineTest::placesAnOrderThatBecomesVisible() {
  const tests::TempFolder folder;
  auto engine = openEngine(folder / "shop");
  const command::Receipt receipt = engine->submitAndWait(envelope(engine->newCommandId(), orderOf("A1")));
  QCOMPARE(command::name(receipt.outcome), "accepted");
  QCOMPARE(receipt.position, 1);
  QCOMPARE(receipt.stream->toText(), std::string("order-A1"));
  QVERIFY(engine->waitForProjections(receipt.position, 5000));
  auto reader = *engine->openReader();
  const auto page = reader->orders({});
  QVERIFY(page.has_value());
  QCOMPARE(page->orders.size(), std::size_t{1});
  QCOMPARE(page->orders.front().order, std::string("A1"));
  QCOMPARE(page->orders.front().total.toText(), std::string("5.00"));
  QCOMPARE(page->freshness.position, 1);
  QCOMPARE(page->freshness.lagEvents, 0);
}

void EngineTest::isDrivenByOneThreadWithAHandMovedClock() {
  const tests::TempFolder folder;
  base::ManualClock clock({1'700'000'000'000'000});
  base::SeededRandom random(7);
  auto engine = openEngine(folder / "shop", [&](engine::Options& options) {
    options.threads = false;
    options.clock = &clock;
    options.random = &random;
  });
  command::Receipt receipt;
  engine->submit(envelope(engine->newCommandId(), orderOf("")), [&](const command::Receipt& r) { receipt = r; });
  QCOMPARE(receipt.position, 0);
  QVERIFY(engine->step());
  QCOMPARE(receipt.position, 1);
  QCOMPARE(receipt.stream->id, std::string("1"));
  clock.advanceMicros(3'000'000);
  // Both views have taken the event in the same round; a paused one falls behind by the clock.
  QVERIFY(engine->pause("order_list", "ann", "look").has_value());
  engine->submit(envelope(engine->newCommandId(), orderOf("")), [](const command::Receipt&) {});
  engine->step();
  clock.advanceMicros(14'000'000);
  auto reader = *engine->openReader();
  const auto page = reader->orders({});
  QCOMPARE(page->orders.size(), std::size_t{1});
  QCOMPARE(page->freshness.lagEvents, 1);
  QCOMPARE(page->freshness.lagMs, 14'000);
  QVERIFY(engine->resume("order_list", "ann").has_value());
  while (engine->step()) {
  }
  QCOMPARE(reader->orders({})->orders.size(), std::size_t{2});
}

void EngineTest::answersEveryOneOfManyThreadsOnce() {
  const tests::TempFolder folder;
  auto engine = openEngine(folder / "shop");
  constexpr int threads = 4, each = 50;
  std::atomic<int> answers{0};
  std::atomic<int> reads{0};
  {
    std::vector<std::jthread> clients;
    for (int t = 0; t < threads; ++t)
      clients.emplace_back([&, t] {
        for (int i = 0; i < each; ++i) {
          const tests::AtWork atWork;
          const auto receipt = engine->submitAndWait(envelope(engine->newCommandId(), orderOf("T" + std::to_string(t) + "-" + std::to_string(i))));
          if (receipt.outcome == command::Outcome::Accepted) ++answers;
          engine->readers().post([&](query::Reader& reader) {
            const tests::AtWork reading;
            if (reader.orders({})) ++reads;
          });
        }
      });
  }
  QCOMPARE(answers.load(), threads * each);
  QCOMPARE(engine->head().position, threads * each);
  QVERIFY(engine->waitForProjections(threads * each, 20'000));
  QTRY_VERIFY(reads.load() > 0 && engine->readers().queued() == 0);
  const auto report = engine->verify();
  QVERIFY(report.has_value());
  QVERIFY(report->ok());
}

namespace {

constexpr const char* killedShop = "TWINLANE_TEST_KILLED_SHOP";

// This program started again as the one that is killed: it places orders for ever and writes down each that was accepted.
// A fork alone would not do: it may not start threads under ThreadSanitizer.
const bool isKilledChild = [] {
  const char* shop = std::getenv(killedShop);
  if (shop == nullptr) return false;
  auto engine = openEngine(shop);
  std::ofstream out(std::string(shop) + ".acknowledged");
  for (int i = 0;; ++i) {
    // A later round meets the orders of the one before: those are refused and not written down.
    const auto receipt = engine->submitAndWait(envelope(engine->newCommandId(), orderOf("K" + std::to_string(i))));
    if (receipt.outcome == command::Outcome::Accepted) out << "K" << i << "\n" << std::flush;
  }
}();

}  // namespace

void EngineTest::storesManyOnTheirWayOnceAndInOrder() {
  const tests::TempFolder folder;
  auto engine = openEngine(folder / "shop", [](engine::Options& options) {
    options.cachedAggregates = 64;  // so that some are loaded while a group is being stored
  });
  constexpr int clients = 3, orders = 400, steps = 3;
  std::latch answered(clients * orders * steps);
  std::atomic<int> wrong{0};
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < clients; ++t)
      threads.emplace_back([&, t] {
        for (int step = 0; step < steps; ++step)
          for (int i = 0; i < orders; ++i) {
            const domain::OrderId order("T" + std::to_string(t) + "-" + std::to_string(i));
            const domain::Command command = step == 0 ? domain::Command(orderOf(order.text)) : domain::Command(domain::AddNote{order, "x"});
            engine->submit(envelope(engine->newCommandId(), command), [&, step](const command::Receipt& receipt) {
              const tests::AtWork atWork;
              if (receipt.outcome != command::Outcome::Accepted || receipt.version != step + 1) ++wrong;
              answered.count_down();
            });
          }
      });
  }
  answered.wait();
  QCOMPARE(wrong.load(), 0);
  QCOMPARE(engine->head().position, clients * orders * steps);
  const auto report = engine->verify();
  QVERIFY(report && report->ok());
}

void EngineTest::answersWhatIsOnItsWayWhenItIsStopped() {
  const tests::TempFolder folder;
  auto engine = openEngine(folder / "shop");
  constexpr int orders = 500;
  int answers = 0;  // read after the threads have ended
  for (int i = 0; i < orders; ++i)
    engine->submit(envelope(engine->newCommandId(), orderOf("A" + std::to_string(i))), [&](const command::Receipt& receipt) { answers += receipt.outcome == command::Outcome::Accepted; });
  engine->stop();
  QCOMPARE(answers, orders);
  QCOMPARE(engine->head().position, orders);
}

void EngineTest::keepsWhatWasAcceptedWhenTheProcessIsKilled() {
  const tests::TempFolder folder;
  const std::string shop = folder / "shop", acknowledged = shop + ".acknowledged";
  std::size_t confirmed = 0;
  for (int round = 0; round < 3; ++round) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::setenv(killedShop, shop.c_str(), 1);
      ::execl("/proc/self/exe", "test_engine", nullptr);
      ::_exit(127);
    }
    // Killed at whatever moment it is in once some more orders were confirmed.
    QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(acknowledged) && std::filesystem::file_size(acknowledged) > 150, 60'000);
    ::kill(child, SIGKILL);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    auto engine = openEngine(shop);
    auto reader = *engine->openReader();
    std::ifstream in(acknowledged);
    QVERIFY(engine->waitForProjections(engine->head().position, 20'000));
    for (std::string id; in >> id; ++confirmed) QVERIFY2(reader->order(id).has_value(), id.c_str());
    QVERIFY(engine->verify()->ok());
    std::filesystem::remove(acknowledged);
  }
  QVERIFY(confirmed > 90);
}

void EngineTest::theZoneCanBeChosenUntilThereIsAnEvent() {
  const tests::TempFolder folder;
  const auto zoned = [](const char* zone) { return [zone](engine::Options& options) { options.zone = zone; }; };
  QCOMPARE(openEngine(folder / "shop")->zone(), std::string("UTC"));
  {
    auto engine = openEngine(folder / "shop", zoned("Europe/London"));
    QCOMPARE(engine->zone(), std::string("Europe/London"));
    engine->submitAndWait(envelope(engine->newCommandId(), orderOf("A1")));
    QVERIFY(engine->waitForProjections(1, 5000, true));
  }
  auto engine = openEngine(folder / "shop", zoned("Asia/Tokyo"));
  QCOMPARE(engine->zone(), std::string("Europe/London"));
  QVERIFY(engine->verify()->ok());
}

void EngineTest::findsTheSameAfterReopening() {
  const tests::TempFolder folder;
  base::CommandId id;
  {
    auto engine = openEngine(folder / "shop");
    id = engine->newCommandId();
    engine->submitAndWait(envelope(id, orderOf("A1")));
    engine->submitAndWait(envelope(engine->newCommandId(), domain::RecordPayment{domain::OrderId("A1"), {50'000}, "card"}));
  }
  auto engine = openEngine(folder / "shop");
  QCOMPARE(engine->head().position, 2);
  const auto again = engine->submitAndWait(envelope(id, orderOf("A1")));
  QCOMPARE(command::name(again.outcome), "duplicate");
  QCOMPARE(again.first->position, 1);
  const auto other = engine->submitAndWait(envelope(id, orderOf("A2")));
  QCOMPARE(other.reason, std::string("IdUsedForOtherContent"));
  auto reader = *engine->openReader();
  QCOMPARE(domain::name(reader->order("A1")->summary.payment), "paid");
}

void EngineTest::refusesAFolderInUse() {
  const tests::TempFolder folder;
  auto owner = openEngine(folder / "shop");
  QCOMPARE(refusal(folder / "shop"), base::ErrorCode::InUse);
}

void EngineTest::readsBesideAnOwner() {
  const tests::TempFolder folder;
  auto owner = openEngine(folder / "shop");
  owner->submitAndWait(envelope(owner->newCommandId(), orderOf("A1")));
  auto beside = openEngine(folder / "shop", [](engine::Options& options) { options.mode = engine::Mode::ReadOnly; });
  QVERIFY(beside->waitForProjections(1, 5000));
  auto reader = *beside->openReader();
  QCOMPARE(reader->stats()->orders, 1);
  const auto receipt = beside->submitAndWait(envelope(owner->newCommandId(), orderOf("A2")));
  QCOMPARE(command::name(receipt.outcome), "denied");
  // A list that its owner has paused is told as such, and not waited for unless that is asked.
  QVERIFY(owner->pause("order_list", "ann", "looking into it").has_value());
  const auto stored = owner->submitAndWait(envelope(owner->newCommandId(), orderOf("A3")));
  QVERIFY(beside->waitForProjections(stored.position, 5000, false));
  // From beside only files can be seen: no sign of life is made up.
  for (const auto& status : beside->projections()) QVERIFY(!status.isWatched);
  for (const auto& status : owner->projections()) QVERIFY(status.isWatched);
  for (const auto& status : beside->projections())
    if (status.name == "order_list") QCOMPARE(status.state == projection::State::Paused ? status.pausedBy + ": " + status.pauseReason : "not paused", std::string("ann: looking into it"));
}

void EngineTest::refusesWhatIsNotOurs() {
  const tests::TempFolder folder;
  std::filesystem::create_directories(folder / "photos");
  std::ofstream(folder / "photos/cat.jpg") << "cat";
  QCOMPARE(refusal(folder / "photos"), base::ErrorCode::Foreign);
  std::filesystem::create_directories(folder / "fake");
  std::ofstream(folder / "fake/journal.sqlite") << "this is no database, but long enough to be read as the header of one: " << std::string(200, 'x');
  QCOMPARE(refusal(folder / "fake"), base::ErrorCode::Foreign);
  // Another program's database that happens to have the name.
  std::filesystem::create_directories(folder / "other");
  {
    const auto files = base::makeDiskFileSystem();
    auto connection = sqlite::Connection::open(folder / "other/journal.sqlite", sqlite::Access::Create, *files);
    QVERIFY(connection->run("CREATE TABLE notes(text)").has_value());
  }
  QCOMPARE(refusal(folder / "other"), base::ErrorCode::Foreign);
  // The same while that program is at work, with all of it in the WAL.
  std::filesystem::create_directories(folder / "live");
  {
    const auto files = base::makeDiskFileSystem();
    auto connection = sqlite::Connection::open(folder / "live/journal.sqlite", sqlite::Access::Create, *files);
    QVERIFY(connection->run("PRAGMA journal_mode=WAL; CREATE TABLE notes(text)").has_value());
    QCOMPARE(refusal(folder / "live"), base::ErrorCode::Foreign);
    QVERIFY(!files->exists(folder / "live/owner.lock"));
    QVERIFY(!files->exists(folder / "live/views"));
  }
  // No lock, no views: not a file was added.
  for (const char* name : {"fake", "other"})
    QCOMPARE(std::distance(std::filesystem::directory_iterator(folder / name), {}), std::ptrdiff_t{1});
  QCOMPARE(refusal(folder / "nowhere", engine::Mode::ReadOnly), base::ErrorCode::NotFound);
  QCOMPARE(refusal(folder / "nowhere", engine::Mode::ReadWrite, false), base::ErrorCode::NotFound);
  QVERIFY(!std::filesystem::exists(folder / "nowhere"));
}

void EngineTest::refusesANewerJournalUntouched() {
  const tests::TempFolder folder;
  openEngine(folder / "shop").reset();
  const auto files = base::makeDiskFileSystem();
  {
    auto connection = sqlite::Connection::open(folder / "shop/journal.sqlite", sqlite::Access::ReadWrite, *files);
    QVERIFY(connection->run("PRAGMA user_version=99").has_value());
    QVERIFY(connection->run("PRAGMA wal_checkpoint(TRUNCATE)").has_value());
  }
  const auto before = files->read(folder / "shop/journal.sqlite");
  QCOMPARE(refusal(folder / "shop"), base::ErrorCode::Newer);
  QVERIFY(*before == *files->read(folder / "shop/journal.sqlite"));
}

void EngineTest::aPauseThatCannotBeWrittenIsAnErrorWithoutThreadsToo() {
  const tests::TempFolder folder;
  auto engine = openEngine(folder / "shop", [](engine::Options& options) { options.threads = false; });
  auto files = base::makeDiskFileSystem();
  auto other = sqlite::Connection::open(projection::viewPath(folder / "shop/views", "order_list", 1), sqlite::Access::ReadWrite, *files);
  QVERIFY(other->run("BEGIN IMMEDIATE").has_value());
  QVERIFY(!engine->pause("order_list", "ann", "x").has_value());
  QVERIFY(other->run("ROLLBACK").has_value());
  QVERIFY(engine->pause("order_list", "ann", "x").has_value());
  QVERIFY(engine->resume("order_list", "ann").has_value());
}

void EngineTest::pausesAndResumesAViewAcrossARestart() {
  const tests::TempFolder folder;
  {
    auto engine = openEngine(folder / "shop");
    QVERIFY(engine->pause("order_list", "ann", "looking into it").has_value());
    QVERIFY(!engine->pause("no_such_list", "ann", "x").has_value());
  }
  auto engine = openEngine(folder / "shop");
  const auto receipt = engine->submitAndWait(envelope(engine->newCommandId(), orderOf("A1")));
  QVERIFY(engine->waitForProjections(receipt.position, 5000, false));
  // By name: the lists that are asked, whatever the others do.
  QVERIFY(engine->waitForProjections(receipt.position, 5000, true, {"revenue", "search"}));
  QVERIFY(!engine->waitForProjections(receipt.position, 0, true, {"revenue", "order_list"}));
  QVERIFY(!engine->waitForProjections(receipt.position, 0, false, {"no_such_list"}));
  for (const auto& status : engine->projections()) {
    QCOMPARE(status.state == projection::State::Paused, status.name == "order_list");
    QCOMPARE(status.lagEvents, status.name == "order_list" ? 1 : 0);
    if (status.name == "order_list") QCOMPARE(status.pausedBy + ": " + status.pauseReason, std::string("ann: looking into it"));
  }
  QVERIFY(engine->resume("order_list", "ben").has_value());
  QVERIFY(engine->waitForProjections(receipt.position, 5000));
}

namespace {

// Every command there is, each accepted.
std::vector<domain::Command> lifeOfAShop() {
  const domain::OrderId a("A1"), b("B1"), c("C1");
  const domain::CustomerId ann("ann");
  const domain::ProductId cup("CUP");
  domain::PlaceOrder hers = orderOf("C1", "CUP", 4);
  hers.customer = ann;
  const domain::LineAmendment fewer{1, {}, {3'000}, {}, {}, {}, {}, {}}, tea{{}, domain::ProductId("TEA"), {2'000}, base::Amount{10'000}, {}, {}, {}, {}};
  return {domain::ListProduct{cup, "Cup", {25'000}, tests::pounds}, domain::ReceiveStock{cup, {10'000}},
          domain::RegisterCustomer{ann, "Ann Whitaker", "ann@example.org", "", "3 Mill Lane"}, orderOf("A1"), orderOf("B1", "CUP", 3),
          domain::RecordPayment{a, {50'000}, "card"}, domain::ShipPackage{a, "", {}, "post"}, domain::RecordDelivery{a, "P1"}, domain::CancelOrder{b, "changed her mind"},
          domain::UpdateProfile{ann, "Ann Sayer", "", "", "", base::Amount{100'000}, tests::pounds}, hers, domain::AmendLines{c, {fewer, tea}, {}},
          domain::ChangeAddress{c, "4 Mill Lane", "NL"}, domain::ConfirmOrder{c}, domain::HoldOrder{c, "no stock of tea"}, domain::AddNote{c, "tea comes on Monday"},
          domain::ReleaseOrder{c}, domain::PickLines{c, {{1, {3'000}}}}, domain::PackLines{c, "BOX", {{1, {3'000}}}}, domain::ShipPackage{c, "BOX", {}, "post"},
          domain::ShipPackage{c, "", {}, "post"}, domain::RecordDeliveryFailure{c, "BOX", "nobody there"}, domain::RecordDelivery{c, "BOX"}, domain::RecordDelivery{c, "P2"},
          domain::RecordPayment{c, {95'000}, ""}, domain::ReturnLines{c, {{1, {1'000}}}, "torn"}, domain::RefundPayment{c, {25'000}},
          domain::ChangePrice{cup, {26'000}, {}}, domain::AdjustStock{cup, {-2'000}, "broken"}};
}

void runLifeOfAShop(engine::Engine& engine) {
  std::set<std::string> given;
  for (const domain::Command& command : lifeOfAShop()) {
    const auto receipt = engine.submitAndWait(envelope(engine.newCommandId(), command));
    QVERIFY2(receipt.outcome == command::Outcome::Accepted, (std::string(domain::typeName(command)) + " " + receipt.reason).c_str());
    given.insert(domain::typeName(command));
  }
  QCOMPARE(given.size(), std::variant_size_v<domain::Command>);
  QVERIFY(engine.waitForProjections(engine.head().position, 5000));
}

}  // namespace

void EngineTest::verifiesAfterEveryKindOfCommand() {
  const tests::TempFolder folder;
  auto engine = openEngine(folder / "shop");
  runLifeOfAShop(*engine);
  const auto report = engine->verify();
  QVERIFY2(report.has_value(), report ? "" : report.error().what.c_str());
  QVERIFY2(report->ok(), report->firstDifference() ? (report->firstDifference()->what + " " + report->firstDifference()->key + " " + report->firstDifference()->expected + " / " + report->firstDifference()->actual).c_str() : "");
  QCOMPARE(report->position, static_cast<store::Position>(lifeOfAShop().size()));
  auto reader = *engine->openReader();
  const auto stats = reader->stats();
  QCOMPARE(stats->byStatus.at(domain::OrderStatus::Delivered), 1);
  QCOMPARE(stats->byStatus.at(domain::OrderStatus::Cancelled), 1);
  QCOMPARE(stats->byStatus.at(domain::OrderStatus::PartReturned), 1);
  const query::RevenueSums& sums = stats->revenue.front();
  QCOMPARE(sums.gross.toText(), std::string("24.50"));  // 5.00 + 7.50 + 10.00 as placed, 2.00 of tea added later
  QCOMPARE(sums.cancelled.toText(), std::string("-10.00"));  // B1, and the cup taken out of C1
  QCOMPARE(sums.returned.toText(), std::string("-2.50"));
  QCOMPARE(sums.net().toText(), std::string("12.00"));
}

void EngineTest::showsAnOrderWithAllItsTracks() {
  const tests::TempFolder folder;
  auto engine = openEngine(folder / "shop");
  runLifeOfAShop(*engine);
  auto reader = *engine->openReader();
  const auto order = reader->order("C1", std::nullopt);
  QVERIFY(order.has_value());
  query::OrderQuery ofAnn;
  ofAnn.filter.where = *query::orderConditionFrom("customer:ann");
  const auto listed = reader->orders(ofAnn);
  QCOMPARE(listed->orders.size(), std::size_t{1});
  QVERIFY(listed->orders.front() == order->summary);
  QCOMPARE(order->summary.total.toText(), std::string("9.50"));
  QCOMPARE(order->summary.payment, domain::PaymentStatus::Paid);
  QCOMPARE(order->refunded.toText() + " " + order->returned.toText(), std::string("2.50 2.50"));
  QVERIFY(order->confirmed && !order->hold);
  QCOMPARE(order->shipTo + ", " + order->summary.country, std::string("4 Mill Lane, NL"));
  QCOMPARE(order->notes.size(), std::size_t{1});
  QCOMPARE(order->notes.front().text, std::string("tea comes on Monday"));
  const query::DocumentLine& line = order->lines.front();
  QCOMPARE(line.picked.toText() + line.packed.toText() + line.shipped.toText() + line.delivered.toText() + line.returned.toText(), std::string("33331"));
  QCOMPARE(order->packages.size(), std::size_t{2});
  QVERIFY(order->packages.front().shipped && order->packages.front().delivered && !order->packages.front().failure);
  const auto held = reader->order("C1", 5);
  QCOMPARE(held->hold.value_or(""), std::string("no stock of tea"));
  QCOMPARE(held->summary.status, domain::OrderStatus::OnHold);
}

void EngineTest::anOrderWithoutATimeIsInNoPeriod() {
  const tests::TempFolder folder;
  std::ofstream(folder / "a.csv") << "o,p,q,u,c,t\nA,x,2,5,ann,2024-02-03\n";
  const auto profile = transfer::readProfile("a", R"({"name":"a","source":"a","shape":"flat_lines","currency":"EUR","date_format":"%Y-%m-%d",
    "columns":{"order":"o","product":"p","quantity":"q","unit_price":"u","customer":"c","placed_at":"t"},
    "classes":[{"name":"return","fate":"return_line","when":[{"column":"o","prefix":"R"}]},{"name":"sale","fate":"sale_line"}]})");
  QVERIFY(profile.problems.empty());
  auto engine = openEngine(folder / "shop");
  QCOMPARE(engine->importFiles(profile.profile, {folder / "a.csv"}, {})->accepted, 1);
  auto noTime = profile.profile;
  noTime.columns.erase("placed_at");
  noTime.source = "b";
  std::ofstream(folder / "b.csv") << "o,p,q,u,c\nB,x,1,5,ann\nC,y,1,3,bob\nR1,y,-1,3,bob\n";
  QCOMPARE(engine->importFiles(noTime, {folder / "b.csv"}, {})->accepted, 3);
  QVERIFY(engine->waitForProjections(engine->head().position, 5000));
  auto reader = *engine->openReader();
  const auto all = reader->orders({});
  std::map<std::string, bool> known;
  for (const auto& order : all->orders) {
    known[order.order] = order.isPlacedKnown;
    QCOMPARE(reader->order(order.order)->summary.isPlacedKnown, order.isPlacedKnown);
  }
  QVERIFY((known == std::map<std::string, bool>{{"A", true}, {"B", false}, {"C", false}}));
  query::OrderQuery recent;
  recent.filter.where = *query::orderConditionFrom("placed>=2025");
  QCOMPARE(reader->orders(recent)->orders.size(), std::size_t{0});
  const auto stats = reader->stats(), elsewhere = reader->stats("Asia/Tokyo");
  QCOMPARE(stats->months.size(), std::size_t{1});
  QCOMPARE(elsewhere->months.size(), std::size_t{1});
  QCOMPARE(stats->undated.size(), std::size_t{1});
  QCOMPARE(stats->undated.front().orders, 2);
  QCOMPARE(stats->revenue.front().gross.toText() + " " + stats->revenue.front().returned.toText(), std::string("18.00 -3.00"));
  QCOMPARE(reader->revenue({})->periods.size(), std::size_t{1});
  QCOMPARE(reader->customer("ann")->summary.lastOrderAt->toText(), std::string("2024-02-03T00:00:00Z"));
  QVERIFY(!reader->customer("bob")->summary.lastOrderAt);
  QVERIFY(engine->verify()->ok());
}

void EngineTest::findsAChangedGuardRow() {
  const tests::TempFolder folder;
  auto engine = openEngine(folder / "shop");
  runLifeOfAShop(*engine);
  engine.reset();
  const auto files = base::makeDiskFileSystem();
  for (const auto& [table, sql] : {std::pair<std::string, const char*>{"credit", "UPDATE credit SET owed=owed+1"}, {"stock", "UPDATE stock SET on_hand=on_hand+1"}, {"stock", "UPDATE stock SET on_hand=on_hand-1, version=version+1"}}) {
    {
      auto connection = sqlite::Connection::open(folder / "shop/journal.sqlite", sqlite::Access::ReadWrite, *files);
      QVERIFY(connection->run(sql).has_value());
    }
    const auto report = openEngine(folder / "shop")->verify();
    QVERIFY(!report->ok());
    QCOMPARE(report->firstDifference()->what, table);
    auto connection = sqlite::Connection::open(folder / "shop/journal.sqlite", sqlite::Access::ReadWrite, *files);
    QVERIFY(connection->run("UPDATE credit SET owed=owed-1").has_value());
  }
}

// No row tells of it: what the index keeps is held against that of a rebuild.
void EngineTest::findsAWordThatLeftTheIndexOfASearch() {
  const tests::TempFolder folder;
  auto engine = openEngine(folder / "shop");
  runLifeOfAShop(*engine);
  engine.reset();
  const auto files = base::makeDiskFileSystem();
  {
    auto connection = sqlite::Connection::open(folder / "shop/views/search-1.sqlite", sqlite::Access::ReadWrite, *files);
    QVERIFY(connection->run("INSERT INTO words(words, rowid, id, customer, products, text, person, notes) SELECT 'delete', document, id, customer, products, text, person, notes FROM documents WHERE id='B1'").has_value());
  }
  engine = openEngine(folder / "shop");
  const auto report = engine->verify();
  QVERIFY(!report->ok());
  QCOMPARE(report->firstDifference()->what, std::string("search"));
  QCOMPARE(report->firstDifference()->key, std::string("word b1"));
  QVERIFY(!report->journalDamaged);
}

// Each with what made it so, and making them anew keeps what a person said of them.
void EngineTest::namesEachListThatDiffers() {
  const tests::TempFolder folder;
  auto engine = openEngine(folder / "shop");
  runLifeOfAShop(*engine);
  QVERIFY(engine->pause("operations", "ann", "looking into it").has_value());
  engine.reset();
  const auto files = base::makeDiskFileSystem();
  for (const auto& [list, sql] : {std::pair<std::string, const char*>{"operations", "UPDATE orders SET total=total+1 WHERE number=1"}, {"order_list", "UPDATE facets SET orders=orders+1"}}) {
    auto connection = sqlite::Connection::open(folder / "shop/views/" + list + "-1.sqlite", sqlite::Access::ReadWrite, *files);
    QVERIFY(connection->run(sql).has_value());
  }
  engine = openEngine(folder / "shop");
  const auto report = engine->verify();
  QCOMPARE(report->differences.size(), std::size_t{2});
  for (const care::Difference& each : report->differences) {
    QVERIFY2(!each.events.empty(), each.what.c_str());
    QVERIFY(engine->beginRebuild(each.what, "ann", false).has_value());
    const auto rebuilt = engine->awaitRebuild(each.what, {});
    QVERIFY(rebuilt.has_value() && (rebuilt->isUsed || engine->acceptRebuild(each.what).has_value()));
  }
  QVERIFY(engine->verify()->ok());
  for (const projection::Status& list : engine->projections()) QCOMPARE(list.pauseReason, std::string(list.name == "operations" ? "looking into it" : ""));
}

void EngineTest::aListThatCannotBeOpenedStopsNothingElse() {
  const tests::TempFolder folder;
  runLifeOfAShop(*openEngine(folder / "shop"));
  const std::string path = folder / "shop/views/order_list-1.sqlite";
  const auto files = base::makeDiskFileSystem();
  for (const char* suffix : {"", "-wal", "-shm"}) (void)files->remove(path + suffix);
  QVERIFY(files->makeFolder(path).has_value());
  auto engine = openEngine(folder / "shop");
  QCOMPARE(engine->submitAndWait(tests::envelope(engine->newCommandId(), tests::orderOf("Z9"))).outcome, command::Outcome::Accepted);
  QVERIFY(engine->waitForProjections(engine->head().position, 30'000, false));
  const auto check = [&](engine::Engine& shop) {
    std::size_t failed = 0;
    const auto all = shop.projections();
    for (const projection::Status& list : all) {
      if (list.name != "order_list") continue;
      ++failed;
      QCOMPARE(list.state, projection::State::Failed);
      QVERIFY2(list.failure->what.find(path) != std::string::npos && list.failure->action.starts_with("move " + path + " away"), list.failure->action.c_str());
    }
    QCOMPARE(failed, std::size_t{1});
    QCOMPARE(all.size(), projection::readModelNames().size());
  };
  check(*engine);
  QVERIFY2(engine->health().reason.find("order_list") != std::string::npos, engine->health().reason.c_str());
  QVERIFY2(engine->pause("order_list", "ann", "x").error().what.find("could not be opened") != std::string::npos, "says that there is no such list");
  const auto report = engine->verify();
  QVERIFY2(report.has_value(), report ? "" : report.error().what.c_str());
  QVERIFY(!report->ok() && !report->journalDamaged && report->differences.size() == 1 && report->differences.front().what == "order_list");
  engine::Options reading;
  reading.dataFolder = folder / "shop";
  reading.mode = engine::Mode::ReadOnly;
  check(**engine::Engine::open(reading));
  // What it is told to do helps.
  engine.reset();
  QVERIFY(files->remove(path).has_value());
  engine = openEngine(folder / "shop");
  QVERIFY(engine->waitForProjections(engine->head().position, 30'000));
  QVERIFY(engine->verify()->ok());
}

void EngineTest::anOrderThatSeveralListsLackIsCountedOnce() {
  const tests::TempFolder folder;
  runLifeOfAShop(*openEngine(folder / "shop"));
  {
    const auto files = base::makeDiskFileSystem();
    base::SystemClock clock;
    store::SqliteStoreOptions options;
    options.path = folder / "shop/journal.sqlite";
    auto journal = store::SqliteEventStore::open(options, *files, clock);
    QVERIFY(journal.has_value());
    for (const char* id : {"B1", "F9"}) {
      store::AppendRequest future;
      future.command = base::CommandId::fromText(std::string("00000000-0000-8000-8000-0000000000") + id).value_or(base::CommandId{});
      future.principal = "later version";
      future.streams.push_back({{domain::Category::Order, id}, {}});
      future.events.push_back({0, 200, 1, {0x80}, {}, {}});
      (*journal)->append({future}, clock.wall(), [](store::EventStore::AppendResult result) {
        if (!result) qFatal("%s", result.error().what.c_str());
      });
    }
  }
  auto engine = openEngine(folder / "shop");
  QVERIFY(engine->waitForProjections(engine->head().position, 30'000));
  std::int64_t pairs = 0;
  for (const projection::Status& list : engine->projections()) pairs += list.parked;
  QVERIFY(pairs > 2);
  QCOMPARE(engine->health().setAside, 2);
  QCOMPARE(engine->health().discarded, 0);
  // Of one of them the event is discarded, in each list that lacks it.
  std::int64_t lists = 0;
  for (const projection::Status& list : engine->projections()) {
    if (list.parked == 0) continue;
    const auto parked = engine->parked(list.name);
    QVERIFY(parked.has_value());
    for (const projection::ParkedStream& stream : parked->front().second.streams)
      if (stream.stream.id == "F9") lists += engine->retryParked(list.name, {stream.stream.toText(), {}, "test", "of no use", false}).has_value();
  }
  QVERIFY(lists > 1);
  std::int64_t discarded = 0;
  for (const projection::Status& list : engine->projections()) discarded += list.discarded;
  QVERIFY(discarded > 1);
  QCOMPARE(engine->health().discarded, 1);
}

void EngineTest::findsAChangedByteInAView() {
  const tests::TempFolder folder;
  auto engine = openEngine(folder / "shop");
  runLifeOfAShop(*engine);
  engine.reset();
  const auto files = base::makeDiskFileSystem();
  {
    auto connection = sqlite::Connection::open(folder / "shop/views/order_list-1.sqlite", sqlite::Access::ReadWrite, *files);
    QVERIFY(connection->run("UPDATE order_list SET total=total+1 WHERE id='B1'").has_value());
  }
  engine = openEngine(folder / "shop");
  const auto report = engine->verify();
  QVERIFY(!report->ok());
  QCOMPARE(report->firstDifference()->what, std::string("order_list"));
  QCOMPARE(report->firstDifference()->key, std::string("2"));
  QVERIFY(!report->journalDamaged);
  // The row was never so; what made it are the events of its order.
  QCOMPARE(*report->firstDifference()->divergedAfter, 0);
  const auto page = (*engine->openReader())->events(0, 100, "order-B1");
  std::vector<store::Position> events;
  for (const auto& event : page->events) events.push_back(event.position);
  QVERIFY(!events.empty());
  QVERIFY(report->firstDifference()->events == events);
  QCOMPARE(report->certificates.size(), projection::readModelNames().size() - 1);
}

// As if the list had lost the last event.
void EngineTest::tellsAfterWhichEventARowDiverged() {
  const tests::TempFolder folder;
  auto engine = openEngine(folder / "shop");
  const auto files = base::makeDiskFileSystem();
  const auto give = [&](const domain::Command& command) {
    QCOMPARE(engine->submitAndWait(envelope(engine->newCommandId(), command)).outcome, command::Outcome::Accepted);
    QVERIFY(engine->waitForProjections(engine->head().position, 5000));
  };
  const auto list = [&](sqlite::Access access) { return sqlite::Connection::open(folder / "shop/views/order_list-1.sqlite", access, *files); };
  give(orderOf("A0"));
  give(orderOf("A1"));
  give(domain::AddNote{domain::OrderId("A1"), "ring twice"});
  const std::string changedAt = *list(sqlite::Access::ReadOnly)->text("SELECT changed_at FROM order_list WHERE id='A1'");
  give(domain::AddNote{domain::OrderId("A0"), "no hurry"});
  give(domain::AddNote{domain::OrderId("A1"), "ring once"});
  engine.reset();
  QVERIFY(list(sqlite::Access::ReadWrite)->run(("UPDATE order_list SET version=2, changed_at=" + changedAt + " WHERE id='A1'").c_str()).has_value());
  engine = openEngine(folder / "shop");
  const auto report = engine->verify();
  QCOMPARE(report->firstDifference()->key, std::string("2"));
  QCOMPARE(*report->firstDifference()->divergedAfter, 3);
  QVERIFY((report->firstDifference()->events == std::vector<store::Position>{2, 3, 5}));
  // Rows that are gone, or that nothing made, are found as well.
  engine.reset();
  QVERIFY(list(sqlite::Access::ReadWrite)->run("DELETE FROM order_list WHERE id='A0'").has_value());
  auto gone = openEngine(folder / "shop")->verify();
  QCOMPARE(gone->firstDifference()->key + " " + gone->firstDifference()->actual, std::string("1 no row"));
  QVERIFY((gone->firstDifference()->events == std::vector<store::Position>{1, 4}));
  QVERIFY(list(sqlite::Access::ReadWrite)->run("UPDATE order_list SET number=0 WHERE id='A1'").has_value());
  const auto invented = openEngine(folder / "shop")->verify();
  QCOMPARE(invented->firstDifference()->key + " " + invented->firstDifference()->expected, std::string("0 no row"));
  QVERIFY(invented->firstDifference()->events.empty() && invented->firstDifference()->divergedAfter == 0);
}

void EngineTest::findsAChangedByteInTheJournal() {
  const tests::TempFolder folder;
  auto engine = openEngine(folder / "shop");
  runLifeOfAShop(*engine);
  engine.reset();
  const auto files = base::makeDiskFileSystem();
  {
    auto connection = sqlite::Connection::open(folder / "shop/journal.sqlite", sqlite::Access::ReadWrite, *files);
    QVERIFY(connection->run("UPDATE events SET payload=x'820102' WHERE position=6").has_value());
  }
  engine = openEngine(folder / "shop");
  const auto report = engine->verify();
  QVERIFY(report->journalDamaged);
  QCOMPARE(report->firstDifference()->position, 6);
}

void EngineTest::findsWhatWasChangedBesideTheEvents_data() {
  QTest::addColumn<QString>("sql");
  QTest::addColumn<QString>("told");
  for (const char* sql : {"UPDATE outcomes SET command_id=x'00112233445566778899aabbccddeeff' WHERE seq=1", "UPDATE outcomes SET content=zeroblob(16) WHERE seq=1",
                          "UPDATE outcomes SET received_at=received_at+1 WHERE seq=1", "UPDATE outcomes SET decided_us=decided_us+1 WHERE seq=-1", "UPDATE outcomes SET reason=reason+1 WHERE seq=-1",
                          "UPDATE outcomes SET received_at=received_at+1 WHERE seq=-2", "DELETE FROM outcomes WHERE seq=-1", "DELETE FROM outcomes WHERE seq=-2", "UPDATE principals SET name='eve' WHERE principal=1",
                          "UPDATE import_files SET accepted=accepted+1", "UPDATE import_files SET rows=rows+1", "UPDATE import_files SET file='other'", "INSERT INTO import_files VALUES(77, 'f', 1, 1)", "UPDATE import_ignored SET rows=rows+1", "UPDATE import_quarantine SET reason='other'", "UPDATE import_quarantine SET raw=raw||' '",
                          "DELETE FROM import_quarantine", "UPDATE import_documents SET stream=1", "DELETE FROM import_documents", "UPDATE import_documents SET chunk=77",
                          "INSERT INTO import_chunks VALUES(77, 'x', zeroblob(16), 1, 2)", "UPDATE commits SET eventless=-1 WHERE eventless=-2", "UPDATE streams SET category=category+256 WHERE stream=1", "UPDATE outcomes SET count=count+4294967296 WHERE seq=1",
                          "UPDATE outcomes SET outcome=outcome+256 WHERE seq=1", "UPDATE outcomes SET reason=reason+4294967296 WHERE seq=-1", "UPDATE events SET type=type+4294967296 WHERE position=1",
                          "UPDATE events SET origin=origin+256 WHERE position=1", "UPDATE outcomes SET command_id=CAST(command_id||x'00' AS BLOB) WHERE seq=1", "UPDATE outcomes SET content=CAST(content||x'00' AS BLOB) WHERE seq=1",
                          "UPDATE import_documents SET source='other'", "INSERT INTO streams(stream, category, id, version) VALUES(77, 1, 'A77', 3)", "UPDATE streams SET state_version=99, state=x'01' WHERE stream=1", "UPDATE events SET correlation=zeroblob(16) WHERE position=1", "UPDATE events SET causation=zeroblob(16) WHERE position=1", "UPDATE events SET subject=1 WHERE position=1",
                          "UPDATE outcomes SET link=zeroblob(16) WHERE seq=1", "UPDATE outcomes SET body='{}' WHERE seq=1", "UPDATE import_quarantine SET id=id+100", "INSERT INTO principals(name) VALUES('eve')", "INSERT INTO audit VALUES(1, 1, 'eve', 'x', 'y')",
                          "DROP INDEX streams_by_number", "CREATE TABLE more(one)", "CREATE TRIGGER more AFTER INSERT ON events BEGIN UPDATE stock SET on_hand=on_hand+1; END"})
    QTest::newRow(sql) << sql << "journal";
  // What the witness or the digest of the settings tells, or what nothing can be written without.
  for (const char* sql : {"DELETE FROM outcomes WHERE seq=-3", "UPDATE outcomes SET seq=-9 WHERE seq=-3", "UPDATE settings SET value='Asia/Tokyo' WHERE key='zone'", "UPDATE settings SET value='2' WHERE key='incarnation'",
                          "UPDATE settings SET value=value||'0' WHERE key='store_id'", "INSERT INTO settings VALUES('unknown', '1')", "UPDATE segments SET file='other.sqlite'"})
    QTest::newRow(sql) << sql << "opening";
  for (const char* sql : {"DELETE FROM fence", "UPDATE fence SET value=-5", "UPDATE fence SET value=0", "UPDATE fence SET value=9223372036854775807"}) QTest::newRow(sql) << sql << "journal";
  for (const char* sql : {"UPDATE streams SET number=number+7 WHERE stream=2", "UPDATE streams SET number=NULL WHERE stream=2"})
    QTest::newRow(sql) << sql << "tables";
}

void EngineTest::findsWhatWasChangedBesideTheEvents() {
  QFETCH(QString, sql);
  QFETCH(QString, told);
  const tests::TempFolder folder;
  {
    auto engine = openEngine(folder / "shop");
    const auto place = [&](const char* id) { return engine->submitAndWait(envelope(engine->newCommandId(), orderOf(id))).outcome; };
    QCOMPARE(place("A1"), command::Outcome::Accepted);
    QCOMPARE(place("A1"), command::Outcome::Rejected);
    QCOMPARE(place("A1"), command::Outcome::Rejected);
    QCOMPARE(place("A2"), command::Outcome::Accepted);
    QCOMPARE(place("A2"), command::Outcome::Rejected);
    importFixture(*engine);
    QVERIFY(engine->verify()->ok());
  }
  const auto files = base::makeDiskFileSystem();
  {
    auto connection = sqlite::Connection::open(folder / "shop/journal.sqlite", sqlite::Access::ReadWrite, *files);
    QVERIFY(connection->run(sql.toUtf8().constData()).has_value());
    QVERIFY(!sql.startsWith("UPDATE") || *connection->number("SELECT total_changes()") > 0);
  }
  QCOMPARE(toldBy(folder / "shop"), told);
  // Nobody may write where a second writer would not be kept out.
  if (sql.contains("fence")) QCOMPARE(refusal(folder / "shop"), base::ErrorCode::Damaged);
}

void EngineTest::findsADamagedIndex_data() {
  QTest::addColumn<QString>("index");
  for (const char* index : {"sqlite_autoindex_outcomes_1", "sqlite_autoindex_streams_1", "streams_by_number", "sqlite_autoindex_events_1", "sqlite_autoindex_principals_1", "sqlite_autoindex_import_chunks_1",
                            "import_documents_by_chunk", "import_quarantine_by_chunk"})
    QTest::newRow(index) << index;
}

void EngineTest::findsADamagedIndex() {
  QFETCH(QString, index);
  const tests::TempFolder folder;
  {
    auto engine = openEngine(folder / "shop");
    QCOMPARE(engine->submitAndWait(envelope(engine->newCommandId(), orderOf("A1"))).outcome, command::Outcome::Accepted);
    importFixture(*engine);
  }
  const auto files = base::makeDiskFileSystem();
  std::int64_t page = 0, pageBytes = 0;
  {
    auto connection = sqlite::Connection::open(folder / "shop/journal.sqlite", sqlite::Access::ReadWrite, *files);
    page = *connection->number(("SELECT rootpage FROM sqlite_schema WHERE name='" + index.toStdString() + "'").c_str());
    pageBytes = *connection->number("PRAGMA page_size");
  }
  QVERIFY(page > 1);
  {
    // Entries fill a page from its end, so its last byte is one of an entry.
    std::fstream file(folder / "shop/journal.sqlite", std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(page * pageBytes - 1);
    const char byte = static_cast<char>(file.get() ^ 1);
    file.seekp(page * pageBytes - 1);
    file.put(byte);
    QVERIFY(file.good());
  }
  QCOMPARE(toldBy(folder / "shop"), QString("journal"));
}

void EngineTest::tellsOfALostJournal() {
  const tests::TempFolder folder;
  QCOMPARE(openEngine(folder / "shop")->submitAndWait(envelope({}, orderOf("A1"))).outcome, command::Outcome::Accepted);
  const std::string journal = folder / "shop/journal.sqlite";
  const auto files = base::makeDiskFileSystem();
  const auto setVersion = [&](int version) { return sqlite::Connection::open(journal, sqlite::Access::ReadWrite, *files)->run(("PRAGMA user_version=" + std::to_string(version)).c_str()).has_value(); };
  // One of an earlier format is whole.
  QVERIFY(setVersion(1));
  QCOMPARE(refusal(folder / "shop"), base::ErrorCode::Foreign);
  QVERIFY(setVersion(3));
  std::ofstream(journal, std::ios::in | std::ios::out | std::ios::binary) << "no journal any more";
  std::filesystem::copy_file(journal, folder / "kept");
  for (const bool create : {true, false}) QCOMPARE(refusal(folder / "shop", engine::Mode::ReadWrite, create), base::ErrorCode::Damaged);
  std::filesystem::remove(journal);
  for (const bool create : {true, false}) QCOMPARE(refusal(folder / "shop", engine::Mode::ReadWrite, create), base::ErrorCode::Damaged);
  QCOMPARE(refusal(folder / "shop", engine::Mode::ReadOnly, false), base::ErrorCode::Damaged);
  QVERIFY(!std::filesystem::exists(journal));
}

void EngineTest::aReaderMayComeWhileTheZoneIsChosen() {
  const tests::TempFolder folder;
  const auto files = base::makeDiskFileSystem();
  const base::SystemClock clock;
  const auto open = [&](bool readOnly, const char* zone) { return store::SqliteEventStore::open({folder / "journal.sqlite", readOnly, "test", zone, {}}, *files, clock); };
  QVERIFY(open(false, "UTC").has_value());
  std::atomic<bool> done{false};
  std::jthread chooser([&] {
    for (int i = 0; i < 400; ++i) (void)open(false, i % 2 == 0 ? "Europe/Malta" : "UTC");
    done = true;
  });
  int opened = 0;
  while (!done) {
    const auto reader = open(true, "");
    if (!reader) QVERIFY2(reader.error().code == base::ErrorCode::InUse, reader.error().what.c_str());
    opened += reader.has_value();
  }
  QVERIFY(opened > 0);
}

void EngineTest::aKeptStateIsExactWhenTheClockIsSetBack() {
  const tests::TempFolder folder;
  base::ManualClock clock({1'700'000'000'000'000});
  auto engine = openEngine(folder / "shop", [&](engine::Options& options) {
    options.threads = false;
    options.clock = &clock;
  });
  const auto give = [&](domain::Command command) {
    auto outcome = command::Outcome::Unknown;
    engine->submit(envelope(engine->newCommandId(), std::move(command)), [&](const command::Receipt& receipt) { outcome = receipt.outcome; });
    clock.advanceMicros(250);
    engine->step();
    return outcome;
  };
  QCOMPARE(give(orderOf("A1")), command::Outcome::Accepted);
  for (int i = 0; i < 40; ++i) {
    QCOMPARE(give(domain::RecordPayment{domain::OrderId("A1"), {100}, "card"}), command::Outcome::Accepted);
    clock.advanceMicros(i % 7 == 3 ? -5'000'000 : 1'000'000);
  }
  const auto report = engine->verify();
  QVERIFY(report->ok());
}

void EngineTest::rolesOfTheFolderHoldOnBothLanes() {
  const tests::TempFolder folder;
  engine::Options options;
  options.dataFolder = folder / "shop";
  options.principal = security::Principal::of("ada", {security::Role::Administrator});
  auto engine = engine::Engine::open(options);
  QVERIFY(engine.has_value());
  const base::CommandId id = (*engine)->newCommandId();
  const auto denied = (*engine)->submitAndWait(envelope(id, orderOf("A1")));
  QCOMPARE(denied.outcome, command::Outcome::Denied);
  // A name in the envelope brings no role with it.
  auto named = envelope((*engine)->newCommandId(), orderOf("A1"));
  named.actor = "operator";
  QCOMPARE((*engine)->submitAndWait(named).outcome, command::Outcome::Denied);
  // The denial is kept, as every outcome is.
  QCOMPARE((*engine)->submitAndWait(envelope(id, orderOf("A1"))).outcome, command::Outcome::Duplicate);
  QCOMPARE((*engine)->head().position, 0);
  auto reader = (*engine)->openReader();
  QVERIFY(reader.has_value());
  QCOMPARE((*reader)->orders({}).error().code, base::ErrorCode::Denied);
  QVERIFY((*reader)->orderCounts().has_value());
}

void EngineTest::findsAStateThatIsNotTheFold() {
  const tests::TempFolder folder;
  auto engine = openEngine(folder / "shop");
  QCOMPARE(engine->submitAndWait(envelope(engine->newCommandId(), orderOf("A1"))).outcome, command::Outcome::Accepted);
  for (int i = 0; i < 20; ++i) engine->submitAndWait(envelope(engine->newCommandId(), domain::RecordPayment{domain::OrderId("A1"), {100}, "card"}));
  QVERIFY(engine->verify()->ok());
  engine.reset();
  const auto files = base::makeDiskFileSystem();
  {
    auto connection = sqlite::Connection::open(folder / "shop/journal.sqlite", sqlite::Access::ReadWrite, *files);
    QCOMPARE(*connection->number("SELECT count(*) FROM streams WHERE state IS NOT NULL"), 1);
    // The state of two events earlier.
    QVERIFY(connection->run("UPDATE streams SET state_version=state_version+2").has_value());
  }
  engine = openEngine(folder / "shop");
  const auto report = engine->verify();
  QVERIFY(!report->ok() && !report->journalDamaged);
  QCOMPARE(report->firstDifference()->what, std::string("streams"));
}

// TWINLANE_ROUNDS=100000 for the long run.
void EngineTest::ofManyClientsForOneOrderOneWinsEachRound() {
  const tests::TempFolder folder;
  auto engine = openEngine(folder / "shop", [](engine::Options& options) { options.projections = false; });
  QCOMPARE(engine->submitAndWait(envelope(engine->newCommandId(), orderOf("A1"))).outcome, command::Outcome::Accepted);
  constexpr int clients = 64;
  const int rounds = qEnvironmentVariableIsSet("TWINLANE_ROUNDS") ? qEnvironmentVariableIntValue("TWINLANE_ROUNDS") : 100;
  std::atomic<int> won{0}, lost{0}, other{0}, wrongRounds{0};
  std::int64_t version = 1;
  const auto judge = [&]() noexcept {
    if (won.exchange(0) != 1 || lost.exchange(0) != clients - 1 || other.exchange(0) != 0) ++wrongRounds;
    ++version;
  };
  std::barrier round(clients, judge);
  std::vector<std::jthread> threads;
  for (int client = 0; client < clients; ++client)
    threads.emplace_back([&, name = "client " + std::to_string(client)] {
      for (int i = 0; i < rounds; ++i) {
        command::Envelope note = envelope(engine->newCommandId(), domain::AddNote{domain::OrderId("A1"), name});
        note.expectedVersion = version;
        const command::Receipt receipt = engine->submitAndWait(std::move(note));
        // Who lost is told who won.
        const bool toldWhy = receipt.since.size() == 1 && receipt.since.front().version == *receipt.actual && receipt.commutes == domain::Conflict::Commutes;
        ++(receipt.outcome == command::Outcome::Accepted ? won : receipt.outcome == command::Outcome::Conflict && toldWhy ? lost : other);
        round.arrive_and_wait();
      }
    });
  threads.clear();
  QCOMPARE(wrongRounds.load(), 0);
  QCOMPARE(engine->head().position, rounds + 1);
}

void EngineTest::saysBusyWhenTheQueueIsFull() {
  const tests::TempFolder folder;
  auto engine = openEngine(folder / "shop", [](engine::Options& options) {
    options.threads = false;
    options.commandQueue = 3;
  });
  int accepted = 0, busy = 0;
  for (int i = 0; i < 5; ++i)
    engine->submit(envelope(engine->newCommandId(), orderOf("")), [&](const command::Receipt& receipt) {
      accepted += receipt.outcome == command::Outcome::Accepted;
      busy += receipt.outcome == command::Outcome::Busy && receipt.retryAfterMs > 0;
    });
  QCOMPARE(busy, 2);
  while (engine->step()) {
  }
  QCOMPARE(accepted, 3);
  QCOMPARE(engine->head().position, 3);
}

TWINLANE_TEST(EngineTest)
#include "engine_test.moc"
