#include "base/id_source.h"
#include "base/zone.h"
#include "support/test_main.h"

#include <rapidcheck.h>

#include <set>

using namespace twinlane::base;

class TimeTest : public QObject {
  Q_OBJECT

 private slots:
  void textComesBack();
  void offsetsAreTaken();
  void nonsenseIsRefused();
  void anAmbiguousHourTakesTheEarlierOffset();
  void aMissingHourIsShifted();
  void anUnknownZoneIsNamed();
  void idsAreOrderedWithinAMillisecondAndBeyond();
};

void TimeTest::textComesBack() {
  QVERIFY(rc::check("timestamp", [] {
    const Timestamp time{*rc::gen::inRange<std::int64_t>(-2'000'000'000'000'000, 4'000'000'000'000'000)};
    RC_ASSERT(Timestamp::fromText(time.toText()) == time);
  }));
  QCOMPARE(QString::fromStdString(Timestamp{1'322'644'500'000'000}.toText()), QString("2011-11-30T09:15:00Z"));
}

void TimeTest::offsetsAreTaken() {
  QVERIFY(Timestamp::fromText("2011-06-30T10:15:00+01:00") == Timestamp::fromText("2011-06-30T09:15:00Z"));
}

void TimeTest::nonsenseIsRefused() {
  for (const char* text : {"", "2011-02-29T00:00:00Z", "2011-13-01T00:00:00Z", "2011-01-01T25:00:00Z", "2011-01-01", "yesterday"}) {
    QVERIFY2(!Timestamp::fromText(text), text);
  }
}

// London, 30 October 2011, 01:30 was there twice: first in summer time.
void TimeTest::anAmbiguousHourTakesTheEarlierOffset() {
  const auto london = Zone::named("Europe/London");
  QVERIFY(london.has_value());
  const auto local = london->toUtc(Timestamp::fromText("2011-10-30T01:30:00Z")->micros);
  QVERIFY(local.kind == Zone::Kind::Ambiguous);
  QCOMPARE(QString::fromStdString(local.utc.toText()), QString("2011-10-30T00:30:00Z"));
}

// London, 27 March 2011, 01:30 was never there: the clock went from 01:00 to 02:00.
void TimeTest::aMissingHourIsShifted() {
  const auto london = Zone::named("Europe/London");
  QVERIFY(london.has_value());
  const auto local = london->toUtc(Timestamp::fromText("2011-03-27T01:30:00Z")->micros);
  QVERIFY(local.kind == Zone::Kind::Missing);
  QCOMPARE(QString::fromStdString(local.utc.toText()), QString("2011-03-27T01:30:00Z"));
}

void TimeTest::anUnknownZoneIsNamed() {
  const auto zone = Zone::named("Europe/Nowhere");
  QVERIFY(!zone.has_value());
  QVERIFY(zone.error().what.find("Europe/Nowhere") != std::string::npos ||
          zone.error().where.find("Europe/Nowhere") != std::string::npos);
}

void TimeTest::idsAreOrderedWithinAMillisecondAndBeyond() {
  ManualClock clock(Timestamp{1'700'000'000'000'000});
  SeededRandom random(7);
  IdSource source(clock, random);
  CommandId last = source.next();
  for (int i = 0; i < 10'000; ++i) {
    if (i % 3000 == 0) clock.advanceMicros(1000);
    const CommandId next = source.next();
    QVERIFY(last < next);
    QVERIFY(CommandId::fromText(next.toText()) == next);
    last = next;
  }
}

TWINLANE_TEST(TimeTest)
#include "time_test.moc"
