// Tokens keep the contrast the design asks for; numbers and times read as people write them.
#include "support/test_main.h"

#include "theme/style_sheet.h"
#include "theme/tokens.h"
#include "words/formats.h"
#include "words/glossary.h"

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
  QCOMPARE(formatAmount(base::Amount{-50}), QStringLiteral("0.00"));
  QCOMPARE(formatAmount(base::Amount{23450}, true), QStringLiteral("2.345"));
  QCOMPARE(formatMicros(2400), QStringLiteral("2.4 ms"));
  QCOMPARE(formatMicros(12'300), QStringLiteral("12 ms"));
  QCOMPARE(formatAge(90), QStringLiteral("0.1 s"));
  QCOMPARE(formatAge(14'200), QStringLiteral("14 s"));
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

TWINLANE_TEST(LookTest)
#include "look_test.moc"
