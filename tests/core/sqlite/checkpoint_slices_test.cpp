#include "sqlite/checkpoint_slices.h"
#include "sqlite/statement.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <filesystem>

using namespace twinlane;

namespace {

constexpr sqlite::SliceLimits small{50, 400, 40, 500, 0};
constexpr std::uintmax_t frameBytes = 4096 + 24, walHeader = 32;

// A table that grows by scattered rows, so that every commit writes some pages.
struct Writer {
  tests::TempFolder folder;
  std::string path = folder / "file.sqlite";
  std::unique_ptr<base::FileSystem> files = base::makeDiskFileSystem();
  std::optional<sqlite::Connection> connection;
  std::optional<sqlite::CheckpointSlices> slices;
  std::int64_t rows = 0;
  std::uintmax_t longestWal = 0;

  Writer() {
    connection.emplace(*sqlite::Connection::open(path, sqlite::Access::Create, *files));
    if (!connection->run("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; CREATE TABLE t(id INTEGER PRIMARY KEY, v BLOB)")) qFatal("no table");
    slices.emplace(*sqlite::CheckpointSlices::open(*connection, *files, small));
  }
  void commit(int count = 1) {
    auto transaction = sqlite::Transaction::begin(*connection);
    for (int i = 0; i < count; ++i) {
      ++rows;
      if (!connection->run(("INSERT INTO t VALUES(" + std::to_string(rows * 7919 % 1'000'003) + ", zeroblob(700))").c_str())) qFatal("no row");
    }
    if (!transaction->commit()) qFatal("no commit");
    if (!slices->step()) qFatal("no step");
    longestWal = std::max(longestWal, std::filesystem::file_size(path + "-wal"));
  }
  // What a program started after a kill at this moment would find.
  std::int64_t rowsOfACopy() {
    const std::string copy = folder / "copy.sqlite";
    for (const char* part : {"", "-wal"}) std::filesystem::copy_file(path + part, copy + part, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::remove(copy + "-shm");
    auto opened = sqlite::Connection::open(copy, sqlite::Access::ReadWrite, *files);
    if (*opened->text("PRAGMA integrity_check") != "ok") return -1;
    return *opened->number("SELECT count(*) FROM t");
  }
};

}  // namespace

class CheckpointSlicesTest : public QObject {
  Q_OBJECT
 private slots:
  void theWalStaysBoundedWhileCommitsGoOn();
  void largeCommitsAreGivenRoom_data();
  void largeCommitsAreGivenRoom();
  void smallCommitsFindRoomInTheWal();
  void aSliceStopsAtThePin();
  void anOldSnapshotOnlyDelaysIt();
  void aCopyOfTheFilesAtAnyMomentIsWhole();
};

void CheckpointSlicesTest::theWalStaysBoundedWhileCommitsGoOn() {
  Writer writer;
  int restarts = 0, before = 0;
  for (int i = 0; i < 5000; ++i) {
    writer.commit();
    restarts += writer.connection->walFrames() < before;
    before = writer.connection->walFrames();
  }
  QVERIFY(restarts > 10);
  // One commit of a few frames may still come after the last look.
  QVERIFY(writer.longestWal <= walHeader + static_cast<std::uintmax_t>(small.mostFrames + 20) * frameBytes);
}

void CheckpointSlicesTest::largeCommitsAreGivenRoom_data() {
  QTest::addColumn<int>("commitRows");
  for (const int commitRows : {20, 60, 110}) QTest::addRow("%d", commitRows) << commitRows;
}

void CheckpointSlicesTest::largeCommitsAreGivenRoom() {
  QFETCH(int, commitRows);
  Writer writer;
  int largest = 0, restarts = 0;
  for (int i = 0; i < 300; ++i) {
    const int before = writer.connection->walFrames();
    writer.commit(commitRows);
    const int frames = writer.connection->walFrames();
    restarts += frames < before;
    largest = std::max(largest, frames < before ? frames : frames - before);
  }
  QVERIFY(restarts > 10);
  QVERIFY(largest > 15);
  qInfo("commits of up to %d frames: WAL of %d frames at most", largest, static_cast<int>(writer.longestWal / frameBytes));
  // Two are the least: one that is being copied, and the next before it can begin again.
  QVERIFY(writer.longestWal <= walHeader + static_cast<std::uintmax_t>(std::max(small.mostFrames, 2 * largest)) * frameBytes);
}

void CheckpointSlicesTest::smallCommitsFindRoomInTheWal() {
  Writer writer;
  std::uintmax_t before = 0;
  int grew = 0, commits = 0;
  for (; writer.connection->walFrames() < small.restartFrames / 2; ++commits) {
    writer.commit();
    const std::uintmax_t length = std::filesystem::file_size(writer.path + "-wal");
    grew += length > before;
    before = length;
    if (commits > 0) QVERIFY(length > walHeader + static_cast<std::uintmax_t>(writer.connection->walFrames()) * frameBytes);
  }
  QVERIFY(commits > 50);
  QVERIFY(grew < commits / 10);
}

void CheckpointSlicesTest::aSliceStopsAtThePin() {
  Writer writer;
  while (writer.connection->walFrames() < small.restartFrames / 2) writer.commit();
  // Whoever asks now: the pin keeps the WAL from being copied whole.
  const auto asked = writer.connection->checkpoint();
  QVERIFY(asked->copiedFrames > small.restartFrames / 4);
  QVERIFY(asked->copiedFrames < asked->frames);
}

void CheckpointSlicesTest::anOldSnapshotOnlyDelaysIt() {
  Writer writer;
  for (int i = 0; i < 30; ++i) writer.commit();
  {
    auto reader = sqlite::Connection::open(writer.path, sqlite::Access::ReadOnly, *writer.files);
    const auto snapshot = sqlite::Transaction::snapshot(*reader);
    QCOMPARE(*reader->number("SELECT count(*) FROM t"), 30);
    for (int i = 0; i < 1000; ++i) writer.commit();
    QCOMPARE(*reader->number("SELECT count(*) FROM t"), 30);
    QVERIFY(writer.connection->walFrames() > small.mostFrames);
  }
  bool restarted = false;
  for (int i = 0; i < 1000 && !restarted; ++i) {
    const int before = writer.connection->walFrames();
    writer.commit();
    restarted = writer.connection->walFrames() < before;
  }
  QVERIFY(restarted);
}

void CheckpointSlicesTest::aCopyOfTheFilesAtAnyMomentIsWhole() {
  Writer writer;
  for (int i = 0; i < 2000; ++i) {
    writer.commit();
    if (i % 37 == 0) QCOMPARE(writer.rowsOfACopy(), writer.rows);
  }
}

TWINLANE_TEST(CheckpointSlicesTest)
#include "checkpoint_slices_test.moc"
