#include "sqlite/connection.h"

#include "base/file_system.h"
#include "sqlite/statement.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <fstream>
#include <limits>

using namespace twinlane;
using sqlite::Access;
using sqlite::Connection;

class ConnectionTest : public QObject {
  Q_OBJECT
 private slots:
  void nobodyIsSentForABackupOfWhatCanBeMadeAnew_data();
  void nobodyIsSentForABackupOfWhatCanBeMadeAnew();
  void cachesHoldNoMoreThanTheProcessAllows();
};

void ConnectionTest::cachesHoldNoMoreThanTheProcessAllows() {
  const auto files = base::makeDiskFileSystem();
  const auto cacheOf = [](Connection& connection) { return connection.number("PRAGMA cache_size").value(); };
  auto before = *Connection::open(":memory:", Access::Create, *files);
  QVERIFY(before.setCache(65'536).has_value());
  QCOMPARE(cacheOf(before), -65'536);
  Connection::limitCaches(512);
  auto after = *Connection::open(":memory:", Access::Create, *files);
  QCOMPARE(cacheOf(after), -512);
  QVERIFY(after.setCache(65'536).has_value());
  QCOMPARE(cacheOf(after), -512);
  QVERIFY(after.setCache(100).has_value());
  QCOMPARE(cacheOf(after), -100);
  Connection::limitCaches(std::numeric_limits<int>::max());
}

void ConnectionTest::nobodyIsSentForABackupOfWhatCanBeMadeAnew_data() {
  QTest::addColumn<int>("at");  // of the bytes written over
  QTest::addColumn<int>("bytes");
  QTest::newRow("no database any more") << 0 << 16;
  QTest::newRow("a page size that is none") << 16 << 2;
  QTest::newRow("the schema's page") << 100 << 300;
}

void ConnectionTest::nobodyIsSentForABackupOfWhatCanBeMadeAnew() {
  QFETCH(int, at);
  QFETCH(int, bytes);
  const tests::TempFolder folder;
  const auto files = base::makeDiskFileSystem();
  const std::string path = folder / "list.sqlite";
  {
    auto made = *Connection::open(path, Access::Create, *files);
    QVERIFY(made.run("CREATE TABLE t(a); INSERT INTO t VALUES(1)").has_value());
  }
  std::fstream(path, std::ios::in | std::ios::out | std::ios::binary).seekp(at) << std::string(static_cast<std::size_t>(bytes), '\x7f');
  const auto problem = [&](const std::string& remedy) {
    auto opened = Connection::open(path, Access::ReadOnly, *files, remedy);
    if (!opened) return opened.error();
    const auto number = opened->number("SELECT count(*) FROM t");
    return number ? base::Error{} : number.error();
  };
  const base::Error kept = problem({}), disposable = problem("make it anew");
  QVERIFY(kept.code == base::ErrorCode::Damaged || kept.code == base::ErrorCode::Foreign);
  QVERIFY(disposable.code == base::ErrorCode::Io);
  QCOMPARE(disposable.remedy, std::string("make it anew"));
}

TWINLANE_TEST(ConnectionTest)
#include "connection_test.moc"
