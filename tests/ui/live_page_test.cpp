// The page Live over a real engine, with figures of the last days kept in its folder: each range is drawn with no more points than
// there are pixels, a span is zoomed into and left again, all charts share a crosshair, a pause holds the view while collecting goes
// on, happenings are marked, the values stand in a table and in files.
#include "support/cut_texts.h"
#include "support/shop_window.h"
#include "support/test_main.h"

#include "base/clock.h"
#include "dump/fit_check.h"
#include "live/live_page.h"
#include "live/stored_lines.h"
#include "telemetry/telemetry_file.h"

#include <QMouseEvent>
#include <QSignalSpy>

using namespace twinlane;
using namespace twinlane::ui;
using tests::keepPicture;
using Shop = tests::ShopWindow;

namespace {

constexpr int patienceLive = 20'000;
constexpr std::int64_t microsOfSecond = 1'000'000;

telemetry::KeptRow keptRow(base::Timestamp wall, int seconds, std::int64_t stored, std::int64_t behind) {
  telemetry::KeptRow row{wall, seconds * microsOfSecond, {}};
  using Kind = telemetry::SeriesKind;
  row.figures = {{"events.stored", Kind::Count, stored}, {"events.applied", Kind::Count, stored * 7}, {"queries", Kind::Count, stored * 3}, {"list.order_list.lag_events", Kind::Level, behind}, {"list.revenue.lag_events", Kind::Level, behind / 2}};
  std::erase_if(row.figures, [](const telemetry::Figure& figure) { return figure.value == 0; });
  return row;
}

// Two openings of the shop with a break of ten minutes: seven days in minutes, the last two hours in seconds, too.
void keepFigures(const QString& folder) {
  QDir().mkpath(folder);
  const auto files = base::makeDiskFileSystem();
  const base::Timestamp now = base::SystemClock().wall();
  const std::string path = folder.toStdString() + "/telemetry.sqlite";
  const auto put = [&](int fromMinute, int toMinute) {
    telemetry::TelemetryFile file(path, *files);
    telemetry::KeptRows rows;
    // Where nobody looks closely five minutes are one row, as of a machine that slept.
    for (int minute = fromMinute, length = 1; minute > toMinute; minute -= length) {
      length = minute > 130 ? 5 : 1;
      const base::Timestamp at{now.micros - minute * 60 * microsOfSecond};
      rows.minutes.push_back(keptRow(at, length * 60, length * 60 * (20 + minute % 40), minute % 97 == 0 ? 400 : 2));
      for (int second = 0; minute <= 120 && second < 60; ++second)
        rows.seconds.push_back(keptRow({at.micros + second * microsOfSecond}, 1, second == 30 && minute == 30 ? 900 : 20 + minute % 40, minute % 97 == 0 ? 400 : 2));
    }
    file.write(rows, {});
  };
  put(7 * 24 * 60 - 30, 50);
  put(40, 10);
}

struct Live {
  explicit Live(Shop& opened) : shop(opened), page((opened.frame().go(PageId::Live), opened.frame().live())), charts(page.charts()) {}
  Shop& shop;
  LivePage& page;
  LiveCharts& charts;

  LiveChart& throughput() { return charts.throughput().chart(); }
  LiveChart& behind() { return charts.behind().chart(); }
  qsizetype points() { return throughput().drawn()[0].size(); }
  double leftmost() { return throughput().drawn()[0].isEmpty() ? 0 : throughput().drawn()[0].constFirst().x(); }
  double highest() {
    double most = 0;
    for (const QPointF& point : throughput().drawn()[0]) most = std::max(most, point.y());
    return most;
  }
  qsizetype marked(const QString& words) {
    const auto spans = throughput().spans();
    return std::count_if(spans.begin(), spans.end(), [&words](const ChartSpan& span) { return span.startLabel == words; });
  }
  QWidget* plot(LiveChart& chart) { return chart.findChild<QAbstractScrollArea*>()->viewport(); }
  void drag(LiveChart& chart, int from, int to) {
    QTest::mousePress(plot(chart), Qt::LeftButton, {}, QPoint(from, 80));
    QMouseEvent move(QEvent::MouseMove, QPointF(to, 80), QPointF(to, 80), plot(chart)->mapToGlobal(QPointF(to, 80)), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(plot(chart), &move);
    QTest::mouseRelease(plot(chart), Qt::LeftButton, {}, QPoint(to, 80));
  }
};

}  // namespace

class LivePageTest : public QObject {
  Q_OBJECT

 private slots:
  void everyRangeIsDrawnInAsManyPointsAsThereArePixels();
  void aSpanIsZoomedIntoAndLeftAgain();
  void chartsShareTheCrosshair();
  void aPauseHoldsTheViewAndNotTheCollecting();
  void whatHappenedIsMarked();
  void aLeverIsMarked();
  void valuesStandInATable();
  void whatIsSeenIsSaved();
  void aDamagedFileIsSaid();
  void aHiddenPageIsNotFedAndChartsHaveSlotsOfTheirOwn();
};

void LivePageTest::everyRangeIsDrawnInAsManyPointsAsThereArePixels() {
  Shop shop("", keepFigures);
  QVERIFY(shop.opened);
  Live live(shop);
  for (const int seconds : {60, 300, 3600, 86'400, 604'800}) {
    live.page.setSeconds(seconds);
    if (seconds >= 3600) QTRY_VERIFY2_WITH_TIMEOUT(live.leftmost() < -0.95 * seconds, qPrintable(QString::number(live.leftmost())), patienceLive);
    if (seconds == 3600) {
      // The one second in an hour that was high has its place, and what was closed is told.
      QCOMPARE(live.highest(), 900.0);
      QTRY_VERIFY_WITH_TIMEOUT(live.marked(QStringLiteral("closed")) >= 1, patienceLive);
      QVERIFY(!live.throughput().valuesAt(-45 * 60)[0]);
      QCOMPARE(live.throughput().valuesAt(-30 * 60)[0].has_value(), true);
      keepPicture(shop.window, "live-hour");
    }
    for (LiveChart* chart : {&live.throughput(), &live.behind()})
      for (const auto& line : chart->drawn()) QVERIFY2(line.size() <= chart->width(), qPrintable(QStringLiteral("%1 s: %2 points on %3 px").arg(seconds).arg(line.size()).arg(chart->width())));
  }
  keepPicture(shop.window, "live-week");
  QVERIFY(live.highest() <= 59 && live.highest() >= 55);
  live.page.setSeconds(3600);
  QTRY_COMPARE_WITH_TIMEOUT(live.highest(), 900.0, patienceLive);
  // In both themes and sizes nothing is cut, also with the crosshair and where something is zoomed into.
  for (const ThemeKind kind : {ThemeKind::Dark, ThemeKind::Light}) {
    shop.theme.setKind(kind);
    shop.window.resize(kind == ThemeKind::Dark ? QSize(1440, 900) : QSize(1280, 720));
    QCoreApplication::processEvents();
    live.drag(live.throughput(), 120, 200);
    emit live.behind().pointed(-600);
    QCoreApplication::processEvents();
    keepPicture(shop.window, kind == ThemeKind::Dark ? "live-dark" : "live-small");
    QVERIFY2(tests::cutIn(shop.window).isEmpty(), qPrintable(tests::cutIn(shop.window).join(QLatin1Char('|'))));
    live.charts.backToLive();
  }
}

void LivePageTest::aSpanIsZoomedIntoAndLeftAgain() {
  Shop shop("", keepFigures);
  QVERIFY(shop.opened);
  Live live(shop);
  live.page.setSeconds(86'400);
  QTRY_VERIFY_WITH_TIMEOUT(live.leftmost() < -80'000, patienceLive);
  auto* back = live.page.actions()->findChildren<QPushButton*>().constFirst();
  QVERIFY(!back->isVisibleTo(back->parentWidget()));
  live.drag(live.throughput(), 200, 260);
  QVERIFY(live.charts.isZoomed());
  QVERIFY(back->isVisibleTo(back->parentWidget()));
  const double seconds = live.throughput().seconds();
  QVERIFY(seconds > 3600 && seconds < 40'000);
  QCOMPARE(live.behind().seconds(), seconds);
  QTRY_VERIFY_WITH_TIMEOUT(live.points() > 20 && live.leftmost() < -0.9 * seconds, patienceLive);
  keepPicture(shop.window, "live-zoom");
  // The keys: what was passed over with Shift is chosen, Enter goes there, Backspace back, Home to now.
  live.behind().setFocus();
  for (int i = 0; i < 5; ++i) QTest::keyClick(&live.behind(), Qt::Key_Left, Qt::ControlModifier);
  for (int i = 0; i < 2; ++i) QTest::keyClick(&live.behind(), Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
  QTest::keyClick(&live.behind(), Qt::Key_Return);
  QVERIFY(std::abs(live.throughput().seconds() - 0.2 * seconds) < 1);
  QTest::keyClick(&live.behind(), Qt::Key_Backspace);
  QCOMPARE(live.throughput().seconds(), seconds);
  back->click();
  QCOMPARE(live.throughput().seconds(), 86'400.0);
  QVERIFY(!back->isVisibleTo(back->parentWidget()));
  live.drag(live.behind(), 200, 300);
  live.drag(live.behind(), 200, 300);
  QTest::keyClick(&live.behind(), Qt::Key_Home);
  QVERIFY(!live.charts.isZoomed());
  QCOMPARE(live.behind().seconds(), 86'400.0);
  // Esc closes the crosshair first, then the zoom.
  live.drag(live.behind(), 200, 300);
  live.behind().setFocus();
  QTest::keyClick(&live.behind(), Qt::Key_Left);
  shop.frame().closeTopmost();
  QVERIFY(live.charts.isZoomed());
  shop.frame().closeTopmost();
  QVERIFY(!live.charts.isZoomed());
}

void LivePageTest::chartsShareTheCrosshair() {
  Shop shop("", keepFigures);
  QVERIFY(shop.opened);
  Live live(shop);
  live.page.setSeconds(3600);
  QTRY_VERIFY_WITH_TIMEOUT(live.leftmost() < -3500, patienceLive);
  QVERIFY(live.behind().accessibleDescription().startsWith(QStringLiteral("Now: order list ")) || live.behind().accessibleDescription() == QLatin1String("No values yet"));
  QTest::mouseMove(live.plot(live.throughput()), QPoint(220, 80));
  QMouseEvent move(QEvent::MouseMove, QPointF(220, 80), live.plot(live.throughput())->mapToGlobal(QPointF(220, 80)), Qt::NoButton, {}, {});
  QCoreApplication::sendEvent(live.plot(live.throughput()), &move);
  const auto at = live.throughput().crosshair();
  QVERIFY(at && live.behind().crosshair() == at);
  const auto values = live.throughput().valuesAt(*at);
  QVERIFY(values[0]);
  const auto* line = live.charts.throughput().findChild<ValueLine*>();
  QVERIFY2(line->text().contains(QStringLiteral("stored ") + chartValue(*values[0])), qPrintable(line->text()));
  QVERIFY(live.charts.behind().findChild<ValueLine*>()->text().contains(QStringLiteral("order list ")));
  QVERIFY(live.throughput().accessibleDescription().startsWith(QStringLiteral("There: stored ")));
  QCoreApplication::processEvents();
  QVERIFY(line->width() > 100);
  keepPicture(shop.window, "live-crosshair");
  QEvent leave(QEvent::Leave);
  QCoreApplication::sendEvent(live.throughput().findChild<QAbstractScrollArea*>(), &leave);
  QVERIFY(!live.behind().crosshair());
  QCOMPARE(line->text(), QString());
}

void LivePageTest::aPauseHoldsTheViewAndNotTheCollecting() {
  Shop shop;
  QVERIFY(shop.opened);
  Live live(shop);
  QTRY_VERIFY_WITH_TIMEOUT(live.points() > 5, patienceLive);
  live.page.setFrozen(true);
  const auto before = live.throughput().drawn();
  const std::int64_t newest = shop.frame().session().feed().samples().back().index;
  shop.place("TEA", 3);
  QTRY_VERIFY_WITH_TIMEOUT(shop.frame().session().feed().samples().back().index > newest + 15, patienceLive);
  QCOMPARE(live.throughput().drawn(), before);
  bool isSaid = false;
  for (const ShortLabel* label : live.charts.findChildren<ShortLabel*>()) isSaid = isSaid || label->whole().contains(QStringLiteral("behind now"));
  QVERIFY(isSaid);
  live.page.setFrozen(false);
  // What came in meanwhile is there at once.
  QVERIFY(live.throughput().drawn() != before);
  QVERIFY(live.highest() > 0);
}

void LivePageTest::aLeverIsMarked() {
  Shop shop;
  QVERIFY(shop.opened);
  Live live(shop);
  for (QSlider* slider : live.page.levers().findChildren<QSlider*>())
    if (slider->accessibleName() == QLatin1String("Readers")) slider->setValue(4);
  QTRY_COMPARE_WITH_TIMEOUT(live.marked(QStringLiteral("readers: 4")), 1, patienceLive);
}

void LivePageTest::whatHappenedIsMarked() {
  Happenings happenings;
  LiveState state;
  const auto see = [&](double seconds, std::int64_t facts, bool isRebuilding) {
    auto snapshot = std::make_shared<telemetry::Snapshot>();
    snapshot->facts.count = facts;
    state.telemetry = snapshot;
    state.steady.nanos = static_cast<std::int64_t>(seconds * 1e9);
    state.lists.resize(1);
    state.lists[0].name = "revenue";
    state.lists[0].rebuild = isRebuilding ? std::optional(projection::RebuildStatus()) : std::nullopt;
    happenings.see(state);
  };
  see(1, 5, false);
  see(2, 9, true);
  see(3, 12, true);
  see(4, 12, false);
  see(6, 12, false);
  const QList<ChartSpan> spans = happenings.spans({10'000'000'000});
  QCOMPARE(spans.size(), 2);
  QCOMPARE(spans[0].startLabel, QStringLiteral("import"));
  QVERIFY(!spans[0].open && spans[0].from == -8 && spans[0].to == -7);
  QCOMPARE(spans[1].startLabel, QStringLiteral("Revenue made anew"));
  QVERIFY(!spans[1].open && spans[1].from == -8 && spans[1].to == -6);
  // A lever that is dragged is one happening.
  for (int i = 0; i < 20; ++i) happenings.mark(QStringLiteral("orders"), QString::number(i), {20'000'000'000 + i * 50'000'000});
  QCOMPARE(happenings.spans({30'000'000'000}).size(), 3);
  QCOMPARE(happenings.spans({30'000'000'000})[2].startLabel, QStringLiteral("19"));
}

void LivePageTest::valuesStandInATable() {
  Shop shop("", keepFigures);
  QVERIFY(shop.opened);
  Live live(shop);
  live.page.setSeconds(3600);
  QTRY_VERIFY_WITH_TIMEOUT(live.leftmost() < -3500 && live.behind().drawn()[0].size() > 50, patienceLive);
  live.charts.toggleTables();
  for (ChartCard* card : {&live.charts.throughput(), &live.charts.behind()}) {
    QVERIFY(card->isTable() && card->table().isVisible() && !card->chart().isVisible());
    QVERIFY(card->table().model()->rowCount() > 30 && card->table().model()->rowCount() <= 61);
  }
  // The newest is on top; the high second is the highest of its minute.
  const QAbstractItemModel& model = *live.charts.throughput().table().model();
  QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), QStringLiteral("stored"));
  int high = 0;
  for (int row = 0; row < model.rowCount(); ++row) high += model.index(row, 1).data().toString() == QLatin1String("900");
  QCOMPARE(high, 1);
  QTRY_VERIFY(namelessIn(shop.window).isEmpty());
  keepPicture(shop.window, "live-table");
  live.charts.toggleTables();
  QVERIFY(live.throughput().isVisible());
}

void LivePageTest::whatIsSeenIsSaved() {
  Shop shop("", keepFigures);
  QVERIFY(shop.opened);
  Live live(shop);
  live.page.setSeconds(3600);
  QTRY_VERIFY_WITH_TIMEOUT(live.leftmost() < -3500 && live.behind().drawn()[0].size() > 50, patienceLive);
  const FiledCharts filed = live.charts.filed();
  const tests::TempFolder files;
  const auto path = [&files](const char* name) { return QString::fromStdString(files / name); };
  for (const char* name : {"a.png", "a.csv", "a.pdf"}) QVERIFY2(!saveCharts(filed, path(name)), name);
  const QImage picture(path("a.png"));
  QCOMPARE(picture.size(), live.charts.size() * 2);
  QFile csv(path("a.csv"));
  QVERIFY(csv.open(QIODevice::ReadOnly));
  const QStringList lines = QString::fromUtf8(csv.readAll()).trimmed().split(QLatin1Char('\n'));
  QVERIFY2(lines[0].startsWith(QStringLiteral("from,Throughput: stored (a second),")), qPrintable(lines[0]));
  QVERIFY(lines.size() > 30 && lines.size() <= 62);
  QCOMPARE(lines.filter(QStringLiteral(",900,")).size(), 1);
  for (const QString& line : lines) QCOMPARE(line.count(QLatin1Char(',')), lines[0].count(QLatin1Char(',')));
  // Times are those of the figures: the high second of half an hour ago, in its minute.
  const QString at = lines.filter(QStringLiteral(",900,"))[0].section(QLatin1Char(','), 0, 0);
  const auto stamp = base::Timestamp::fromText(at.toStdString());
  QVERIFY2(stamp && stamp->micros % (60 * microsOfSecond) == 0, qPrintable(at));
  QVERIFY(std::abs(shop.frame().session().feed().state().now.micros - 30 * 60 * microsOfSecond - stamp->micros) < 120 * microsOfSecond);
  QFile pdf(path("a.pdf"));
  QVERIFY(pdf.open(QIODevice::ReadOnly));
  QVERIFY(pdf.readAll().startsWith("%PDF-"));
  if (const QString folder = qEnvironmentVariable("TWINLANE_PICTURES"); !folder.isEmpty())
    for (const char* name : {"a.png", "a.csv", "a.pdf"}) QFile::copy(path(name), folder + QStringLiteral("/saved-") + QString::fromLatin1(name));
  QVERIFY(saveCharts(filed, path("a.gif"))->contains(QStringLiteral(".png, .csv or .pdf")));
  QVERIFY(saveCharts(filed, path("no such folder") + QStringLiteral("/a.csv"))->startsWith(QStringLiteral("Not saved: ")));
}

void LivePageTest::aDamagedFileIsSaid() {
  const tests::TempFolder folder;
  engine::Options options;
  options.dataFolder = folder / "shop";
  options.threads = false;
  {
    auto engine = engine::Engine::open(options);
    QVERIFY(engine);
    (*engine)->stop();
  }
  const base::Timestamp now = base::SystemClock().wall();
  const StoredQuery query{options.dataFolder, {"events.stored"}, {now.micros - 60 * microsOfSecond}, now, now, 100};
  // None was kept yet: nothing to complain of.
  QVERIFY(readStoredLines(query).error.empty());
  QFile file(QString::fromStdString(options.dataFolder + "/telemetry.sqlite"));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(QByteArray(8192, 'x'));
  file.close();
  QVERIFY(!readStoredLines(query).error.empty());
  QVERIFY(readStoredLines(query).lines.empty());
}

void LivePageTest::aHiddenPageIsNotFedAndChartsHaveSlotsOfTheirOwn() {
  Shop shop;
  QVERIFY(shop.opened);
  Live live(shop);
  live.page.setSeconds(30);
  QTRY_VERIFY_WITH_TIMEOUT(live.points() > 1, patienceLive);
  shop.frame().go(PageId::Today);
  const auto first = live.throughput().drawn(), second = live.behind().drawn();
  const LiveFeed& feed = shop.frame().session().feed();
  const std::int64_t until = feed.samples().back().index + 5;
  QTRY_VERIFY_WITH_TIMEOUT(feed.samples().back().index >= until, patienceLive);
  QVERIFY(live.throughput().drawn() == first);
  QVERIFY(live.behind().drawn() == second);
  // What the clock would do were it in sight.
  live.charts.beat(2);
  live.charts.beat(3);
  QVERIFY(live.throughput().drawn() == first && live.behind().drawn() == second);
  live.charts.beat(0);
  QVERIFY(live.throughput().drawn() != first);
  QVERIFY(live.behind().drawn() == second);
  live.charts.beat(1);
  QVERIFY(live.behind().drawn() != second);
}

TWINLANE_TEST(LivePageTest)
#include "live_page_test.moc"
