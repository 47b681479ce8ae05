#include "base/money.h"
#include "support/test_main.h"

using namespace twinlane::base;

class CurrencyTest : public QObject {
  Q_OBJECT
 private slots:
  void isCountedInItsSmallestUnit_data();
  void isCountedInItsSmallestUnit();
};

void CurrencyTest::isCountedInItsSmallestUnit_data() {
  QTest::addColumn<QString>("codes");
  QTest::addColumn<qint64>("unit");
  QTest::newRow("two decimals") << "GBP EUR USD CHF MGA HUF" << qint64{100};
  QTest::newRow("none") << "JPY KRW CLP ISK VND XPF" << qint64{10'000};
  QTest::newRow("three") << "BHD KWD TND" << qint64{10};
  QTest::newRow("four, or no unit at all") << "CLF UYW XAU" << qint64{1};
  QTest::newRow("no longer listed, or never") << "DEM ITL QQQ" << qint64{1};
}

void CurrencyTest::isCountedInItsSmallestUnit() {
  QFETCH(QString, codes);
  QFETCH(qint64, unit);
  for (const QString& code : codes.split(' ')) QVERIFY2(smallestUnit(*Currency::fromText(code.toStdString())).tenThousandths == unit, qPrintable(code));
  QVERIFY(smallestUnit(Currency{}).tenThousandths == 1);
}

TWINLANE_TEST(CurrencyTest)
#include "currency_test.moc"
