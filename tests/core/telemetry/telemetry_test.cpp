#include "support/test_main.h"
#include "telemetry/telemetry.h"

#include <rapidcheck.h>

#include <algorithm>

using namespace twinlane::telemetry;

class TelemetryTest : public QObject {
  Q_OBJECT
 private slots:
  void percentilesAreAtMostASixteenthTooHigh();
  void theWindowForgetsAfterTenSeconds();
  void samplesAreReadFromAnIndexOn();
};

void TelemetryTest::percentilesAreAtMostASixteenthTooHigh() {
  QVERIFY(rc::check("bounded error", [] {
    auto values = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 100'000'000)));
    Histogram histogram;
    for (const std::int64_t value : values) histogram.record(value);
    std::sort(values.begin(), values.end());
    const Percentiles found = percentilesBetween({}, histogram.counts());
    const std::int64_t p50 = values[(values.size() + 1) / 2 - 1], most = values.back();
    RC_ASSERT(found.count == static_cast<std::int64_t>(values.size()));
    RC_ASSERT(found.p50 >= p50 && found.p50 <= p50 + p50 / 16);
    RC_ASSERT(found.max >= most && found.max <= most + most / 16);
    RC_ASSERT(found.p99 >= found.p50 && found.p99 <= found.max);
  }));
}

void TelemetryTest::theWindowForgetsAfterTenSeconds() {
  Telemetry telemetry({{"PlaceOrder", true}});
  telemetry.record(0, 5000);
  std::int64_t tenths = 0;
  auto pass = [&](int seconds) {
    for (int i = 0; i < seconds * 10; ++i, ++tenths) telemetry.sample({tenths * 100'000'000}, {tenths * 100'000}, {}, 0, 0);
  };
  pass(5);
  QVERIFY(telemetry.snapshot()->latencies.front().p50Micros >= 5000);
  pass(10);
  QCOMPARE(telemetry.snapshot()->latencies.front().p50Micros, 0);
  QCOMPARE(telemetry.snapshot()->latencies.front().count, 1);
}

void TelemetryTest::samplesAreReadFromAnIndexOn() {
  Telemetry telemetry({});
  for (int i = 0; i < 7000; ++i) telemetry.sample({i}, {i}, {}, i, 0);
  QCOMPARE(telemetry.samplesAfter(0).size(), std::size_t{6000});
  QCOMPARE(telemetry.samplesAfter(6990).size(), std::size_t{10});
  QCOMPARE(telemetry.samplesAfter(6999).front().queued, 6999);
  QVERIFY(telemetry.samplesAfter(7000).empty());
}

TWINLANE_TEST(TelemetryTest)
#include "telemetry_test.moc"
