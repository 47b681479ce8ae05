#include "simulation/disk/simulated_disk.h"
#include "sqlite/statement.h"
#include "support/test_main.h"

#include <sqlite3.h>

using namespace twinlane;
using namespace twinlane::simulation;

namespace {

constexpr std::uint64_t seed = 7;

// A folder with one file in it whose name and bytes are durable.
struct Disk {
  SimulatedDisk disk{seed};
  Medium& medium = disk.medium();
  Medium::Handle file;

  explicit Disk(const std::string& content = {}) {
    medium.makeFolder("/d");
    medium.open("/d/f", true, file);
    medium.write(*file, 0, content);
    medium.sync(*file);
    medium.syncFolder("/d");
  }
  std::string after(Damage damage, const std::string& path = "/d/f") {
    const DiskImage image = medium.image(damage);
    const auto found = image.files.find(path);
    return found != image.files.end() ? found->second.text() : "no file";
  }
  sqlite::Connection connect(const char* path = "/d/base") { return std::move(*sqlite::Connection::open(path, sqlite::Access::Create, disk)); }
};

std::string walOf(sqlite::Connection& connection, const char* synchronous) {
  const auto set = connection.run((std::string("PRAGMA journal_mode=WAL; PRAGMA synchronous=") + synchronous + "; CREATE TABLE IF NOT EXISTS t(a); INSERT INTO t VALUES(1)").c_str());
  return set ? "ok" : set.error().what;
}

std::int64_t rowsIn(Disk& d, const DiskImage& image) {
  SimulatedDisk other(seed);
  other.medium().start(image);
  auto connection = sqlite::Connection::open("/d/base", sqlite::Access::ReadWrite, other);
  if (!connection) return -1;
  const auto rows = connection->number("SELECT count(*) FROM t");
  (void)d;
  return rows ? *rows : -2;
}

}  // namespace

class DiskTest : public QObject {
  Q_OBJECT
 private slots:
  void contentIsSharedUntilItIsWritten();
  void whatIsNotFlushedMayBeLost();
  void aWriteIsKeptBySectors();
  void someSectorsBecomeRubbish();
  void aNameIsLostUntilItsFolderIsFlushed();
  void aReplacedFileIsTheOldOrTheNewOne();
  void aKilledProgramLosesNothing();
  void aStoppedDiskTakesNothingIn();
  void theCallThatStopsItFailsToo();
  void aLyingDiskKeepsNothing();
  void aForgettingDiskLosesWhatAFlushFailedToWrite();
  void callsFailOnceOrForGood();
  void aWriteThatFailsHasWrittenItsHalf();
  void aSecondOwnerIsRefused();
  void sqliteKeepsWhatItFlushed();
  void connectionsLockEachOtherOut();
  void aReplacedDatabaseIsNoticed();
  void repeatsForASeed();
};

void DiskTest::contentIsSharedUntilItIsWritten() {
  Content first;
  first.write(5000, "end");
  Content second = first;
  second.write(0, "begin");
  second.resize(4999);
  second.resize(5003);
  QCOMPARE(first.size(), 5003);
  QCOMPARE(first.text().substr(4998), std::string("\0\0end", 5));
  QCOMPARE(first.text()[0], '\0');
  QCOMPARE(second.text().substr(0, 5), std::string("begin"));
  QCOMPARE(second.text().substr(4998), std::string(5, '\0'));
}

void DiskTest::whatIsNotFlushedMayBeLost() {
  Disk d("old one");
  d.medium.write(*d.file, 0, "new and longer");
  QCOMPARE(d.after(Damage::DropAll), std::string("old one"));
  QCOMPARE(d.after(Damage::KeepAll), std::string("new and longer"));
  d.medium.resize(*d.file, 3);
  QCOMPARE(d.after(Damage::DropAll), std::string("old one"));
  d.medium.sync(*d.file);
  QCOMPARE(d.after(Damage::DropAll), std::string("new"));
}

void DiskTest::aWriteIsKeptBySectors() {
  constexpr std::size_t sectors = 400, bytes = 512;
  for (const auto& [damage, least, most] : {std::tuple(Damage::KeepHalf, 150, 250), std::tuple(Damage::KeepMost, 330, 390), std::tuple(Damage::KeepFew, 15, 75)}) {
    Disk d(std::string(sectors * bytes, 'o'));
    d.medium.write(*d.file, 0, std::string(sectors * bytes, 'n'));
    const std::string left = d.after(damage);
    int kept = 0, torn = 0;
    for (std::size_t i = 0; i < sectors; ++i) {
      const std::string sector = left.substr(i * bytes, bytes);
      const auto changed = static_cast<std::size_t>(std::count(sector.begin(), sector.end(), 'n'));
      QCOMPARE(sector, std::string(changed, 'n') + std::string(bytes - changed, 'o'));
      kept += changed == bytes ? 1 : 0;
      torn += changed > 0 && changed < bytes ? 1 : 0;
    }
    QVERIFY2(kept >= least && kept <= most, qPrintable(QString::number(kept)));
    QVERIFY(torn > 0);
  }
}

void DiskTest::someSectorsBecomeRubbish() {
  Disk d(std::string(100'000, 'o'));
  d.medium.write(*d.file, 0, std::string(100'000, 'n'));
  const std::string left = d.after(Damage::Garbage);
  const auto rubbish = std::count_if(left.begin(), left.end(), [](char byte) { return byte != 'o' && byte != 'n'; });
  QVERIFY(rubbish > 1000 && rubbish < 20'000);
}

void DiskTest::aNameIsLostUntilItsFolderIsFlushed() {
  Disk d;
  Medium::Handle added;
  d.medium.open("/d/added", true, added);
  d.medium.write(*added, 0, "x");
  d.medium.sync(*added);
  d.medium.remove("/d/f");
  QCOMPARE(d.after(Damage::DropAll, "/d/added"), std::string("no file"));
  QCOMPARE(d.after(Damage::DropAll), std::string());
  QCOMPARE(d.after(Damage::KeepAll), std::string("no file"));
  int there = 0;
  for (int i = 0; i < 100; ++i) there += d.after(Damage::KeepHalf, "/d/added") == "x" ? 1 : 0;
  QVERIFY(there > 20 && there < 80);
  d.medium.syncFolder("/d");
  QCOMPARE(d.after(Damage::DropAll, "/d/added"), std::string("x"));
  QCOMPARE(d.after(Damage::DropAll), std::string("no file"));
}

void DiskTest::aReplacedFileIsTheOldOrTheNewOne() {
  Disk d("old");
  int olds = 0, news = 0;
  d.medium.watch([&](Operation, const std::string&) {
    for (const Damage damage : allDamages) {
      const std::string left = d.after(damage);
      olds += left == "old" ? 1 : 0;
      news += left == "new" ? 1 : 0;
      QVERIFY2(left == "old" || left == "new", left.c_str());
    }
  });
  QVERIFY(d.disk.replace("/d/f", "new").has_value());
  QVERIFY(olds > 0);
  QVERIFY(news > 0);
  QCOMPARE(d.after(Damage::DropAll), std::string("new"));
}

void DiskTest::aKilledProgramLosesNothing() {
  Disk d("old");
  d.medium.write(*d.file, 0, "new");
  d.medium.stop();
  d.medium.resume();
  QCOMPARE(*d.disk.read("/d/f", 10), std::string("new"));
  // It is still not on the disk, and who had the file open has it no more.
  QCOMPARE(d.after(Damage::DropAll), std::string("old"));
  d.medium.write(*d.file, 0, "bad");
  QCOMPARE(*d.disk.read("/d/f", 10), std::string("new"));
}

void DiskTest::aStoppedDiskTakesNothingIn() {
  Disk d("old");
  d.medium.stop();
  QCOMPARE(d.medium.write(*d.file, 0, "new"), Answer::Io);
  QCOMPARE(d.disk.remove("/d/f").error().code, base::ErrorCode::Io);
  QVERIFY(!d.disk.read("/d/f", 10).has_value());
  QCOMPARE(d.after(Damage::KeepAll), std::string("old"));
}

void DiskTest::theCallThatStopsItFailsToo() {
  for (const Operation fatal : {Operation::Write, Operation::Truncate, Operation::Sync, Operation::Delete}) {
    Disk d("old one");
    d.medium.write(*d.file, 0, "new");
    d.medium.watch([&](Operation operation, const std::string&) {
      if (operation == fatal) d.medium.stop();
    });
    const Answer answer = fatal == Operation::Write      ? d.medium.write(*d.file, 0, "bad")
                          : fatal == Operation::Truncate ? d.medium.resize(*d.file, 0)
                          : fatal == Operation::Sync     ? d.medium.sync(*d.file)
                                                         : d.medium.remove("/d/f");
    QCOMPARE(answer, Answer::Io);
    QCOMPARE(d.after(Damage::KeepAll), std::string("new one"));
    QCOMPARE(d.after(Damage::DropAll), std::string("old one"));
  }
}

void DiskTest::aLyingDiskKeepsNothing() {
  Disk d("old");
  d.medium.setFlush(Flush::Lying);
  d.medium.write(*d.file, 0, "new");
  QCOMPARE(d.medium.sync(*d.file), Answer::Ok);
  QCOMPARE(d.after(Damage::DropAll), std::string("old"));
}

void DiskTest::aForgettingDiskLosesWhatAFlushFailedToWrite() {
  Disk d("........");
  d.medium.setFlush(Flush::Forgetting);
  d.medium.write(*d.file, 0, "lost");
  d.medium.inject({Fault::Kind::Io, {Operation::Sync}, {}});
  QCOMPARE(d.medium.sync(*d.file), Answer::Io);
  d.medium.write(*d.file, 4, "kept");
  QCOMPARE(d.medium.sync(*d.file), Answer::Ok);
  QCOMPARE(*d.disk.read("/d/f", 10), std::string("lostkept"));
  QCOMPARE(d.after(Damage::DropAll), std::string("....kept"));
}

void DiskTest::callsFailOnceOrForGood() {
  Disk d("old");
  const auto readable = [&] {
    std::string answers;
    for (int i = 0; i < 5; ++i) answers += d.disk.read("/d/f", 10) ? 'r' : '-';
    return answers;
  };
  d.medium.inject({Fault::Kind::Io, {Operation::Read}, "/f", 2});
  QCOMPARE(readable(), std::string("r-rrr"));
  d.medium.inject({Fault::Kind::Io, {Operation::Read}, "/f", 3, true});
  QCOMPARE(readable(), std::string("rr---"));
  d.medium.inject({Fault::Kind::Io, {Operation::Read}, "/g", 1, true});
  QCOMPARE(readable(), std::string("rrrrr"));
  QCOMPARE(d.medium.injected(), 4);
  d.medium.inject({Fault::Kind::ShortRead, {Operation::Read}, {}});
  char bytes[3] = {};
  std::size_t got = 0;
  QCOMPARE(d.medium.read(*d.file, 0, bytes, sizeof bytes, got), Answer::Ok);
  QCOMPARE(got, 1);
  // Who reads goes on.
  d.medium.inject({Fault::Kind::ShortRead, {Operation::Read}, {}});
  QCOMPARE(*d.disk.read("/d/f", 10), std::string("old"));
  d.medium.inject({Fault::Kind::Full, {Operation::Write}, {}});
  QCOMPARE(d.disk.replace("/d/f", "new").error().code, base::ErrorCode::DiskFull);
  QCOMPARE(*d.disk.read("/d/f", 10), std::string("old"));
}

void DiskTest::aWriteThatFailsHasWrittenItsHalf() {
  Disk d("........");
  d.medium.inject({Fault::Kind::Io, {Operation::Write}, {}});
  QCOMPARE(d.medium.write(*d.file, 0, "newtext!"), Answer::Io);
  QCOMPARE(*d.disk.read("/d/f", 10), std::string("newt...."));
}

void DiskTest::aSecondOwnerIsRefused() {
  Disk d;
  auto first = d.disk.lock("/d/lock", "the first");
  const auto second = d.disk.lock("/d/lock", "the second");
  QCOMPARE(second.error().code, base::ErrorCode::InUse);
  QVERIFY(second.error().what.find("the first") != std::string::npos);
  first->reset();
  QVERIFY(d.disk.lock("/d/lock", "the second").has_value());
}

void DiskTest::sqliteKeepsWhatItFlushed() {
  Disk d;
  auto connection = d.connect();
  QCOMPARE(walOf(connection, "FULL"), std::string("ok"));
  QCOMPARE(rowsIn(d, d.medium.image(Damage::DropAll)), 1);
  for (const Damage damage : allDamages) QCOMPARE(rowsIn(d, d.medium.image(damage)), 1);
  QVERIFY(connection.run("PRAGMA synchronous=NORMAL; INSERT INTO t VALUES(2)").has_value());
  QCOMPARE(rowsIn(d, d.medium.image(Damage::DropAll)), 1);
  QCOMPARE(rowsIn(d, d.medium.image(Damage::KeepAll)), 2);
}

void DiskTest::connectionsLockEachOtherOut() {
  Disk d;
  {
    auto first = d.connect("/d/without-wal");
    auto second = d.connect("/d/without-wal");
    QVERIFY(first.run("CREATE TABLE t(a); BEGIN IMMEDIATE").has_value());
    QCOMPARE(second.run("BEGIN IMMEDIATE").error().code, base::ErrorCode::InUse);
    QVERIFY(second.run("BEGIN; SELECT * FROM t").has_value());
    QCOMPARE(first.run("INSERT INTO t VALUES(1); COMMIT").error().code, base::ErrorCode::InUse);
    QVERIFY(second.run("COMMIT").has_value());
    QVERIFY(first.run("COMMIT").has_value());
    QCOMPARE(*second.number("SELECT count(*) FROM t"), 1);
  }
  auto first = d.connect();
  auto second = d.connect();
  QCOMPARE(walOf(first, "FULL"), std::string("ok"));
  QVERIFY(first.run("BEGIN IMMEDIATE; INSERT INTO t VALUES(2)").has_value());
  QCOMPARE(second.run("BEGIN IMMEDIATE").error().code, base::ErrorCode::InUse);
  QCOMPARE(*second.number("SELECT count(*) FROM t"), 1);
  QVERIFY(first.run("COMMIT").has_value());
  QCOMPARE(*second.number("SELECT count(*) FROM t"), 2);
  // A snapshot holds back what a checkpoint may copy.
  QVERIFY(second.run("BEGIN; SELECT 1 FROM t").has_value());
  QVERIFY(first.run("INSERT INTO t VALUES(3)").has_value());
  const auto copied = first.checkpoint();
  QVERIFY(copied.has_value());
  QVERIFY(copied->copiedFrames < copied->frames);
}

void DiskTest::aReplacedDatabaseIsNoticed() {
  Disk d;
  auto connection = d.connect();
  QCOMPARE(walOf(connection, "FULL"), std::string("ok"));
  QVERIFY(connection.run("PRAGMA journal_mode=DELETE").has_value());
  d.medium.remove("/d/base");
  QVERIFY(d.connect().run("CREATE TABLE other(a)").has_value());
  QCOMPARE(connection.run("INSERT INTO t VALUES(2)").error().code, base::ErrorCode::Denied);
}

void DiskTest::repeatsForASeed() {
  const auto life = [] {
    Disk d;
    auto connection = d.connect();
    walOf(connection, "NORMAL");
    std::string all;
    for (const Damage damage : allDamages)
      for (const auto& [path, content] : d.medium.image(damage).files) all += path + content.text();
    return all;
  };
  QVERIFY(life() == life());
}

TWINLANE_TEST(DiskTest)
#include "disk_test.moc"
