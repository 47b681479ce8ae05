// Files of one source that are given again: cut and then whole, in two halves, mended, and one that begins where another ends.
#include "support/places.h"
#include "support/temp_folder.h"
#include "support/test_main.h"
#include "transfer/row_repair.h"
#include "whole_journal.h"

#include <fstream>

using namespace twinlane;
using tests::WholeJournal;

namespace {

const std::string shopHeader = "Doc;Art;Text;Menge;Preis;Zeit;Kunde;Land\n";

transfer::Profile flatProfile() {
  const std::string path = tests::fixture("shop.json");
  return transfer::readProfile(path, tests::contentOf(path)).profile;
}

void keep(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

// What the orders are, however many events tell it: their lines with what is said of the whole.
QString ordersIn(WholeJournal& journal) {
  QMap<QString, QStringList> orders;
  const auto events = journal.store.read(0, 1'000'000);
  for (const auto& event : *events) {
    const auto decoded = domain::decode(event.type, event.schemaVersion, event.payload, event.sealed);
    QStringList& lines = orders[QString::fromStdString(event.stream.toText())];
    const std::vector<domain::OrderLine>* some = nullptr;
    if (const auto* placed = std::get_if<domain::OrderPlaced>(&*decoded)) {
      lines << QString::fromStdString("of " + (placed->customer ? placed->customer->text : "nobody") + " in " + placed->country + " at " + event.occurredAt->toText());
      some = &placed->lines;
    } else if (const auto* returned = std::get_if<domain::ReturnReceived>(&*decoded)) {
      some = &returned->lines;
    } else if (const auto* more = std::get_if<domain::OrderLinesAdded>(&*decoded)) {
      some = &more->lines;
    }
    for (const domain::OrderLine& line : *some) lines << QString::fromStdString(line.product.text + " x " + line.quantity.toText() + " = " + line.net.toText());
  }
  QString text;
  for (auto order = orders.begin(); order != orders.end(); ++order) {
    order->sort();
    text += order.key() + ": " + order->join(QStringLiteral("; ")) + "\n";
  }
  return text;
}

std::string rowOf(const std::string& order, const std::string& product, const std::string& quantity = "1", const std::string& time = "01.06.2023 12:00") {
  return order + ";" + product + ";;" + quantity + ";1,25;" + time + ";K1;Malta\n";
}

// Orders of many lines, some of which are said twice, with rows that are left out and set aside among them.
std::string manyOrders() {
  std::string rows;
  for (int order = 1; order <= 6; ++order) {
    for (const char* product : {"p0", "p1", "p2", "p1", "p3"}) rows += rowOf("N" + std::to_string(order), product);
    if (order % 2 == 0) rows += "N" + std::to_string(order) + ";gift;;1;0;01.06.2023 12:00;K1;Malta\n" + rowOf("N" + std::to_string(order), "p9", "many");
    if (order == 3) rows += rowOf("R3", "p0");
  }
  return rows;
}

// The first file whose account is not that of its rows, or whose open rows are not those of its account.
QString accountProblem(WholeJournal& journal, const std::map<std::string, std::int64_t>& rows) {
  const auto account = journal.store.account();
  std::map<std::string, std::map<std::string, std::int64_t>> open;
  const auto aside = journal.store.quarantined(0, 100'000);
  for (const auto& row : *aside)
    if (!row.repaired) ++open[row.file][row.reason];
  std::size_t told = 0;
  for (const store::FileAccount& file : account->files) {
    std::int64_t sum = file.accepted;
    for (const auto& [reason, count] : file.quarantined) sum += count;
    for (const auto& [rule, count] : file.ignored) sum += count;
    const auto expected = rows.find(file.file);
    told += expected == rows.end() ? 0u : 1u;
    const QString name = QString::fromStdString(file.file.substr(file.file.rfind('/') + 1));
    if (sum != file.rows) return name + QStringLiteral(": the fates come to %1 of %2 rows").arg(sum).arg(file.rows);
    if (expected != rows.end() && file.rows != expected->second) return name + QStringLiteral(": %1 rows, not %2").arg(file.rows).arg(expected->second);
    if (file.quarantined != open[file.file]) return name + QStringLiteral(": other rows are open than it counts");
  }
  return told == rows.size() ? QString() : QStringLiteral("a file has no account");
}

std::vector<std::size_t> endsOfRows(const std::string& text) {
  std::vector<std::size_t> ends;
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) ends.push_back(at + 1);
  return ends;
}

}  // namespace

class SecondPassTest : public QObject {
  Q_OBJECT
 private slots:
  void aRowThatIsCutIsHeldBackUntilItComesWhole_data();
  void aRowThatIsCutIsHeldBackUntilItComesWhole();
  void aRowThatIsCutInATableIsHeldBackToo_data();
  void aRowThatIsCutInATableIsHeldBackToo();
  void aRowWithoutALineEndThatIsInAlreadyIsKnown();
  void aProfileMayTakeTheRowWithoutALineEnd();
  void aPersonMayTakeTheRowWithoutALineEnd();
  void halvesCutAnywhereGiveTheWhole_data();
  void halvesCutAnywhereGiveTheWhole();
  void halvesOfALongOrderGiveTheWhole();
  void halvesOfTheOnlyOrderGiveTheWhole();
  void exportsThatOverlapCountAnOrderOnce();
  void aLineThatMayBeTheSameIsSetAside();
  void aMendedFileAddsTheMendedLines_data();
  void aMendedFileAddsTheMendedLines();
  void aLineThatIsSaidOtherwiseIsSetAside();
  void aRepairedRowIsNotTakenInOnceMore_data();
  void aRepairedRowIsNotTakenInOnceMore();
  void anotherFileUnderAnOldNameAddsItsRows();
  void aFileHasOneAccountHoweverItsPathIsWritten_data();
  void aFileHasOneAccountHoweverItsPathIsWritten();
  void theLedgerIsAskedForOneSourceOnce();
};

void SecondPassTest::aRowThatIsCutIsHeldBackUntilItComesWhole_data() {
  QTest::addColumn<QString>("last");
  QTest::addColumn<QString>("end");
  QTest::newRow("of an order with other rows") << QString::fromStdString(rowOf("N2", "p7", "12")).trimmed() << "\n";
  QTest::newRow("of an order of its own") << QString::fromStdString(rowOf("N222", "p7", "12")).trimmed() << "\n";
  QTest::newRow("CRLF") << QString::fromStdString(rowOf("N2", "p7", "12")).trimmed() << "\r\n";
  QTest::newRow("that is left out") << "N2;gift;;1;0;01.06.2023 12:00;K1;Malta" << "\n";
}

void SecondPassTest::aRowThatIsCutIsHeldBackUntilItComesWhole() {
  QFETCH(QString, last);
  QFETCH(QString, end);
  const tests::TempFolder folder;
  const std::string rows = QString::fromStdString(shopHeader + rowOf("N1", "p0") + rowOf("N2", "p0") + rowOf("N2", "p1")).replace(QStringLiteral("\n"), end).toStdString();
  const std::string whole = rows + (last + end).toStdString();
  keep(folder / "whole.csv", whole);
  WholeJournal straight;
  const auto all = straight.import(flatProfile(), {folder / "whole.csv"});
  for (std::size_t cut = rows.size() + 1; cut < whole.size(); ++cut) {
    WholeJournal journal;
    keep(folder / "part.csv", whole.substr(0, cut));
    auto part = journal.import(flatProfile(), {folder / "part.csv"});
    // What follows the row is its end, though not all of it.
    const bool isWhole = whole[cut - 1] == '\r';
    QCOMPARE(part.accepted, isWhole ? all.accepted : 3);
    QCOMPARE(part.quarantined["unfinished_row"], isWhole ? 0 : 1);
    QCOMPARE(journal.import(flatProfile(), {folder / "part.csv"}).alreadyImported, 4);
    const auto rest = journal.import(flatProfile(), {folder / "whole.csv"});
    QCOMPARE(part.accepted + rest.accepted, all.accepted);
    QCOMPARE(rest.alreadyImported, isWhole ? 4 : 3);
    QCOMPARE(ordersIn(journal), ordersIn(straight));
    for (int pass = 0; pass < 2; ++pass) {
      QCOMPARE(accountProblem(journal, {{folder / "part.csv", 4}, {folder / "whole.csv", 4}}), QString());
      QCOMPARE(journal.store.account()->quarantined.size(), 0u);
      QCOMPARE(journal.import(flatProfile(), {folder / "part.csv", folder / "whole.csv"}).events, 0);
    }
    // The same under one name.
    WholeJournal oneName;
    keep(folder / "a.csv", whole.substr(0, cut));
    oneName.import(flatProfile(), {folder / "a.csv"});
    keep(folder / "a.csv", whole);
    oneName.import(flatProfile(), {folder / "a.csv"});
    QCOMPARE(ordersIn(oneName), ordersIn(straight));
    QCOMPARE(accountProblem(oneName, {{folder / "a.csv", 4}}), QString());
    QCOMPARE(oneName.store.account()->quarantined.size(), 0u);
  }
}

void SecondPassTest::aRowThatIsCutInATableIsHeldBackToo_data() {
  QTest::addColumn<QString>("profile");
  QTest::addColumn<QString>("rows");
  QTest::newRow("rows anywhere") << QStringLiteral("\"shape\": \"flat_lines\", \"order_rows\": \"anywhere\", \"columns\": {\"order\": \"o\", \"product\": \"p\", \"quantity\": \"q\", \"line_amount\": \"a\"}, \"classes\": [{\"name\": \"sale\", \"fate\": \"sale_line\"}]")
                                 << "o,p,q,a\nB1,tea,1,2.50\nB1,cup,12,24.50\n";
  QTest::newRow("table") << QStringLiteral("\"shape\": \"several_tables\", \"objects\": [{\"role\": \"line\", \"from\": \"a\", \"columns\": {\"order\": \"o\", \"product\": \"p\", \"quantity\": \"q\", \"line_amount\": \"a\"}},"
                                           "{\"role\": \"order\", \"from\": \"orders\", \"columns\": {\"id\": \"o\"}}]")
                         << "o,p,q,a\nB1,tea,1,2.50\nB1,cup,12,24.50\n";
}

void SecondPassTest::aRowThatIsCutInATableIsHeldBackToo() {
  QFETCH(QString, profile);
  QFETCH(QString, rows);
  const tests::TempFolder folder;
  const auto check = transfer::readProfile("p", ("{\"name\": \"n\", \"source\": \"s\", \"currency\": \"EUR\", " + profile + "}").toStdString());
  QVERIFY2(check.problems.empty(), check.problems.empty() ? "" : check.problems[0].problem.c_str());
  std::vector<std::string> files{folder / "a.csv"};
  if (check.profile.shape == "several_tables") {
    keep(folder / "orders.csv", "o\nB1\n");
    files.push_back(folder / "orders.csv");
  }
  WholeJournal journal;
  keep(folder / "a.csv", rows.left(rows.size() - 3).toStdString());
  QCOMPARE(journal.import(check.profile, files).quarantined.at("unfinished_row"), 1);
  keep(folder / "a.csv", rows.toStdString());
  journal.import(check.profile, files);
  QCOMPARE(journal.store.account()->quarantined.size(), 0u);
  const auto linesOf = [](WholeJournal& one) { return one.store.document("s", "order-B1").value()->lines; };
  QCOMPARE(linesOf(journal), 2);
  QCOMPARE(accountProblem(journal, {{folder / "a.csv", 2}}), QString());
}

void SecondPassTest::aRowWithoutALineEndThatIsInAlreadyIsKnown() {
  const tests::TempFolder folder;
  const std::string rows = shopHeader + rowOf("N1", "p0") + rowOf("N2", "p0") + rowOf("N2", "p1");
  keep(folder / "whole.csv", rows + rowOf("N3", "p0"));
  keep(folder / "part.csv", rows.substr(0, rows.size() - 1));
  WholeJournal journal;
  journal.import(flatProfile(), {folder / "whole.csv"});
  QCOMPARE(journal.import(flatProfile(), {folder / "part.csv"}).alreadyImported, 3);
}

void SecondPassTest::aProfileMayTakeTheRowWithoutALineEnd() {
  const tests::TempFolder folder;
  const std::string path = tests::fixture("shop.json");
  QString text = QString::fromStdString(tests::contentOf(path));
  text.replace(QStringLiteral("\"shape\":"), QStringLiteral("\"unfinished_row\": \"take\", \"shape\":"));
  const auto check = transfer::readProfile(path, text.toStdString());
  QVERIFY(check.problems.empty());
  std::string rows = shopHeader + rowOf("N1", "p0") + rowOf("N2", "p0");
  rows.pop_back();
  keep(folder / "a.csv", rows);
  WholeJournal journal;
  QCOMPARE(journal.import(check.profile, {folder / "a.csv"}).accepted, 2);
  // Also after it was set aside.
  WholeJournal later;
  QCOMPARE(later.import(flatProfile(), {folder / "a.csv"}).accepted, 1);
  QCOMPARE(later.import(check.profile, {folder / "a.csv"}).accepted, 1);
  QCOMPARE(later.store.account()->quarantined.size(), 0u);
  QCOMPARE(accountProblem(later, {{folder / "a.csv", 2}}), QString());
}

// As it is; when the whole file says otherwise after all, nothing is counted twice.
void SecondPassTest::aPersonMayTakeTheRowWithoutALineEnd() {
  const tests::TempFolder folder;
  const std::string row = "N1;p1;;12;1,25;01.06.2023 12:00;K1;Malta", rows = shopHeader + rowOf("N1", "p0");
  const auto repaired = [&](WholeJournal& journal, const std::string& text) {
    journal.import(flatProfile(), {folder / "a.csv"});
    const auto account = transfer::takeInRepaired(flatProfile(), {}, {{1, text}}, journal.commands, journal.store, journal.store, "tester");
    return account && account->accepted == 1;
  };
  keep(folder / "a.csv", rows + row);
  WholeJournal same, other;
  QVERIFY(repaired(same, row) && repaired(other, "N1;p1;;1;1,25;01.06.2023 12:00;K1;Malta"));
  keep(folder / "a.csv", rows + row + "\n" + rowOf("N1", "p2"));
  const auto whole = same.import(flatProfile(), {folder / "a.csv"});
  QCOMPARE(whole.accepted, 1);
  QCOMPARE(whole.alreadyImported, 2);
  QCOMPARE(other.import(flatProfile(), {folder / "a.csv"}).quarantined.at("document_differs"), 2);
  for (WholeJournal* journal : {&same, &other}) QCOMPARE(accountProblem(*journal, {{folder / "a.csv", 3}}), QString());
}

void SecondPassTest::halvesCutAnywhereGiveTheWhole_data() {
  QTest::addColumn<bool>("inOneCall");
  QTest::addColumn<bool>("secondFirst");
  QTest::newRow("one after the other") << false << false;
  QTest::newRow("in one call") << true << false;
  QTest::newRow("the second half first") << false << true;
}

void SecondPassTest::halvesCutAnywhereGiveTheWhole() {
  QFETCH(bool, inOneCall);
  QFETCH(bool, secondFirst);
  const tests::TempFolder folder;
  const std::string rows = manyOrders();
  keep(folder / "whole.csv", shopHeader + rows);
  WholeJournal straight;
  const auto all = straight.import(flatProfile(), {folder / "whole.csv"});
  const auto ends = endsOfRows(rows);
  for (std::size_t row = 5; row + 6 < ends.size(); ++row) {
    keep(folder / "a.csv", shopHeader + rows.substr(0, ends[row]));
    keep(folder / "b.csv", shopHeader + rows.substr(ends[row]));
    WholeJournal journal;
    std::vector<std::string> files{folder / "a.csv", folder / "b.csv"};
    if (secondFirst) std::swap(files[0], files[1]);
    std::int64_t accepted = 0, aside = 0;
    const auto take = [&](const std::vector<std::string>& some) {
      const auto account = journal.import(flatProfile(), some);
      accepted += account.accepted;
      for (const auto& [reason, count] : account.quarantined) aside += count;
    };
    if (inOneCall) take(files);
    else for (const std::string& file : files) take({file});
    QCOMPARE(ordersIn(journal), ordersIn(straight));
    QCOMPARE(accepted, all.accepted);
    QCOMPARE(aside, all.quarantined.at("bad_quantity"));
    const std::map<std::string, std::int64_t> rowsOfHalves{{folder / "a.csv", static_cast<std::int64_t>(row + 1)}, {folder / "b.csv", static_cast<std::int64_t>(ends.size() - row - 1)}};
    QCOMPARE(accountProblem(journal, rowsOfHalves), QString());
    QCOMPARE(journal.store.account()->accepted, straight.store.account()->accepted);
    // The whole file adds nothing to its halves, nor do they again.
    QCOMPARE(journal.import(flatProfile(), {folder / "whole.csv"}).events, 0);
    QCOMPARE(journal.import(flatProfile(), files).events, 0);
    QCOMPARE(accountProblem(journal, rowsOfHalves), QString());
    QCOMPARE(accountProblem(journal, {{folder / "whole.csv", static_cast<std::int64_t>(ends.size())}}), QString());
  }
}

void SecondPassTest::halvesOfALongOrderGiveTheWhole() {
  const tests::TempFolder folder;
  std::string first = rowOf("N1", "p0"), second;
  for (int line = 0; line < 1500; ++line) first += rowOf("N2", "a" + std::to_string(line));
  for (int line = 0; line < 2500; ++line) second += rowOf("N2", "b" + std::to_string(line));
  second += rowOf("N3", "p0");
  keep(folder / "whole.csv", shopHeader + first + second);
  keep(folder / "a.csv", shopHeader + first);
  keep(folder / "b.csv", shopHeader + second);
  WholeJournal straight, journal;
  straight.import(flatProfile(), {folder / "whole.csv"});
  QCOMPARE(journal.import(flatProfile(), {folder / "a.csv"}).accepted, 1501);
  QCOMPARE(journal.import(flatProfile(), {folder / "b.csv"}).accepted, 2501);
  QCOMPARE(ordersIn(journal), ordersIn(straight));
  QCOMPARE(journal.import(flatProfile(), {folder / "whole.csv"}).alreadyImported, 4002);
}

void SecondPassTest::halvesOfTheOnlyOrderGiveTheWhole() {
  const tests::TempFolder folder;
  keep(folder / "a.csv", shopHeader + rowOf("N1", "p0") + rowOf("N1", "p1"));
  keep(folder / "b.csv", shopHeader + rowOf("N1", "p2") + rowOf("N2", "p0"));
  WholeJournal journal;
  QCOMPARE(journal.import(flatProfile(), {folder / "a.csv", folder / "b.csv"}).accepted, 4);
}

void SecondPassTest::exportsThatOverlapCountAnOrderOnce() {
  const tests::TempFolder folder;
  const std::string border = rowOf("N2", "p0") + rowOf("N2", "p1") + rowOf("N2", "p0");
  keep(folder / "may.csv", shopHeader + rowOf("N1", "p0") + border);
  keep(folder / "june.csv", shopHeader + border + rowOf("N2", "p2") + rowOf("N3", "p0"));
  WholeJournal journal;
  journal.import(flatProfile(), {folder / "may.csv"});
  const auto june = journal.import(flatProfile(), {folder / "june.csv"});
  QCOMPARE(june.alreadyImported, 3);
  QCOMPARE(june.accepted, 2);
}

void SecondPassTest::aLineThatMayBeTheSameIsSetAside() {
  const tests::TempFolder folder;
  keep(folder / "a.csv", shopHeader + rowOf("N1", "p0") + rowOf("N2", "p0"));
  keep(folder / "b.csv", shopHeader + rowOf("N2", "p0") + rowOf("N2", "p1") + rowOf("N3", "p0"));
  WholeJournal journal;
  journal.import(flatProfile(), {folder / "a.csv"});
  const auto second = journal.import(flatProfile(), {folder / "b.csv"});
  QCOMPARE(second.accepted, 2);
  QCOMPARE(second.quarantined.at("line_exists"), 1);
  // A person says that it is one more.
  const auto account = transfer::takeInRepaired(flatProfile(), {}, {{1, rowOf("N2", "p0")}}, journal.commands, journal.store, journal.store, "tester");
  QVERIFY(account && account->accepted == 1);
}

void SecondPassTest::aMendedFileAddsTheMendedLines_data() {
  QTest::addColumn<bool>("isSameName");
  QTest::addColumn<QString>("was");
  for (const bool isSameName : {false, true})
    for (const char* was : {"N1;p9;;many;", "N3;p9;;many;", "N5;p9;;many;"}) QTest::addRow("%s, %s", was, isSameName ? "same name" : "another name") << isSameName << was;
}

void SecondPassTest::aMendedFileAddsTheMendedLines() {
  QFETCH(bool, isSameName);
  QFETCH(QString, was);
  const tests::TempFolder folder;
  std::string rows = shopHeader;
  for (int order = 1; order <= 5; ++order) rows += rowOf("N" + std::to_string(order), "p0") + rowOf("N" + std::to_string(order), "p9", "many") + rowOf("N" + std::to_string(order), "p1");
  rows += "N5;gift;;1;0;01.06.2023 12:00;K1;Malta\nN5;gift;;1;0;01.06.2023 12:00;K1;Malta\n" + rowOf("N6", "p0") + rowOf("N6", "p1") + rowOf("N6", "p2");
  keep(folder / "a.csv", rows);
  const std::string mended = QString::fromStdString(rows).replace(was, QString(was).replace(QStringLiteral("many"), QStringLiteral("3"))).toStdString();
  keep(folder / "mended.csv", mended);
  WholeJournal journal, straight;
  straight.import(flatProfile(), {folder / "mended.csv"});
  QCOMPARE(journal.import(flatProfile(), {folder / "a.csv"}).accepted, 13);
  if (isSameName) keep(folder / "a.csv", mended);
  const std::string again = isSameName ? folder / "a.csv" : folder / "mended.csv";
  const auto account = journal.import(flatProfile(), {again});
  QCOMPARE(account.accepted, 1);
  QCOMPARE(account.events, 1);
  QCOMPARE(account.orders, 0);
  QCOMPARE(ordersIn(journal), ordersIn(straight));
  QCOMPARE(journal.import(flatProfile(), {again}).events, 0);
  QCOMPARE(accountProblem(journal, {{again, 20}}), QString());
  // Nothing of the mended row stands open.
  const std::string row = was.left(was.size() - 1).toStdString();
  const auto aside = journal.store.quarantined(0, 100);
  QCOMPARE(aside->size(), 5u);
  for (const auto& one : *aside) QCOMPARE(one.repaired, one.raw.starts_with(row));
}

void SecondPassTest::aLineThatIsSaidOtherwiseIsSetAside() {
  const tests::TempFolder folder;
  const std::string first = rowOf("N1", "p0") + rowOf("N1", "p1") + rowOf("N2", "p0");
  keep(folder / "a.csv", shopHeader + first);
  keep(folder / "b.csv", shopHeader + rowOf("N0", "p0") + rowOf("N1", "p0") + rowOf("N1", "p1", "7") + rowOf("N2", "p0"));
  WholeJournal journal;
  journal.import(flatProfile(), {folder / "a.csv"});
  const auto second = journal.import(flatProfile(), {folder / "b.csv"});
  QCOMPARE(second.accepted, 1);
  QCOMPARE(second.alreadyImported, 2);
  QCOMPARE(second.quarantined.at("document_differs"), 1);
}

void SecondPassTest::aRepairedRowIsNotTakenInOnceMore_data() {
  QTest::addColumn<QString>("mended");
  QTest::addColumn<int>("differ");
  QTest::newRow("as it was repaired") << "3" << 0;
  QTest::newRow("otherwise") << "4" << 1;
  QTest::newRow("not at all") << "many" << 0;
}

void SecondPassTest::aRepairedRowIsNotTakenInOnceMore() {
  QFETCH(QString, mended);
  QFETCH(int, differ);
  const tests::TempFolder folder;
  const std::string first = shopHeader + rowOf("N1", "p0"), last = rowOf("N1", "p9", "many") + rowOf("N2", "p0");
  keep(folder / "a.csv", first + last);
  WholeJournal journal;
  journal.import(flatProfile(), {folder / "a.csv"});
  const auto repaired = transfer::takeInRepaired(flatProfile(), {}, {{1, rowOf("N1", "p9", "3")}}, journal.commands, journal.store, journal.store, "tester");
  QVERIFY(repaired && repaired->accepted == 1);
  QCOMPARE(accountProblem(journal, {{folder / "a.csv", 3}}), QString());
  keep(folder / "a.csv", first + QString::fromStdString(last).replace(QStringLiteral("many"), mended).toStdString() + rowOf("N3", "p0"));
  auto again = journal.import(flatProfile(), {folder / "a.csv"});
  QCOMPARE(again.accepted, 1);
  QCOMPARE(again.alreadyImported, 3 - differ);
  QCOMPARE(again.quarantined["document_differs"], differ);
  QCOMPARE(accountProblem(journal, {{folder / "a.csv", 4}}), QString());
}

void SecondPassTest::anotherFileUnderAnOldNameAddsItsRows() {
  const tests::TempFolder folder;
  keep(folder / "export.csv", shopHeader + rowOf("N1", "p0") + rowOf("N1", "p9", "many") + rowOf("N2", "p0"));
  WholeJournal journal;
  journal.import(flatProfile(), {folder / "export.csv"});
  keep(folder / "export.csv", shopHeader + rowOf("N3", "p0") + rowOf("N4", "p1"));
  QCOMPARE(journal.import(flatProfile(), {folder / "export.csv"}).accepted, 2);
  QCOMPARE(accountProblem(journal, {{folder / "export.csv", 5}}), QString());
  QCOMPARE(journal.store.account()->quarantined.at("bad_quantity"), 1);
}

void SecondPassTest::aFileHasOneAccountHoweverItsPathIsWritten_data() {
  QTest::addColumn<bool>("anywhere");
  QTest::newRow("orders together") << false;
  QTest::newRow("rows anywhere") << true;
}

void SecondPassTest::aFileHasOneAccountHoweverItsPathIsWritten() {
  QFETCH(bool, anywhere);
  const tests::TempFolder folder;
  std::filesystem::create_directory(folder / "may");
  std::filesystem::create_directory_symlink(folder / "may", folder / "latest");
  keep(folder / "may/a.csv", shopHeader + rowOf("N1", "p0") + rowOf("N2", "p1", "many"));
  transfer::Profile profile = flatProfile();
  profile.areRowsAnywhere = anywhere;
  WholeJournal journal;
  for (const std::string& path : {folder / "may/a.csv", folder / "may/./a.csv", folder / "may/../latest/a.csv", std::filesystem::relative(folder / "may/a.csv").string()}) journal.import(profile, {path});
  QCOMPARE(journal.store.account()->files.size(), 1u);
  QCOMPARE(accountProblem(journal, {{folder / "may/a.csv", 2}}), QString());
  // One of its name in another folder is another file.
  keep(folder / "a.csv", shopHeader + rowOf("N3", "p0"));
  journal.import(profile, {folder / "a.csv"});
  QCOMPARE(accountProblem(journal, {{folder / "may/a.csv", 2}, {folder / "a.csv", 1}}), QString());
}

// However many files a call has.
void SecondPassTest::theLedgerIsAskedForOneSourceOnce() {
  struct Asked final : store::ImportLedger {
    explicit Asked(store::ImportLedger& ledger) : of(ledger) {}
    store::ImportLedger& of;
    std::size_t accounts = 0, rows = 0;
    base::Result<std::vector<store::ImportedChunk>> chunks(const std::string& source) override { return of.chunks(source); }
    base::Result<std::optional<store::ImportedDocument>> document(const std::string& source, const std::string& name) override { return of.document(source, name); }
    base::Result<std::vector<std::pair<std::string, store::StreamRef>>> documents(const std::string& source, const std::string& beginning, const std::string& after, std::size_t limit) override { return of.documents(source, beginning, after, limit); }
    base::Result<std::vector<store::QuarantinedRow>> quarantined(std::int64_t after, std::size_t limit) override { return count(of.quarantined(after, limit)); }
    base::Result<std::vector<store::QuarantinedRow>> quarantined(const std::string& source, std::int64_t after, std::size_t limit) override { return count(of.quarantined(source, after, limit)); }
    base::Result<Account> account() override { return ++accounts, of.account(); }
    base::Result<store::FileAccount> account(const std::string& source, const std::string& file) override { return of.account(source, file); }
    base::Result<std::vector<store::QuarantinedRow>> count(base::Result<std::vector<store::QuarantinedRow>> some) { return rows += some->size(), some; }
  };
  const tests::TempFolder folder;
  std::vector<std::string> files;
  for (int file = 0; file < 4; ++file) {
    std::string rows;
    for (int row = 0; row < 50; ++row) rows += rowOf("N" + std::to_string(100 * file + row), "p0", row % 2 == 0 ? "many" : "1");
    files.push_back(folder / (std::to_string(file) + ".csv"));
    keep(files.back(), shopHeader + rows);
  }
  WholeJournal journal;
  journal.import(flatProfile(), files);
  transfer::Profile other = flatProfile();
  other.source = "other";
  journal.import(other, {files[0]});
  Asked asked(journal.store);
  const auto again = transfer::importFiles(flatProfile(), files, journal.commands, asked, journal.store, journal.clock, "tester", {});
  QVERIFY(again && again->alreadyImported == 200);
  QCOMPARE(asked.accounts, 0u);
  QCOMPARE(asked.rows, 100u);
}

TWINLANE_TEST(SecondPassTest)
#include "second_pass_test.moc"
