// What the engine keeps of its own work: traces that go on until every list shows the event, and telemetry.sqlite.
#include "engine/engine.h"
#include "support/sample_orders.h"
#include "support/temp_folder.h"
#include "support/test_main.h"
#include "telemetry/kept_telemetry.h"

#include <fstream>

using namespace twinlane;
using tests::envelope;
using tests::orderOf;

namespace {

std::unique_ptr<engine::Engine> openKeeping(const std::string& folder, const std::function<void(engine::Options&)>& edit = {}) {
  engine::Options options;
  options.dataFolder = folder;
  options.telemetryKept = true;
  if (edit) edit(options);
  auto opened = engine::Engine::open(options);
  if (!opened) qFatal("%s", opened.error().what.c_str());
  return std::move(*opened);
}

std::int64_t sumOf(const std::string& folder, const std::string& series, int step = 1) {
  auto kept = telemetry::KeptTelemetry::open(folder + "/telemetry.sqlite", *base::makeDiskFileSystem());
  if (!kept) return -1;
  const auto points = kept->series({series, {}, {}, step});
  if (!points) return -2;
  std::int64_t sum = 0;
  for (const telemetry::SeriesPoint& point : points->points) sum += point.value;
  return sum;
}

// The machine's time, in leaps as large as asked for.
class LeapingClock final : public base::Clock {
 public:
  base::Timestamp wall() const override { return {m_clock.wall().micros + wallLeap.load()}; }
  base::SteadyTime steady() const override { return {m_clock.steady().nanos + steadyLeap.load()}; }
  std::atomic<std::int64_t> wallLeap{0}, steadyLeap{0};

 private:
  base::SystemClock m_clock;
};

}  // namespace

class TelemetryEngineTest : public QObject {
  Q_OBJECT
 private slots:
  void aTraceGoesOnUntilEveryListShowsIt();
  void eachCommandOfAShopThatIsNotInAHurryIsKept();
  void aRefusedCommandGoesNoFurther();
  void aCommandThatIsSentAgainKeepsItsTrace();
  void keepsFiguresFromOneOpeningToTheNext();
  void clocksThatLeapLoseNoFigures();
  void aFileThatCannotBeReadIsNoObstacle();
  void keepsNothingUnlessAsked();
};

void TelemetryEngineTest::aTraceGoesOnUntilEveryListShowsIt() {
  const tests::TempFolder folder;
  auto engine = openKeeping(folder / "shop");
  const base::Clock& clock = engine->clock();
  std::map<std::string, std::int64_t> wholes;  // from before it was given until it was seen in all lists
  for (int i = 0; i < 20; ++i) {
    const auto id = engine->newCommandId();
    const base::SteadyTime given = clock.steady();
    const command::Receipt receipt = engine->submitAndWait(envelope(id, orderOf("A" + std::to_string(i))));
    QVERIFY(engine->waitForProjections(receipt.position, 20'000));
    wholes[id.toText()] = clock.steady().nanos - given.nanos;
  }
  const std::size_t lists = engine->projections().size();
  engine->stop();
  const auto traces = engine->telemetry()->traces;
  QCOMPARE(traces.slowest.size(), std::size_t{20});
  for (const telemetry::Trace& trace : traces.slowest) {
    QCOMPARE(trace.lists.size(), lists);
    for (const telemetry::ListHops& list : trace.lists) QVERIFY(trace.totalNanos() + list.totalNanos() <= wholes.at(trace.command.toText()));
  }
  for (const telemetry::ListSummary& list : engine->telemetry()->lists) {
    QCOMPARE(list.applied, 20);
    QVERIFY(list.apply.count > 0 && list.apply.count == list.commit.count && list.decode.count == list.commit.count);
  }
  // What the file says is the same.
  auto kept = telemetry::KeptTelemetry::open(folder / "shop/telemetry.sqlite", *base::makeDiskFileSystem());
  const auto read = kept->trace(traces.slowest.front().command);
  QVERIFY(read.has_value());
  QCOMPARE(read->trace.lists.size(), lists);
  QCOMPARE(read->trace.totalNanos(), traces.slowest.front().totalNanos());
}

void TelemetryEngineTest::eachCommandOfAShopThatIsNotInAHurryIsKept() {
  const tests::TempFolder folder;
  LeapingClock clock;
  std::vector<base::CommandId> ids;
  std::size_t lists = 0;
  {
    auto engine = openKeeping(folder / "shop", [&](engine::Options& options) { options.clock = &clock; });
    lists = engine->projections().size();
    // More than are among the slowest; a second has no more than forty of them.
    for (int i = 0; i < 120; ++i) {
      if (i % 40 == 0) clock.steadyLeap += 1'000'000'000;
      ids.push_back(engine->newCommandId());
      QCOMPARE(command::name(engine->submitAndWait(envelope(ids.back(), orderOf("A" + std::to_string(i)))).outcome), "accepted");
    }
    QVERIFY(engine->waitForProjections(engine->head().position, 20'000));
    engine->stop();
    for (const base::CommandId& id : ids) QCOMPARE(engine->trace(id)->lists.size(), lists);
  }
  // Of the next opening they are read from the file.
  auto engine = openKeeping(folder / "shop");
  for (const base::CommandId& id : ids) QCOMPARE(engine->trace(id)->lists.size(), lists);
  QCOMPARE(engine->trace(engine->newCommandId()).error().code, base::ErrorCode::NotFound);
}

void TelemetryEngineTest::aRefusedCommandGoesNoFurther() {
  const tests::TempFolder folder;
  auto engine = openKeeping(folder / "shop");
  QCOMPARE(command::name(engine->submitAndWait(envelope(engine->newCommandId(), domain::ConfirmOrder{domain::OrderId("none")})).outcome), "rejected");
  QCOMPARE(command::name(engine->submitAndWait(envelope(engine->newCommandId(), orderOf("A"))).outcome), "accepted");
  engine->stop();
  for (const telemetry::Trace& trace : engine->telemetry()->traces.slowest) QCOMPARE(trace.lists.empty(), trace.position == 0);
}

// Neither the same nor another under its id takes its lists from it.
void TelemetryEngineTest::aCommandThatIsSentAgainKeepsItsTrace() {
  const tests::TempFolder folder;
  base::CommandId id;
  std::int64_t nanos = 0;
  {
    auto engine = openKeeping(folder / "shop");
    id = engine->newCommandId();
    const command::Receipt receipt = engine->submitAndWait(envelope(id, orderOf("A1")));
    QVERIFY(engine->waitForProjections(receipt.position, 20'000));
    engine->stop();
    nanos = engine->trace(id)->totalNanos();
  }
  auto engine = openKeeping(folder / "shop");
  const std::size_t lists = engine->projections().size();
  QCOMPARE(command::name(engine->submitAndWait(envelope(id, orderOf("A1"))).outcome), "duplicate");
  QCOMPARE(command::name(engine->submitAndWait(envelope(id, orderOf("A2"))).outcome), "rejected");
  QCOMPARE(engine->trace(id)->lists.size(), lists);
  engine->stop();
  auto kept = telemetry::KeptTelemetry::open(folder / "shop/telemetry.sqlite", *base::makeDiskFileSystem());
  const auto read = kept->trace(id);
  QVERIFY(read.has_value());
  QCOMPARE(read->trace.lists.size(), lists);
  QCOMPARE(read->trace.totalNanos(), nanos);
}

void TelemetryEngineTest::keepsFiguresFromOneOpeningToTheNext() {
  const tests::TempFolder folder;
  const std::string shop = folder / "shop";
  for (int opening = 1; opening <= 2; ++opening) {
    auto engine = openKeeping(shop);
    QCOMPARE(engine->telemetryNote(), std::string());
    for (int i = 0; i < 5; ++i) (void)engine->submitAndWait(envelope(engine->newCommandId(), orderOf("")));
    (void)engine->submitAndWait(envelope(engine->newCommandId(), domain::ConfirmOrder{domain::OrderId("none")}));
    QVERIFY(engine->waitForProjections(engine->head().position, 20'000));
    // The second one is answered from memory.
    for (int ask = 0; ask < 2; ++ask) QVERIFY((*engine->openReader())->orders({}).has_value());
    engine->stop();
    for (const int step : {1, 60}) {
      QCOMPARE(sumOf(shop, "commands.accepted", step), opening * 5);
      QCOMPARE(sumOf(shop, "commands.rejected", step), opening);
      QCOMPARE(sumOf(shop, "events.stored", step), opening * 5);
      QCOMPARE(sumOf(shop, "list.order_list.applied", step), opening * 5);
      QCOMPARE(sumOf(shop, "query.orders.count", step), opening * 2);
      QCOMPARE(sumOf(shop, "query.orders.cache_hits", step), opening);
    }
    QVERIFY(sumOf(shop, "answers.p99_us") > 0);
    QVERIFY(sumOf(shop, "list.order_list.commit_p50_ns") > 0);
  }
}

void TelemetryEngineTest::clocksThatLeapLoseNoFigures() {
  const tests::TempFolder folder;
  const std::string shop = folder / "shop";
  LeapingClock clock;
  auto engine = openKeeping(shop, [&](engine::Options& options) { options.clock = &clock; });
  const std::int64_t leaps[][2] = {{0, 0}, {-86'400'000'000, 0}, {0, 3'600'000'000'000}, {172'800'000'000, 0}};
  for (const auto& [wall, steady] : leaps) {
    clock.wallLeap += wall;
    clock.steadyLeap += steady;
    (void)engine->submitAndWait(envelope(engine->newCommandId(), orderOf("")));
  }
  engine->stop();
  QCOMPARE(sumOf(shop, "commands.accepted"), 4);
  QCOMPARE(sumOf(shop, "commands.accepted", 60), 4);
}

void TelemetryEngineTest::aFileThatCannotBeReadIsNoObstacle() {
  const tests::TempFolder folder;
  const std::string shop = folder / "shop";
  openKeeping(shop)->stop();
  std::ofstream(shop + "/telemetry.sqlite") << "no database at all";
  for (const char* ending : {"-wal", "-shm"}) std::filesystem::remove(shop + "/telemetry.sqlite" + ending);
  auto engine = openKeeping(shop);
  QVERIFY2(engine->telemetryNote().find("not a file of Twinlane") != std::string::npos, engine->telemetryNote().c_str());
  QCOMPARE(command::name(engine->submitAndWait(envelope(engine->newCommandId(), orderOf("A"))).outcome), "accepted");
  engine->stop();
  engine.reset();
  QCOMPARE(sumOf(shop, "commands.accepted"), 1);
  // A folder in its place cannot be moved out of the way twice: nothing is kept, all else goes on.
  std::filesystem::remove(shop + "/telemetry.sqlite");
  std::filesystem::create_directory(shop + "/telemetry.sqlite");
  auto without = openKeeping(shop);
  QVERIFY2(without->telemetryNote().find("not kept") != std::string::npos, without->telemetryNote().c_str());
  QCOMPARE(command::name(without->submitAndWait(envelope(without->newCommandId(), orderOf("B"))).outcome), "accepted");
}

void TelemetryEngineTest::keepsNothingUnlessAsked() {
  const tests::TempFolder folder;
  const std::string shop = folder / "shop";
  openKeeping(shop, [](engine::Options& options) { options.telemetryKept = false; })->stop();
  QVERIFY(!std::filesystem::exists(shop + "/telemetry.sqlite"));
  openKeeping(shop)->stop();
  const auto before = *base::makeDiskFileSystem()->read(shop + "/telemetry.sqlite");
  openKeeping(shop, [](engine::Options& options) { options.mode = engine::Mode::ReadOnly; })->stop();
  openKeeping(shop, [](engine::Options& options) { options.mode = engine::Mode::Check; })->stop();
  QCOMPARE(*base::makeDiskFileSystem()->read(shop + "/telemetry.sqlite"), before);
}

TWINLANE_TEST(TelemetryEngineTest)
#include "telemetry_engine_test.moc"
