// What becomes of orders and of rows that stand aside when files of one source are given again, corrected, swapped or cut otherwise:
// no money is counted twice, and a row stands open until it is proved to be in.
#include "support/temp_folder.h"
#include "support/test_main.h"
#include "whole_journal.h"

#include <fstream>

using namespace twinlane;
using tests::WholeJournal;

namespace {

transfer::Profile plainProfile() {
  return transfer::readProfile("p", R"({"name": "n", "source": "s", "shape": "flat_lines", "currency": "EUR", "columns": {"order": "o", "product": "p", "quantity": "q", "unit_price": "u"},
                                        "classes": [{"name": "sale", "fate": "sale_line"}]})").profile;
}

// A shop that takes in rows of `o,p,q,u`.
struct PlainShop {
  const tests::TempFolder folder;
  WholeJournal journal;

  transfer::ImportAccount give(const std::string& name, const std::string& rows) {
    std::ofstream(folder / name, std::ios::binary) << "o,p,q,u\n" << rows;
    return journal.import(plainProfile(), {folder / name});
  }
  // What all lines come to.
  std::string gross() {
    base::Amount sum;
    const auto events = journal.store.read(0, 1'000'000);
    for (const auto& event : *events) {
      const auto fact = domain::decode(event.type, event.schemaVersion, event.payload, event.sealed);
      const auto add = [&](const std::vector<domain::OrderLine>& lines) {
        for (const domain::OrderLine& line : lines) sum += line.net;
      };
      if (const auto* placed = std::get_if<domain::OrderPlaced>(&*fact)) add(placed->lines);
      if (const auto* more = std::get_if<domain::OrderLinesAdded>(&*fact)) add(more->lines);
    }
    return sum.toText();
  }
  // Files, numbers and texts of the rows that stand open.
  QString open() {
    QStringList rows;
    const auto aside = journal.store.quarantined(0, 1'000'000);
    for (const auto& row : *aside)
      if (!row.repaired) rows << QString::fromStdString(row.file.substr(row.file.rfind('/') + 1) + ":" + std::to_string(row.row) + " " + row.raw);
    return rows.join(QStringLiteral("; "));
  }
};

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

TWINLANE_TEST(GivenAgainTest)
#include "given_again_test.moc"
