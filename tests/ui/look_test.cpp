// Tokens keep the contrast the design asks for; numbers and times read as people write them.
#include "support/places.h"
#include "support/test_main.h"

#include "theme/style_sheet.h"
#include "theme/tokens.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QDirIterator>
#include <QRegularExpression>

using namespace twinlane;
using namespace twinlane::ui;

class LookTest : public QObject {
  Q_OBJECT

 private slots:
  void contrastHolds_data();
  void contrastHolds();
  void sheetNamesEveryToken();
  void numbers();
  void glossaryHasAllStates();
  void oneIsNotMany();
  void sentencesAreWhole();
};

void LookTest::contrastHolds_data() {
  QTest::addColumn<int>("kind");
  QTest::newRow("light") << static_cast<int>(ThemeKind::Light);
  QTest::newRow("dark") << static_cast<int>(ThemeKind::Dark);
  QTest::newRow("high contrast") << static_cast<int>(ThemeKind::HighContrast);
}

void LookTest::contrastHolds() {
  QFETCH(int, kind);
  const Tokens& t = tokensOf(static_cast<ThemeKind>(kind));
  for (const QColor& ground : {t.card, t.window, t.raised, t.selected, t.mark, t.okbg, t.warnbg, t.badbg}) QVERIFY(contrast(t.text, ground) >= 4.5);
  for (const QColor& ground : {t.card, t.rail, t.selected, t.raised}) QVERIFY(contrast(t.muted, ground) >= 4.5);
  for (const QColor& colour : {t.ok, t.warn, t.bad, t.write, t.read, t.s3, t.s4, t.accent}) QVERIFY(contrast(colour, t.card) >= 4.5);
  QVERIFY(contrast(t.onfill, t.fill) >= 4.5);
  QVERIFY(contrast(t.edge, t.card) >= 3);
}

void LookTest::sheetNamesEveryToken() { QVERIFY(!styleSheet(tokensOf(ThemeKind::Dark)).contains(QLatin1Char('@'))); }

void LookTest::numbers() {
  QCOMPARE(formatCount(1234567), QStringLiteral("1\u202F234\u202F567"));
  QCOMPARE(formatCount(-999), QStringLiteral("\u2212999"));
  QCOMPARE(formatAmount(base::Amount{16965000}), QStringLiteral("1\u202F696.50"));
  QCOMPARE(formatAmount(base::Amount{30'000}), QStringLiteral("3.00"));
  QCOMPARE(formatAmount(base::Amount{23'450}), QStringLiteral("2.345"));
  QCOMPARE(formatAmount(base::Amount{55'669}), QStringLiteral("5.5669"));
  QCOMPARE(formatAmount(base::Amount{-50}), QStringLiteral("\u22120.005"));
  QCOMPARE(formatMicros(2400), QStringLiteral("2.4 ms"));
  QCOMPARE(formatMicros(12'300), QStringLiteral("12 ms"));
  QCOMPARE(formatAge(90), QStringLiteral("0.1 s"));
  QCOMPARE(formatAge(14'200), QStringLiteral("14 s"));
  constexpr std::int64_t minute = 60'000;
  QCOMPARE(formatAge(59 * minute), QStringLiteral("59 min"));
  QCOMPARE(formatAge(60 * minute), QStringLiteral("1 h"));
  QCOMPARE(formatAge(97 * minute), QStringLiteral("1 h 37 min"));
  QCOMPARE(formatAge((23 * 60 + 59) * minute), QStringLiteral("23 h 59 min"));
  QCOMPARE(formatAge(24 * 60 * minute), QStringLiteral("1 d"));
  QCOMPARE(formatAge(73 * 60 * minute), QStringLiteral("3 d"));
  QCOMPARE(formatBytes(18'000'000), QStringLiteral("18 MB"));
}

void LookTest::glossaryHasAllStates() {
  for (std::size_t i = 0; i < domain::orderStatusNames.size(); ++i) {
    QVERIFY(!statusWord(static_cast<domain::OrderStatus>(i)).isEmpty());
    QVERIFY(statusMark(static_cast<domain::OrderStatus>(i)).shape != MarkShape::None);
  }
  QCOMPARE(plainWords("no_customer"), QStringLiteral("No customer"));
  QVERIFY(rejectionSentence("OutOfStock").contains(QStringLiteral("stock")));
}

void LookTest::oneIsNotMany() {
  QCOMPARE(counted(Counted::Orders, 0), QStringLiteral("0 orders"));
  QCOMPARE(counted(Counted::Orders, 1), QStringLiteral("1 order"));
  QCOMPARE(counted(Counted::NewOrders, 1), QStringLiteral("1 new order"));
  QCOMPARE(counted(Counted::Changes, 2), QStringLiteral("2 changes"));
  QCOMPARE(counted(Counted::Rows, 541'909), QStringLiteral("541\u202F909 rows"));
  QCOMPARE(formatBytes(1), QStringLiteral("1 byte"));
}

// Reads the words where they are written: a count goes through counted(), and no sentence ends twice.
void LookTest::sentencesAreWhole() {
  const QRegularExpression words(QStringLiteral("tr\\(\"((?:[^\"\\\\]|\\\\.)*)\""));
  const QRegularExpression many(QStringLiteral("%\\d (new )?(orders|changes|rows|lines|bytes|files|lists|days|items)\\b|\\(s\\)"));
  int read = 0;
  for (const char* folder : {"/ui", "/app/desktop"}) {
    QDirIterator files(QString::fromStdString(tests::checkout() + folder), {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
      QFile file(files.next());
      QVERIFY(file.open(QIODevice::ReadOnly));
      auto found = words.globalMatch(QString::fromUtf8(file.readAll()));
      for (; found.hasNext(); ++read) {
        const QString text = found.next().captured(1);
        const QByteArray where = QStringLiteral("%1: “%2”").arg(file.fileName(), text).toUtf8();
        QVERIFY2(!many.match(text).hasMatch(), where);
        QVERIFY2(!text.contains(QRegularExpression(QStringLiteral("\\.\\.| \\.( |$)|  "))), where);
        // Where one sentence has its full stop, the last one has it too.
        QVERIFY2(!text.contains(QRegularExpression(QStringLiteral("[a-z]\\. [A-Z]"))) || text.contains(QRegularExpression(QStringLiteral("[.!?…%0-9]$"))), where);
      }
    }
  }
  QVERIFY(read > 200);
  QCOMPARE(rejectionSentence("some_code."), QStringLiteral("Not stored: some code."));
}

TWINLANE_TEST(LookTest)
#include "look_test.moc"
