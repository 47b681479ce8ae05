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
  void theBookKeepsTheSlowestAndNoMore();
  void theSampleIsAHundredthAndTheSameEachTime();
  void stagesAreSummedFromTheStartOn();
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

namespace {

Trace traceOf(std::uint64_t number, std::int64_t commitNanos) {
  Trace trace;
  for (std::size_t i = 0; i < 8; ++i) trace.command.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  trace.stageNanos[static_cast<std::size_t>(Stage::Commit)] = commitNanos;
  return trace;
}

}  // namespace

void TelemetryTest::theBookKeepsTheSlowestAndNoMore() {
  QVERIFY(rc::check("the slowest fifty", [] {
    auto nanos = *rc::gen::container<std::vector<std::int64_t>>(400, rc::gen::inRange<std::int64_t>(0, 1'000'000));
    TraceBook book;
    for (std::size_t i = 0; i < nanos.size(); ++i) book.record(traceOf(i, nanos[i]));
    std::sort(nanos.rbegin(), nanos.rend());
    const auto slowest = book.pages().slowest;
    RC_ASSERT(slowest.size() == TraceBook::keptSlowest);
    for (std::size_t i = 0; i < slowest.size(); ++i) RC_ASSERT(slowest[i].totalNanos() == nanos[i]);
  }));
}

void TelemetryTest::theSampleIsAHundredthAndTheSameEachTime() {
  constexpr std::uint64_t commands = 100'000;
  TraceBook first, second;
  std::int64_t sampled = 0;
  for (std::uint64_t i = 0; i < commands; ++i) {
    sampled += TraceBook::isSampled(traceOf(i, 0).command);
    first.record(traceOf(i, 1));
    second.record(traceOf(i, 2));
  }
  QVERIFY(sampled > 900 && sampled < 1100);
  const auto kept = first.pages().sampled, again = second.pages().sampled;
  QCOMPARE(kept.size(), TraceBook::keptSampled);
  for (std::size_t i = 0; i < kept.size(); ++i) {
    QVERIFY(kept[i].command == again[i].command);
    // Oldest first: the ids of this test count up.
    QVERIFY(i == 0 || kept[i - 1].command < kept[i].command);
  }
}

void TelemetryTest::stagesAreSummedFromTheStartOn() {
  Telemetry telemetry({{"PlaceOrder", true}});
  Trace trace = traceOf(1, 90'000);
  trace.stageNanos[static_cast<std::size_t>(Stage::Load)] = 700;
  telemetry.record(trace);
  for (std::int64_t tenths = 0; tenths < 300; ++tenths) telemetry.sample({tenths * 100'000'000}, {tenths * 100'000}, {}, 0, 0);
  const auto stages = telemetry.snapshot()->stages;
  QCOMPARE(stages.size(), stageNames.size());
  for (const StageSummary& stage : stages) {
    QCOMPARE(stage.count, 1);
    const std::int64_t expected = stage.stage == Stage::Commit ? 90'000 : stage.stage == Stage::Load ? 700 : 0;
    QVERIFY(stage.p50Nanos >= expected && stage.p50Nanos <= expected + expected / 16);
  }
  QCOMPARE(telemetry.snapshot()->traces.slowest.size(), std::size_t{1});
}

TWINLANE_TEST(TelemetryTest)
#include "telemetry_test.moc"
