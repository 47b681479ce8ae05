#include "command/command_service.h"
#include "store/memory_event_store.h"
#include "support/places.h"
#include "support/temp_folder.h"
#include "support/test_main.h"
#include "transfer/import.h"
#include "transfer/row_reason.h"
#include "transfer/row_repair.h"

#include <fstream>

using namespace twinlane;

namespace {

constexpr const char* columnsOfShop = "Doc;Art;Text;Menge;Preis;Zeit;Kunde;Land\n";

void putFile(const std::string& path, const std::string& rows) { std::ofstream(path, std::ios::binary) << columnsOfShop << rows; }

transfer::Profile fixtureProfile() {
  const std::string path = tests::fixture("shop.json");
  return transfer::readProfile(path, tests::contentOf(path)).profile;
}

// A shop in memory with what was taken in and what was set aside.
struct RepairShop {
  store::MemoryEventStore store{"memory"};
  base::SystemClock clock;
  telemetry::Telemetry telemetry{std::vector<std::pair<std::string, bool>>(std::variant_size_v<domain::Command>)};
  command::CommandService commands{store, clock, telemetry, inlineDriven()};

  static command::CommandServiceOptions inlineDriven() {
    command::CommandServiceOptions options;
    options.driveInline = true;
    return options;
  }
  void import(const transfer::Profile& profile, const std::string& path) {
    if (!transfer::importFiles(profile, {path}, commands, store, store, clock, "tester", {})) qFatal("not taken in");
  }
  auto repair(const transfer::Profile& profile, const std::vector<transfer::RepairedRow>& rows, const std::string& headerFile = {}) {
    return transfer::takeInRepaired(profile, headerFile, rows, commands, store, store, "tester");
  }
  std::vector<store::QuarantinedRow> aside() { return store.quarantined(0, 1000).value(); }
  std::int64_t indexOf(const std::string& raw) {
    for (const auto& row : aside())
      if (row.raw == raw) return row.index;
    return -1;
  }
  int linesOf(const std::string& source, const std::string& document) {
    const auto found = store.document(source, document).value();
    return found ? found->lines : 0;
  }
  bool balanced() {
    const auto account = store.account().value();
    std::int64_t sum = account.accepted;
    for (const auto& [reason, rows] : account.quarantined) sum += rows;
    for (const auto& [rule, rows] : account.ignored) sum += rows;
    // By file it is the same account.
    for (const store::FileAccount& file : account.files) {
      std::int64_t fates = file.accepted;
      for (const auto& [reason, rows] : file.quarantined) fates += rows;
      for (const auto& [rule, rows] : file.ignored) fates += rows;
      if (fates != file.rows) return false;
    }
    return sum == account.rows;
  }
};

QString refusalsOf(const base::Result<transfer::RepairAccount>& account) {
  if (!account) return QString::fromStdString("error: " + account.error().what + "; " + account.error().remedy);
  QStringList all;
  for (const auto& one : account->refused) all << QString::fromStdString(one.reason);
  return all.join(QLatin1Char(' '));
}

}  // namespace

class RowRepairTest : public QObject {
  Q_OBJECT
 private slots:
  void goesOnWithTheOrderOfItsFileAndOnlyOnce();
  void aMarkBeforeTheTextIsNoPartOfIt();
  void beginsAnOrderThatIsNew();
  void isTakenInAsItIsUnderAMendedProfile();
  void whatIsStillWrongStaysSetAside_data();
  void whatIsStillWrongStaysSetAside();
  void orderOfAnotherFileIsLeftAlone();
  void nameOfTwoFilesTellsNothing();
  void orderThatARepairBeganGoesOn();
  void anotherCurrencyIsSetAside();
  void anotherSourceIsRefusedWhole();
  void columnsAreThoseOfItsFileOrOfOneThatIsNamed();
  void theRowMustStillStandInItsFile();
  void lettersThatCouldNotBeReadAreNotTakenIn();
  void aRowThatWasNotKeptWholeIsNotTakenInAsItIs();
  void everyReasonIsInTheReadme();
};

void RowRepairTest::goesOnWithTheOrderOfItsFileAndOnlyOnce() {
  RepairShop shop;
  shop.import(fixtureProfile(), tests::fixture("shop.csv"));
  QVERIFY(shop.balanced());
  const auto before = shop.store.account().value();
  const std::int64_t index = shop.indexOf("A3;tea;Black tea;viele;3,50;30.10.2023 10:00;K2;Germany");
  QVERIFY(index > 0);
  QCOMPARE(shop.linesOf("fixture-shop", "order-A3"), 1);
  const auto first = shop.repair(fixtureProfile(), {{index, "A3;tea;Black tea;20;3,50;30.10.2023 10:00;K2;Germany\n"}});
  QVERIFY2(first && first->accepted == 1 && first->refused.empty(), qPrintable(refusalsOf(first)));
  QCOMPARE(shop.linesOf("fixture-shop", "order-A3"), 2);
  QVERIFY(shop.balanced());
  const auto after = shop.store.account().value();
  QCOMPARE(after.rows, before.rows);
  QCOMPARE(after.accepted, before.accepted + 1);
  QVERIFY(before.quarantined.at("bad_quantity") == 1 && !after.quarantined.contains("bad_quantity"));
  QCOMPARE(after.repaired, (std::map<std::string, std::int64_t>{{"bad_quantity", 1}}));
  for (const auto& row : shop.aside()) QCOMPARE(row.repaired, row.index == index);
  // Again, with the same or another text: nothing.
  const auto head = shop.store.head()->position;
  for (const char* text : {"A3;tea;Black tea;20;3,50;30.10.2023 10:00;K2;Germany", "A9;tea;Black tea;5;3,50;30.10.2023 10:00;K2;Germany"}) {
    const auto again = shop.repair(fixtureProfile(), {{index, text}});
    QVERIFY(again && again->already == 1 && again->accepted == 0);
  }
  QCOMPARE(shop.store.head()->position, head);
  // The file again adds nothing either.
  shop.import(fixtureProfile(), tests::fixture("shop.csv"));
  QCOMPARE(shop.store.head()->position, head);
}

void RowRepairTest::aMarkBeforeTheTextIsNoPartOfIt() {
  const tests::TempFolder folder;
  RepairShop shop;
  const transfer::Profile profile = fixtureProfile();
  putFile(folder / "a.csv", "N1;cup;;x;1,25;01.06.2023 12:00;K1;Malta\n");
  shop.import(profile, folder / "a.csv");
  const auto account = shop.repair(profile, {{1, "\xEF\xBB\xBF" "N1;cup;;2;1,25;01.06.2023 12:00;K1;Malta"}});
  QCOMPARE(account->accepted, std::int64_t{1});
  QCOMPARE(shop.linesOf(profile.source, "order-N1"), 1);
}

void RowRepairTest::beginsAnOrderThatIsNew() {
  RepairShop shop;
  shop.import(fixtureProfile(), tests::fixture("shop.csv"));
  const std::int64_t index = shop.indexOf("X9;fix;Correction;1;5;30.10.2023 10:00;K2;Germany");
  const auto account = shop.repair(fixtureProfile(), {{index, "A9;fix;Correction;1;5;30.10.2023 10:00;K2;Germany"}});
  QVERIFY2(account && account->accepted == 1, qPrintable(refusalsOf(account)));
  QCOMPARE(shop.linesOf("fixture-shop", "order-A9"), 1);
  QCOMPARE(shop.store.account()->repaired.at("correction"), 1);
}

void RowRepairTest::isTakenInAsItIsUnderAMendedProfile() {
  RepairShop shop;
  shop.import(fixtureProfile(), tests::fixture("shop.csv"));
  transfer::Profile mended = fixtureProfile();
  std::erase_if(mended.classes, [](const transfer::RowClass& one) { return one.name == "correction"; });
  mended.classes.insert(mended.classes.begin(), {"unreadable", {{.column = "Menge", .prefix = {}, .pattern = {}, .oneOf = {"viele"}, .sign = {}}}, transfer::RowFate::Ignore, "no_number"});
  std::vector<transfer::RepairedRow> rows;
  for (const auto& row : shop.aside())
    if (row.reason == "correction" || row.reason == "bad_quantity") rows.push_back({row.index, row.raw});
  QCOMPARE(rows.size(), 2u);
  const auto account = shop.repair(mended, rows);
  QVERIFY2(account && account->accepted == 1 && account->ignored == 1, qPrintable(refusalsOf(account)));
  QCOMPARE(shop.store.account()->ignored.at("no_number"), 1);
  QVERIFY(shop.balanced());
}

void RowRepairTest::whatIsStillWrongStaysSetAside_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("reason");
  QTest::newRow("number") << "A3;tea;Black tea;many;3,50;30.10.2023 10:00;K2;Germany" << "bad_quantity";
  QTest::newRow("fields") << "A3;tea;Black tea" << "ragged_row";
  QTest::newRow("two rows") << "A3;tea;;1;3,50;30.10.2023 10:00;K2;Germany\nA3;tea;;1;3,50;30.10.2023 10:00;K2;Germany" << "not_one_row";
  QTest::newRow("none") << "" << "not_one_row";
  QTest::newRow("open quote") << "A3;tea;\"Black tea;1;3,50;30.10.2023 10:00;K2;Germany" << "bad_quotes";
  QTest::newRow("class") << "X3;tea;;1;3,50;30.10.2023 10:00;K2;Germany" << "correction";
}

void RowRepairTest::whatIsStillWrongStaysSetAside() {
  QFETCH(QString, text);
  QFETCH(QString, reason);
  RepairShop shop;
  shop.import(fixtureProfile(), tests::fixture("shop.csv"));
  const auto head = shop.store.head()->position;
  const std::int64_t index = shop.aside().front().index;
  const auto account = shop.repair(fixtureProfile(), {{index, text.toStdString()}});
  QCOMPARE(refusalsOf(account), reason);
  QVERIFY(!transfer::rowReason(reason.toStdString()).remedy.empty());
  QCOMPARE(shop.store.head()->position, head);
  QVERIFY(!shop.aside().front().repaired);
  // The page says the same before anything is sent.
  const auto node = transfer::readRow(fixtureProfile(), transfer::readHeader(fixtureProfile(), tests::fixture("shop.csv")).value(), text.toStdString());
  QVERIFY(node);
  for (const auto& [name, value] : node->fields)
    if (name == "class") QCOMPARE(QString::fromStdString(value.text), reason);
}

void RowRepairTest::orderOfAnotherFileIsLeftAlone() {
  const tests::TempFolder folder;
  RepairShop shop;
  shop.import(fixtureProfile(), tests::fixture("shop.csv"));
  putFile(folder / "more.csv", "A1;pot;;many;3,50;30.10.2023 10:00;K1;Germany\n");
  shop.import(fixtureProfile(), folder / "more.csv");
  const std::int64_t index = shop.indexOf("A1;pot;;many;3,50;30.10.2023 10:00;K1;Germany");
  const int lines = shop.linesOf("fixture-shop", "order-A1");
  QCOMPARE(refusalsOf(shop.repair(fixtureProfile(), {{index, "A1;pot;;1;3,50;30.10.2023 10:00;K1;Germany"}})), QStringLiteral("order_exists"));
  QCOMPARE(shop.linesOf("fixture-shop", "order-A1"), lines);
  // Nor is one of another source.
  transfer::Profile other = fixtureProfile();
  other.source = "other-shop";
  putFile(folder / "other.csv", "A1;pot;;none;3,50;30.10.2023 10:00;K1;Germany\n");
  shop.import(other, folder / "other.csv");
  const std::int64_t foreign = shop.indexOf("A1;pot;;none;3,50;30.10.2023 10:00;K1;Germany");
  QCOMPARE(refusalsOf(shop.repair(other, {{foreign, "A1;pot;;1;3,50;30.10.2023 10:00;K1;Germany"}})), QStringLiteral("order_exists"));
  // An order number of its own is what would fix it.
  const auto account = shop.repair(other, {{foreign, "A1b;pot;;1;3,50;30.10.2023 10:00;K1;Germany"}});
  QVERIFY2(account && account->accepted == 1, qPrintable(refusalsOf(account)));
}

void RowRepairTest::nameOfTwoFilesTellsNothing() {
  const tests::TempFolder folder;
  RepairShop shop;
  putFile(folder / "export.csv", "A1;pot;;1;3,50;30.10.2023 10:00;K1;Germany\n");
  shop.import(fixtureProfile(), folder / "export.csv");
  putFile(folder / "export.csv", "A2;pot;;1;3,50;30.11.2023 10:00;K1;Germany\nA1;cup;;many;3,50;30.10.2023 10:00;K1;Germany\n");
  shop.import(fixtureProfile(), folder / "export.csv");
  const std::int64_t index = shop.aside().front().index;
  QCOMPARE(refusalsOf(shop.repair(fixtureProfile(), {{index, "A1;cup;;1;3,50;30.10.2023 10:00;K1;Germany"}})), QStringLiteral("order_exists"));
}

void RowRepairTest::orderThatARepairBeganGoesOn() {
  const tests::TempFolder folder;
  RepairShop shop;
  putFile(folder / "export.csv", "A1;pot;;x;3,50;30.10.2023 10:00;K1;Germany\nA1;cup;;y;3,50;30.10.2023 10:00;K1;Germany\n");
  shop.import(fixtureProfile(), folder / "export.csv");
  const auto account = shop.repair(fixtureProfile(), {{1, "A1;pot;;1;3,50;30.10.2023 10:00;K1;Germany"}, {2, "A1;cup;;2;3,50;30.10.2023 10:00;K1;Germany"}});
  QVERIFY2(account && account->accepted == 2, qPrintable(refusalsOf(account)));
  QCOMPARE(shop.linesOf("fixture-shop", "order-A1"), 2);
}

void RowRepairTest::anotherCurrencyIsSetAside() {
  RepairShop shop;
  shop.import(fixtureProfile(), tests::fixture("shop.csv"));
  transfer::Profile pounds = fixtureProfile();
  pounds.currency = "GBP";
  const std::int64_t index = shop.indexOf("A3;tea;Black tea;viele;3,50;30.10.2023 10:00;K2;Germany");
  QCOMPARE(refusalsOf(shop.repair(pounds, {{index, "A3;tea;Black tea;20;3,50;30.10.2023 10:00;K2;Germany"}})), QStringLiteral("currency_mismatch"));
}

void RowRepairTest::anotherSourceIsRefusedWhole() {
  RepairShop shop;
  shop.import(fixtureProfile(), tests::fixture("shop.csv"));
  transfer::Profile other = fixtureProfile();
  other.source = "other-shop";
  const auto head = shop.store.head()->position;
  const auto account = shop.repair(other, {{1, "A9;fix;;1;5;30.10.2023 10:00;K2;Germany"}});
  QVERIFY(!account);
  QVERIFY2(refusalsOf(account).contains(QStringLiteral("'fixture-shop'")) && refusalsOf(account).contains(QStringLiteral("take the profile of that source")), qPrintable(refusalsOf(account)));
  // Where files are joined, what a row means hangs on others.
  transfer::Profile tables = fixtureProfile();
  tables.areRowsAnywhere = true;
  QVERIFY2(refusalsOf(shop.repair(tables, {{1, "A9;fix;;1;5;30.10.2023 10:00;K2;Germany"}})).contains(QStringLiteral("cannot be repaired one by one; mend the files")), "");
  QVERIFY(!shop.repair(fixtureProfile(), {{99, "A9;fix;;1;5;30.10.2023 10:00;K2;Germany"}}));
  QCOMPARE(shop.store.head()->position, head);
}

void RowRepairTest::columnsAreThoseOfItsFileOrOfOneThatIsNamed() {
  const tests::TempFolder folder;
  RepairShop shop;
  putFile(folder / "gone.csv", "A1;pot;;x;3,50;30.10.2023 10:00;K1;Germany\n");
  shop.import(fixtureProfile(), folder / "gone.csv");
  std::remove((folder / "gone.csv").c_str());
  const std::vector<transfer::RepairedRow> rows{{1, "A1;pot;;1;3,50;30.10.2023 10:00;K1;Germany"}};
  const auto gone = shop.repair(fixtureProfile(), rows);
  QVERIFY(!gone);
  QVERIFY(gone.error().code == base::ErrorCode::NotFound);
  const auto account = shop.repair(fixtureProfile(), rows, tests::fixture("shop.csv"));
  QVERIFY2(account && account->accepted == 1, qPrintable(refusalsOf(account)));
}

// Another file under its name may have other columns, and say a price for a quantity.
void RowRepairTest::theRowMustStillStandInItsFile() {
  const tests::TempFolder folder;
  const std::vector<transfer::RepairedRow> rows{{1, "A1;pot;;1;3,50;30.10.2023 10:00;K1;Germany"}, {2, "A1;cup;;2;4,50;30.10.2023 10:00;K1;Germany"}};
  const std::string first = "A1;pot;;x;3,50;30.10.2023 10:00;K1;Germany\n", second = "A1;cup;;y;4,50;30.10.2023 10:00;K1;Germany\n";
  // The row that stands there comes in, unless it would be read otherwise now.
  for (const auto& [now, in] : {std::pair("Doc;Art;Text;Preis;Menge;Zeit;Kunde;Land\n" + first, 0), std::pair(columnsOfShop + first, 1), std::pair(columnsOfShop + second + first, 0),
                                std::pair(columnsOfShop + (first + "\n" + second), 1), std::pair(columnsOfShop + ("no row\n" + second), 1)}) {
    RepairShop shop;
    putFile(folder / "a.csv", first + second);
    shop.import(fixtureProfile(), folder / "a.csv");
    std::ofstream(folder / "a.csv", std::ios::binary) << now;
    const auto refused = shop.repair(fixtureProfile(), rows);
    QCOMPARE(refusalsOf(refused), in == 1 ? QString("not_in_file") : QString("not_in_file not_in_file"));
    QCOMPARE(refused->accepted, in);
    QCOMPARE(shop.store.head()->position, in);
    const auto account = shop.repair(fixtureProfile(), rows, tests::fixture("shop.csv"));
    QVERIFY2(account && account->accepted == 2 - in, qPrintable(refusalsOf(account)));
  }
}

void RowRepairTest::lettersThatCouldNotBeReadAreNotTakenIn() {
  const tests::TempFolder folder;
  transfer::Profile profile = fixtureProfile();
  profile.encoding = "utf-8";
  profile.unreadableAside = true;
  RepairShop shop;
  std::string rows = "A1;pot;T\xC3\xB6pfe;1;3,50;30.10.2023 10:00;K1;Germany\nA1;pot;T\xF6pfe;1;3,50;30.10.2023 10:00;K1;Germany\n";
  putFile(folder / "a.csv", rows);
  shop.import(profile, folder / "a.csv");
  QCOMPARE(shop.aside().size(), std::size_t{1});
  const auto refused = shop.repair(profile, {{1, std::nullopt}});
  QCOMPARE(refusalsOf(refused), QString("unread_letters"));
  const auto account = shop.repair(profile, {{1, "A1;pot;T\xC3\xB6pfe;1;3,50;30.10.2023 10:00;K1;Germany"}});
  QVERIFY2(account && account->accepted == 1, qPrintable(refusalsOf(account)));
}

void RowRepairTest::aRowThatWasNotKeptWholeIsNotTakenInAsItIs() {
  const tests::TempFolder folder;
  RepairShop shop;
  putFile(folder / "a.csv", "A1;pot;" + std::string(5000, 'x') + ";1;3,50;30.10.2023 10:00;K1;Germany\n");
  shop.import(fixtureProfile(), folder / "a.csv");
  QCOMPARE(refusalsOf(shop.repair(fixtureProfile(), {{1, std::nullopt}})), QString("not_kept_whole"));
}

void RowRepairTest::everyReasonIsInTheReadme() {
  QMap<QString, QStringList> told;
  bool inTable = false;
  const auto lines = QString::fromStdString(tests::contentOf(tests::checkout() + "/core/transfer/README.md")).split(QLatin1Char('\n'));
  for (const QString& line : lines) {
    if (line.startsWith(QStringLiteral("| reason |"))) inTable = true;
    else if (!line.startsWith(QLatin1Char('|'))) inTable = false;
    const QStringList cells = line.split(QStringLiteral(" | "));
    if (!inTable || cells.size() != 3 || line.startsWith(QStringLiteral("| reason |"))) continue;
    const auto words = [](QString cell) { return cell.remove(QLatin1Char('`')).remove(QStringLiteral(" |")).trimmed(); };
    for (const QString& code : cells[0].mid(2).split(QStringLiteral(", "))) told[words(code)] = {words(cells[1]), words(cells[2])};
  }
  QCOMPARE(static_cast<std::size_t>(told.size()), transfer::rowReasons().size() + 3);
  const auto same = [&](const QString& code, const transfer::RowReason& reason) {
    QCOMPARE(told.value(code), (QStringList{QString::fromStdString(std::string(reason.wrong)), QString::fromStdString(std::string(reason.remedy))}));
  };
  for (const auto& reason : transfer::rowReasons()) same(QString::fromStdString(std::string(reason.code)), reason);
  same(QStringLiteral("*name of a class*"), transfer::rowReason("correction"));
  same(QStringLiteral("missing_*field*"), transfer::rowReason("missing_address"));
  same(QStringLiteral("bad_*field*"), transfer::rowReason("bad_carrier"));
}

TWINLANE_TEST(RowRepairTest)
#include "row_repair_test.moc"
