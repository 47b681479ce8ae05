// What becomes of orders and of rows that stand aside when files of one source are given again, corrected, swapped or cut otherwise:
// no money is counted twice, and a row stands open until it is proved to be in.
#include "dying_sink.h"
#include "plain_shop.h"
#include "support/test_main.h"
#include "transfer/row_repair.h"

using namespace twinlane;
using tests::plainProfile;
using tests::PlainShop;
using tests::WholeJournal;

namespace {

std::string longOrder(int lines, const std::string& price, int corrected = -1) {
  std::string rows;
  for (int line = 0; line < lines; ++line) rows += "X,a" + std::to_string(line) + ",1," + (corrected < 0 || corrected == line ? price : "2.00") + "\n";
  return rows;
}

}  // namespace

class GivenAgainTest : public QObject {
  Q_OBJECT
 private slots:
  void aLongOrderThatIsCorrectedIsNotCountedTwice_data();
  void aLongOrderThatIsCorrectedIsNotCountedTwice();
  void anOrderAtABorderThatIsSaidAgainIsNotCountedTwice_data();
  void anOrderAtABorderThatIsSaidAgainIsNotCountedTwice();
  void aFileThatWasMostlySetAsideHasOneAccount_data();
  void aFileThatWasMostlySetAsideHasOneAccount();
  void anUnreadableRowThatIsMendedUnderAnotherNameIsClosed_data();
  void anUnreadableRowThatIsMendedUnderAnotherNameIsClosed();
  void anotherFileInThePlaceOfOneThatWasSetAsideIsAnother();
  void aRowStandsOpenThoughAnotherNamesItsOrder();
  void aRowThatIsMerelyAbsentStandsOpen();
  void aRowThatLeftTheWindowOfAnExportStandsOpen();
  void aRowThatIsMendedElsewhereInItsFileIsClosed();
  void aRowThatComesBackBadIsSetAsideAnew();
  void aFileThatComesBackAsItWasHasItsAccountOfThen();
  void rowsOfAnotherFileTellNothingOfAnOldName();
  void aCutRowThatComesWholeElsewhereIsClosed();
  void aCutRowThatCameWholeIsNotTakenInOnceMore();
  void anImportThatWasStoppedClosesItsRowsWhenItGoesOn();
  void whateverIsKilledTheEarlierFileKeepsItsRows();
  void aLineThatDifferedComesInWithTheWhole_data();
  void aLineThatDifferedComesInWithTheWhole();
  void aLineThatDiffersWaitsForAllOfItsOrder();
  void aRowThatCameInWithALaterVersionIsInOnce_data();
  void aRowThatCameInWithALaterVersionIsInOnce();
  void equalLinesOfALaterVersionAreAllIn();
  void aRowThatIsBadOtherwiseStandsOnce();
  void aRowThatWasRepairedUnderAnotherNumberIsInOnce();
  void scatteredRowsAreClosedInFewCommits_data();
  void scatteredRowsAreClosedInFewCommits();
};

void GivenAgainTest::aLongOrderThatIsCorrectedIsNotCountedTwice_data() {
  QTest::addColumn<int>("corrected");
  QTest::addColumn<int>("differ");
  QTest::newRow("every line") << -1 << 1500;
  QTest::newRow("the last line before the cut") << 998 << 1;
  QTest::newRow("a line in the middle") << 500 << 1;
  QTest::newRow("the last line") << 1499 << 1;
}

void GivenAgainTest::aLongOrderThatIsCorrectedIsNotCountedTwice() {
  QFETCH(int, corrected);
  QFETCH(int, differ);
  PlainShop shop;
  shop.give("a.csv", "W,t,1,1.00\n" + longOrder(1500, "2.00"));
  const std::string before = shop.gross();
  const auto again = shop.give("b.csv", "V,t,1,0.00\n" + longOrder(1500, "3.00", corrected));
  QCOMPARE(again.accepted, 1);
  QCOMPARE(again.quarantined.at("document_differs"), differ);
  QCOMPARE(shop.gross(), before);
}

void GivenAgainTest::anOrderAtABorderThatIsSaidAgainIsNotCountedTwice_data() {
  QTest::addColumn<QString>("second");
  QTest::addColumn<QString>("gross");
  QTest::addColumn<QString>("aside");
  QTest::newRow("in another order") << "5,b,1,7\n5,a,1,5\n" << "13.00" << "";
  QTest::newRow("its first line corrected") << "5,a,1,6\n5,b,1,7\n" << "13.00" << "b.csv:2 5,a,1,6";
  QTest::newRow("without its first line") << "5,b,1,7\n" << "13.00" << "b.csv:2 5,b,1,7";
  QTest::newRow("going on") << "5,c,1,2\n5,c,1,3\n" << "18.00" << "";
  QTest::newRow("going on with a product that comes again") << "5,b,1,7\n5,c,1,3\n" << "23.00" << "";
}

void GivenAgainTest::anOrderAtABorderThatIsSaidAgainIsNotCountedTwice() {
  QFETCH(QString, second);
  QFETCH(QString, gross);
  QFETCH(QString, aside);
  PlainShop shop;
  shop.give("a.csv", "4,a,1,1\n5,a,1,5\n5,b,1,7\n");
  shop.give("b.csv", second.toStdString() + "6,a,1,0\n");
  QCOMPARE(QString::fromStdString(shop.gross()), gross);
  QCOMPARE(shop.open(), aside);
}

void GivenAgainTest::aFileThatWasMostlySetAsideHasOneAccount_data() {
  QTest::addColumn<QString>("bad");
  QTest::addColumn<bool>("isByName");
  QTest::newRow("a value that cannot be read") << "%1,p%1,many,2" << true;
  QTest::newRow("another price") << "%1,p%1,1,two" << true;
  QTest::newRow("no product") << "%1,,1,2" << false;
  QTest::newRow("no order") << ",p%1,1,2" << false;
}

void GivenAgainTest::aFileThatWasMostlySetAsideHasOneAccount() {
  QFETCH(QString, bad);
  QFETCH(bool, isByName);
  for (const int good : {0, 1, 3}) {
    std::string rows, mended;
    for (int order = 1; order <= 20; ++order) {
      const std::string row = std::to_string(order) + ",p" + std::to_string(order) + ",1,2";
      mended += row + "\n";
      // Some that only its place tells of are among them.
      rows += (order <= good ? row : order == 19 ? "no row" : bad.contains(QStringLiteral("%1")) ? bad.arg(order).toStdString() : bad.toStdString()) + "\n";
    }
    transfer::Profile profile = plainProfile();
    profile.unreadableAside = true;
    for (const char* name : {"a.csv", "b.csv"}) {
      PlainShop shop;
      shop.give("a.csv", rows, profile);
      for (int pass = 0; pass < 4; ++pass) {
        shop.give(name, mended, profile);
        QCOMPARE(shop.problem({{"a.csv", 20}, {name, 20}}), QString());
        QCOMPARE(shop.gross(), std::string("40.00"));
        if (name == std::string("a.csv")) QCOMPARE(shop.open(), QString());
        else if (isByName && good > 0) QCOMPARE(shop.open(), QStringLiteral("a.csv:20 no row"));
      }
    }
  }
}

void GivenAgainTest::anUnreadableRowThatIsMendedUnderAnotherNameIsClosed_data() {
  QTest::addColumn<QString>("bad");
  QTest::addColumn<QString>("mended");
  QTest::addColumn<bool>("isClosed");
  const QString row = "2,pot,1,7\n";
  QTest::newRow("a field too many") << "2,pot,1,7,9\n" << row << true;
  QTest::newRow("a field too few") << "2,pot,1\n" << row << true;
  QTest::newRow("no product") << "2,,1,7\n" << row << true;
  QTest::newRow("letters of another encoding") << QStringLiteral("2,pot\u00e9,1,7\n") << QStringLiteral("2,pot\u00e9,1,7\n") << true;
  QTest::newRow("the row stands elsewhere") << "2,pot,1,7,9\n" << "5,cup,1,1\n" + row << true;
  QTest::newRow("without its product, elsewhere") << "2,,1,7\n" << "5,cup,1,1\n" + row << false;
  QTest::newRow("without its order") << ",pot,1,7\n" << row << false;
  QTest::newRow("another order in its place") << "2,pot,1,7,9\n" << "5,pot,1,7\n" << false;
  QTest::newRow("another product in its place") << "2,pot,1,7,9\n" << "2,cup,1,7\n" << false;
  QTest::newRow("as it was") << "2,pot,1,7,9\n" << "2,pot,1,7,9\n" << false;
}

void GivenAgainTest::anUnreadableRowThatIsMendedUnderAnotherNameIsClosed() {
  QFETCH(QString, bad);
  QFETCH(QString, mended);
  QFETCH(bool, isClosed);
  const auto rows = [](const QByteArray& second) { return "1,tea,1,5\n1,pot,1,1\n" + second.toStdString() + "2,bag,1,3\n3,th\u00e9,1,5\n4,th\u00e9,1,5\n"; };
  transfer::Profile profile = plainProfile();
  profile.unreadableAside = true;
  PlainShop shop;
  shop.give("a.csv", rows(bad.toLatin1()), profile);
  QVERIFY(!shop.open().isEmpty());
  for (int pass = 0; pass < 4; ++pass) {
    shop.give("b.csv", rows(mended.toUtf8()), profile);
    QCOMPARE(shop.open().contains("a.csv"), !isClosed);
    QCOMPARE(shop.problem({{"a.csv", 6}}), QString());
  }
}

void GivenAgainTest::anotherFileInThePlaceOfOneThatWasSetAsideIsAnother() {
  std::string first, second;
  for (int order = 1; order <= 20; ++order) {
    first += order < 4 ? std::to_string(order) + ",tea,1,2\n" : std::to_string(order) + ",,1,2\n";
    second += std::to_string(order + 100) + ",tea,1,2\n";
  }
  PlainShop shop;
  shop.isLastGivenAgain = false;  // then it is the file of that name
  shop.give("a.csv", first);
  shop.give("a.csv", second);
  QCOMPARE(shop.problem({{"a.csv", 40}}), QString());
  QCOMPARE(shop.open().count(QStringLiteral("a.csv:")), 17);
}

void GivenAgainTest::aRowStandsOpenThoughAnotherNamesItsOrder() {
  PlainShop shop;
  shop.give("a1.csv", "1,a,1,5\n12,b,bad,7\n");
  shop.give("b1.csv", "1,a,1,5\n1,c,1,9\n");
  QCOMPARE(shop.open(), QStringLiteral("a1.csv:3 12,b,bad,7"));
}

void GivenAgainTest::aRowThatIsMerelyAbsentStandsOpen() {
  PlainShop shop;
  shop.give("a.csv", "1,a,1,5\n2,b,bad,7\n3,c,1,1\n");
  shop.give("a.csv", "1,a,1,5\n3,c,1,1\n");
  QCOMPARE(shop.open(), QStringLiteral("a.csv:3 2,b,bad,7"));
  QCOMPARE(shop.problem({{"a.csv", 3}}), QString());
}

void GivenAgainTest::aRowThatLeftTheWindowOfAnExportStandsOpen() {
  const auto orders = [](int from, int to) {
    std::string rows;
    for (int order = from; order <= to; ++order) rows += std::to_string(order) + ",tea," + (order == 5 ? "bad" : "1") + ",2\n";
    return rows;
  };
  PlainShop shop;
  shop.give("export.csv", orders(1, 100));
  QCOMPARE(shop.give("export.csv", orders(41, 200)).accepted, 100);
  QCOMPARE(shop.open(), QStringLiteral("export.csv:6 5,tea,bad,2"));
  QCOMPARE(shop.problem({{"export.csv", 161}}), QString());
}

void GivenAgainTest::aRowThatIsMendedElsewhereInItsFileIsClosed() {
  PlainShop shop;
  shop.give("a.csv", "1,a,1,5\n2,b,bad,7\n3,c,1,1\n");
  shop.give("a.csv", "0,a,1,1\n1,a,1,5\n2,b,1,7\n3,c,1,1\n");
  QCOMPARE(shop.open(), QString());
  QCOMPARE(shop.problem({{"a.csv", 4}}), QString());
}

void GivenAgainTest::aRowThatComesBackBadIsSetAsideAnew() {
  PlainShop shop;
  const std::string bad = "1,a,1,5\n2,b,bad,7\n", mended = "1,a,1,5\n2,b,1,7\n";
  for (int pass = 0; pass < 3; ++pass) {
    const auto back = shop.give("a.csv", bad);
    QCOMPARE(back.quarantined.at("bad_quantity"), 1);
    QCOMPARE(shop.open(), QStringLiteral("a.csv:3 2,b,bad,7"));
    QCOMPARE(shop.problem({{"a.csv", 2}}), QString());
    QCOMPARE(shop.give("a.csv", bad).quarantined.size(), 0u);
    shop.give("a.csv", mended);
    QCOMPARE(shop.open(), QString());
    QCOMPARE(shop.problem({{"a.csv", 2}}), QString());
  }
  QCOMPARE(shop.gross(), std::string("12.00"));
}

void GivenAgainTest::aFileThatComesBackAsItWasHasItsAccountOfThen() {
  PlainShop shop;
  const std::string first = "1,a,1,5\n2,b,1,7\n3,c,1,1\n", second = "1,a,1,5\n2,b,1,8\n3,c,1,1\n";
  for (int pass = 0; pass < 4; ++pass) {
    shop.give("a.csv", first);
    QCOMPARE(shop.open(), QString());
    QCOMPARE(shop.problem({{"a.csv", 3}}), QString());
    QCOMPARE(shop.give("a.csv", second).quarantined.at("document_differs"), 1);
    QCOMPARE(shop.open(), QStringLiteral("a.csv:3 2,b,1,8"));
    QCOMPARE(shop.problem({{"a.csv", 3}}), QString());
  }
}

void GivenAgainTest::rowsOfAnotherFileTellNothingOfAnOldName() {
  const auto orders = [](int from, int to) {
    std::string rows;
    for (int order = from; order <= to; ++order) rows += std::to_string(order) + ",tea," + (order == 5 ? "bad" : "1") + ",2\n";
    return rows;
  };
  PlainShop shop;
  shop.isLastGivenAgain = false;  // then it is the file of that name
  shop.give("m.csv", orders(1, 100));
  shop.give("g.csv", orders(201, 260));
  shop.give("m.csv", orders(300, 400) + orders(201, 260));
  QCOMPARE(shop.open(), QStringLiteral("m.csv:6 5,tea,bad,2"));
  QCOMPARE(shop.problem({{"m.csv", 201}, {"g.csv", 60}}), QString());
}

void GivenAgainTest::aCutRowThatComesWholeElsewhereIsClosed() {
  PlainShop shop;
  shop.give("a.csv", "1,a,1,5\n2,b,1,7\n2,c,1,9");
  shop.give("b.csv", "0,a,1,1\n1,a,1,5\n2,b,1,7\n2,c,1,9\n");
  QCOMPARE(shop.open(), QString());
  QCOMPARE(shop.gross(), std::string("22.00"));
  QCOMPARE(shop.problem({{"a.csv", 3}, {"b.csv", 4}}), QString());
}

void GivenAgainTest::aCutRowThatCameWholeIsNotTakenInOnceMore() {
  PlainShop shop;
  shop.give("a.csv", "1,a,1,5\n2,c,1,9");
  shop.give("b.csv", "0,z,1,1\n2,c,1,9\n");
  QCOMPARE(shop.open(), QStringLiteral("a.csv:3 2,c,1,9"));
  const auto account = transfer::takeInRepaired(plainProfile(), {}, {{1, "2,c,1,9"}}, shop.journal.commands, shop.journal.store, shop.journal.store, "tester");
  QVERIFY(account && account->refused.size() == 1);
  QCOMPARE(account->refused[0].reason, std::string("line_exists"));
  QCOMPARE(shop.gross(), std::string("15.00"));
}

void GivenAgainTest::anImportThatWasStoppedClosesItsRowsWhenItGoesOn() {
  PlainShop shop;
  shop.isLastGivenAgain = false;  // its row is bad
  shop.give("a.csv", "1,a,1,5\n1,b,bad,7\n2,c,1,1\n");
  const std::string path = shop.folder / "b.csv";
  std::ofstream(path, std::ios::binary) << "o,p,q,u\n1,a,1,5\n1,b,1,7\n2,c,1,1\n3,c,1,1\n4,c,1,1\n";
  // Stopped behind its first chunk.
  const transfer::ImportProgress stop{[](const transfer::ImportAccount& account, std::int64_t, std::int64_t) { return account.accepted == 0; }};
  WholeJournal& journal = shop.journal;
  const auto part = transfer::importFiles(plainProfile(), {path}, journal.commands, journal.store, journal.store, journal.clock, "tester", stop, {1, 1000, 512 * 1024});
  QVERIFY(part && part->cancelled && part->accepted == 1);
  QCOMPARE(shop.open(), QStringLiteral("a.csv:3 1,b,bad,7"));
  QCOMPARE(journal.import(plainProfile(), {path}).accepted, 2);
  QCOMPARE(shop.open(), QString());
  QCOMPARE(shop.problem({{"a.csv", 3}, {"b.csv", 5}}), QString());
}

// Its rows that were set aside and come in with another file.
void GivenAgainTest::whateverIsKilledTheEarlierFileKeepsItsRows() {
  bool isWhole = false;
  for (std::size_t commits = 0; !isWhole; ++commits) {
    PlainShop shop;
    std::string bad, good;
    for (int order = 1; order <= 30; ++order) {
      bad += std::to_string(order) + ",a,1,2\n" + std::to_string(order) + ",b," + (order % 3 == 0 ? "x" : "1") + ",2\n";
      good += std::to_string(order) + ",a,1,2\n" + std::to_string(order) + ",b,1,2\n";
    }
    shop.give("a.csv", bad);
    std::ofstream(shop.folder / "b.csv", std::ios::binary) << "o,p,q,u\n" << good;
    tests::DyingSink dying(shop.journal.commands, commits);
    isWhole = transfer::importFiles(plainProfile(), {shop.folder / "b.csv"}, dying, shop.journal.store, shop.journal.store, shop.journal.clock, "tester", {}).has_value();
    QCOMPARE(shop.problem({{"a.csv", 60}}), QString());
    shop.give("b.csv", good);
    QCOMPARE(shop.open(), QString());
    QCOMPARE(shop.problem({{"a.csv", 60}, {"b.csv", 60}}), QString());
  }
}

void GivenAgainTest::aLineThatDifferedComesInWithTheWhole_data() {
  QTest::addColumn<QString>("second");
  QTest::addColumn<QString>("name");
  QTest::addColumn<QString>("whole");
  QTest::addColumn<QString>("gross");
  QTest::newRow("behind the other") << "7,E,4,1\n" << "w.csv" << "7,E,2,1\n7,E,4,1\n" << "6.00";
  QTest::newRow("before the other") << "7,E,4,1\n" << "w.csv" << "7,E,4,1\n7,E,2,1\n" << "6.00";
  QTest::newRow("with more behind") << "7,E,4,1\n" << "w.csv" << "7,E,4,1\n7,E,2,1\n7,F,1,1\n8,A,1,1\n" << "8.00";
  QTest::newRow("two of them") << "7,E,4,1\n7,E,5,1\n" << "w.csv" << "7,E,4,1\n7,E,5,1\n7,E,2,1\n" << "11.00";
  QTest::newRow("behind another order") << "1,A,1,1\n7,E,4,1\n" << "w.csv" << "1,A,1,1\n7,E,4,1\n7,E,2,1\n" << "7.00";
  QTest::newRow("under its own name") << "7,E,4,1\n" << "a.csv" << "7,E,4,1\n7,E,2,1\n8,A,1,1\n" << "7.00";
}

// Two lines of one product, each in a file of its own, and then both: nothing is missing, and nothing is told twice.
void GivenAgainTest::aLineThatDifferedComesInWithTheWhole() {
  QFETCH(QString, second);
  QFETCH(QString, name);
  QFETCH(QString, whole);
  QFETCH(QString, gross);
  bool isWhole = false;
  for (std::size_t commits = 0; !isWhole; ++commits) {
    PlainShop shop;
    shop.give("b.csv", "7,E,2,1\n");
    QVERIFY(shop.give("a.csv", second.toStdString()).quarantined.contains("document_differs"));
    const std::string path = shop.folder / name.toStdString();
    std::ofstream(path, std::ios::binary) << "o,p,q,u\n" << whole.toStdString();
    tests::DyingSink dying(shop.journal.commands, commits);
    isWhole = transfer::importFiles(plainProfile(), {path}, dying, shop.journal.store, shop.journal.store, shop.journal.clock, "tester", {}).has_value();
    for (int pass = 0; pass < 4; ++pass) {
      if (pass > 0 || !isWhole) shop.journal.import(plainProfile(), {path});
      QCOMPARE(QString::fromStdString(shop.gross()), gross);
      QCOMPARE(shop.problem({{"a.csv", (name == "a.csv" ? whole : second).count('\n')}, {"b.csv", 1}, {name.toStdString(), whole.count('\n')}}), QString());
      if (whole.startsWith(second)) QCOMPARE(shop.open(), QString());
    }
  }
}

void GivenAgainTest::aLineThatDiffersWaitsForAllOfItsOrder() {
  PlainShop shop;
  shop.give("b.csv", "7,E,2,1\n7,F,1,1\n");
  shop.give("a.csv", "7,E,4,1\n");
  for (const char* rows : {"7,E,4,1\n", "7,E,4,1\n8,A,1,0\n", "7,E,4,1\n7,F,1,1\n"}) {
    shop.give("a.csv", rows);
    QCOMPARE(shop.gross(), std::string("3.00"));
    QCOMPARE(shop.open(), QStringLiteral("a.csv:2 7,E,4,1"));
    QCOMPARE(shop.problem({{"a.csv", std::count(rows, rows + std::strlen(rows), '\n')}, {"b.csv", 2}}), QString());
  }
}

void GivenAgainTest::aRowThatCameInWithALaterVersionIsInOnce_data() {
  QTest::addColumn<QString>("other");
  QTest::addColumn<QString>("before");
  QTest::addColumn<QString>("after");
  QTest::addColumn<bool>("isMended");
  QTest::addColumn<QString>("gross");
  QTest::newRow("with a mended profile") << "" << "0,z,x,1\n1,a,1,1\n1,b,1,4.50\n2,a,1,1\n" << "0,z,1,1\n1,a,1,1\n1,b,1,4.50\n2,a,1,1\n" << true << "7.50";
  QTest::newRow("alone of its order") << "" << "0,z,x,1\n1,b,1,4.50\n" << "0,z,1,1\n1,b,1,4.50\n" << true << "5.50";
  QTest::newRow("once all of its order is said") << "1,a,1,1\n1,b,1,2\n" << "0,z,1,1\n1,b,1,2\n1,c,1,4\n" << "1,a,1,1\n1,b,1,2\n1,c,1,4\n" << false << "7.00";
}

// Its number and its text are those of a row that was set aside, whatever else of the file was corrected meanwhile; killed anywhere.
void GivenAgainTest::aRowThatCameInWithALaterVersionIsInOnce() {
  QFETCH(QString, other);
  QFETCH(QString, before);
  QFETCH(QString, after);
  QFETCH(bool, isMended);
  QFETCH(QString, gross);
  transfer::Profile first = plainProfile();
  if (isMended) first.decimalSign = ',';
  bool isWhole = false;
  for (std::size_t commits = 0; !isWhole; ++commits) {
    PlainShop shop;
    if (!other.isEmpty()) shop.give("o.csv", other.toStdString());
    shop.give("a.csv", before.toStdString(), first);
    QVERIFY(!shop.open().isEmpty());
    const std::string path = shop.folder / "a.csv";
    std::ofstream(path, std::ios::binary) << "o,p,q,u\n" << after.toStdString();
    tests::DyingSink dying(shop.journal.commands, commits);
    isWhole = transfer::importFiles(plainProfile(), {path}, dying, shop.journal.store, shop.journal.store, shop.journal.clock, "tester", {}).has_value();
    if (!isWhole) shop.journal.import(plainProfile(), {path});
    const auto facts = shop.journal.businessFacts();
    for (int pass = 0; pass < 5; ++pass) {
      // The old profile finds nothing either.
      if (pass > 0) QCOMPARE(shop.journal.import(pass == 3 ? first : plainProfile(), {path}).events, 0);
      QVERIFY(shop.journal.businessFacts() == facts);
      QVERIFY(!shop.open().contains(QStringLiteral("a.csv:4")));
      const auto account = shop.journal.store.account("s", path);
      QVERIFY(account->quarantined.empty() || !isMended);
      QCOMPARE(shop.problem({{"a.csv", (other.isEmpty() ? 0 : shop.open().count("a.csv:")) + after.count('\n')}}), QString());
      if (other.isEmpty()) QCOMPARE(QString::fromStdString(shop.gross()), gross);
    }
  }
}

// Of lines that say the same, one was in and one stood aside.
void GivenAgainTest::equalLinesOfALaterVersionAreAllIn() {
  transfer::Profile first = plainProfile();
  first.classes = transfer::readProfile("p", R"({"name": "n", "source": "s", "shape": "flat_lines", "currency": "EUR", "columns": {"order": "o", "product": "p", "quantity": "q", "unit_price": "u"},
      "classes": [{"name": "odd", "fate": "quarantine", "when": [{"column": "u", "one_of": ["2.0"]}]}, {"name": "sale", "fate": "sale_line"}]})").profile.classes;
  for (const char* rows : {"1,a,1,2.0\n1,a,1,2\n2,b,1,1\n", "1,a,1,2\n1,a,1,2.0\n2,b,1,1\n"}) {
    PlainShop shop;
    shop.give("a.csv", rows, first);
    QCOMPARE(shop.gross(), std::string("3.00"));
    for (int pass = 0; pass < 4; ++pass) {
      QCOMPARE(shop.give("a.csv", rows).accepted, pass == 0 ? 1 : 0);
      QCOMPARE(shop.gross(), std::string("5.00"));
      QCOMPARE(shop.open(), QString());
      QCOMPARE(shop.problem({{"a.csv", 3}}), QString());
    }
  }
}

// Mended wrongly, as often as it may be.
void GivenAgainTest::aRowThatIsBadOtherwiseStandsOnce() {
  PlainShop shop;
  for (const char* row : {"2,b,x,2", "2,b,y,2", "2,b,z,two", "2,b,y,2", "2,b,y,2"}) {
    shop.give("a.csv", std::string("1,a,1,1\n") + row + "\n3,c,1,1\n");
    QCOMPARE(shop.open(), QStringLiteral("a.csv:3 ") + row);
    QCOMPARE(shop.problem({{"a.csv", 3}}), QString());
  }
  // Another row in its place is another one.
  shop.give("a.csv", "1,a,1,1\n2,d,x,2\n3,c,1,1\n");
  QCOMPARE(shop.open(), QStringLiteral("a.csv:3 2,b,y,2; a.csv:3 2,d,x,2"));
  QCOMPARE(shop.problem({{"a.csv", 4}}), QString());
  shop.give("a.csv", "1,a,1,1\n2,b,3,2\n3,c,1,1\n");
  QCOMPARE(shop.open(), QStringLiteral("a.csv:3 2,d,x,2"));
  QCOMPARE(shop.gross(), std::string("8.00"));
}

void GivenAgainTest::aRowThatWasRepairedUnderAnotherNumberIsInOnce() {
  PlainShop shop;
  shop.give("a.csv", "1,a,1,1\n2,b,x,2\n3,c,1,1\n");
  const auto account = transfer::takeInRepaired(plainProfile(), {}, {{1, "9,b,1,2"}}, shop.journal.commands, shop.journal.store, shop.journal.store, "tester");
  QVERIFY(account && account->accepted == 1);
  for (const char* row : {"2,b,x,2", "9,b,1,2"}) {
    shop.give("a.csv", std::string("1,a,1,1\n") + row + "\n3,c,1,1\n");
    QCOMPARE(shop.open(), QString());
    QCOMPARE(shop.problem({{"a.csv", 3}}), QString());
  }
  for (int pass = 0; pass < 4; ++pass) {
    shop.give("a.csv", "1,a,1,1\n2,b,1,2\n3,c,1,1\n");
    QCOMPARE(shop.open(), QStringLiteral("a.csv:3 2,b,1,2"));
    QCOMPARE(shop.gross(), std::string("4.00"));
    QCOMPARE(shop.problem({{"a.csv", 3}}), QString());
  }
}

void GivenAgainTest::scatteredRowsAreClosedInFewCommits_data() {
  QTest::addColumn<bool>("areRowsAnywhere");
  QTest::newRow("together") << false;
  QTest::newRow("anywhere") << true;
}

void GivenAgainTest::scatteredRowsAreClosedInFewCommits() {
  QFETCH(bool, areRowsAnywhere);
  transfer::Profile profile = plainProfile();
  profile.areRowsAnywhere = areRowsAnywhere;
  PlainShop shop;
  std::string bad = "0,a,1,1\n", half = bad;
  for (int row = 1; row <= 400; ++row) {
    bad += std::to_string(row) + ",a,x,2\n";
    half += std::to_string(row) + ",a," + (row % 2 == 0 ? "x" : "1") + ",2\n";
  }
  shop.give("a.csv", bad, profile);
  std::ofstream(shop.folder / "a.csv", std::ios::binary) << "o,p,q,u\n" << half;
  tests::DyingSink counting(shop.journal.commands, 1000);
  QVERIFY(transfer::importFiles(profile, {shop.folder / "a.csv"}, counting, shop.journal.store, shop.journal.store, shop.journal.clock, "tester", {}).has_value());
  // 200 are closed, at most 32 in a commit.
  QVERIFY2(1000 - counting.left <= 12, std::to_string(1000 - counting.left).c_str());
  QCOMPARE(shop.open().count("a.csv"), 200);
  QCOMPARE(shop.problem({{"a.csv", 401}}), QString());
}

TWINLANE_TEST(GivenAgainTest)
#include "given_again_test.moc"
