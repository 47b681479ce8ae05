// Lines of a return that names no order, wherever its rows go on: each has a number of its own, and pieces come to the whole.
#include "plain_shop.h"
#include "support/test_main.h"
#include "transfer/row_repair.h"

#include <QRegularExpression>
#include <random>

using namespace twinlane;
using tests::PlainShop;

namespace {

transfer::Profile signProfile() {
  return transfer::readProfile("p", R"({"name": "n", "source": "s", "shape": "flat_lines", "currency": "EUR", "columns": {"order": "o", "product": "p", "quantity": "q", "unit_price": "u"},
                                        "classes": [{"name": "sale", "fate": "sale_line", "when": [{"column": "q", "sign": "positive"}]},
                                                    {"name": "back", "fate": "return_line", "when": [{"column": "q", "sign": "negative"}]}]})").profile;
}

// Lines of all returns in the order in which they came, "R1 1 cup -2".
QStringList returnLines(tests::WholeJournal& journal) {
  QStringList lines;
  const auto events = journal.store.read(0, 1'000'000);
  for (const auto& event : *events) {
    const auto fact = domain::decode(event.type, event.schemaVersion, event.payload, event.sealed);
    if (const auto* returned = std::get_if<domain::ReturnReceived>(&*fact))
      for (const domain::OrderLine& line : returned->lines)
        lines << QString::fromStdString(event.stream.id + " " + std::to_string(line.line) + " " + line.product.text + " " + line.quantity.toText());
  }
  return lines;
}

std::string longReturn(int from, int to) {
  std::string rows;
  for (int line = from; line < to; ++line) rows += "R1,p" + std::to_string(line) + ",-1,2\n";
  return rows;
}

std::string manySales(int orders) {
  std::string rows;
  for (int order = 1; order <= orders; ++order) rows += std::to_string(order) + ",cup,1,2\n";
  return rows;
}

// Orders and returns of one to six lines, each of its own product.
std::vector<std::string> randomRows(std::mt19937& random) {
  std::vector<std::string> rows;
  for (int document = 1; document <= 8; ++document) {
    const bool isReturn = random() % 2 == 0;
    const int lines = 1 + static_cast<int>(random() % 6);
    for (int line = 1; line <= lines; ++line)
      rows.push_back((isReturn ? "R" : "N") + std::to_string(document) + ",p" + std::to_string(line) + (isReturn ? ",-" : ",") + std::to_string(1 + random() % 3) + ",2\n");
  }
  return rows;
}

std::string joined(const std::vector<std::string>& rows, std::size_t from, std::size_t to) {
  std::string text = "o,p,q,u\n";
  for (std::size_t row = from; row < to; ++row) text += rows[row];
  return text;
}

}  // namespace

class ReturnLinesTest : public QObject {
  Q_OBJECT
 private slots:
  void rowsOfDifferentTimesCountWhenTheyCame_data();
  void rowsOfDifferentTimesCountWhenTheyCame();
  void aCorrectedTimeIsSaidOtherwise_data();
  void aCorrectedTimeIsSaidOtherwise();
  void linesThatFollowAreNumberedOn_data();
  void linesThatFollowAreNumberedOn();
  void aRowThatIsRepairedIsNumberedOn();
  void aRowUnderAMendedProfileIsNumberedOn();
  void piecesCutAnywhereGiveTheWhole_data();
  void piecesCutAnywhereGiveTheWhole();
};

void ReturnLinesTest::aCorrectedTimeIsSaidOtherwise_data() {
  QTest::addColumn<QString>("rows");
  QTest::newRow("together") << "together";
  QTest::newRow("anywhere") << "anywhere";
}

// To add the row would count it twice: that the source says otherwise now is told, while the earliest row of the return stays.
void ReturnLinesTest::aCorrectedTimeIsSaidOtherwise() {
  QFETCH(QString, rows);
  const auto profile = transfer::readProfile("p", R"({"name": "n", "source": "s", "shape": "flat_lines", "currency": "EUR", "date_format": "%Y-%m-%d", "order_rows": ")" + rows.toStdString() + R"(",
      "columns": {"order": "o", "product": "p", "quantity": "q", "unit_price": "u", "placed_at": "d"}, "classes": [{"name": "sale", "fate": "sale_line", "when": [{"column": "q", "sign": "positive"}]}, {"name": "back", "fate": "return_line"}]})").profile;
  const std::string header = "o,p,q,u,d\n", sale = "S1,A,1,1,2024-01-01\n", back = "R1,A,-1,1,2024-02-01\n", other = "R1,C,-1,1,2024-02-03\n", next = "S2,A,1,1,2024-03-01\n";
  PlainShop shop;
  shop.give("a.csv", sale + back + "R1,B,-1,1,2024-02-02\n" + other + next, profile, header);
  const auto facts = shop.journal.facts();
  for (const char* name : {"a.csv", "a.csv", "b.csv"}) {
    shop.give(name, sale + back + "R1,B,-1,1,2024-02-09\n" + other + next, profile, header);
    QVERIFY(shop.journal.facts() == facts);
    QCOMPARE(shop.open(), QStringLiteral("a.csv:4 R1,B,-1,1,2024-02-09"));
    QCOMPARE(shop.problem({{"a.csv", 5}}), QString());
  }
}

void ReturnLinesTest::linesThatFollowAreNumberedOn_data() {
  QTest::addColumn<QStringList>("files");
  QTest::addColumn<QString>("whole");
  const auto text = [](const std::string& rows) { return QString::fromStdString(rows); };
  const std::string apart = "R1,p0,-1,2\n" + manySales(1500) + "R1,p1,-1,2\n";
  QTest::newRow("in the next file") << QStringList{text("1,cup,5,2\n" + longReturn(0, 1)), text(longReturn(1, 2) + "2,cup,5,2\n")} << text("1,cup,5,2\n" + longReturn(0, 2) + "2,cup,5,2\n");
  QTest::newRow("far apart in one file") << QStringList{text(apart)} << text(longReturn(0, 2) + manySales(1500));
  QTest::newRow("in a longer file") << QStringList{text(manySales(3) + longReturn(0, 2)), text(manySales(3) + longReturn(0, 4))} << text(manySales(3) + longReturn(0, 4));
  QTest::newRow("of many chunks") << QStringList{text("9,cup,1,2\n" + longReturn(0, 2500))} << QString();
  QTest::newRow("of many chunks in two files") << QStringList{text(longReturn(0, 1100)), text(longReturn(1100, 2500) + "9,cup,1,2\n")} << text(longReturn(0, 2500) + "9,cup,1,2\n");
}

void ReturnLinesTest::linesThatFollowAreNumberedOn() {
  QFETCH(QStringList, files);
  QFETCH(QString, whole);
  PlainShop shop, straight;
  for (int file = 0; file < files.size(); ++file) shop.give(file == 0 ? "a.csv" : "b.csv", files[file].toStdString(), signProfile());
  const QStringList lines = returnLines(shop.journal);
  QVERIFY(lines.size() >= 2);
  for (int i = 0; i < lines.size(); ++i) QCOMPARE(lines[i], QStringLiteral("R1 %1 p%2 -1").arg(i + 1).arg(i));
  if (whole.isEmpty()) return;
  straight.give("a.csv", whole.toStdString(), signProfile());
  QVERIFY(shop.journal.businessFacts() == straight.journal.businessFacts());
}

void ReturnLinesTest::aRowThatIsRepairedIsNumberedOn() {
  PlainShop shop;
  shop.give("a.csv", "R1,p0,-1,2\nR1,p1,-1,many\n", signProfile());
  const auto aside = shop.journal.store.quarantined(0, 1);
  const auto repaired = transfer::takeInRepaired(signProfile(), {}, {{aside->front().index, "R1,p1,-1,2"}}, shop.journal.commands, shop.journal.store, shop.journal.store, "tester");
  QCOMPARE(repaired->accepted, 1);
  QCOMPARE(returnLines(shop.journal), (QStringList{"R1 1 p0 -1", "R1 2 p1 -1"}));
}

void ReturnLinesTest::aRowUnderAMendedProfileIsNumberedOn() {
  PlainShop shop;
  const std::string rows = "R1,p0,-1,2\nR1,p1,-1,\"2,00\"\n2,cup,1,2\n";
  shop.give("a.csv", rows, signProfile());
  transfer::Profile mended = signProfile();
  mended.decimalSign = ',';
  shop.give("a.csv", rows, mended);
  QCOMPARE(returnLines(shop.journal), (QStringList{"R1 1 p0 -1", "R1 2 p1 -1"}));
}

void ReturnLinesTest::piecesCutAnywhereGiveTheWhole_data() {
  QTest::addColumn<bool>("inOneCall");
  QTest::addColumn<bool>("secondFirst");
  QTest::newRow("one after the other") << false << false;
  QTest::newRow("in one call") << true << false;
  QTest::newRow("the second half first") << false << true;
  QTest::newRow("the second half first in one call") << true << true;
}

void ReturnLinesTest::piecesCutAnywhereGiveTheWhole() {
  QFETCH(bool, inOneCall);
  QFETCH(bool, secondFirst);
  for (std::uint32_t seed = 1; seed <= 8; ++seed) {
    std::mt19937 random(seed);
    const std::vector<std::string> rows = randomRows(random);
    const tests::TempFolder folder;
    std::ofstream(folder / "whole.csv", std::ios::binary) << joined(rows, 0, rows.size());
    tests::WholeJournal straight;
    straight.import(signProfile(), {folder / "whole.csv"});
    QStringList expected = returnLines(straight);
    const auto withoutNumbers = [](QStringList lines) {
      static const QRegularExpression number(QStringLiteral(" [0-9]+ "));
      for (QString& line : lines) line.replace(line.indexOf(number), number.match(line).capturedLength(), QStringLiteral(" "));
      return lines;
    };
    for (std::size_t cut = 1; cut < rows.size(); ++cut) {
      std::ofstream(folder / "a.csv", std::ios::binary) << joined(rows, 0, cut);
      std::ofstream(folder / "b.csv", std::ios::binary) << joined(rows, cut, rows.size());
      std::vector<std::string> files{folder / "a.csv", folder / "b.csv"};
      if (secondFirst) std::swap(files[0], files[1]);
      // Chunks are cut within documents too.
      const transfer::ChunkLimits limits{static_cast<std::int64_t>(1 + random() % 4), static_cast<std::int64_t>(4 + random() % 4), 1 << 16};
      tests::WholeJournal journal;
      if (inOneCall) journal.import(signProfile(), files, limits);
      else for (const std::string& file : files) journal.import(signProfile(), {file}, limits);
      const QByteArray where = QStringLiteral("seed %1, cut after row %2; %3").arg(seed).arg(cut).arg(QString::fromStdString(journal.quarantineText())).toUtf8();
      QVERIFY2(journal.businessFacts() == straight.businessFacts(), where.constData());
      QStringList lines = returnLines(journal);
      if (secondFirst) {
        // The piece that comes first has the first numbers.
        QStringList numbers = lines, numbered = expected;
        for (QStringList* all : {&numbers, &numbered}) {
          for (QString& line : *all) line = line.section(QLatin1Char(' '), 0, 1);
          all->sort();
        }
        QVERIFY2(numbers == numbered, where.constData());
        lines = withoutNumbers(lines);
      }
      QStringList those = secondFirst ? withoutNumbers(expected) : expected;
      lines.sort();
      those.sort();
      QVERIFY2(lines == those, where.constData());
    }
  }
}

void ReturnLinesTest::rowsOfDifferentTimesCountWhenTheyCame_data() {
  QTest::addColumn<QString>("rows");
  QTest::newRow("as they come") << "together";
  QTest::newRow("joined first") << "anywhere";
}

// Cut anywhere, whichever half comes first.
void ReturnLinesTest::rowsOfDifferentTimesCountWhenTheyCame() {
  QFETCH(QString, rows);
  const auto profile = transfer::readProfile("p", R"({"name": "n", "source": "s", "shape": "flat_lines", "currency": "EUR", "date_format": "%Y-%m-%d", "order_rows": ")" + rows.toStdString() + R"(",
      "columns": {"order": "o", "product": "p", "quantity": "q", "unit_price": "u", "placed_at": "d"}, "classes": [{"name": "sale", "fate": "sale_line", "when": [{"column": "q", "sign": "positive"}]}, {"name": "back", "fate": "return_line"}]})").profile;
  const std::string header = "o,p,q,u,d\n";
  const std::vector<std::string> all{"N1,a,1,1,2024-01-01\n", "N2,a,1,2,2024-01-01\n", "N2,b,1,2,2024-01-01\n", "R1,a,-1,2,2024-03-01\n", "R1,b,-1,3,2024-03-01\n", "R1,c,-1,4,2024-02-01\n", "R1,d,-1,5,2024-04-01\n", "R1,e,-1,6,2024-03-01\n", "N3,a,1,1,2024-01-01\n", "N4,b,1,3,2024-01-01\n"};
  const auto part = [&](std::size_t from, std::size_t to) {
    std::string text;
    for (std::size_t i = from; i < to; ++i) text += all[i];
    return text;
  };
  const auto months = [](tests::WholeJournal& journal) {
    std::map<std::string, std::int64_t> sums;
    const auto events = journal.store.read(0, 1000);
    for (const auto& event : *events) {
      const auto fact = domain::decode(event.type, event.schemaVersion, event.payload, event.sealed);
      if (const auto* returned = std::get_if<domain::ReturnReceived>(&*fact))
        for (const domain::OrderLine& line : returned->lines) sums[event.occurredAt->toText().substr(0, 7)] += line.net.tenThousandths / 10'000;
    }
    return sums;
  };
  PlainShop whole;
  whole.give("whole.csv", part(0, all.size()), profile, header);
  QCOMPARE(months(whole.journal), (std::map<std::string, std::int64_t>{{"2024-02", -4}, {"2024-03", -11}, {"2024-04", -5}}));
  for (const std::size_t cut : {std::size_t{4}, std::size_t{5}, std::size_t{6}, std::size_t{7}})
    for (const bool isSecondFirst : {false, true}) {
      PlainShop halves;
      const std::string first = part(0, cut), second = part(cut, all.size());
      if (!isSecondFirst) halves.give("a.csv", first, profile, header);
      halves.give("b.csv", second, profile, header);
      if (isSecondFirst) halves.give("a.csv", first, profile, header);
      QCOMPARE(months(halves.journal), months(whole.journal));
      QVERIFY(halves.journal.businessFacts() == whole.journal.businessFacts());
      QCOMPARE(halves.give("whole.csv", part(0, all.size()), profile, header).events, std::int64_t{0});
    }
}

TWINLANE_TEST(ReturnLinesTest)
#include "return_lines_test.moc"
