// Rows of a corrected file that stand under another order's number than they did: they count once, and two orders that have equal
// lines count twice.
#include "plain_shop.h"
#include "support/test_main.h"
#include "transfer/row_repair.h"

#include <random>

using namespace twinlane;
using tests::plainProfile;
using tests::PlainShop;

namespace {

std::string manyLines(int from, int to) {
  std::string rows;
  for (int order = from; order <= to; ++order) rows += std::to_string(order) + ",p" + std::to_string(order % 7) + ",1,2.00\n" + std::to_string(order) + ",tea,1,1.00\n";
  return rows;
}

transfer::Profile timedProfile() {
  return transfer::readProfile("p", R"({"name": "n", "source": "s", "shape": "flat_lines", "currency": "EUR", "date_format": "%Y-%m-%d", "columns": {"order": "o", "product": "p", "quantity": "q", "unit_price": "u", "placed_at": "t"},
                                        "classes": [{"name": "sale", "fate": "sale_line"}]})").profile;
}

// Number and product of each row.
using AnyRows = std::vector<std::pair<int, std::string>>;

AnyRows anyOrders(std::mt19937& random) {
  AnyRows rows;
  for (int order = 1; order <= 12; ++order)
    for (std::size_t lines = 1 + random() % 3; lines > 0; --lines) rows.emplace_back(100 + order, std::string(1, static_cast<char>('a' + random() % 3)));
  return rows;
}

std::string textOf(const AnyRows& rows) {
  std::string text;
  for (const auto& [order, product] : rows) text += std::to_string(order) + "," + product + ",1,2.00\n";
  return text;
}

}  // namespace

class MovedLinesTest : public QObject {
  Q_OBJECT
 private slots:
  void aLineUnderAnotherNumberCountsOnce_data();
  void aLineUnderAnotherNumberCountsOnce();
  void aLineInALongFileCountsOnce_data();
  void aLineInALongFileCountsOnce();
  void equalLinesOfTwoOrdersAreBothIn_data();
  void equalLinesOfTwoOrdersAreBothIn();
  void anyNumberMayBeCorrected();
  void anyRowsMayBeAdded();
  void whatIsOpenIsToldApartByItsTimes();
  void aPersonTakesAMovedLineIn();
  void aPersonTakesANewOrderIn();
};

void MovedLinesTest::aLineUnderAnotherNumberCountsOnce_data() {
  QTest::addColumn<QString>("second");
  QTest::addColumn<int>("moved");
  const QString tail = QStringLiteral("102,a,1,5\n103,z,1,1\n");
  QTest::newRow("of the next order") << "100,a,1,5\n101,b,1,7\n101,c,1,9\n" + tail << 1;
  QTest::newRow("of the order before") << "100,a,1,5\n100,b,1,7\n100,c,1,9\n" + tail << 1;
  QTest::newRow("of an order that nobody had") << "100,a,1,5\n1001,b,1,7\n101,c,1,9\n" + tail << 1;
  QTest::newRow("the first line") << "1001,a,1,5\n100,b,1,7\n101,c,1,9\n" + tail << 1;
  QTest::newRow("all of the first order") << "1000,a,1,5\n1000,b,1,7\n101,c,1,9\n" + tail << 2;
  QTest::newRow("all of an order") << "100,a,1,5\n100,b,1,7\n1001,c,1,9\n" + tail << 1;
  QTest::newRow("two orders") << "1000,a,1,5\n1000,b,1,7\n1001,c,1,9\n" + tail << 3;
  QTest::newRow("the last order") << "100,a,1,5\n100,b,1,7\n101,c,1,9\n102,a,1,5\n1003,z,1,1\n" << 1;
  QTest::newRow("with a row before it") << "99,q,1,0\n100,a,1,5\n1001,b,1,7\n101,c,1,9\n" + tail << 1;
}

void MovedLinesTest::aLineUnderAnotherNumberCountsOnce() {
  QFETCH(QString, second);
  QFETCH(int, moved);
  for (const char* name : {"a.csv", "b.csv"}) {
    PlainShop shop;
    shop.give("a.csv", "100,a,1,5\n100,b,1,7\n101,c,1,9\n102,a,1,5\n103,z,1,1\n");
    for (int pass = 0; pass < 2; ++pass) {
      const auto account = shop.give(name, second.toStdString());
      QCOMPARE(account.quarantined.size(), pass == 0 ? 1u : 0u);
      if (pass == 0) QCOMPARE(account.quarantined.at("moved_line"), moved);
      QCOMPARE(shop.gross(), std::string("27.00"));
      QCOMPARE(shop.problem({{name, second.count(QLatin1Char('\n'))}}), QString());
    }
  }
}

void MovedLinesTest::aLineInALongFileCountsOnce_data() {
  QTest::addColumn<int>("order");
  for (const int order : {1, 150, 200, 201, 202, 399, 400, 401, 777, 1000}) QTest::addRow("order %d", order) << order;
}

// In a file of several chunks, of which the first are the same.
void MovedLinesTest::aLineInALongFileCountsOnce() {
  QFETCH(int, order);
  const std::string rows = manyLines(1, 1000);
  const std::string row = "\n" + std::to_string(order) + ",tea,";
  for (const std::string& number : {"9" + std::to_string(order), std::to_string(order + 1), std::to_string(order - 1)}) {
    PlainShop shop;
    shop.give("a.csv", rows);
    const std::string before = shop.gross();
    std::string mended = rows;
    mended.replace(mended.find(row) + 1, row.size() - 6, number);
    const auto account = shop.give("a.csv", mended);
    QCOMPARE(account.accepted, 0);
    QCOMPARE(account.quarantined.at("moved_line"), 1);
    QCOMPARE(shop.gross(), before);
    QCOMPARE(shop.problem({{"a.csv", 2000}}), QString());
  }
}

void MovedLinesTest::equalLinesOfTwoOrdersAreBothIn_data() {
  QTest::addColumn<QString>("first");
  QTest::addColumn<QString>("second");
  QTest::addColumn<int>("added");
  const QString rows = QString::fromStdString(manyLines(1, 400));
  QTest::newRow("a longer file") << rows << QString::fromStdString(manyLines(1, 800)) << 800;
  QTest::newRow("the next export") << rows << QString::fromStdString(manyLines(401, 800)) << 800;
  QTest::newRow("a window that moves") << rows << QString::fromStdString(manyLines(200, 800)) << 800;
  QTest::newRow("the newest first") << "3,tea,1,1\n2,tea,1,1\n1,tea,1,1\n" << "5,tea,1,1\n4,tea,1,1\n3,tea,1,1\n2,tea,1,1\n" << 2;
  QTest::newRow("one in between") << "1,tea,1,1\n3,tea,1,1\n4,tea,1,1\n" << "1,tea,1,1\n2,tea,1,1\n3,tea,1,1\n4,tea,1,1\n" << 1;
  QTest::newRow("one in between, the other way round") << "1,tea,1,1\n1,cup,1,1\n3,tea,1,1\n4,tea,1,1\n4,cup,1,1\n" << "4,tea,1,1\n4,cup,1,1\n3,tea,1,1\n2,tea,1,1\n1,tea,1,1\n1,cup,1,1\n" << 1;
  QTest::newRow("more of the same order") << "1,tea,1,1\n1,tea,1,1\n2,tea,1,1\n" << "1,tea,1,1\n1,tea,1,1\n1,tea,1,1\n2,tea,1,1\n" << 1;
}

void MovedLinesTest::equalLinesOfTwoOrdersAreBothIn() {
  QFETCH(QString, first);
  QFETCH(QString, second);
  QFETCH(int, added);
  PlainShop shop;
  shop.isLastGivenAgain = false;  // then what was another file is the one of that name
  shop.give("a.csv", first.toStdString());
  const auto account = shop.give("a.csv", second.toStdString());
  QCOMPARE(account.quarantined.size(), 0u);
  QCOMPARE(account.accepted, added);
}

// Of files with many equal lines, in chunks that are small.
void MovedLinesTest::anyNumberMayBeCorrected() {
  std::mt19937 random(7);
  for (int round = 0; round < tests::roundsOf(400); ++round) {
    auto rows = anyOrders(random);
    PlainShop shop;
    shop.limits.rows = 5;
    shop.give("a.csv", textOf(rows));
    const std::string before = shop.gross();
    const std::size_t row = random() % rows.size();
    const int was = rows[row].first;
    // To the order before or behind it, or to one that nobody had; one row, or all of the order.
    const int number = std::vector<int>{row > 0 ? rows[row - 1].first : 900, row + 1 < rows.size() ? rows[row + 1].first : 901, 902}[random() % 3];
    const bool isAll = random() % 2 == 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (i == row || (isAll && rows[i].first == was)) rows[i].first = number;
    const auto account = shop.give(random() % 2 == 0 ? "a.csv" : "b.csv", textOf(rows));
    QVERIFY2(shop.gross() == before, ("round " + std::to_string(round) + ": " + textOf(rows)).c_str());
    QCOMPARE(account.accepted, 0);
  }
}

void MovedLinesTest::anyRowsMayBeAdded() {
  std::mt19937 random(8);
  for (int round = 0; round < tests::roundsOf(400); ++round) {
    auto rows = anyOrders(random);
    PlainShop shop;
    shop.limits.rows = 5;
    shop.give("a.csv", textOf(rows));
    for (int more = 0; more < 3; ++more) {
      // Between two orders, so that none is cut.
      std::size_t at = 1 + random() % (rows.size() - 1);
      while (at < rows.size() && rows[at - 1].first == rows[at].first) ++at;
      rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(at), {500 + more, std::string(1, static_cast<char>('a' + random() % 3))});
    }
    const auto account = shop.give("a.csv", textOf(rows));
    QVERIFY2(!account.quarantined.contains("moved_line"), textOf(rows).c_str());
    QCOMPARE(account.accepted, 3);
  }
}

// An order that is done leaves the file; the one that comes in its place is another one though it says the same.
void MovedLinesTest::whatIsOpenIsToldApartByItsTimes() {
  for (const char* time : {"2024-01-04", "2024-01-03"}) {
    PlainShop shop;
    const auto give = [&](const std::string& rows) {
      std::ofstream(shop.folder / "open.csv", std::ios::binary) << "o,p,q,u,t\n" << rows;
      return shop.journal.import(timedProfile(), {shop.folder / "open.csv"});
    };
    give("1,tea,1,1,2024-01-01\n2,cup,1,2,2024-01-02\n3,tea,1,1,2024-01-03\n");
    QCOMPARE(give(std::string("2,cup,1,2,2024-01-02\n4,tea,1,1,") + time + "\n").accepted, std::string(time).ends_with('4') ? 1 : 0);
  }
}

void MovedLinesTest::aPersonTakesAMovedLineIn() {
  PlainShop shop;
  shop.give("a.csv", "100,a,1,5\n100,b,1,7\n101,c,1,9\n");
  shop.give("a.csv", "100,a,1,5\n101,b,1,7\n101,c,1,9\n");
  const auto account = transfer::takeInRepaired(plainProfile(), {}, {{1, "101,b,1,7"}}, shop.journal.commands, shop.journal.store, shop.journal.store, "tester");
  QVERIFY(account && account->accepted == 1);
  QCOMPARE(shop.open(), QString());
  QCOMPARE(shop.give("a.csv", "100,a,1,5\n101,b,1,7\n101,c,1,9\n").alreadyImported, 3);
  QCOMPARE(shop.problem({{"a.csv", 3}}), QString());
}

// An order that is new and says what one said that is gone at the end of the file: a person says that it is another one.
void MovedLinesTest::aPersonTakesANewOrderIn() {
  PlainShop shop;
  const std::string after = "100,a,1,5\n102,b,1,7\n102,c,1,9\n103,d,1,1\n";
  shop.give("a.csv", "100,a,1,5\n101,b,1,7\n101,c,1,9\n");
  QCOMPARE(shop.give("a.csv", after).quarantined.at("moved_line"), 2);
  const auto account = transfer::takeInRepaired(plainProfile(), {}, {{1, "102,b,1,7"}, {2, "102,c,1,9"}}, shop.journal.commands, shop.journal.store, shop.journal.store, "tester");
  QVERIFY(account && account->accepted == 2);
  QCOMPARE(shop.gross(), std::string("38.00"));
  QCOMPARE(shop.open(), QString());
  for (const char* name : {"a.csv", "b.csv"}) {
    QCOMPARE(shop.give(name, after).alreadyImported, 4);
    QCOMPARE(shop.give(name, after + "104,e,1,1\n").accepted, std::string(name) == "a.csv" ? 1 : 0);
    QCOMPARE(shop.open(), QString());
  }
  QCOMPARE(shop.gross(), std::string("39.00"));
}

TWINLANE_TEST(MovedLinesTest)
#include "moved_lines_test.moc"
