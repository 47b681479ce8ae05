// A folder opened for checking: nothing in it is changed, and what is wrong or missing is told as it is, not mended first.
#include "base/random.h"
#include "engine/engine.h"
#include "sqlite/statement.h"
#include "support/places.h"
#include "support/sample_orders.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <filesystem>
#include <fstream>
#include <map>

using namespace twinlane;

namespace {

using FilesOf = std::map<std::string, std::string>;

// SQLite's file of locks belongs to who has the file open, the owner's lock to who owns the folder; an empty WAL holds nothing.
FilesOf filesIn(const std::string& folder) {
  FilesOf files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string path = entry.path().string();
    if (path.ends_with("-shm") || path.ends_with("/owner.lock")) continue;
    if (entry.is_directory()) files[path] = "a folder";
    else if (std::string content = tests::contentOf(path); !(path.ends_with("-wal") && content.empty())) files[path] = std::move(content);
  }
  return files;
}

std::unique_ptr<engine::Engine> shopIn(const std::string& folder) {
  engine::Options options;
  options.dataFolder = folder;
  auto engine = std::move(*engine::Engine::open(options));
  for (const char* id : {"A1", "B1", "C1"})
    if (engine->submitAndWait(tests::envelope(engine->newCommandId(), tests::orderOf(id))).outcome != command::Outcome::Accepted) qFatal("not accepted");
  if (!engine->waitForProjections(engine->head().position, 10'000)) qFatal("the lists stand still");
  return engine;
}

struct Told {
  std::string error;  // of the opening or the check
  care::VerifyReport report;
};

Told check(const std::string& folder) {
  engine::Options options;
  options.dataFolder = folder;
  options.mode = engine::Mode::Check;
  auto engine = engine::Engine::open(options);
  if (!engine) return {engine.error().what, {}};
  auto report = (*engine)->verify();
  return report ? Told{{}, *report} : Told{report.error().what, {}};
}

std::int64_t checkedOf(const care::VerifyReport& report, const std::string& name) {
  for (const care::CheckResult& check : report.checks)
    if (check.name == name) return check.ok ? check.checked : -1;
  return -2;
}

void change(const std::string& path, const char* sql) {
  const auto files = base::makeDiskFileSystem();
  auto connection = sqlite::Connection::open(path, sqlite::Access::ReadWrite, *files);
  if (!connection || !connection->run(sql)) qFatal("not changed: %s", sql);
}

}  // namespace

class CheckModeTest : public QObject {
  Q_OBJECT
 private slots:
  void changesNoFile_data();
  void changesNoFile();
  void aSpoiltListIsNoDamageOfTheJournal();
  void whatLiesInThePlaceOfAListIsItsDifference();
  void ownsTheFolder();
  void takesNoCommands();
};

void CheckModeTest::changesNoFile_data() {
  QTest::addColumn<QString>("what");
  QTest::addColumn<QString>("told");  // the difference, or the note, or the error
  QTest::newRow("left as it was stopped") << "stopped" << "";
  QTest::newRow("its owner was killed") << "killed" << "";
  QTest::newRow("a list is behind") << "behind" << "note: the list order_list is at 3 of 4";
  QTest::newRow("a list is not there") << "no list" << "note: the list order_list is not there";
  QTest::newRow("no list is there") << "no views" << "note: the list order_list is not there";
  QTest::newRow("a list of another version") << "UPDATE checkpoint SET version=999" << "note: the list order_list was made by another version";
  QTest::newRow("a list of another shop") << "UPDATE checkpoint SET store_id='x'" << "note: the list order_list belongs to another shop folder";
  QTest::newRow("a list with a changed position") << "UPDATE checkpoint SET position=position+1" << "order_list checkpoint 4";
  QTest::newRow("a list with a position before its link") << "UPDATE checkpoint SET position=position-1" << "order_list checkpoint 2";
  QTest::newRow("a list ahead of a whole log") << "UPDATE checkpoint SET position=4, link_position=4" << "order_list commits it was made from 4";
  QTest::newRow("a list ahead of a log without a witness") << "UPDATE checkpoint SET position=4, link_position=4 -- no witness" << "journal its end 3";
  QTest::newRow("a list of another history") << "UPDATE checkpoint SET link=zeroblob(16)" << "order_list log it was made from 00000000000000000000000000000000";
  QTest::newRow("a list with a changed row") << "UPDATE order_list SET total=total+1 WHERE id='B1'" << "order_list 2";
  QTest::newRow("a list with a lost row") << "DELETE FROM order_list WHERE id='B1'" << "order_list 2";
  QTest::newRow("a list that is none") << "PRAGMA application_id=7" << "order_list the file something else";
  QTest::newRow("a list without a checkpoint") << "DROP TABLE checkpoint" << "order_list the file something else";
  QTest::newRow("a list without a table") << "DROP TABLE order_list" << "order_list index ";
  QTest::newRow("a list without a byte") << "empty" << "note: the list order_list is empty";
  QTest::newRow("a list cut short") << "short" << "order_list the file ";
  QTest::newRow("no witness") << "no witness" << "note: no head witness could be compared";
  QTest::newRow("a log without its end") << "cut" << "error: the journal ends at 1";
  QTest::newRow("no log") << "no journal" << "error: there is no journal.sqlite";
}

void CheckModeTest::changesNoFile() {
  QFETCH(QString, what);
  QFETCH(QString, told);
  const tests::TempFolder folder;
  const std::string shop = folder / "shop", list = shop + "/views/order_list-1.sqlite";
  {
    auto engine = shopIn(shop);
    // A copy of a folder at work is what its owner leaves when it is killed.
    if (what == "killed") std::filesystem::copy(shop, folder / "copy", std::filesystem::copy_options::recursive);
    if (what == "behind" && !(engine->pause("order_list", "ann", "a look") && engine->submitAndWait(tests::envelope(engine->newCommandId(), tests::orderOf("D1"))).position == 4)) qFatal("not behind");
  }
  if (what == "killed") {
    std::filesystem::remove_all(shop);
    std::filesystem::rename(folder / "copy", shop);
    QVERIFY(std::filesystem::file_size(shop + "/journal.sqlite-wal") > 0);
  }
  if (what == "empty") std::filesystem::resize_file(list, 0);
  if (what == "short") std::filesystem::resize_file(list, 4096);
  if (what == "no list") std::filesystem::remove(list);
  if (what == "no views") std::filesystem::remove_all(shop + "/views");
  if (what.endsWith("no witness")) std::filesystem::remove(shop + "/head.witness");
  if (what == "no journal") std::filesystem::remove(shop + "/journal.sqlite");
  if (what == "cut") change(shop + "/journal.sqlite", "DELETE FROM events WHERE position>1; DELETE FROM commits WHERE last>1; DELETE FROM outcomes WHERE seq>1");
  if (what.contains(" SET ") || what.startsWith("DELETE") || what.startsWith("DROP") || what.startsWith("PRAGMA")) change(list, what.toUtf8());
  // SQLite takes away the -shm and the WAL of a file that its last writer closes: nothing is left to bring into it.
  const FilesOf before = filesIn(shop);
  const Told found = check(shop);
  const FilesOf after = filesIn(shop);
  for (const auto& [path, content] : before) QVERIFY2(after.contains(path) && after.at(path) == content, ("changed: " + path).c_str());
  for (const auto& [path, content] : after) QVERIFY2(before.contains(path), ("added: " + path).c_str());

  QString said;
  if (!found.error.empty()) said = "error: " + QString::fromStdString(found.error);
  else if (const auto& difference = found.report.firstDifference()) said = QString::fromStdString(difference->what + " " + difference->key + " " + difference->actual);
  else if (!found.report.notes.empty()) said = "note: " + QString::fromStdString(found.report.notes.front());
  QVERIFY2(told.isEmpty() ? said.isEmpty() : said.startsWith(told), qPrintable(said));
  if (!found.error.empty()) return;
  QCOMPARE(found.report.ok(), told.isEmpty() || told.startsWith("note"));
  QCOMPARE(checkedOf(found.report, "journal_chain"), what == "behind" ? 4 : 3);
  QCOMPARE(checkedOf(found.report, "head_witness"), what.endsWith("no witness") ? 0 : 1);
  if (told.isEmpty()) QVERIFY(checkedOf(found.report, "order_list") > 3);
  if (what == "behind") QVERIFY(checkedOf(found.report, "order_list") > 3);
  else if (told.startsWith("note: the list")) QCOMPARE(checkedOf(found.report, "order_list"), 0);
}

// Lists are made anew from the log: whatever is wrong with one, nobody must be sent for a backup, and the others are compared.
void CheckModeTest::aSpoiltListIsNoDamageOfTheJournal() {
  const tests::TempFolder folder;
  const std::string shop = folder / "shop", list = shop + "/views/order_list-1.sqlite";
  shopIn(shop);
  const std::string whole = tests::contentOf(list);
  base::SeededRandom random(7);
  int told = 0;
  for (int flip = 0; flip < 260; ++flip) {
    // Each byte of the header, then any that holds something.
    std::size_t at = static_cast<std::size_t>(flip);
    if (at >= 100) do at = static_cast<std::size_t>(random.next() % whole.size()); while (whole[at] == 0);
    std::string spoilt = whole;
    spoilt[at] = static_cast<char>(spoilt[at] ^ (1 << (random.next() % 8)));
    std::ofstream(list, std::ios::binary) << spoilt;
    const Told found = check(shop);
    QVERIFY2(found.error.empty(), (found.error + " at byte " + std::to_string(at)).c_str());
    QVERIFY2(!found.report.journalDamaged, std::to_string(at).c_str());
    QVERIFY2(checkedOf(found.report, "revenue") > 0, std::to_string(at).c_str());
    told += found.report.ok() ? 0 : 1;
  }
  QVERIFY2(told > 100, std::to_string(told).c_str());
}

void CheckModeTest::whatLiesInThePlaceOfAListIsItsDifference() {
  for (const char* beside : {"", "-wal", "-shm"}) {
    const tests::TempFolder folder;
    shopIn(folder / "shop")->stop();
    const std::string list = folder / "shop/views/order_list-1.sqlite";
    std::filesystem::remove_all(list + beside);
    std::filesystem::create_directories(list + beside);
    const Told told = check(folder / "shop");
    QCOMPARE(told.error, std::string());
    QCOMPARE(told.report.differences.size(), std::size_t{1});
    QCOMPARE(told.report.firstDifference()->what, std::string("order_list"));
    QVERIFY(told.report.firstDifference()->actual.ends_with("order_list-1.sqlite" + std::string(beside)));
    QVERIFY(checkedOf(told.report, "revenue") > 0);  // the others are compared all the same
  }
}

void CheckModeTest::ownsTheFolder() {
  const tests::TempFolder folder;
  {
    const auto owner = shopIn(folder / "shop");
    QCOMPARE(check(folder / "shop").error.empty(), false);
  }
  QCOMPARE(check(folder / "shop").error, std::string());
}

void CheckModeTest::takesNoCommands() {
  const tests::TempFolder folder;
  shopIn(folder / "shop");
  engine::Options options;
  options.dataFolder = folder / "shop";
  options.mode = engine::Mode::Check;
  const auto engine = std::move(*engine::Engine::open(options));
  QCOMPARE(command::name(engine->submitAndWait(tests::envelope(engine->newCommandId(), tests::orderOf("D1"))).outcome), "denied");
  QCOMPARE(engine->head().position, 3);
}

TWINLANE_TEST(CheckModeTest)
#include "check_mode_test.moc"
