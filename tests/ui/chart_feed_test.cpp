// What feeds the charts: buckets that keep extremes, a scale that grows at once and shrinks late, rates from totals, dots; the
// label of a target that no line crosses, and who may not count and does not go on asking.
#include "support/temp_folder.h"
#include "support/test_main.h"

#include "bridge/live_feed.h"
#include "charts/live_chart.h"

#include "charts/bucket_reduction.h"
#include "charts/label_stack.h"
#include "charts/nice_scale.h"
#include "charts/step_table.h"
#include "live/lane_dots.h"
#include "live/pause_log.h"
#include "live/rate_history.h"
#include "live/timing_rows.h"

#include <cmath>

using namespace twinlane;
using namespace twinlane::ui;

class ChartFeedTest : public QObject {
  Q_OBJECT

 private slots:
  void bucketsKeepExtremes();
  void bucketsDoNotShimmer();
  void scaleStepsAreOneTwoFive();
  void scaleShrinksLate();
  void labelsKeepApart();
  void ratesComeFromTotals();
  void openingIsNoRate();
  void bothLanesStandOnTop();
  void dotsWaitBeforeThePause();
  void pausesAreRemembered();
  void noLineCrossesTheTarget();
  void noLineCrossesWhatIsClosed();
  void stepsKeepTheHighest();
  void whoMayNotCountAsksOnce();
};

void ChartFeedTest::bucketsKeepExtremes() {
  QList<QPointF> points;
  for (int i = 0; i < 10'000; ++i) points << QPointF(-60.0 + i * 0.006, i == 4321 ? 500 : std::sin(i));
  const auto reduced = reduceToBuckets({points.constData(), static_cast<std::size_t>(points.size())}, -60, 0, 200);
  QVERIFY(reduced.size() <= 402);
  double largest = 0;
  for (qsizetype i = 0; i < reduced.size(); ++i) {
    largest = std::max(largest, reduced[i].y());
    if (i > 0) QVERIFY(reduced[i].x() >= reduced[i - 1].x());
  }
  QCOMPARE(largest, 500.0);
}

void ChartFeedTest::bucketsDoNotShimmer() {
  // The same absolute values a tenth of a second later fall into the same buckets.
  QList<QPointF> now, later;
  for (int i = 0; i < 600; ++i) {
    const double at = i * 0.1;
    now << QPointF(at - 60, std::sin(i));
    later << QPointF(at - 60.1, std::sin(i));
  }
  const auto a = reduceToBuckets({now.constData(), 600}, -60, 0, 60, 1000.0);
  const auto b = reduceToBuckets({later.constData(), 600}, -60, 0, 60, 1000.1);
  int same = 0;
  for (const QPointF& p : a)
    for (const QPointF& q : b)
      if (p.y() == q.y()) ++same;
  QVERIFY(same >= a.size() - 4);
}

void ChartFeedTest::scaleStepsAreOneTwoFive() {
  for (const double top : {1.0, 3.0, 7.0, 42.0, 199.0, 250.0, 754.0, 12'345.0}) {
    const double whole = NiceScale::topFor(top);
    QVERIFY(whole >= top);
    const double step = NiceScale::stepFor(whole);
    QVERIFY(whole / step <= 6.001);
    const double digit = step / std::pow(10, std::floor(std::log10(step) + 1e-9));
    QVERIFY2(qFuzzyCompare(digit, 1) || qFuzzyCompare(digit, 2) || qFuzzyCompare(digit, 5), qPrintable(QString::number(digit)));
  }
}

void ChartFeedTest::scaleShrinksLate() {
  NiceScale scale(5);
  scale.update(700, 0);
  const double tall = scale.top();
  QVERIFY(tall >= 700);
  scale.update(10, 1000);
  scale.update(10, 4000);
  QCOMPARE(scale.top(), tall);
  scale.update(10, 6100);
  QVERIFY(scale.top() < 100);
}

void ChartFeedTest::labelsKeepApart() {
  const QList<double> placed = stackLabels({100, 101, 99}, 14, 0, 200);
  QList<double> sorted = placed;
  std::sort(sorted.begin(), sorted.end());
  for (qsizetype i = 1; i < sorted.size(); ++i) QVERIFY(sorted[i] - sorted[i - 1] >= 13.999);
  QVERIFY(placed[2] < placed[0] && placed[0] < placed[1]);
  for (const double y : stackLabels({199, 200, 198}, 14, 0, 200)) QVERIFY(y <= 200);
}

void ChartFeedTest::ratesComeFromTotals() {
  std::vector<telemetry::Sample> samples;
  for (int i = 0; i < 100; ++i) {
    telemetry::Sample sample;
    sample.index = i;
    sample.at.nanos = i * std::int64_t{100'000'000};
    sample.stored = i * 6;
    sample.views.push_back({"order_list", i < 50 ? 0 : i - 50, 0});
    samples.push_back(sample);
  }
  const RateHistory history(samples);
  const auto line = history.rate(&telemetry::Sample::stored, 5);
  QVERIFY(!line.isEmpty());
  QCOMPARE(line.constLast().x(), 0.0);
  QVERIFY(line.constFirst().x() >= -6.1);
  for (const QPointF& point : line) QVERIFY(std::abs(point.y() - 60) < 0.001);
  QCOMPARE(history.behind("order_list", 5).constLast().y(), 49.0);
  QVERIFY(history.behind("no such list", 5).isEmpty());
  const std::vector<telemetry::Sample> none;
  QCOMPARE(RateHistory(none).rateNow(&telemetry::Sample::stored), 0.0);
}

void ChartFeedTest::openingIsNoRate() {
  // 400 changes in the first half second, then ten in each: the chart never sees the burst.
  std::vector<telemetry::Sample> samples;
  for (int i = 0; i < 60; ++i) {
    telemetry::Sample sample;
    sample.index = i;
    sample.at.nanos = i * std::int64_t{100'000'000};
    sample.stored = i < 5 ? i * 80 : 400 + i;
    samples.push_back(sample);
  }
  const auto line = RateHistory(samples).rate(&telemetry::Sample::stored, 60);
  QVERIFY(!line.isEmpty());
  for (const QPointF& point : line) QVERIFY2(point.y() < 11, qPrintable(QString::number(point.y())));
  // Once there is more than a second, the newest rate is there.
  QCOMPARE(RateHistory(samples).rateNow(&telemetry::Sample::stored), 10.0);
}

void ChartFeedTest::bothLanesStandOnTop() {
  TimingRows timing;
  telemetry::Snapshot snapshot;
  const auto add = [&snapshot](const char* name, bool command, std::int64_t count) {
    telemetry::LatencySummary summary;
    summary.name = name;
    summary.command = command;
    summary.count = count;
    summary.perSecond = 1;
    snapshot.latencies.push_back(summary);
  };
  for (const char* name : {"RegisterCustomer", "ListProduct", "ReceiveStock", "CancelOrder", "RecordDelivery", "ShipPackage", "RecordPayment", "PlaceOrder"}) add(name, true, 5);
  for (const char* name : {"orderCounts", "order", "orders"}) add(name, false, 5);
  timing.see(snapshot);
  QStringList top;
  for (const QList<Cell>& row : timing.rows().first(5)) top << row[0].text;
  QCOMPARE(top, QStringList({QStringLiteral("Place order"), QStringLiteral("Record payment"), QStringLiteral("Ship package"),
                             QStringLiteral("Order list, one page"), QStringLiteral("Order details")}));
  QCOMPARE(timing.rows().size(), 11);
  // Three minutes later only orders have come in.
  snapshot.at.nanos = 180'000'000'000;
  snapshot.latencies[7].count = 6;
  timing.see(snapshot);
  QCOMPARE(timing.rows().size(), 1);
}

void ChartFeedTest::dotsWaitBeforeThePause() {
  LaneDots dots;
  for (int i = 0; i < 400; ++i) dots.advance(0.025, 40, false);
  QVERIFY(!dots.positions().empty());
  QVERIFY(dots.positions().size() <= 16);
  QCOMPARE(LaneDots::changesPerDot(40), 4);
  QCOMPARE(LaneDots::changesPerDot(5), 1);
  for (int i = 0; i < 400; ++i) dots.advance(0.025, 40, true);
  QVERIFY(dots.positions().size() >= LaneDots::mostWaiting);
  // What had passed the bars has arrived; the rest stands before them.
  for (const double at : dots.positions()) QVERIFY(at < 0.87);
  for (int i = 0; i < 400; ++i) dots.advance(0.025, 0, false);
  QVERIFY(dots.positions().empty());
}

void ChartFeedTest::pausesAreRemembered() {
  PauseLog log;
  std::vector<projection::Status> lists(1);
  lists[0].name = "order_list";
  lists[0].state = projection::State::Paused;
  log.see(lists, {1'000'000'000});
  QCOMPARE(log.spans({4'000'000'000}).size(), 1);
  QVERIFY(log.spans({4'000'000'000})[0].open);
  QCOMPARE(log.pausedMs("order_list", {4'000'000'000}).value_or(0), 3000);
  lists[0].lagEvents = 754;
  log.see(lists, {4'000'000'000});
  lists[0].state = projection::State::CatchingUp;
  log.see(lists, {5'000'000'000});
  lists[0].lagEvents = 0;
  lists[0].state = projection::State::Live;
  log.see(lists, {5'900'000'000});
  const auto spans = log.spans({6'000'000'000});
  QVERIFY(!spans[0].open);
  QCOMPARE(spans[0].endLabel, QStringLiteral("resumed: 754 in 0.9 s"));
  QVERIFY(!log.pausedMs("order_list", {6'000'000'000}));
}

void ChartFeedTest::noLineCrossesTheTarget() {
  Theme theme(ThemeKind::Light);
  theme.apply();
  LiveChart chart(theme, QStringLiteral("Behind by"), QStringLiteral("changes"));
  chart.setSeries({{QStringLiteral("Order list"), Tone::Write}});
  chart.setSeconds(60);
  chart.setTarget(200, QStringLiteral("target 200"));
  chart.resize(600, 240);
  chart.show();
  // The line runs up and down from `from` to `until`, and is at rest elsewhere.
  const auto seen = [&chart](int from, int until) {
    QList<QPointF> points;
    for (int s = -60; s <= 0; ++s) points << QPointF(s, s >= from && s < until ? (s % 2 ? 400 : 0) : 0);
    chart.feed({points}, {}, 1000);
    return chart.grab().toImage();
  };
  const QImage free = seen(-20, -5), crossed = seen(-59, -40);
  // The label is what is drawn in the target's colour above the dashed line, which is the lowest of it.
  const QColor colour = theme.tokens().bad;
  const auto near = [&](int x, int y) {
    const QColor c = free.pixelColor(x, y);
    return std::abs(c.red() - colour.red()) + std::abs(c.green() - colour.green()) + std::abs(c.blue() - colour.blue()) < 60;
  };
  QRect ink;
  for (int y = 0; y < free.height(); ++y)
    for (int x = 46; x < 140; ++x)
      if (near(x, y)) ink |= QRect(x, y, 1, 1);
  QVERIFY2(ink.height() > 8, qPrintable(QString::number(ink.height())));
  ink.setRight(46 + QFontMetrics(theme.font(Type::Small)).horizontalAdvance(QStringLiteral("target 200")));
  ink.adjust(4, 0, 0, -3);
  QCOMPARE(crossed.copy(ink), free.copy(ink));
  QVERIFY(crossed != free);
  // At the upper end of the scale the label is under its line: over it stands the unit.
  LiveChart low(theme, QStringLiteral("Behind by"), QStringLiteral("changes"));
  low.setSeries({{QStringLiteral("Order list"), Tone::Write}});
  low.setTarget(200, QStringLiteral("target 200"));
  low.resize(600, 240);
  low.show();
  low.feed({{{-60, 170}, {0, 0}}}, {}, 1000);
  const QImage top = low.grab().toImage();
  int above = 0;
  for (int y = 0; y < 20; ++y)
    for (int x = 0; x < 300; ++x) {
      const QColor c = top.pixelColor(x, y);
      above += std::abs(c.red() - colour.red()) + std::abs(c.green() - colour.green()) + std::abs(c.blue() - colour.blue()) < 60;
    }
  QCOMPARE(above, 0);
}

void ChartFeedTest::noLineCrossesWhatIsClosed() {
  Theme theme(ThemeKind::Light);
  theme.apply();
  LiveChart chart(theme, QStringLiteral("Throughput"), QStringLiteral("a second"));
  chart.setSeries({{QStringLiteral("stored"), Tone::Write}});
  chart.resize(600, 240);
  chart.show();
  const auto ink = [&](const QList<ChartSpan>& spans) {
    chart.feed({{{-60, 10}, {-40, 10}, {-20, 10}, {0, 10}}}, spans, 1000);
    const QImage seen = chart.grab().toImage();
    const QColor colour = theme.tokens().write;
    int columns = 0;
    // Left of the labels at the ends.
    for (int x = 50; x < 400; ++x)
      for (int y = 0; y < seen.height(); ++y) {
        const QColor c = seen.pixelColor(x, y);
        if (std::abs(c.red() - colour.red()) + std::abs(c.green() - colour.green()) + std::abs(c.blue() - colour.blue()) > 90) continue;
        ++columns;
        break;
      }
    return columns;
  };
  const int whole = ink({}), cut = ink({{-40, -20, false, QStringLiteral("closed"), QStringLiteral("opened"), ChartSpan::Kind::Closed}});
  QVERIFY2(whole > 300 && cut < whole - 100 && cut > 100, qPrintable(QStringLiteral("%1 %2").arg(whole).arg(cut)));
  QVERIFY(chart.valuesAt(-41)[0].has_value());
  QVERIFY(!chart.valuesAt(-39)[0].has_value());
}

void ChartFeedTest::stepsKeepTheHighest() {
  for (const double seconds : {2.0, 60.0, 300.0, 3600.0, 86'400.0, 604'800.0}) QVERIFY(seconds / stepFor(seconds) <= 60.001);
  QList<QPointF> line;
  for (int i = 0; i <= 600; ++i) line << QPointF(i * 0.1 - 60, i == 333 ? 90 : 1);
  const QList<StepRow> rows = stepRows({line, {}}, 60, 5, 1002);
  QCOMPARE(rows.size(), 13);
  int high = 0;
  for (const StepRow& row : rows) {
    QVERIFY(std::abs(std::remainder(row.from + 1002, 5)) < 1e-9);
    QVERIFY(!row.highest[1]);
    high += row.highest[0] == 90 && row.from <= -26.7 && row.from > -31.7;
  }
  QCOMPARE(high, 1);
}

void ChartFeedTest::whoMayNotCountAsksOnce() {
  const tests::TempFolder folder;
  engine::Options options;
  options.dataFolder = folder / "shop";
  options.principal = security::Principal::of("nobody", {});
  options.threads = false;
  // Room for one question: whether one waits is seen by asking another.
  options.queryQueue = 1;
  auto engine = engine::Engine::open(options);
  QVERIFY(engine);
  {
    EngineBridge bridge(**engine);
    LiveFeed feed(bridge);
    const auto oneWaits = [&engine] { return !(*engine)->readers().post([](query::Reader&) {}); };
    feed.pull();
    QVERIFY(oneWaits());
    for (int i = 0; i < 10; ++i) (*engine)->step();
    QCoreApplication::processEvents();
    // Every two seconds it would ask again.
    for (int i = 0; i < 40; ++i) feed.pull();
    QVERIFY(!oneWaits());
    bridge.stop();
  }
  (*engine)->stop();
}

TWINLANE_TEST(ChartFeedTest)
#include "chart_feed_test.moc"
