#include "base/decimal.h"
#include "base/money.h"
#include "support/test_main.h"

#include <rapidcheck.h>

#include <limits>

using namespace twinlane::base;

class DecimalTest : public QObject {
  Q_OBJECT

 private slots:
  void readsOnlyExactDecimals_data();
  void readsOnlyExactDecimals();
  void anyValueComesBackFromItsText();
  void roundsHalfToEven_data();
  void roundsHalfToEven();
  void roundingIsNeverMoreThanHalfAway();
  void refusesWhatDoesNotFit();
};

void DecimalTest::readsOnlyExactDecimals_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<bool>("taken");
  QTest::addColumn<qint64>("value");
  QTest::newRow("whole") << "12" << true << qint64{120'000};
  QTest::newRow("four decimals") << "0.0001" << true << qint64{1};
  QTest::newRow("negative") << "-2.345" << true << qint64{-23'450};
  QTest::newRow("zeros beyond the scale") << "1.500000" << true << qint64{15'000};
  QTest::newRow("largest") << "922337203685477.5807" << true << std::numeric_limits<qint64>::max();
  QTest::newRow("one too many") << "922337203685477.5808" << false << qint64{0};
  QTest::newRow("a fifth decimal") << "0.00001" << false << qint64{0};
  QTest::newRow("exponent") << "1e3" << false << qint64{0};
  QTest::newRow("grouping") << "1,000" << false << qint64{0};
  QTest::newRow("space") << " 1" << false << qint64{0};
  QTest::newRow("sign alone") << "-" << false << qint64{0};
  QTest::newRow("empty") << "" << false << qint64{0};
}

void DecimalTest::readsOnlyExactDecimals() {
  QFETCH(QString, text);
  QFETCH(bool, taken);
  QFETCH(qint64, value);
  const auto parsed = parseDecimal(text.toStdString(), 4);
  QCOMPARE(parsed.has_value(), taken);
  if (taken) QCOMPARE(qint64{*parsed}, value);
}

void DecimalTest::anyValueComesBackFromItsText() {
  QVERIFY(rc::check("Amount", [](std::int64_t value) {
    RC_PRE(value != std::numeric_limits<std::int64_t>::min());
    const Amount amount{value};
    RC_ASSERT(Amount::fromText(amount.toText()) == amount);
  }));
  QVERIFY(rc::check("Quantity", [](std::int64_t value) {
    RC_PRE(value != std::numeric_limits<std::int64_t>::min());
    const Quantity quantity{value};
    RC_ASSERT(Quantity::fromText(quantity.toText()) == quantity);
  }));
}

void DecimalTest::roundsHalfToEven_data() {
  QTest::addColumn<qint64>("value");
  QTest::addColumn<qint64>("rounded");
  QTest::newRow("0.5 down to the even") << qint64{5} << qint64{0};
  QTest::newRow("1.5 up to the even") << qint64{15} << qint64{2};
  QTest::newRow("2.5 down to the even") << qint64{25} << qint64{2};
  QTest::newRow("2.6 up") << qint64{26} << qint64{3};
  QTest::newRow("-0.5") << qint64{-5} << qint64{0};
  QTest::newRow("-1.5") << qint64{-15} << qint64{-2};
  QTest::newRow("-2.4") << qint64{-24} << qint64{-2};
}

void DecimalTest::roundsHalfToEven() {
  QFETCH(qint64, value);
  QFETCH(qint64, rounded);
  const auto quotient = divideHalfEven(value, 10);
  QVERIFY(quotient.has_value());
  QCOMPARE(qint64{*quotient}, rounded);
}

void DecimalTest::roundingIsNeverMoreThanHalfAway() {
  QVERIFY(rc::check("half-even", [](std::int64_t value) {
    const std::int64_t divisor = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
    const auto quotient = divideHalfEven(value, divisor);
    RC_ASSERT(quotient.has_value());
    const Wide twice = (Wide{value} - Wide{*quotient} * divisor) * 2;
    const Wide away = twice < 0 ? -twice : twice;
    RC_ASSERT(away < divisor || (away == divisor && *quotient % 2 == 0));
  }));
}

void DecimalTest::refusesWhatDoesNotFit() {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  QVERIFY(!checkedAdd(most, 1));
  QVERIFY(!checkedAdd(std::numeric_limits<std::int64_t>::min(), -1));
  QVERIFY(checkedAdd(most, -1) == most - 1);
  QVERIFY(!divideHalfEven(Wide{most} * 4, 2));
}

TWINLANE_TEST(DecimalTest)
#include "decimal_test.moc"
