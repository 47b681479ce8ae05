#include "transfer/csv/csv_reader.h"

#include "support/temp_folder.h"
#include "support/test_main.h"

#include <fstream>
#include <rapidcheck.h>
#include <zlib.h>

using namespace twinlane;
using transfer::ByteSource;
using transfer::CsvFormat;
using transfer::CsvReader;
using transfer::CsvRow;

namespace {

struct Outcome {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> raws;
  std::vector<std::int64_t> numbers, lines;
  std::vector<base::Digest> prefixes;
  std::vector<bool> tooLong, badQuotes;
  std::optional<base::Error> error;
};

std::string put(const tests::TempFolder& folder, const std::string& name, std::string_view text) {
  const std::string path = folder / name;
  std::ofstream(path, std::ios::binary).write(text.data(), static_cast<std::streamsize>(text.size()));
  return path;
}

Outcome readAll(const std::string& path, CsvFormat format = {}) {
  Outcome outcome;
  auto source = ByteSource::open(path);
  if (!source) {
    outcome.error = source.error();
    return outcome;
  }
  CsvReader reader(std::move(*source), format);
  CsvRow row;
  for (;;) {
    const auto more = reader.next(row);
    if (!more) outcome.error = more.error();
    if (!more || !*more) break;
    outcome.rows.emplace_back(row.fields.begin(), row.fields.end());
    outcome.raws.emplace_back(row.raw);
    outcome.numbers.push_back(row.number);
    outcome.lines.push_back(row.line);
    outcome.tooLong.push_back(row.tooLong);
    outcome.badQuotes.push_back(row.badQuotes);
    outcome.prefixes.push_back(reader.prefixDigest());
  }
  return outcome;
}

using Rows = std::vector<std::vector<std::string>>;

}  // namespace

class CsvReaderTest : public QObject {
  Q_OBJECT
 private slots:
  void readsWhatTheRfcSays_data();
  void readsWhatTheRfcSays();
  void numbersRowsAndLines();
  void digestEndsAtTheRowsLastByte();
  void readsBackWhatAWriterQuotes();
  void unpacks();
  void refusesByNameAndLine_data();
  void refusesByNameAndLine();
  void passesOverARowThatIsTooLong();
  void givesARowOfTheGreatestLengthWhereverBlocksEnd();
};

void CsvReaderTest::readsWhatTheRfcSays_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QString>("expected");  // fields joined by '|', rows by '/'
  QTest::newRow("lf") << QByteArray("a,b\n1,2\n") << "a|b/1|2";
  QTest::newRow("crlf") << QByteArray("a,b\r\n1,2\r\n") << "a|b/1|2";
  QTest::newRow("cr") << QByteArray("a,b\r1,2\r") << "a|b/1|2";
  QTest::newRow("no last line end") << QByteArray("a,b\n1,2") << "a|b/1|2";
  QTest::newRow("bom") << QByteArray("\xEF\xBB\xBF" "a,b\n") << "a|b";
  QTest::newRow("bom and quote") << QByteArray("\xEF\xBB\xBF" "\"a\",b\n") << "a|b";
  QTest::newRow("quoted") << QByteArray("\"a,b\",\"c\"\"d\"\n") << "a,b|c\"d";
  QTest::newRow("newline inside") << QByteArray("\"a\nb\",c\n1,2\n") << "a\nb|c/1|2";
  QTest::newRow("quoted before crlf") << QByteArray("a,\"b\"\r\n\"1\",\"2\"\r\n") << "a|b/1|2";
  QTest::newRow("empty fields") << QByteArray(",\n,,\n") << "|/||";
  QTest::newRow("empty quoted field alone") << QByteArray("\"\"\n") << "";
  QTest::newRow("last empty field without line end") << QByteArray("a,") << "a|";
  QTest::newRow("last empty field before crlf") << QByteArray("a,\r\n") << "a|";
  QTest::newRow("blank lines between") << QByteArray("a\n\n\nb\n\n") << "a/b";
  QTest::newRow("quote in the middle is text") << QByteArray("5\" pipe,x\n") << "5\" pipe|x";
  QTest::newRow("nothing") << QByteArray("") << "";
}

void CsvReaderTest::readsWhatTheRfcSays() {
  QFETCH(QByteArray, text);
  QFETCH(QString, expected);
  const tests::TempFolder folder;
  const Outcome outcome = readAll(put(folder, "a.csv", std::string_view(text.data(), static_cast<std::size_t>(text.size()))));
  QVERIFY(!outcome.error);
  std::string joined;
  for (std::size_t i = 0; i < outcome.rows.size(); ++i) {
    joined += i == 0 ? "" : "/";
    for (std::size_t j = 0; j < outcome.rows[i].size(); ++j) joined += (j == 0 ? "" : "|") + outcome.rows[i][j];
  }
  QCOMPARE(QString::fromStdString(joined), expected);
}

void CsvReaderTest::numbersRowsAndLines() {
  const tests::TempFolder folder;
  const Outcome outcome = readAll(put(folder, "a.csv", "h\n\n\"x\ny\",2\nz\n"));
  QCOMPARE(outcome.numbers, (std::vector<std::int64_t>{1, 3, 4}));
  QCOMPARE(outcome.lines, (std::vector<std::int64_t>{1, 3, 5}));
  QCOMPARE(QString::fromStdString(outcome.raws[1]), QString("\"x\ny\",2"));
}

void CsvReaderTest::digestEndsAtTheRowsLastByte() {
  const tests::TempFolder folder;
  std::string text;
  for (int i = 0; i < 40'000; ++i) text += "row " + std::to_string(i) + ",\"some, text\"\r\n";  // several blocks
  const Outcome outcome = readAll(put(folder, "a.csv", text));
  std::size_t end = 0;
  for (std::size_t i = 0; i < outcome.raws.size(); ++i) {
    end = text.find("\r\n", end == 0 ? 0 : end + 2);
    if (i % 997 != 0 && i + 1 != outcome.raws.size()) continue;
    base::DigestWriter whole;
    whole.raw(base::viewOf(std::string_view(text).substr(0, end)));
    QVERIFY2(whole.digest() == outcome.prefixes[i], qPrintable(QString::number(i)));
  }
  // Asked only now and then, and after the end, it says the same.
  auto source = ByteSource::open(folder / "a.csv");
  CsvReader reader(std::move(*source), {});
  CsvRow row;
  std::size_t count = 0;
  while (*reader.next(row))
    if (++count == 20'000) QVERIFY(reader.prefixDigest() == outcome.prefixes[19'999]);
  QVERIFY(reader.prefixDigest() == outcome.prefixes.back());
}

void CsvReaderTest::readsBackWhatAWriterQuotes() {
  const tests::TempFolder folder;
  const bool holds = rc::check("fields written with quotes come back", [&] {
    const auto width = *rc::gen::inRange<std::size_t>(1, 5);
    const auto field = rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', '\r', ' ', ';'));
    const auto rows = *rc::gen::container<Rows>(rc::gen::container<std::vector<std::string>>(width, field));
    const bool crlf = *rc::gen::arbitrary<bool>();
    std::string text = crlf ? "head\r\n" : "head\n";
    for (const auto& row : rows) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        text += i == 0 ? "\"" : ",\"";
        for (const char c : row[i]) text += c == '"' ? std::string("\"\"") : std::string(1, c);
        text += '"';
      }
      text += crlf ? "\r\n" : "\n";
    }
    const Outcome outcome = readAll(put(folder, "p.csv", text));
    RC_ASSERT(!outcome.error);
    Rows got = outcome.rows;
    got.erase(got.begin());
    RC_ASSERT(got == rows);
  });
  QVERIFY(holds);
  const bool sound = rc::check("any bytes end in rows or a named error", [&] {
    const auto text = *rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', '\r', '\xE9', '\xFF'));
    const Outcome outcome = readAll(put(folder, "q.csv", text));
    if (outcome.error) RC_ASSERT(outcome.error->code == base::ErrorCode::BadInput && !outcome.error->where.empty());
  });
  QVERIFY(sound);
}

void CsvReaderTest::unpacks() {
  const tests::TempFolder folder;
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += "x" + std::to_string(i) + ",y\n";
  const std::string path = folder / "a.csv.gz";
  gzFile file = gzopen(path.c_str(), "wb");
  QVERIFY(gzwrite(file, text.data(), static_cast<unsigned>(text.size())) > 0);
  gzclose(file);
  const Outcome packed = readAll(path);
  QVERIFY(!packed.error);
  const Outcome plain = readAll(put(folder, "a.csv", text));
  QVERIFY(packed.rows == plain.rows);
  QVERIFY(packed.prefixes == plain.prefixes);
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  const Outcome cut = readAll(path);
  QVERIFY(cut.error && cut.error->code == base::ErrorCode::BadInput);
  QVERIFY2(cut.error->what.find("cut short") != std::string::npos, cut.error->what.c_str());
}

void CsvReaderTest::refusesByNameAndLine_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QString>("what");
  QTest::addColumn<int>("line");
  QTest::newRow("nul") << QByteArray("a,b\n1,2\n3,\0", 11) << "NUL" << 3;
  QTest::newRow("picture") << QByteArray("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16) << "not a CSV file" << 3;
  QTest::newRow("utf-16") << QByteArray("\xFF\xFE" "a\0", 4) << "UTF-16" << 1;
  QTest::newRow("utf-32") << QByteArray("\xFF\xFE\0\0", 4) << "UTF-32" << 1;
  QTest::newRow("quote never closed") << QByteArray("a,b\n1,2\n3,\"4\n5,6\n") << "never closed" << 3;
  QTest::newRow("quote opened on a later line of its row") << QByteArray("a,b\n\"x\ny\",\"4\n5,6\n") << "never closed" << 3;
  QTest::newRow("long quote never closed") << QByteArray("a\nb\n\"") + QByteArray(3'000'000, 'x') << "never closed" << 3;
}

void CsvReaderTest::refusesByNameAndLine() {
  QFETCH(QByteArray, text);
  QFETCH(QString, what);
  QFETCH(int, line);
  const tests::TempFolder folder;
  const Outcome outcome = readAll(put(folder, "some.csv", std::string_view(text.data(), static_cast<std::size_t>(text.size()))));
  QVERIFY(outcome.error.has_value());
  QCOMPARE(static_cast<int>(outcome.error->code), static_cast<int>(base::ErrorCode::BadInput));
  QVERIFY2(outcome.error->what.find(what.toStdString()) != std::string::npos, outcome.error->what.c_str());
  QVERIFY2(outcome.error->where.ends_with("some.csv, line " + std::to_string(line)), outcome.error->where.c_str());
  QVERIFY(!outcome.error->remedy.empty());
  QCOMPARE(static_cast<int>(readAll(folder / "absent.csv").error->code), static_cast<int>(base::ErrorCode::NotFound));
}

void CsvReaderTest::passesOverARowThatIsTooLong() {
  const tests::TempFolder folder;
  std::string text = "a,b\n1,\"";
  for (int i = 0; i < 400'000; ++i) text += "long, \n";
  const std::string tail = "\"\n3,4\n";
  const Outcome outcome = readAll(put(folder, "a.csv", text + tail));
  QVERIFY(!outcome.error);
  QCOMPARE(outcome.rows.size(), std::size_t{3});
  QVERIFY(outcome.tooLong[1] && outcome.rows[1].empty() && outcome.raws[1].size() == 4096);
  QVERIFY(outcome.rows[2] == (std::vector<std::string>{"3", "4"}));
  QCOMPARE(outcome.lines[2], std::int64_t{400'003});
  base::DigestWriter whole;
  whole.raw(base::viewOf(text + "\"\n3,4"));
  QVERIFY(whole.digest() == outcome.prefixes[2]);
}

// The second row lets the buffer grow, the third decides where in it the fourth one ends.
void CsvReaderTest::givesARowOfTheGreatestLengthWhereverBlocksEnd() {
  const tests::TempFolder folder;
  const std::size_t most = CsvReader::maxRowBytes;
  for (std::size_t less = 0; less < 6; ++less) {
    const std::vector<std::size_t> lengths = {1, most, most - less, most, most + 1, 1};
    std::string text;
    for (const std::size_t length : lengths) text += std::string(length, 'x') + "\r\n";
    const Outcome outcome = readAll(put(folder, "a.csv", text));
    QVERIFY(!outcome.error);
    QVERIFY2(outcome.tooLong == (std::vector<bool>{false, false, false, false, true, false}), qPrintable(QString::number(less)));
    for (std::size_t i = 1; i <= 3; ++i) QCOMPARE(outcome.raws[i].size(), lengths[i]);
  }
}

TWINLANE_TEST(CsvReaderTest)
#include "csv_reader_test.moc"
