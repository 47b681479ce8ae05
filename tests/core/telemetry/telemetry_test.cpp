#include "support/test_main.h"
#include "telemetry/telemetry.h"

#include <rapidcheck.h>

#include <algorithm>

using namespace twinlane;
using namespace twinlane::telemetry;

class TelemetryTest : public QObject {
  Q_OBJECT
 private slots:
  void percentilesAreAtMostASixteenthTooHigh();
  void theWindowForgetsAfterTenSeconds();
  void samplesAreReadFromAnIndexOn();
  void theBookKeepsTheSlowestAndNoMore();
  void theSampleIsAHundredthAndTheSameEachTime();
  void theFirstOfEachSecondAreKeptWhicheverTheyAre();
  void stagesAreSummedFromTheStartOn();
  void hopsOfEachListAddUpToTheWhole();
  void listsThatComeBeforeOrAfterTheTraceAreJoined();
  void rowsCutARunWhateverTheClockSays();
  void aSleepIsOneLongRow();
  void rowsSayWhatHappenedInThem();
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

void TelemetryTest::theFirstOfEachSecondAreKeptWhicheverTheyAre() {
  TraceBook book;
  ListMeter list("order_list");
  const ListMeter* lists[] = {&list};
  std::uint64_t number = 0;
  std::int64_t position = 0;
  const auto trade = [&](std::int64_t second, int commands) {
    for (int i = 0; i < commands; ++i) {
      Trace trace = traceOf(++number, 1000);
      trace.queuedAt = {second * 1'000'000'000 + i};
      trace.position = ++position;
      book.record(trace);
    }
  };
  const auto areFound = [&](std::uint64_t from, std::uint64_t to) {
    std::uint64_t found = 0;
    for (std::uint64_t i = from; i <= to; ++i) found += book.find(traceOf(i, 0).command).has_value();
    return found;
  };
  // A shop that is not in a hurry: each one, second for second.
  for (std::int64_t second = 0; second < 8; ++second) trade(second, TraceBook::eachOfASecond);
  book.follow({});
  QCOMPARE(areFound(1, number), number);
  QVERIFY(book.takeRecent().size() >= number - 10);  // the others are in the sample
  QVERIFY(book.takeRecent().empty());
  // What a list did is joined to them and told once more.
  list.record({1, position, {2000}, {3000}, {4000}, {5000}, 0});
  book.follow(lists);
  const auto joined = book.takeRecent();
  QVERIFY(joined.size() >= number - 10);
  QCOMPARE(joined.front().lists.size(), std::size_t{1});
  // In a hurry: the first ones, and a hundredth of the others.
  const std::uint64_t before = number;
  trade(9, 10'000);
  book.follow(lists);
  QCOMPARE(areFound(before + 1, before + TraceBook::eachOfASecond), static_cast<std::uint64_t>(TraceBook::eachOfASecond));
  const std::uint64_t others = areFound(before + TraceBook::eachOfASecond + 1, number);
  QVERIFY(others > 50 && others < 200);
  // Bounded, the newest stay.
  for (std::int64_t second = 10; second < 40; ++second) {
    trade(second, TraceBook::eachOfASecond);
    book.follow(lists);
  }
  QVERIFY(book.takeRecent().size() <= TraceBook::keptRecent);
  QCOMPARE(areFound(number - 200, number), 201u);
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

void TelemetryTest::hopsOfEachListAddUpToTheWhole() {
  QVERIFY(rc::check("one chain", [] {
    // Instants in any order: a list may be ready before the thread that stored the command comes to say so.
    const auto instants = *rc::gen::container<std::array<std::int64_t, 4>>(rc::gen::inRange<std::int64_t>(0, 2'000'000));
    auto sorted = instants;
    std::sort(sorted.begin(), sorted.end());
    Trace trace = traceOf(1, 1'000'000);
    trace.queuedAt = {50};
    ListBatch batch{1, 1, {sorted[0]}, {sorted[1]}, {sorted[2]}, {sorted[3]}, 0};
    RC_ASSERT(trace.follow("order_list", batch));
    RC_ASSERT(!trace.follow("order_list", batch));
    const ListHops& hops = trace.lists.front();
    for (const std::int64_t nanos : hops.nanos) RC_ASSERT(nanos >= 0);
    const std::int64_t whole = std::max(sorted[3], trace.queuedAt.nanos + 1'000'000) - trace.queuedAt.nanos;
    RC_ASSERT(trace.totalNanos() + hops.totalNanos() == whole);
  }));
}

void TelemetryTest::listsThatComeBeforeOrAfterTheTraceAreJoined() {
  Telemetry telemetry({{"PlaceOrder", true}});
  const auto positioned = [](std::int64_t position) {
    Trace trace = traceOf(static_cast<std::uint64_t>(position), 1000);
    trace.position = position;
    return trace;
  };
  ListMeter &quick = telemetry.list("quick"), &slow = telemetry.list("slow");
  QCOMPARE(&telemetry.list("quick"), &quick);
  quick.record({1, 4, {2000}, {3000}, {4000}, {5000}, 100});
  for (const std::int64_t position : {2, 5, 0}) telemetry.record(positioned(position));
  const auto listsOf = [&](std::int64_t tenth, std::int64_t position) {
    telemetry.sample({tenth * 100'000'000}, {tenth * 100'000}, {}, 0, 0);
    for (const Trace& trace : telemetry.snapshot()->traces.slowest)
      if (trace.position == position) return trace.lists;
    return std::vector<ListHops>();
  };
  QCOMPARE(listsOf(1, 2).size(), std::size_t{1});
  QCOMPARE(listsOf(1, 5).size(), std::size_t{0});
  slow.record({1, 5, {6000}, {7000}, {8000}, {9000}, 0});
  quick.record({5, 5, {6000}, {7000}, {8000}, {9000}, 0});
  QCOMPARE(listsOf(2, 2).size(), std::size_t{2});
  QCOMPARE(listsOf(2, 2)[1].list, std::string("slow"));
  QCOMPARE(listsOf(2, 2)[1].totalNanos(), 8000);
  QCOMPARE(listsOf(2, 5).size(), std::size_t{2});
  QCOMPARE(listsOf(2, 0).size(), std::size_t{0});
  // Bounded: what a list did long ago is forgotten, and a list that begins anew forgets it all.
  for (std::int64_t position = 6; position < 10'000; ++position) quick.record({position, position, {1}, {2}, {3}, {4}, 0});
  QVERIFY(!quick.batchWith(2));
  QVERIFY(quick.batchWith(9'999 - static_cast<std::int64_t>(ListMeter::keptBatches) + 1));
  QVERIFY(!quick.batchWith(9'999 - static_cast<std::int64_t>(ListMeter::keptBatches)));
  quick.record({1, 3, {1}, {2}, {3}, {4}, 0});
  QVERIFY(quick.batchWith(3) && !quick.batchWith(9'999));
}

namespace {

std::int64_t figureOf(const KeptRow& row, const std::string& name) {
  for (const Figure& figure : row.figures)
    if (figure.name == name) return figure.value;
  return 0;
}

}  // namespace

void TelemetryTest::rowsCutARunWhateverTheClockSays() {
  Telemetry telemetry({});
  telemetry.keepRows();
  KeptRows all;
  // Twelve minutes, each second one command; the clock is set back by an hour and on by a day on the way, samples come late.
  base::Timestamp wall{1'700'000'000'000'000};
  std::int64_t nanos = 0;
  for (int i = 0; i < 7200; ++i) {
    if (i % 10 == 0) telemetry.counters().accepted += 1;
    if (i == 1000) wall.micros -= 3'600'000'000;
    if (i == 3000) wall.micros += 86'400'000'000;
    telemetry.sample({nanos + (i % 7) * 9'000'000}, wall, {}, 0, 0);
    nanos += 100'000'000;
    wall.micros += 100'000;
    if (i % 50 == 0) {
      KeptRows rows = telemetry.takeRows(false);
      for (auto [from, to] : {std::pair{&rows.seconds, &all.seconds}, {&rows.minutes, &all.minutes}}) to->insert(to->end(), from->begin(), from->end());
    }
  }
  const KeptRows rest = telemetry.takeRows(true);
  for (const auto& [from, to] : {std::pair{&rest.seconds, &all.seconds}, {&rest.minutes, &all.minutes}}) to->insert(to->end(), from->begin(), from->end());
  for (const auto& [rows, expected, most] : {std::tuple{&all.seconds, std::size_t{720}, 1'200'000}, {&all.minutes, std::size_t{12}, 60'200'000}}) {
    QVERIFY(rows->size() >= expected - 1 && rows->size() <= expected);
    std::int64_t accepted = 0, length = 0;
    for (const KeptRow& row : *rows) {
      QVERIFY(row.lengthMicros > 0 && row.lengthMicros <= most);
      accepted += figureOf(row, "commands.accepted");
      length += row.lengthMicros;
    }
    QCOMPARE(accepted, 720);
    QVERIFY(length > 719'000'000 && length <= 720'000'000);
  }
}

void TelemetryTest::aSleepIsOneLongRow() {
  Telemetry telemetry({});
  telemetry.keepRows();
  telemetry.sample({0}, {0}, {}, 0, 0);
  telemetry.sample({3'600'000'000'000}, {3'600'000'000}, {}, 0, 0);
  telemetry.sample({3'601'000'000'000}, {3'601'000'000}, {}, 0, 0);
  const KeptRows rows = telemetry.takeRows(false);
  QCOMPARE(rows.seconds.size(), std::size_t{2});
  QCOMPARE(rows.seconds[0].lengthMicros, 3'600'000'000);
  QCOMPARE(rows.seconds[1].lengthMicros, 1'000'000);
  QCOMPARE(rows.minutes.size(), std::size_t{1});
  // Nothing happened in what is left.
  QVERIFY(telemetry.takeRows(true).seconds.empty());
}

void TelemetryTest::rowsSayWhatHappenedInThem() {
  Telemetry telemetry({{"PlaceOrder", true}, {"CancelOrder", true}, {"orders", false}});
  telemetry.keepRows();
  telemetry.list("order_list").record({1, 7, {0}, {9'000}, {20'000}, {20'000}, 4'000});
  telemetry.record(0, 100);
  telemetry.record(1, 5000);
  telemetry.record(2, 40);
  telemetry.recordCacheHit(2);
  telemetry.sample({0}, {0}, {{"order_list", 12, 3}}, 9, 2);
  telemetry.sample({500'000'000}, {500'000}, {{"order_list", 2, 1}}, 4, 7);
  telemetry.sample({1'000'000'000}, {1'000'000}, {}, 0, 0);
  telemetry.sample({2'000'000'000}, {2'000'000}, {}, 0, 0);
  const KeptRows rows = telemetry.takeRows(false);
  QCOMPARE(rows.seconds.size(), std::size_t{2});
  const KeptRow& first = rows.seconds.front();
  for (const auto& [name, value] : {std::pair<const char*, std::int64_t>{"query.orders.count", 1}, {"query.orders.cache_hits", 1}, {"list.order_list.applied", 7}, {"list.order_list.lag_events", 12},
                                    {"list.order_list.lag_ms", 3}, {"queue.commands", 9}, {"queue.queries", 7}})
    QVERIFY2(figureOf(first, name) == value, name);
  for (const auto& [name, value] : {std::pair<const char*, std::int64_t>{"answers.p50_us", 100}, {"answers.p99_us", 5000}, {"query.orders.p50_us", 40}, {"list.order_list.decode_p50_ns", 4'000},
                                    {"list.order_list.apply_p50_ns", 5'000}, {"list.order_list.commit_p99_ns", 11'000}})
    QVERIFY2(figureOf(first, name) >= value && figureOf(first, name) <= value + value / 16 + 1, name);
  QVERIFY(rows.seconds.back().figures.empty());
  QCOMPARE(telemetry.snapshot()->latencies.back().cacheHits, 1);
}

TWINLANE_TEST(TelemetryTest)
#include "telemetry_test.moc"
