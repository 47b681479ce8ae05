// Files that are no CSV, or are meant to harm: each is refused by name, in bounded memory, and says what to do.
#include "transfer/profile/profile_preview.h"

#include "support/places.h"
#include "support/temp_folder.h"
#include "support/test_main.h"
#include "transfer/csv/file_beginning.h"
#include "transfer/import.h"

#include <fstream>
#include <sys/resource.h>
#include <sys/stat.h>
#include <zlib.h>

using namespace twinlane;

namespace {

const std::string badFileHeader = "Doc;Art;Text;Menge;Preis;Zeit;Kunde;Land\n";
const std::string badFileRow = "A;p;Tasse;1;2;01.06.2023 12:00;;DE\n";

transfer::Profile strictShop() {
  transfer::Profile profile = transfer::readProfile("shop.json", tests::contentOf(tests::fixture("shop.json"))).profile;
  profile.unreadableAside = false;
  return profile;
}

std::string packed(const std::string& text) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, text.size()), '\0');
  std::string in = text;
  stream.next_in = reinterpret_cast<unsigned char*>(in.data());
  stream.avail_in = static_cast<unsigned>(in.size());
  stream.next_out = reinterpret_cast<unsigned char*>(out.data());
  stream.avail_out = static_cast<unsigned>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string wide(const std::string& text, bool littleEndian) {
  std::string out;
  for (const char c : text) out += littleEndian ? std::string{c, '\0'} : std::string{'\0', c};
  return out;
}

long highestMemoryKb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

}  // namespace

class BadFileTest : public QObject {
  Q_OBJECT
 private slots:
  void isRefusedByName_data();
  void isRefusedByName();
  void aColumnThatIsThereTwiceIsToBeRenamedInTheFile();
  void partsPackedOneBehindTheOtherAreOneFile();
  void aFieldOfAGigabyteTakesNoMemory();
  void aPipeIsNotWaitedFor();
  void whatASpreadsheetWouldCalculateStaysText();

 private:
  std::string put(const std::string& name, const std::string& bytes) const {
    std::ofstream(m_folder / name, std::ios::binary) << bytes;
    return m_folder / name;
  }

  const tests::TempFolder m_folder;
};

void BadFileTest::isRefusedByName_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<QString>("what");
  QTest::addColumn<QString>("where");
  const auto file = [](const char* name, const std::string& bytes, const char* what, const char* where) {
    QTest::newRow(name) << QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())) << what << where;
  };
  const std::string text = badFileHeader + badFileRow;
  file("nothing but a mark", "\xEF\xBB\xBF", "the file is empty", ", line 1");
  file("utf-16, little end first", wide(text, true), "UTF-16", ", line 1");
  file("utf-16, big end first", wide(text, false), "UTF-16", ", line 1");
  file("utf-16 with a mark, little end first", "\xFF\xFE" + wide(text, true), "UTF-16", ", line 1");
  file("utf-16 with a mark, big end first", "\xFE\xFF" + wide(text, false), "UTF-16", ", line 1");
  file("one byte that is NUL", badFileHeader + "A;p;" + '\0', "NUL", ", line 2");
  file("NUL where lines end with CR", "a\rb\rc\r" + std::string(1, '\0'), "NUL", ", line 4");
  file("a spreadsheet", std::string("PK\x03\x04\0\0\0\0[Content_Types].xml", 27), "spreadsheet", ", line 1");
  file("packed twice", packed(packed(text)), "packed twice", ", line 1");
  file("packed, with something behind", packed(text) + "something", "followed by bytes that are not packed", "a.csv");
  file("packed, with zeros behind", packed(text) + std::string(512, '\0'), "followed by bytes that are not packed", "a.csv");
  file("packed, with half a part behind", packed(text) + packed(text).substr(0, 12), "cut short", "a.csv");
  file("packed and cut within its first bytes", packed(text).substr(0, 5), "cut short", "a.csv");
  std::string damaged = packed(text);
  damaged[damaged.size() - 6] = static_cast<char>(~damaged[damaged.size() - 6]);
  file("packed, with another checksum", damaged, "damaged", "a.csv");
  file("ten thousand columns", "Doc" + std::string(9'999, ';') + "\n", "more than 4095 columns", ", line 1");
  file("ten thousand fields in a row", badFileHeader + "A" + std::string(9'999, ';') + "\n", "fields in this row: 4096 or more", ", line 2");
}

void BadFileTest::isRefusedByName() {
  QFETCH(QByteArray, bytes);
  QFETCH(QString, what);
  QFETCH(QString, where);
  const auto proved = transfer::proveFiles(strictShop(), {put("a.csv", bytes.toStdString())});
  QVERIFY(!proved.has_value());
  QCOMPARE(proved.error().code, base::ErrorCode::BadInput);
  QVERIFY2(proved.error().what.find(what.toStdString()) != std::string::npos, proved.error().what.c_str());
  QVERIFY2(proved.error().where.starts_with(m_folder / "a.csv") && proved.error().where.ends_with(where.toStdString()), proved.error().where.c_str());
  QVERIFY(!proved.error().remedy.empty());
}

// A profile tells columns by their names: no other profile could tell these two apart.
void BadFileTest::aColumnThatIsThereTwiceIsToBeRenamedInTheFile() {
  const auto proved = transfer::proveFiles(strictShop(), {put("a.csv", "Doc;Art;Text;Menge;Preis;Zeit;Menge;Kunde;Land;Text\n" + badFileRow)});
  QVERIFY(!proved.has_value());
  const QString remedy = QString::fromStdString(proved.error().remedy);
  QVERIFY2(remedy.contains(QStringLiteral("columns 3 and 10")) && remedy.contains(QStringLiteral("in the first row of the file")), qPrintable(remedy));
  QVERIFY(!remedy.contains(QStringLiteral("profile")));
}

void BadFileTest::partsPackedOneBehindTheOtherAreOneFile() {
  const auto preview = transfer::previewFile(strictShop(), put("a.csv.gz", packed(badFileHeader) + packed(badFileRow) + packed("") + packed(badFileRow)), 8);
  QVERIFY2(preview.has_value(), preview ? "" : preview.error().what.c_str());
  QVERIFY(preview->problems.empty());
  QCOMPARE(preview->firstRows.size(), std::size_t{2});
}

// A file of one megabyte that unpacks to a thousand (under a sanitizer to two hundred).
void BadFileTest::aFieldOfAGigabyteTakesNoMemory() {
  const std::string part = packed(std::string(16 * 1024 * 1024, 'x'));
  std::string bytes = packed(badFileHeader + "A;p;\"");
  for (int i = 0; i < tests::roundsOf(64); ++i) bytes += part;
  const std::string path = put("large.csv.gz", bytes + packed("\";1;2;01.06.2023 12:00;;DE\n" + badFileRow));
  QVERIFY(std::filesystem::file_size(path) < 2 * 1024 * 1024);
  const long before = highestMemoryKb();
  const auto preview = transfer::previewFile(strictShop(), path, 8);
  QVERIFY(preview.has_value());
  QCOMPARE(preview->problems.size(), std::size_t{1});
  QCOMPARE(preview->problems[0].line, std::int64_t{2});
  QVERIFY2(preview->problems[0].problem.find("longer than 1 MiB") != std::string::npos, preview->problems[0].problem.c_str());
  QVERIFY2(highestMemoryKb() - before < 32 * 1024, qPrintable(QString::number(highestMemoryKb() - before)));
}

void BadFileTest::aPipeIsNotWaitedFor() {
  QCOMPARE(::mkfifo((m_folder / "pipe").c_str(), 0600), 0);
  const auto beginning = transfer::readBeginning(strictShop(), m_folder / "pipe", 3);
  QVERIFY(!beginning.has_value());
  QVERIFY2(beginning.error().what.find("pipe") != std::string::npos, beginning.error().what.c_str());
  const auto longPath = transfer::readBeginning(strictShop(), std::string(5'000, 'x'), 3);
  QCOMPARE(longPath.error().code, base::ErrorCode::BadInput);
}

void BadFileTest::whatASpreadsheetWouldCalculateStaysText() {
  const auto preview = transfer::previewFile(strictShop(), put("sums.csv", badFileHeader + "=1+1;+p;@SUM(1);1;2;01.06.2023 12:00;-K;DE\n"), 8);
  QVERIFY(preview.has_value() && preview->problems.empty());
  const auto& row = preview->firstRows.at(0);
  QCOMPARE(row.find("order")->text, std::string("=1+1"));
  QCOMPARE(row.find("product")->text, std::string("+p"));
  QCOMPARE(row.find("description")->text, std::string("@SUM(1)"));
  QCOMPARE(row.find("customer")->text, std::string("-K"));
}

TWINLANE_TEST(BadFileTest)
#include "bad_file_test.moc"
