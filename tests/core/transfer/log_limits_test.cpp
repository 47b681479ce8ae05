#include "small_log.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include "sqlite/statement.h"

#include <zlib.h>

using namespace twinlane;
using tests::smallLog;
using tests::WholeJournal;

namespace {

// An order that was placed, as the standard lays it out; `more` may change anything.
std::string sqliteLog(const std::string& path, const std::string& more) {
  const auto files = base::makeDiskFileSystem();
  auto connection = sqlite::Connection::open(path, sqlite::Access::Create, *files);
  const std::string sql = R"sql(
BEGIN; CREATE TABLE event(ocel_id, ocel_type); CREATE TABLE object(ocel_id, ocel_type);
CREATE TABLE event_map_type(ocel_type, ocel_type_map); CREATE TABLE object_map_type(ocel_type, ocel_type_map);
CREATE TABLE event_object(ocel_event_id, ocel_object_id, ocel_qualifier); CREATE TABLE object_object(ocel_source_id, ocel_target_id, ocel_qualifier);
INSERT INTO event_map_type VALUES('place', 'place'), ('pay', 'pay'); INSERT INTO object_map_type VALUES('order', 'order'), ('item', 'item');
CREATE TABLE event_place(ocel_id, ocel_time); CREATE TABLE event_pay(ocel_id, ocel_time, amt); CREATE TABLE object_order(ocel_id, ocel_time, ocel_changed_field);
CREATE TABLE object_item(ocel_id, ocel_time, ocel_changed_field, prod, amt);
INSERT INTO object VALUES('o1', 'order'), ('i1', 'item'); INSERT INTO object_order VALUES('o1', '2024-01-01 00:00:00', NULL); INSERT INTO object_item VALUES('i1', '2024-01-01 00:00:00', NULL, 'P1', '10');
INSERT INTO object_object VALUES('o1', 'i1', 'x'); INSERT INTO event VALUES('e1', 'place'); INSERT INTO event_place VALUES('e1', '2024-01-01 00:00:00'); INSERT INTO event_object VALUES('e1', 'o1', 'x');
)sql" + more + "COMMIT;";
  if (const auto made = connection->run(sql.c_str()); !made) qFatal("%s", made.error().what.c_str());
  return path;
}

std::string refusalOf(const std::string& path) {
  WholeJournal journal;
  const auto account = transfer::importFiles(smallLog(), {path}, journal.commands, journal.store, journal.store, journal.clock, "tester", {});
  return account ? "taken in" : account.error().what + " | " + account.error().where + " | " + account.error().remedy;
}

}  // namespace

class LogLimitsTest : public QObject {
  Q_OBJECT
 private slots:
  void aRecordOfTooManyBytesIsRefused_data();
  void aRecordOfTooManyBytesIsRefused();
  void aValueTooLongToHoldIsRefused();
  void reckonedColumnsAreNone_data();
  void reckonedColumnsAreNone();
  void whatALogNamesAndDoesNotHoldIsSetAside();
  void aRecordWithAKeyTwiceIsSetAside();
  void anEventWhoseIdHasUnseenLettersIsSetAside();
  void aDamagedDatabaseIsToldAsBadInput_data();
  void aDamagedDatabaseIsToldAsBadInput();
  void aPackedDatabaseIsUnpackedUpToALimit();
  void anotherEncodingIsNamed_data();
  void anotherEncodingIsNamed();
};

void LogLimitsTest::aRecordOfTooManyBytesIsRefused_data() {
  QTest::addColumn<QString>("form");
  QTest::addColumn<bool>("areRelations");
  for (const char* form : {"json", "xml", "sqlite"})
    for (const bool areRelations : {false, true}) QTest::addRow("%s, %s", form, areRelations ? "relations" : "attributes") << form << areRelations;
}

void LogLimitsTest::aRecordOfTooManyBytesIsRefused() {
  QFETCH(QString, form);
  QFETCH(bool, areRelations);
  const tests::TempFolder folder;
  const std::string big(100'000, 'a');
  std::string parts, path = folder / ("log." + form.toStdString());
  for (int i = 0; i < 50; ++i) {
    if (form == "json") parts += (i > 0 ? ", " : "") + (areRelations ? "{\"objectId\": \"" + big + "\", \"qualifier\": \"x\"}" : "{\"name\": \"x\", \"value\": \"" + big + "\"}");
    else if (form == "xml") parts += areRelations ? "<relationship object-id=\"" + big + "\" qualifier=\"x\"/>" : "<attribute name=\"x\">" + big + "</attribute>";
    else parts += areRelations ? "INSERT INTO event_object VALUES('e1', '" + big + std::to_string(i) + "', 'x');" : "INSERT INTO object_item VALUES('i1', '2024-01-01 00:00:00', 'prod', '" + big + "', NULL);";
  }
  if (form == "json") tests::wrote(path, "{\"events\": [{\"id\": \"e\", \"type\": \"pay\", \"" + std::string(areRelations ? "relationships" : "attributes") + "\": [" + parts + "]}]}");
  else if (form == "xml") tests::wrote(path, "<log><events><event id=\"e\" type=\"pay\"><objects>" + parts + "</objects></event></events></log>");
  else sqliteLog(path, parts);
  const QString told = QString::fromStdString(refusalOf(path));
  QVERIFY2(told.contains("more than 4 MiB") && told.contains("log." + form), qPrintable(told.left(300)));
}

void LogLimitsTest::aValueTooLongToHoldIsRefused() {
  const tests::TempFolder folder;
  const QString told = QString::fromStdString(refusalOf(sqliteLog(folder / "log.sqlite", "INSERT INTO event_pay VALUES('e2', '2024-01-02 00:00:00', replace(hex(zeroblob(3000000)), '0', 'a'));")));
  QVERIFY2(told.contains("too big") && told.contains("log.sqlite") && told.contains("without texts that long"), qPrintable(told.left(300)));
}

void LogLimitsTest::reckonedColumnsAreNone_data() {
  QTest::addColumn<QString>("sql");
  QTest::addColumn<QString>("column");
  QTest::newRow("relations") << "DROP TABLE event_object; CREATE TABLE event_object(ocel_event_id, ocel_object_id, ocel_qualifier AS (hex(zeroblob(10))));" << "ocel_qualifier";
  QTest::newRow("types") << "DROP TABLE object; CREATE TABLE object(ocel_id, ocel_type AS (hex(zeroblob(10))));" << "ocel_type";
  QTest::newRow("no such column") << "DROP TABLE object_map_type; CREATE TABLE object_map_type(ocel_type);" << "ocel_type_map";
}

void LogLimitsTest::reckonedColumnsAreNone() {
  QFETCH(QString, sql);
  QFETCH(QString, column);
  const tests::TempFolder folder;
  const QString told = QString::fromStdString(refusalOf(sqliteLog(folder / "log.sqlite", sql.toStdString())));
  QVERIFY2(told.contains("has no column '" + column + "'"), qPrintable(told));
}

void LogLimitsTest::whatALogNamesAndDoesNotHoldIsSetAside() {
  const tests::TempFolder folder;
  const std::string path = sqliteLog(folder / "log.sqlite", "INSERT INTO event VALUES('e8', 'refund'), ('e9', 'pay'); INSERT INTO object VALUES('o9', 'order'), ('x1', NULL), ('c1', 'clerk'); INSERT INTO event_object VALUES('e9', 'o1', 'x');");
  WholeJournal journal;
  const auto account = journal.import(smallLog(), {path});
  QVERIFY((account.quarantined == std::map<std::string, std::int64_t>{{"missing_record", 2}, {"unknown_type", 1}}));
  // Types that play no role are left out whatever is there of them.
  QVERIFY((account.ignored == std::map<std::string, std::int64_t>{{"type NULL", 1}, {"type clerk", 1}}));
  QCOMPARE(account.accepted, std::int64_t{3});
  QCOMPARE(journal.factsOf("order-o1").size(), std::size_t{1});
  QCOMPARE(journal.import(smallLog(), {path}).alreadyImported, account.rows);
}

// Which of both values counts nobody can tell; a list of records that comes twice is none of the standard.
void LogLimitsTest::aRecordWithAKeyTwiceIsSetAside() {
  const tests::TempFolder folder;
  using tests::happened, tests::item, tests::thing;
  const auto replaced = [](std::string text, const std::string& from, const std::string& to) { return text.replace(text.find(from), from.size(), to); };
  const std::string good = happened("e2", "pay", "02", {"o1"}, "5");
  for (const std::string& bad : {replaced(good, "\"type\": \"pay\"", "\"type\": \"place\", \"type\": \"pay\""), replaced(good, "\"value\": \"5\"", "\"value\": \"7\", \"value\": \"5\""),
                                 replaced(good, "\"relationships\"", "\"relationships\": [], \"relationships\""), replaced(good, "\"objectId\": \"o1\"", "\"objectId\": \"o1\", \"objectId\": \"o1\"")}) {
    WholeJournal journal;
    const auto account = journal.import(smallLog(), {tests::wrote(folder / "log.json", tests::logOf({thing("o1", "order"), item("i1", "10", {"o1"})}, {happened("e1", "place", "01", {"o1"}), bad, happened("e3", "pay", "03", {"o1"}, "1")}))});
    QVERIFY2(account.quarantined == (std::map<std::string, std::int64_t>{{"duplicate_key", 1}}), bad.c_str());
    QCOMPARE(account.accepted, std::int64_t{4});
  }
  const std::string twice = tests::logOf({thing("o1", "order")}, {happened("e1", "place", "01", {"o1"})});
  const std::string refusal = refusalOf(tests::wrote(folder / "log.json", twice.substr(0, twice.size() - 1) + ", \"events\": []}"));
  QVERIFY2(refusal.find("its 'events' are given twice") != std::string::npos, refusal.c_str());
}

void LogLimitsTest::anEventWhoseIdHasUnseenLettersIsSetAside() {
  const tests::TempFolder folder;
  using tests::happened, tests::item, tests::thing;
  WholeJournal journal;
  const auto account = journal.import(smallLog(), {tests::wrote(folder / "log.json", tests::logOf({thing("o1", "order"), item("i1", "10", {"o1"}), thing("o\xE2\x80\x8B" "1", "order"), item("i\xEF\xBB\xBF" "1", "10", {"o1"})},
                                                                                                  {happened("e1", "place", "01", {"o1"}), happened("e\xE2\x81\xA0" "1", "pay", "02", {"o1"}, "5")}))});
  QVERIFY(account.quarantined == (std::map<std::string, std::int64_t>{{"bad_order", 1}, {"bad_line", 1}, {"bad_event", 1}}));
  QCOMPARE(account.accepted, std::int64_t{3});
}

void LogLimitsTest::aDamagedDatabaseIsToldAsBadInput_data() {
  QTest::addColumn<int>("from");
  QTest::addColumn<int>("damaged");
  QTest::addColumn<int>("left");
  QTest::newRow("a page") << 2 * 4096 << 4096 << -1;
  QTest::newRow("its schema") << 100 << 2000 << -1;
  QTest::newRow("its header") << 16 << 84 << -1;
  QTest::newRow("cut short") << 0 << 0 << 3 * 4096;
  QTest::newRow("hardly begun") << 0 << 0 << 50;
}

void LogLimitsTest::aDamagedDatabaseIsToldAsBadInput() {
  QFETCH(int, from);
  QFETCH(int, damaged);
  QFETCH(int, left);
  const tests::TempFolder folder;
  sqliteLog(folder / "whole.sqlite", "");
  std::ifstream whole(folder / "whole.sqlite", std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(whole), {}};
  bytes.replace(static_cast<std::size_t>(from), static_cast<std::size_t>(damaged), std::string(static_cast<std::size_t>(damaged), '\xEE'));
  if (left >= 0) bytes.resize(static_cast<std::size_t>(left));
  tests::wrote(folder / "log.sqlite", bytes);
  WholeJournal journal;
  const auto account = transfer::importFiles(smallLog(), {folder / "log.sqlite"}, journal.commands, journal.store, journal.store, journal.clock, "tester", {});
  QVERIFY(!account);
  QVERIFY(account.error().code == base::ErrorCode::BadInput && account.error().where == folder / "log.sqlite");
  QVERIFY2(account.error().what.starts_with("this SQLite file is damaged") && account.error().remedy.find("export the log again") != std::string::npos, account.error().what.c_str());
}

void LogLimitsTest::aPackedDatabaseIsUnpackedUpToALimit() {
  const tests::TempFolder folder;
  sqliteLog(folder / "log.sqlite", "INSERT INTO event_pay VALUES('e2', '2024-01-02 00:00:00', randomblob(200000));");
  std::ifstream file(folder / "log.sqlite", std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  bytes.replace(28, 4, std::string("\0\0\x5F\x5E", 4));  // 100 MB in pages of 4 KiB, as a few hundred kilobytes of noughts could be
  gzFile into = gzopen((folder / "log.sqlite.gz").c_str(), "wb");
  gzwrite(into, bytes.data(), static_cast<unsigned>(bytes.size()));
  gzclose(into);
  const QString told = QString::fromStdString(refusalOf(folder / "log.sqlite.gz"));
  QVERIFY2(told.contains("more than a hundred times its packed file") && told.contains("log.sqlite.gz") && told.contains("unpack the file yourself"), qPrintable(told));
}

void LogLimitsTest::anotherEncodingIsNamed_data() {
  QTest::addColumn<QByteArray>("mark");
  QTest::addColumn<bool>("isLowFirst");
  QTest::newRow("little end first") << QByteArray("\xFF\xFE") << true;
  QTest::newRow("big end first") << QByteArray("\xFE\xFF") << false;
  QTest::newRow("little end first, without a mark") << QByteArray() << true;
  QTest::newRow("big end first, without a mark") << QByteArray() << false;
}

void LogLimitsTest::anotherEncodingIsNamed() {
  QFETCH(QByteArray, mark);
  QFETCH(bool, isLowFirst);
  const tests::TempFolder folder;
  for (const std::string text : {"{\"objects\": [], \"events\": []}", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><log></log>"}) {
    std::string wide = mark.toStdString();
    for (const char letter : text) wide += isLowFirst ? std::string{letter, '\0'} : std::string{'\0', letter};
    const QString told = QString::fromStdString(refusalOf(tests::wrote(folder / "log", wide)));
    QVERIFY2(told.contains("the file is in UTF-16") && told.contains("save it as UTF-8"), qPrintable(told));
  }
}

TWINLANE_TEST(LogLimitsTest)
#include "log_limits_test.moc"
