#include "base/file_system.h"
#include "sqlite/read_guard.h"
#include "sqlite/statement.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <sqlite3.h>

#include <thread>

using namespace twinlane;
using sqlite::Access;
using sqlite::Allowance;
using sqlite::Connection;

class ReadGuardTest : public QObject {
  Q_OBJECT
 private slots:
  void readsItsTables();
  void refusesAllElse_data();
  void refusesAllElse();
  void holdsLimits_data();
  void holdsLimits();
  void aSlowQuestionEndsWithItsTime();
  void anotherThreadEndsAQuestion();
  void whatWasStoppedMayBeAskedAgain();
};

namespace {

constexpr const char* endless = "SELECT count(*) FROM t a, t b, t c, t d, t e, t f WHERE a.v+b.v+c.v+d.v+e.v+f.v<0";

// Each look at it takes a millisecond of it.
class TickingClock final : public base::Clock {
 public:
  base::Timestamp wall() const override { return {}; }
  base::SteadyTime steady() const override { return {++m_looks * 1'000'000}; }
  std::int64_t looks() const { return m_looks; }

 private:
  mutable std::atomic<std::int64_t> m_looks{0};
};

struct GuardedFile {
  tests::TempFolder folder;
  std::unique_ptr<base::FileSystem> files = base::makeDiskFileSystem();
  std::string path = folder / "list.sqlite", otherPath = folder / "other.sqlite";
  std::optional<Connection> connection;

  GuardedFile() {
    auto writer = *Connection::open(path, Access::Create, *files);
    if (!writer.run("PRAGMA journal_mode=WAL; CREATE TABLE t(id INTEGER PRIMARY KEY, v INTEGER) STRICT; CREATE VIRTUAL TABLE words USING fts5(v); INSERT INTO words VALUES('cup of tea')")) qFatal("no table");
    if (!writer.run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<1000) INSERT INTO t SELECT i, i FROM n")) qFatal("no rows");
    if (!Connection::open(otherPath, Access::Create, *files)->run("CREATE TABLE secret(v)")) qFatal("no other");
    connection.emplace(*Connection::open(path, Access::ReadOnly, *files));
    if (!connection->guardReads()) qFatal("no guard");
  }
  std::optional<base::Error> refused(const std::string& sql) {
    auto statement = connection->prepare(sql.c_str(), false);
    if (!statement) return statement.error();
    const auto row = statement->step();
    return row ? std::nullopt : std::optional(row.error());
  }
};

}  // namespace

void ReadGuardTest::readsItsTables() {
  GuardedFile file;
  QCOMPARE(*file.connection->number("SELECT count(*) FROM t"), 1000);
  QCOMPARE(*file.connection->number("SELECT sum(v) FROM t WHERE id BETWEEN 1 AND 3"), 6);
  QCOMPARE(*file.connection->text("SELECT snippet(words, 0, '[', ']', '', 9) FROM words WHERE words MATCH 'tea'"), std::string("cup of [tea]"));
  QVERIFY(*file.connection->fault() == std::nullopt);
  QVERIFY(*file.connection->number("PRAGMA data_version") > 0);
  const auto snapshot = sqlite::Transaction::snapshot(*file.connection);
  QVERIFY(snapshot.has_value());
  QCOMPARE(*file.connection->number("SELECT id FROM t WHERE v=7"), 7);
}

void ReadGuardTest::refusesAllElse_data() {
  QTest::addColumn<QString>("sql");
  for (const char* sql : {"INSERT INTO t VALUES(2000, 1)", "UPDATE t SET v=1", "DELETE FROM t", "CREATE TABLE u(v)", "DROP TABLE t", "CREATE TEMP TABLE u(v)", "CREATE INDEX i ON t(v)", "ALTER TABLE t ADD COLUMN w", "REINDEX", "ANALYZE",
                          "ATTACH 'OTHER' AS o", "ATTACH ':memory:' AS o", "DETACH main", "VACUUM INTO 'OTHER'", "PRAGMA journal_mode=DELETE", "PRAGMA query_only=OFF", "PRAGMA user_version=9", "PRAGMA writable_schema=ON", "PRAGMA trusted_schema=ON",
                          "PRAGMA cache_size=100000", "PRAGMA wal_checkpoint", "SELECT load_extension('x')", "SELECT randomblob(100)", "SELECT random()", "SELECT printf('%1000d', 1)", "SELECT writefile('x', 'y')", "SELECT sqlite_version()",
                          "SELECT * FROM pragma_table_info('t')", "SELECT * FROM json_each('[1]')", "SELECT * FROM sqlite_temp_schema", "SAVEPOINT a", "UPDATE sqlite_schema SET sql=''", "DELETE FROM words_data", "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT count(*) FROM n"})
    QTest::newRow(sql) << QString::fromLatin1(sql);
}

void ReadGuardTest::refusesAllElse() {
  QFETCH(QString, sql);
  GuardedFile file;
  const auto error = file.refused(sql.replace(QStringLiteral("OTHER"), QString::fromStdString(file.otherPath)).toStdString());
  QVERIFY(error.has_value());
  // A function that is not there is told of as such before anybody asks whether it may be called.
  bool isRefused = sql.contains(QStringLiteral("writefile"));
  for (const char* words : {"not authorized", "prohibited", "authorization denied", "may not be modified"}) isRefused = isRefused || error->what.find(words) != std::string::npos;
  QVERIFY2(isRefused, error->what.c_str());
  QCOMPARE(*file.connection->number("SELECT count(*) FROM t"), 1000);
}

void ReadGuardTest::holdsLimits_data() {
  QTest::addColumn<QString>("sql");
  const auto times = [](int count, const QString& piece) { return piece.repeated(count); };
  QTest::newRow("length of a statement") << QStringLiteral("SELECT 1 -- ") + times(70'000, QStringLiteral("x"));
  QTest::newRow("depth of an expression") << QStringLiteral("SELECT 1") + times(300, QStringLiteral("+1"));
  QTest::newRow("parts of a compound") << QStringLiteral("SELECT 1") + times(9, QStringLiteral(" UNION SELECT 2"));
  QTest::newRow("variables") << QStringLiteral("SELECT ?500");
  QTest::newRow("pattern") << QStringLiteral("SELECT 'a' LIKE '") + times(5'000, QStringLiteral("a")) + QStringLiteral("'");
  QTest::newRow("length of a value") << QStringLiteral("SELECT length(zeroblob(100000000))");
  QTest::newRow("columns") << QStringLiteral("SELECT 1") + times(100, QStringLiteral(",1"));
  QTest::newRow("steps") << QStringLiteral("SELECT v IN (1") + times(20'000, QStringLiteral(",1")) + QStringLiteral(") FROM t");
}

void ReadGuardTest::holdsLimits() {
  QFETCH(QString, sql);
  GuardedFile file;
  QVERIFY(file.refused(sql.toStdString()).has_value());
}

void ReadGuardTest::aSlowQuestionEndsWithItsTime() {
  GuardedFile file;
  const TickingClock clock;
  file.connection->allow({&clock, 20'000});
  const auto error = file.refused(endless);
  QVERIFY(error.has_value());
  QCOMPARE(error->code, base::ErrorCode::OverBudget);
  QVERIFY(error->what.find("20 ms") != std::string::npos && !error->remedy.empty());
  QVERIFY(clock.looks() <= 25);
}

void ReadGuardTest::anotherThreadEndsAQuestion() {
  GuardedFile file;
  const auto flag = std::make_shared<std::atomic<bool>>(false);
  const TickingClock clock;
  file.connection->allow({&clock, 3'600'000'000, flag});
  // Not before it runs.
  std::thread other([&] {
    while (clock.looks() < 5) std::this_thread::yield();
    *flag = true;
  });
  const auto error = file.refused(endless);
  other.join();
  QVERIFY(error.has_value());
  QCOMPARE(error->code, base::ErrorCode::Stopped);
  QVERIFY(!error->remedy.empty());
}

void ReadGuardTest::whatWasStoppedMayBeAskedAgain() {
  GuardedFile file;
  const TickingClock clock;
  {
    const auto snapshot = sqlite::Transaction::snapshot(*file.connection);
    QVERIFY(snapshot.has_value());
    file.connection->allow({&clock, 5'000});
    QCOMPARE(file.refused(endless)->code, base::ErrorCode::OverBudget);
  }
  QVERIFY(!file.connection->inTransaction());
  file.connection->allow({&clock, 60'000'000});
  QCOMPARE(*file.connection->number("SELECT count(*) FROM t a, t b"), 1'000'000);
  file.connection->allow({});
  QCOMPARE(*file.connection->number("SELECT count(*) FROM t"), 1000);
}

TWINLANE_TEST(ReadGuardTest)
#include "read_guard_test.moc"
