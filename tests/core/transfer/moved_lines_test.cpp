// Rows of a corrected file that stand under another order's number than they did: they count once, and two orders that have equal
// lines count twice.
#include "plain_shop.h"
#include "support/test_main.h"
#include "transfer/row_repair.h"

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
  void whatIsOpenIsToldApartByItsTimes();
  void aPersonTakesAMovedLineIn();
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
  shop.give("a.csv", first.toStdString());
  const auto account = shop.give("a.csv", second.toStdString());
  QCOMPARE(account.quarantined.size(), 0u);
  QCOMPARE(account.accepted, added);
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

TWINLANE_TEST(MovedLinesTest)
#include "moved_lines_test.moc"
