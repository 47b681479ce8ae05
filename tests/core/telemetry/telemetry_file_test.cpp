// telemetry.sqlite: what is read is what was written, bounded, beside its owner, and never in the way.
#include "support/temp_folder.h"
#include "support/test_main.h"
#include "telemetry/kept_telemetry.h"
#include "telemetry/telemetry_file.h"

#include <fstream>

using namespace twinlane;
using namespace twinlane::telemetry;

namespace {

KeptRow rowAt(std::int64_t second, std::vector<Figure> figures) { return {{second * 1'000'000}, 1'000'000, std::move(figures)}; }

std::vector<Figure> accepted(std::int64_t count) {
  if (count == 0) return {};
  return {{"commands.accepted", SeriesKind::Count, count}};
}

std::vector<std::int64_t> valuesOf(const std::string& path, const base::FileSystem& files, const SeriesQuery& query) {
  auto kept = KeptTelemetry::open(path, files);
  if (!kept) return {-1};
  const auto series = kept->series(query);
  if (!series) return {-2};
  std::vector<std::int64_t> values;
  for (const SeriesPoint& point : series->points) values.push_back(point.value);
  return values;
}

using Values = std::vector<std::int64_t>;

}  // namespace

class TelemetryFileTest : public QObject {
  Q_OBJECT
 private slots:
  void whatWasWrittenIsReadBesideTheOwner();
  void aClockThatIsSetBackMixesNothing();
  void isBounded();
  void keepsTheNewestWhereThereIsLittleRoom();
  void tracesAreKeptWithTheirHops();
  void aDamagedFileIsMadeAnew();
  void aForeignFileIsMovedAside();
  void aNewerFileIsLeftAlone();
  void aFileThatIsDamagedMeanwhileIsNoObstacle();

 private:
  const std::unique_ptr<base::FileSystem> m_files = base::makeDiskFileSystem();
  const Snapshot m_nothing{};
};

void TelemetryFileTest::whatWasWrittenIsReadBesideTheOwner() {
  const tests::TempFolder folder;
  const std::string path = folder / "telemetry.sqlite";
  TelemetryFile file(path, *m_files);
  QCOMPARE(file.note(), std::string());
  file.write({{rowAt(100, accepted(3)), rowAt(101, accepted(0)), rowAt(102, {{"commands.accepted", SeriesKind::Count, 5}, {"answers.p99_us", SeriesKind::Time, 700}, {"queue.commands", SeriesKind::Level, 4}})},
              {rowAt(100, accepted(8))}},
             m_nothing);
  QCOMPARE(valuesOf(path, *m_files, {"commands.accepted", {}, {}, 1}), (Values{3, 0, 5}));
  QCOMPARE(valuesOf(path, *m_files, {"commands.accepted", {}, {}, 50}), (Values{8}));
  QCOMPARE(valuesOf(path, *m_files, {"commands.accepted", {}, {}, 60}), (Values{8}));
  QCOMPARE(valuesOf(path, *m_files, {"commands.accepted", base::Timestamp{101'000'000}, base::Timestamp{102'000'000}, 1}), (Values{0}));
  QCOMPARE(valuesOf(path, *m_files, {"queue.commands", {}, {}, 50}), (Values{4}));
  // Where nothing was timed there is nothing to show.
  QCOMPARE(valuesOf(path, *m_files, {"answers.p99_us", {}, {}, 1}), (Values{700}));
  QCOMPARE(valuesOf(path, *m_files, {"no.such", {}, {}, 1}), (Values{-2}));
  auto kept = KeptTelemetry::open(path, *m_files);
  QCOMPARE(kept->names()->size(), std::size_t{3});
}

void TelemetryFileTest::aClockThatIsSetBackMixesNothing() {
  const tests::TempFolder folder;
  const std::string path = folder / "telemetry.sqlite";
  {
    TelemetryFile file(path, *m_files);
    file.write({{rowAt(1000, accepted(1)), rowAt(1001, accepted(2)), rowAt(400, accepted(3)), rowAt(401, accepted(4)), rowAt(1001, accepted(5))}, {}}, m_nothing);
  }
  TelemetryFile again(path, *m_files);
  again.write({{rowAt(1001, accepted(6))}, {}}, m_nothing);
  // In the order in which it happened; the run before is not continued.
  QCOMPARE(valuesOf(path, *m_files, {"commands.accepted", {}, {}, 50}), (Values{3, 7, 5, 6}));
  auto kept = KeptTelemetry::open(path, *m_files);
  const auto points = kept->series({"commands.accepted", {}, {}, 1})->points;
  QCOMPARE(points.front().run, 1);
  QCOMPARE(points.back().run, 2);
}

void TelemetryFileTest::isBounded() {
  const tests::TempFolder folder;
  const std::string path = folder / "telemetry.sqlite";
  TelemetryFile file(path, *m_files);
  std::int64_t second = 0;
  for (int part = 0; part < 10; ++part) {
    KeptRows rows;
    for (int i = 0; i < 10'000; ++i) rows.seconds.push_back(rowAt(++second, accepted(1)));
    for (int i = 0; i < 1'500; ++i) rows.minutes.push_back(rowAt(second, accepted(1)));
    file.write(rows, m_nothing);
  }
  auto connection = sqlite::Connection::open(path, sqlite::Access::ReadOnly, *m_files);
  QCOMPARE(*connection->number("SELECT count(*) FROM seconds"), TelemetryFile::keptSeconds);
  QCOMPARE(*connection->number("SELECT count(*) FROM minutes"), TelemetryFile::keptMinutes);
  QCOMPARE(*connection->number("SELECT max(wall) FROM seconds"), second * 1'000'000);
}

void TelemetryFileTest::keepsTheNewestWhereThereIsLittleRoom() {
  const tests::TempFolder folder;
  const std::string path = folder / "telemetry.sqlite";
  constexpr std::int64_t most = 400'000;
  TelemetryFile file(path, *m_files, most);
  std::vector<Figure> figures;
  for (int i = 0; i < 100; ++i) figures.push_back({"figure." + std::to_string(i), SeriesKind::Count, 1'000'000 + i});
  for (std::int64_t second = 0; second < 5000; second += 5) {
    KeptRows rows;
    for (int i = 0; i < 5; ++i) rows.seconds.push_back(rowAt(second + i, figures));
    file.write(rows, m_nothing);
    QVERIFY(m_files->sizeOf(path) <= most);
  }
  QCOMPARE(file.note(), std::string());
  auto kept = KeptTelemetry::open(path, *m_files);
  const auto points = kept->series({"figure.7", {}, {}, 1})->points;
  QVERIFY(points.size() > 200);
  QVERIFY(points.back().at.micros > 4900 * std::int64_t{1'000'000});
}

void TelemetryFileTest::tracesAreKeptWithTheirHops() {
  const tests::TempFolder folder;
  const std::string path = folder / "telemetry.sqlite";
  TelemetryFile file(path, *m_files);
  Snapshot snapshot;
  snapshot.latencies.push_back({"PlaceOrder", true});
  for (std::uint8_t i = 1; i <= 3; ++i) {
    Trace trace;
    trace.command.bytes[15] = i;
    trace.receivedAt = {1'700'000'000'000'000};
    for (std::size_t stage = 0; stage < stageNames.size(); ++stage) trace.stageNanos[stage] = i * 100 + static_cast<std::int64_t>(stage);
    trace.change = i;
    snapshot.traces.slowest.insert(snapshot.traces.slowest.begin(), trace);
    if (i == 2) snapshot.traces.sampled.push_back(trace);
  }
  file.write({}, snapshot);
  // One of them is shown by a list since.
  snapshot.traces.sampled[0].change = 4;
  snapshot.traces.sampled[0].lists = {{"order_list", {1, 2, 3, 4}}, {"search", {5, 6, 7, 8}}};
  file.write({}, snapshot);
  auto kept = KeptTelemetry::open(path, *m_files);
  const auto slowest = kept->slowest(2);
  QCOMPARE(slowest->size(), std::size_t{2});
  QCOMPARE(slowest->front().trace.command.bytes[15], std::uint8_t{3});
  const auto followed = kept->trace(snapshot.traces.sampled[0].command);
  QCOMPARE(followed->type, std::string("PlaceOrder"));
  QCOMPARE(followed->trace.stageNanos, snapshot.traces.sampled[0].stageNanos);
  QCOMPARE(followed->trace.lists.size(), std::size_t{2});
  QCOMPARE(followed->trace.lists[1].list, std::string("search"));
  QCOMPARE(followed->trace.lists[1].totalNanos(), 26);
  base::CommandId other;
  other.bytes[15] = 9;
  QCOMPARE(kept->trace(other).error().code, base::ErrorCode::NotFound);
  // Bounded as well: a run of very many, of which the first were the slowest.
  for (int part = 0; part < 42; ++part) {
    snapshot.traces = {};
    for (int i = 0; i < 500; ++i) {
      Trace trace;
      const int number = part * 500 + i + 10;
      trace.command.bytes[14] = static_cast<std::uint8_t>(number / 256);
      trace.command.bytes[15] = static_cast<std::uint8_t>(number % 256);
      trace.command.bytes[0] = 1;
      trace.stageNanos[0] = 100'000 - number;
      trace.change = number;
      trace.lists = {{"order_list", {1, 1, 1, 1}}};
      snapshot.traces.sampled.push_back(trace);
    }
    file.write({}, snapshot);
  }
  auto connection = sqlite::Connection::open(path, sqlite::Access::ReadOnly, *m_files);
  const std::int64_t rows = *connection->number("SELECT count(*) FROM traces");
  QCOMPARE(rows, TelemetryFile::keptTraces + TelemetryFile::keptSlowest);
  QCOMPARE(*connection->number("SELECT count(*) FROM hops"), rows);
  QCOMPARE(kept->slowest(1)->front().trace.stageNanos[0], 100'000 - 10);
}

void TelemetryFileTest::aDamagedFileIsMadeAnew() {
  const tests::TempFolder folder;
  const std::string path = folder / "telemetry.sqlite";
  { TelemetryFile(path, *m_files).write({{rowAt(1, accepted(1))}, {}}, m_nothing); }
  // The table of tables, behind the header that names the file as ours.
  std::fstream(path, std::ios::in | std::ios::out | std::ios::binary).seekp(100).write(std::string(3000, '\x55').data(), 3000);
  TelemetryFile file(path, *m_files);
  QVERIFY2(file.note().find("damaged") != std::string::npos, file.note().c_str());
  file.write({{rowAt(2, accepted(2))}, {}}, m_nothing);
  QCOMPARE(valuesOf(path, *m_files, {"commands.accepted", {}, {}, 1}), (Values{2}));
}

void TelemetryFileTest::aForeignFileIsMovedAside() {
  for (const bool isDatabase : {false, true}) {
    const tests::TempFolder folder;
    const std::string path = folder / "telemetry.sqlite";
    if (isDatabase) (void)sqlite::Connection::open(path, sqlite::Access::Create, *m_files)->run("CREATE TABLE notes(text)");
    else std::ofstream(path) << "my notes";
    const std::string before = *m_files->read(path);
    {
      TelemetryFile file(path, *m_files);
      QVERIFY2(file.note().find("moved to") != std::string::npos, file.note().c_str());
      file.write({{rowAt(2, accepted(2))}, {}}, m_nothing);
    }
    QCOMPARE(valuesOf(path, *m_files, {"commands.accepted", {}, {}, 1}), (Values{2}));
    QCOMPARE(*m_files->read(path + ".aside"), before);
    QCOMPARE(TelemetryFile(path, *m_files).note(), std::string());
    // What lies there already is not written over: the second one stays, and nothing is kept.
    std::ofstream(path) << "other notes";
    TelemetryFile none(path, *m_files);
    QVERIFY2(none.note().find("is not kept") != std::string::npos, none.note().c_str());
    none.write({{rowAt(3, accepted(3))}, {}}, m_nothing);
    QCOMPARE(*m_files->read(path), std::string("other notes"));
    QCOMPARE(*m_files->read(path + ".aside"), before);
  }
}

void TelemetryFileTest::aNewerFileIsLeftAlone() {
  const tests::TempFolder folder;
  const std::string path = folder / "telemetry.sqlite";
  { TelemetryFile(path, *m_files).write({{rowAt(1, accepted(1))}, {}}, m_nothing); }
  (void)sqlite::Connection::open(path, sqlite::Access::ReadWrite, *m_files)->run("PRAGMA user_version=9; PRAGMA wal_checkpoint(TRUNCATE)");
  const std::string before = *m_files->read(path);
  TelemetryFile file(path, *m_files);
  QVERIFY2(file.note().find("newer") != std::string::npos, file.note().c_str());
  file.write({{rowAt(2, accepted(2))}, {}}, m_nothing);
  QCOMPARE(*m_files->read(path), before);
  QCOMPARE(KeptTelemetry::open(path, *m_files).error().code, base::ErrorCode::Newer);
}

void TelemetryFileTest::aFileThatIsDamagedMeanwhileIsNoObstacle() {
  const tests::TempFolder folder;
  const std::string path = folder / "telemetry.sqlite";
  TelemetryFile file(path, *m_files);
  file.write({{rowAt(1, accepted(1))}, {}}, m_nothing);
  // Somebody drops a table: the statement that writes it does not fit any more.
  (void)sqlite::Connection::open(path, sqlite::Access::ReadWrite, *m_files)->run("DROP TABLE seconds");
  file.write({{rowAt(2, accepted(2))}, {}}, m_nothing);
  file.write({{rowAt(3, accepted(3))}, {}}, m_nothing);
  QCOMPARE(valuesOf(path, *m_files, {"commands.accepted", {}, {}, 1}), (Values{3}));
}

TWINLANE_TEST(TelemetryFileTest)
#include "telemetry_file_test.moc"
