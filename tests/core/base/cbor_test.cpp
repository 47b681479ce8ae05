#include "base/format/cbor.h"
#include "support/test_main.h"

#include <rapidcheck.h>

#include <limits>

using namespace twinlane::base;

namespace {

QByteArray hex(const Bytes& bytes) {
  return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())).toHex();
}

Bytes fromHex(const char* text) {
  const QByteArray raw = QByteArray::fromHex(text);
  return Bytes(raw.begin(), raw.end());
}

}  // namespace

class CborTest : public QObject {
  Q_OBJECT

 private slots:
  void writesIntegersAsTheStandardSays_data();
  void writesIntegersAsTheStandardSays();
  void writesTheOtherKindsAsTheStandardSays();
  void recordsComeBack();
  void aCutRecordIsRefusedAtEveryLength();
  void anyBytesAreReadWithoutHarm();
  void longerThanNeededIsRefused_data();
  void longerThanNeededIsRefused();
};

// The integers of RFC 8949, appendix A.
void CborTest::writesIntegersAsTheStandardSays_data() {
  QTest::addColumn<qint64>("value");
  QTest::addColumn<QByteArray>("bytes");
  const std::pair<qint64, const char*> vectors[] = {
      {0, "00"}, {1, "01"}, {10, "0a"}, {23, "17"}, {24, "1818"}, {25, "1819"}, {100, "1864"}, {1000, "1903e8"},
      {1'000'000, "1a000f4240"}, {1'000'000'000'000, "1b000000e8d4a51000"}, {-1, "20"}, {-10, "29"}, {-100, "3863"},
      {-1000, "3903e7"}, {std::numeric_limits<qint64>::max(), "1b7fffffffffffffff"},
      {std::numeric_limits<qint64>::min(), "3b7fffffffffffffff"}};
  for (const auto& [value, bytes] : vectors) QTest::newRow(bytes) << value << QByteArray(bytes);
}

void CborTest::writesIntegersAsTheStandardSays() {
  QFETCH(qint64, value);
  QFETCH(QByteArray, bytes);
  CborWriter writer;
  writer.integer(value);
  QCOMPARE(hex(writer.result()), bytes);
  CborReader reader(writer.result());
  QCOMPARE(qint64{reader.integer()}, value);
  QVERIFY(reader.complete());
}

void CborTest::writesTheOtherKindsAsTheStandardSays() {
  CborWriter writer;
  writer.array(6);
  writer.boolean(false);
  writer.boolean(true);
  writer.null();
  writer.text("IETF");
  writer.text("\xc3\xbc");
  const Bytes four{1, 2, 3, 4};
  writer.bytes(four);
  QCOMPARE(hex(writer.result()), QByteArray("86f4f5f6644945544662c3bc4401020304"));
}

void CborTest::recordsComeBack() {
  QVERIFY(rc::check("round trip", [](std::int64_t number, const std::string& text, const std::vector<std::uint8_t>& raw, bool flag) {
    CborWriter writer;
    writer.array(5);
    writer.integer(number);
    writer.text(text);
    writer.bytes(raw);
    writer.boolean(flag);
    writer.null();
    CborReader reader(writer.result());
    RC_ASSERT(reader.array() == 5U);
    RC_ASSERT(reader.integer() == number);
    RC_ASSERT(reader.text() == text);
    const ByteView view = reader.bytes();
    RC_ASSERT(std::vector<std::uint8_t>(view.begin(), view.end()) == raw);
    RC_ASSERT(reader.boolean() == flag);
    RC_ASSERT(reader.null());
    RC_ASSERT(reader.complete());
  }));
}

void CborTest::aCutRecordIsRefusedAtEveryLength() {
  CborWriter writer;
  writer.array(3);
  writer.integer(100'000);
  writer.text("twelve");
  writer.boolean(true);
  const Bytes whole = writer.result();
  for (std::size_t length = 0; length < whole.size(); ++length) {
    CborReader reader(ByteView(whole).first(length));
    reader.array();
    reader.integer();
    reader.text();
    reader.boolean();
    QVERIFY2(!reader.ok(), qPrintable(QString::number(length)));
  }
}

void CborTest::anyBytesAreReadWithoutHarm() {
  QVERIFY(rc::check("noise", [](const std::vector<std::uint8_t>& noise) {
    CborReader reader(noise);
    for (int i = 0; i < 4; ++i) {
      if (reader.null()) continue;
      reader.array();
      reader.text();
      reader.integer();
      reader.bytes();
    }
    RC_ASSERT(reader.ok() || !reader.complete());
  }));
}

void CborTest::longerThanNeededIsRefused_data() {
  QTest::addColumn<QByteArray>("bytes");
  for (const char* bytes : {"1800", "1817", "190018", "1a00000100", "1b0000000000010000"}) QTest::newRow(bytes) << QByteArray(bytes);
}

// Equal values have equal bytes, or digests would differ.
void CborTest::longerThanNeededIsRefused() {
  QFETCH(QByteArray, bytes);
  const Bytes raw = fromHex(bytes);
  CborReader reader(raw);
  reader.integer();
  QVERIFY(!reader.ok());
}

TWINLANE_TEST(CborTest)
#include "cbor_test.moc"
