// The goals of the window (performance goals of the cockpit), each beside something bare in the same run, since machines are noisy: a
// line a case, with its ratio or its figure and the goal. --check window_goals.json ends with 1 below a goal.
//
//   chart       a live chart fed 4 series of 36,000 points and drawn, against the same reduced lines by a bare QPainter
//   jump        from a jump in the list of orders until its rows are drawn, at --rows and at a tenth of them
//   bytes       of memory a row that the list of orders holds
//   key         from a key press in order entry until it is drawn
//   late        how late the window's events come while both lanes work
//   idle        processor time of an open shop at rest
#include "bridge/practice_load.h"
#include "charts/bucket_reduction.h"
#include "charts/live_chart.h"
#include "frame/main_window.h"
#include "live/live_page.h"
#include "orders/order_source.h"
#include "orders/order_table_model.h"
#include "orders/orders_page.h"
#include "tables/data_table.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>

#include <sys/resource.h>

#include <cmath>
#include <random>

using namespace twinlane;
using namespace twinlane::ui;

namespace {

constexpr int seriesCount = 4, pointCount = 36'000, gridLines = 5, rounds = 41, jumps = 300, keys = 300;
constexpr double chartSeconds = 3600;
constexpr QSize chartSize{680, 240};

double millisOf(const QElapsedTimer& since) { return static_cast<double>(since.nsecsElapsed()) * 1e-6; }

double quantile(std::vector<double> values, double part) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[std::min(values.size() - 1, static_cast<std::size_t>(part * static_cast<double>(values.size())))];
}

class Goals {
 public:
  explicit Goals(const QString& file) {
    if (file.isEmpty()) return;
    QFile goals(file);
    if (goals.open(QIODevice::ReadOnly)) m_goals = QJsonDocument::fromJson(goals.readAll()).object();
    m_isChecked = true;
  }

  // `unit` "ratio" for a share of something bare; else what it is in.
  void tell(const QString& name, double value, const QString& unit, const QJsonObject& more = {}) {
    QJsonObject line{{QStringLiteral("bench"), QStringLiteral("window")}, {QStringLiteral("case"), name}, {unit, std::round(value * 1000) / 1000}};
    for (auto it = more.begin(); it != more.end(); ++it) line.insert(it.key(), it.value());
    const QJsonObject goal = m_goals.value(name).toObject();
    for (auto it = goal.begin(); it != goal.end(); ++it) {
      const bool isMet = it.key().endsWith(QStringLiteral("at_most")) ? value <= it.value().toDouble() : value >= it.value().toDouble();
      line.insert(it.key(), it.value());
      line.insert(QStringLiteral("met"), isMet);
      m_isMissed = m_isMissed || !isMet;
    }
    QTextStream(stdout) << QJsonDocument(line).toJson(QJsonDocument::Compact) << Qt::endl;
  }
  int exitCode() const { return m_isChecked && m_isMissed ? 1 : 0; }

 private:
  QJsonObject m_goals;
  bool m_isChecked = false, m_isMissed = false;
};

// The least that must be drawn: the same reduced lines, as smooth, with a grid and its labels, in a widget of the same size.
class BareChart : public QWidget {
 public:
  void feed(const QList<QList<QPointF>>& points) {
    m_lines.clear();
    for (const QList<QPointF>& line : points) m_lines << reduceToBuckets(line, -chartSeconds, 0, width(), 0);
    repaint();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter p(this);
    p.fillRect(rect(), Qt::white);
    p.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i <= gridLines; ++i) {
      const double y = height() * i / static_cast<double>(gridLines), x = width() * i / static_cast<double>(gridLines);
      p.setPen(Qt::lightGray);
      p.drawLine(QPointF(0, y), QPointF(width(), y));
      p.setPen(Qt::black);
      p.drawText(QPointF(2, y), QString::number(i * 100));
      p.drawText(QPointF(x, height() - 2), QString::number(i));
    }
    double top = 1;
    for (const auto& line : m_lines)
      for (const QPointF& point : line) top = std::max(top, point.y());
    const QColor colors[] = {Qt::blue, Qt::darkGreen, Qt::darkYellow, Qt::magenta};
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
      QPolygonF drawn;
      for (const QPointF& point : m_lines[i]) drawn << QPointF((point.x() / chartSeconds + 1) * width(), height() * (1 - point.y() / top));
      p.setPen(QPen(colors[i % 4], 1));
      p.drawPolyline(drawn);
    }
  }

 private:
  QList<QList<QPointF>> m_lines;
};

QList<QList<QPointF>> lines(int round) {
  QList<QList<QPointF>> all;
  std::minstd_rand random(static_cast<unsigned>(round) + 1);
  for (int series = 0; series < seriesCount; ++series) {
    QList<QPointF> line;
    line.reserve(pointCount);
    for (int i = 0; i < pointCount; ++i) line << QPointF(-chartSeconds + chartSeconds * i / pointCount, 50 * (series + 1) + static_cast<double>(random() % 1000) / 50);
    all << line;
  }
  return all;
}

void measureCharts(Goals& goals, const Theme& theme) {
  QWidget window;
  LiveChart chart(theme, QStringLiteral("chart"), QStringLiteral("a second"), &window);
  BareChart bare;
  bare.setParent(&window);
  chart.setGeometry({QPoint(), chartSize});
  bare.setGeometry({QPoint(0, chartSize.height()), chartSize});
  window.resize(chartSize.width(), 2 * chartSize.height());
  QList<ChartSeries> series;
  for (int i = 0; i < seriesCount; ++i) series << ChartSeries{QStringLiteral("series %1").arg(i), Tone::Text};
  chart.setSeries(series);
  chart.setSeconds(chartSeconds);
  window.show();
  QCoreApplication::processEvents();
  std::vector<double> ratios, ours, bares;
  for (int round = 0; round < rounds; ++round) {
    const auto points = lines(round);
    QElapsedTimer watch;
    watch.start();
    chart.feed(points, {}, round * 1000);
    chart.repaint();
    QCoreApplication::processEvents();
    ours.push_back(millisOf(watch));
    watch.start();
    bare.feed(points);
    QCoreApplication::processEvents();
    bares.push_back(millisOf(watch));
    if (round > 0) ratios.push_back(ours.back() / bares.back());
  }
  goals.tell(QStringLiteral("chart"), quantile(ratios, 0.5), QStringLiteral("ratio"), {{QStringLiteral("ms"), quantile(ours, 0.5)}, {QStringLiteral("bare_ms"), quantile(bares, 0.5)}});
}

// Orders that are made up as they are asked for; answers come with the next turn of the event loop, as from a reader.
class MadeUpOrders : public OrderSource {
 public:
  explicit MadeUpOrders(std::int64_t orders) : m_orders(orders) {}

  bool askVector(const query::OrderQuery&, std::function<void(query::OrderVector)> answered) override {
    query::OrderVector vector;
    vector.numbers.reserve(static_cast<std::size_t>(m_orders));
    for (std::int64_t number = m_orders; number > 0; --number) vector.numbers.push_back(number);
    QTimer::singleShot(0, qApp, [answered, vector = std::move(vector)]() mutable { answered(std::move(vector)); });
    return true;
  }
  bool askRows(std::vector<std::int64_t> numbers, std::function<void(query::OrdersByNumber)> answered) override {
    query::OrdersByNumber rows;
    for (const std::int64_t number : numbers) {
      query::OrderSummary row;
      row.number = number;
      row.order = "D-" + std::to_string(number);
      row.customerName = "Edda Brightwater";
      row.currency = base::Currency{{'G', 'B', 'P'}};
      row.total = base::Amount{number * 100};
      rows.orders.push_back(row);
    }
    QTimer::singleShot(0, qApp, [answered, rows = std::move(rows)]() mutable { answered(std::move(rows)); });
    return true;
  }

 private:
  std::int64_t m_orders;
};

std::int64_t residentBytes() {
  QFile status(QStringLiteral("/proc/self/statm"));
  if (!status.open(QIODevice::ReadOnly)) return 0;
  return status.readAll().split(' ')[1].toLongLong() * 4096;
}

struct Jumped {
  double firstMs = 0, p99Ms = 0, bytesARow = 0;
};

Jumped jump(const Theme& theme, std::int64_t orders) {
  Jumped jumped;
  const ShopTime time("UTC");
  MadeUpOrders source(orders);
  const std::int64_t before = residentBytes();
  OrderTableModel model(source, time, nullptr);
  DataTable table(theme, QStringLiteral("orders"));
  table.setModel(&model);
  table.resize(1000, 700);
  table.show();
  const auto isDrawn = [&](int row) { return model.summary(row) != nullptr; };
  QElapsedTimer watch;
  watch.start();
  model.load({}, {{}});
  while (model.rowCount() == 0 || !isDrawn(0)) {
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    table.repaint();
  }
  jumped.firstMs = millisOf(watch);
  jumped.bytesARow = static_cast<double>(residentBytes() - before) / static_cast<double>(orders);
  std::minstd_rand random(7);
  std::vector<double> took;
  for (int i = 0; i < jumps; ++i) {
    const int row = static_cast<int>(random() % static_cast<unsigned>(orders - 100));
    watch.start();
    table.scrollTo(model.index(row, 0), QAbstractItemView::PositionAtTop);
    table.repaint();
    while (!isDrawn(row)) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    table.repaint();
    took.push_back(millisOf(watch));
  }
  jumped.p99Ms = quantile(took, 0.99);
  return jumped;
}

void measureJumps(Goals& goals, const Theme& theme, std::int64_t orders) {
  const Jumped tenth = jump(theme, orders / 10), whole = jump(theme, orders);
  const QJsonObject of{{QStringLiteral("rows"), static_cast<qint64>(orders)}};
  goals.tell(QStringLiteral("first_rows"), whole.firstMs, QStringLiteral("ms"), of);
  goals.tell(QStringLiteral("jump"), whole.p99Ms, QStringLiteral("p99_ms"), of);
  goals.tell(QStringLiteral("jump_growth"), whole.p99Ms / tenth.p99Ms, QStringLiteral("ratio"), of);
  goals.tell(QStringLiteral("bytes"), whole.bytesARow, QStringLiteral("bytes_a_row"), of);
}

struct OpenShop {
  OpenShop(Theme& theme, bool isBusy) : folders(place.filePath(QStringLiteral("settings.ini"))), window(theme, folders) {
    SessionOptions options;
    options.folder = place.filePath(QStringLiteral("shop"));
    options.practice = options.load = isBusy;
    window.resize(1440, 900);
    if (!window.openFolder(options)) qFatal("no shop could be opened");
    window.show();
  }
  QTemporaryDir place;
  RecentFolders folders;
  MainWindow window;
};

void measureKeys(Goals& goals, Theme& theme) {
  OpenShop shop(theme, true);
  shop.window.shop()->newOrder();
  QTest::qWait(2000);
  QWidget* field = QApplication::focusWidget();
  if (!field) return;
  std::vector<double> took;
  for (int i = 0; i < keys; ++i) {
    QElapsedTimer watch;
    watch.start();
    QTest::keyClick(field, i % 20 == 19 ? Qt::Key_Backspace : Qt::Key_A);
    field->repaint();
    took.push_back(millisOf(watch));
    QTest::qWait(5);
  }
  goals.tell(QStringLiteral("key"), quantile(took, 0.99), QStringLiteral("p99_ms"));
}

void measureLateness(Goals& goals, Theme& theme, int seconds) {
  OpenShop shop(theme, true);
  shop.window.go(PageId::Live);
  shop.window.shop()->session().load()->setOrdersPerSecond(100);
  shop.window.shop()->session().load()->setReadFactor(20);
  QTest::qWait(2000);
  constexpr int everyMs = 5;
  std::vector<double> late;
  QElapsedTimer watch, whole;
  QTimer beat;
  beat.setTimerType(Qt::PreciseTimer);
  QObject::connect(&beat, &QTimer::timeout, [&] { late.push_back(std::max(0.0, millisOf(watch) - everyMs)), watch.start(); });
  watch.start();
  whole.start();
  beat.start(everyMs);
  while (whole.elapsed() < seconds * 1000) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  goals.tell(QStringLiteral("late"), quantile(late, 0.99), QStringLiteral("p99_ms"));
  goals.tell(QStringLiteral("late_max"), quantile(late, 1), QStringLiteral("ms"));
}

void measureIdle(Goals& goals, Theme& theme, int seconds) {
  OpenShop shop(theme, false);
  QTest::qWait(2000);
  const auto used = [] {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
  };
  const double before = used();
  QElapsedTimer watch;
  watch.start();
  QTest::qWait(seconds * 1000);
  goals.tell(QStringLiteral("idle"), (used() - before) / (millisOf(watch) / 1000) * 100, QStringLiteral("percent"));
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  QCommandLineParser parser;
  parser.addHelpOption();
  parser.addOptions({{QStringLiteral("rows"), QStringLiteral("Orders in the list."), QStringLiteral("N"), QStringLiteral("1000000")},
                     {QStringLiteral("seconds"), QStringLiteral("For what is watched."), QStringLiteral("S"), QStringLiteral("10")},
                     {QStringLiteral("check"), QStringLiteral("Goals; 1 below one."), QStringLiteral("goals.json")}});
  parser.process(application);
  Theme theme(ThemeKind::Light);
  theme.apply();
  Goals goals(parser.value(QStringLiteral("check")));
  const int seconds = parser.value(QStringLiteral("seconds")).toInt();
  measureCharts(goals, theme);
  measureJumps(goals, theme, parser.value(QStringLiteral("rows")).toLongLong());
  measureKeys(goals, theme);
  measureLateness(goals, theme, seconds);
  measureIdle(goals, theme, seconds);
  return goals.exitCode();
}
