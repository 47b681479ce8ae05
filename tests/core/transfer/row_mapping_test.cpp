#include "transfer/row_mapping.h"

#include "domain/order/price.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <fstream>

using namespace twinlane;
using transfer::MappedRow;
using transfer::RowFate;

namespace {

// A row and what holds the texts that it shows.
struct Mapped {
  std::vector<std::string> texts;
  MappedRow row;
};

// The first row of a file with these columns, under a profile with `keys` beside what every profile has.
Mapped mappedRow(const std::string& columns, const std::string& keys, const std::string& file) {
  const tests::TempFolder folder;
  std::ofstream(folder / "rows.csv", std::ios::binary) << file;
  const auto check = transfer::readProfile("p.json", R"({"name":"n","source":"s","shape":"flat_lines","currency":"EUR","columns":{"order":"o","product":"p","quantity":"q",)" + columns + R"(},)" + keys +
                                                         R"("classes":[{"name":"return","fate":"return_line","when":[{"column":"o","prefix":"R"}]},{"name":"sale","fate":"sale_line"}]})");
  if (!check.problems.empty()) qFatal("%s %s", check.problems[0].key.c_str(), check.problems[0].problem.c_str());
  transfer::CsvReader reader(std::move(*transfer::ByteSource::open(folder / "rows.csv")), {check.profile.separator, check.profile.quote});
  transfer::CsvRow row;
  if (!reader.header(row)) qFatal("no header");
  auto mapping = transfer::RowMapping::bind(check.profile, row);
  Mapped mapped;
  if (!reader.next(row).value_or(false)) qFatal("no row");
  mapping->map(row, mapped.row);
  for (std::string_view* text : {&mapped.row.customer, &mapped.row.country}) mapped.texts.emplace_back(*text);
  return mapped;
}

}  // namespace

class RowMappingTest : public QObject {
  Q_OBJECT
 private slots:
  void takesOffWhatTheRowSays_data();
  void takesOffWhatTheRowSays();
  void anIdWithUnseenLettersIsBad_data();
  void anIdWithUnseenLettersIsBad();
  void aLineAmountIsTakenAsItStands();
  void whatIsRoundedIsANumber_data();
  void whatIsRoundedIsANumber();
  void theFirstDateFormatThatFitsCounts_data();
  void theFirstDateFormatThatFitsCounts();
  void constantsStandWhereARowHasNoValue();
};

void RowMappingTest::takesOffWhatTheRowSays_data() {
  QTest::addColumn<QString>("field");
  QTest::addColumn<QString>("row");
  QTest::addColumn<QString>("answer");  // net, or why the row is set aside
  const auto row = [](const char* name, const char* field, const char* text, const char* answer) { QTest::newRow(name) << field << text << answer; };
  row("a share", "discount", "A,x,12,9.8,0.15", "99.96");
  row("no share", "discount", "A,x,12,9.8,", "117.60");
  row("per cent", "discount_percent", "A,x,12,9.8,15", "99.96");
  row("a part of a per cent", "discount_percent", "A,x,1000,1,0.0001", "999.999");
  row("an amount", "discount_amount", "A,x,2,5,1.5", "8.50");
  row("an amount with the other sign", "discount_amount", "A,x,2,5,-1.5", "8.50");
  row("an amount of what went back", "discount_amount", "R1,x,-2,5,1.5", "-8.50");
  row("an amount of what went back, told as a sale", "discount_amount", "R1,x,2,5,1.5", "-8.50");
  row("a share of what went back", "discount", "R1,x,2,5,0.5", "-5.00");
  row("more than the whole", "discount", "A,x,2,5,15", "bad_discount");
  row("below zero", "discount", "A,x,2,5,-0.1", "bad_discount");
  row("more than a hundred per cent", "discount_percent", "A,x,2,5,100.5", "bad_discount");
  row("too fine a share", "discount", "A,x,2,5,0.1234567", "too_many_decimals");
  row("too fine a per cent", "discount_percent", "A,x,2,5,0.12345", "too_many_decimals");
  row("no amount", "discount_amount", "A,x,2,5,half", "bad_discount");
  row("a tax", "tax_percent", "A,x,2,5,19", "10.00");
  row("no tax", "tax_rate", "A,x,2,5,19", "bad_tax");
}

void RowMappingTest::takesOffWhatTheRowSays() {
  QFETCH(QString, field);
  QFETCH(QString, row);
  QFETCH(QString, answer);
  const MappedRow mapped = mappedRow("\"unit_price\":\"u\",\"" + field.toStdString() + "\":\"d\"", "", "o,p,q,u,d\n" + row.toStdString() + "\n").row;
  QCOMPARE(QString::fromStdString(mapped.fate == RowFate::Quarantine ? mapped.reason : mapped.money.net.toText()), answer);
  if (mapped.fate == RowFate::Quarantine) return;
  // What is kept with the line explains what it comes to.
  QVERIFY(*domain::lineNet(mapped.money.quantity, mapped.money.unitPrice, mapped.money.discount, mapped.money.discountAmount) == mapped.money.net);
  QCOMPARE(mapped.money.taxRate.has_value(), field.startsWith("tax"));
}

void RowMappingTest::anIdWithUnseenLettersIsBad_data() {
  QTest::addColumn<QString>("row");
  QTest::addColumn<QString>("reason");
  QTest::newRow("zero width space") << "1\u200B1,a,1,1,c" << "bad_order";
  QTest::newRow("byte-order mark") << "11,\uFEFFa,1,1,c" << "bad_product";
  QTest::newRow("direction") << "11,a,1,1,c\u202E" << "bad_customer";
  QTest::newRow("soft hyphen") << "11,a\u00ADb,1,1,c" << "bad_product";
  QTest::newRow("other letters") << "1\u00B71,\u2010\u2030a,1,1,\u3042" << "";
}

// Two ids that look alike would be two.
void RowMappingTest::anIdWithUnseenLettersIsBad() {
  QFETCH(QString, row);
  QFETCH(QString, reason);
  const Mapped mapped = mappedRow(R"("unit_price":"u","customer":"c")", "", "o,p,q,u,c\n" + row.toStdString() + "\n");
  QCOMPARE(mapped.row.fate, reason.isEmpty() ? RowFate::SaleLine : RowFate::Quarantine);
  if (!reason.isEmpty()) QCOMPARE(QString::fromStdString(mapped.row.reason), reason);
}

void RowMappingTest::aLineAmountIsTakenAsItStands() {
  const MappedRow mapped = mappedRow(R"("unit_price":"u","line_amount":"a","discount":"d")", "", "o,p,q,u,a,d\nA,x,2,5,8.88,0.1\n").row;
  QVERIFY(mapped.money.net == *base::Amount::fromText("8.88") && mapped.money.discount->millionths == 100'000);
}

void RowMappingTest::whatIsRoundedIsANumber_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("price");
  QTest::newRow("up") << "0.7" << "1.00";
  QTest::newRow("below zero") << "-0.7" << "-1.00";
  for (const char* text : {".7", "-.7", ".2", "7.", "."}) QTest::newRow(text) << text << "bad_price";
}

void RowMappingTest::whatIsRoundedIsANumber() {
  QFETCH(QString, text);
  QFETCH(QString, price);
  const MappedRow mapped = mappedRow(R"("unit_price":"u")", R"("amounts":{"round_to":0,"rounding":"half_up"},)", "o,p,q,u\nA,x,1," + text.toStdString() + "\n").row;
  QCOMPARE(QString::fromStdString(mapped.fate == RowFate::Quarantine ? mapped.reason : mapped.money.unitPrice.toText()), price);
}

void RowMappingTest::theFirstDateFormatThatFitsCounts_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("time");
  QTest::newRow("the first") << "2024-02-03 10:20" << "2024-02-03T10:20:00Z";
  QTest::newRow("the second") << "03.02.2024" << "2024-02-03T00:00:00Z";
  QTest::newRow("none") << "3 Feb" << "bad_date";
}

void RowMappingTest::theFirstDateFormatThatFitsCounts() {
  QFETCH(QString, text);
  QFETCH(QString, time);
  const MappedRow mapped = mappedRow(R"("unit_price":"u","placed_at":"t")", R"("date_format":["%Y-%m-%d %H:%M","%d.%m.%Y"],)", "o,p,q,u,t\nA,x,2,5," + text.toStdString() + "\n").row;
  QCOMPARE(QString::fromStdString(mapped.fate == RowFate::Quarantine ? mapped.reason : mapped.placedAt->toText()), time);
}

void RowMappingTest::constantsStandWhereARowHasNoValue() {
  const std::string constants = R"("constants":{"customer":"counter","country":"Norway"},)", columns = R"("unit_price":"u","country":"c")";
  QVERIFY(mappedRow(columns, constants, "o,p,q,u,c\nA,x,2,5,\n").texts == (std::vector<std::string>{"counter", "Norway"}));
  QVERIFY(mappedRow(columns, constants, "o,p,q,u,c\nA,x,2,5,Iceland\n").texts == (std::vector<std::string>{"counter", "Iceland"}));
}

TWINLANE_TEST(RowMappingTest)
#include "row_mapping_test.moc"
