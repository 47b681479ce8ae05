#include "live/live_charts.h"

#include "words/formats.h"
#include "words/glossary.h"

#include <QHBoxLayout>
#include <QShortcut>

#include <algorithm>
#include <cmath>

namespace twinlane::ui {

namespace {

constexpr int chartGutter = 10, beatsOfLongWindows = 10, longSeconds = 300, secondsNamed = 2 * 3600, daySeconds = 86'400;
constexpr int timeSteps = 3, saidSeconds = 8;
constexpr double shortestZoom = 2, targetChanges = 200;

// Colours of the lists after the first, which is the one that gets paused in the demo.
constexpr Tone listTones[] = {Tone::Third, Tone::Read, Tone::Fourth, Tone::Accent};

}  // namespace

QString LiveCharts::spanWords(int seconds) {
  if (seconds <= 60) return tr("Last %1 s").arg(seconds);
  if (seconds < 3600) return tr("Last %1 min").arg(seconds / 60);
  if (seconds < 86'400) return tr("Last %1 h").arg(seconds / 3600);
  return seconds == 86'400 ? tr("Last 24 h") : tr("Last 7 days");
}

LiveCharts::LiveCharts(const Theme& theme, ShopSession& session, QWidget* parent) : QWidget(parent), m_session(session), m_lines(session, this) {
  m_cards = {add(theme, QStringLiteral("throughput"), tr("Throughput"), tr("writing and reading"), tr("a second")),
             add(theme, QStringLiteral("behind"), tr("Behind by"), tr("how far from the log"), tr("changes behind"))};
  throughput().chart().setSeries({{tr("stored"), Tone::Write}, {tr("applied"), Tone::Read}, {tr("reads"), Tone::Fourth}});
  behind().chart().setTarget(targetChanges, tr("target %1").arg(formatCount(static_cast<std::int64_t>(targetChanges))));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(chartGutter);
  for (ChartCard* card : m_cards) row->addWidget(card, 1);
  connect(&m_lines, &LiveLines::arrived, this, [this] { m_isDue = {true, true}; });
  connect(new QShortcut(QKeySequence(Qt::ALT | Qt::Key_D), this), &QShortcut::activated, this, &LiveCharts::toggleTables);
}

ChartCard* LiveCharts::add(const Theme& theme, const QString& name, const QString& title, const QString& words, const QString& unit) {
  auto* card = new ChartCard(theme, name, title, words, unit, [this](double seconds) { return timeWords(seconds); });
  LiveChart& chart = card->chart();
  connect(&chart, &LiveChart::pointed, this, &LiveCharts::point);
  connect(&chart, &LiveChart::backAsked, this, &LiveCharts::back);
  connect(&chart, &LiveChart::liveAsked, this, &LiveCharts::backToLive);
  connect(&chart, &LiveChart::brushed, this, [this](double from, double to) {
    const TimeWindow window = seen();
    const double least = std::max(0.0, shortestZoom - (to - from)) / 2, until = std::min(0.0, to + least);
    zoom({{window.end.nanos + static_cast<std::int64_t>(until * 1e9)}, std::max(shortestZoom, until - from + least)});
  });
  return card;
}

TimeWindow LiveCharts::seen() const {
  if (!m_zooms.isEmpty()) return m_zooms.constLast();
  return {m_frozenAt.value_or(m_lines.newest()), static_cast<double>(m_seconds)};
}

void LiveCharts::setSeconds(int seconds) {
  m_seconds = seconds;
  backToLive();
}

void LiveCharts::setFrozen(bool isFrozen) {
  m_frozenAt = isFrozen ? std::optional(m_lines.newest()) : std::nullopt;
  if (isFrozen) showWords();
  else windowChanged();
}

void LiveCharts::zoom(const TimeWindow& window) {
  m_zooms << window;
  windowChanged();
}

void LiveCharts::back() {
  if (m_zooms.isEmpty()) return;
  m_zooms.removeLast();
  windowChanged();
}

void LiveCharts::backToLive() {
  m_zooms.clear();
  windowChanged();
}

bool LiveCharts::closeTopmost() {
  if (throughput().chart().crosshair()) {
    point(std::nullopt);
    return true;
  }
  if (!isZoomed()) return false;
  back();
  return true;
}

void LiveCharts::toggleTables() {
  const bool isTable = std::all_of(m_cards.begin(), m_cards.end(), [](const ChartCard* card) { return card->isTable(); });
  for (ChartCard* card : m_cards) card->showTable(!isTable);
}

// Every chart shows the same window from here on, at once.
void LiveCharts::windowChanged() {
  point(std::nullopt);
  for (std::size_t card = 0; card < m_cards.size(); ++card) feed(card);
  showWords();
  emit zoomChanged(isZoomed());
}

void LiveCharts::point(std::optional<double> seconds) {
  for (ChartCard* card : m_cards) card->point(seconds);
  showWords();
}

void LiveCharts::beat(int slot) {
  if (slot == 0) m_happenings.see(m_session.feed().state());
  if (slot == 2) showWords();
  const auto card = static_cast<std::size_t>(slot);
  if (card >= m_cards.size()) return;
  const bool isStill = isZoomed() || m_frozenAt;
  const bool isTurn = m_seconds < longSeconds || m_beats[card]++ % beatsOfLongWindows == 0;
  if (m_isDue[card] || (!isStill && isTurn)) feed(card);
}

void LiveCharts::feed(std::size_t card) {
  m_isDue[card] = false;
  const TimeWindow window = seen();
  LiveChart& chart = m_cards[card]->chart();
  m_lines.want(window, std::max(100, chart.width() / 2));
  chart.setSeconds(window.seconds);
  chart.setTimeLabels(timeLabels());
  const QList<ChartSpan> spans = m_happenings.spans(window.end) + m_lines.closed(window);
  if (card == 0) feedThroughput(window, spans);
  else feedBehind(window, spans);
  // What is under the crosshair has moved on.
  m_cards[card]->point(chart.crosshair());
}

void LiveCharts::feedThroughput(const TimeWindow& window, const QList<ChartSpan>& spans) {
  throughput().feed({m_lines.rate(&telemetry::Sample::stored, "events.stored", window), m_lines.rate(&telemetry::Sample::applied, "events.applied", window), m_lines.rate(&telemetry::Sample::reads, "queries", window)},
                    spans, m_session.feed().state().steady.nanos / 1'000'000, static_cast<double>(m_lines.wallOf(window.end).micros) / 1e6);
}

void LiveCharts::feedBehind(const TimeWindow& window, const QList<ChartSpan>& spans) {
  QList<ChartSeries> series;
  QList<QList<QPointF>> lines;
  for (const projection::Status& list : m_session.feed().state().lists) {
    series << ChartSeries{inSentence(listTitle(list.name)), listTones[static_cast<std::size_t>(series.size()) % std::size(listTones)]};
    lines << m_lines.behind(list.name, window);
  }
  behind().chart().setSeries(series);
  behind().feed(lines, spans, m_session.feed().state().steady.nanos / 1'000'000, static_cast<double>(m_lines.wallOf(window.end).micros) / 1e6);
}

void LiveCharts::say(const QString& words) {
  m_said = words;
  m_saidAt = m_session.feed().state().steady;
  showWords();
}

void LiveCharts::showWords() {
  const base::SteadyTime now = m_session.feed().state().steady;
  QStringList words;
  if (!m_said.isEmpty() && now.microsSince(m_saidAt) < saidSeconds * 1'000'000) words << m_said;
  if (m_frozenAt) words << tr("paused, %1 behind now").arg(formatAge(now.microsSince(*m_frozenAt) / 1000));
  if (isZoomed()) words << tr("%1 to %2").arg(momentWords(seen().begin()), momentWords(seen().end));
  if (words.isEmpty() && !m_lines.error().isEmpty()) words << tr("what was kept cannot be read: %1").arg(m_lines.error());
  for (ChartCard* card : m_cards) card->setWords(words.join(QStringLiteral(" · ")));
}

QString LiveCharts::momentWords(base::SteadyTime at) const {
  const base::Timestamp wall = m_lines.wallOf(at), now = m_session.feed().state().now;
  const ShopTime& time = m_session.time();
  if (time.dayNumber(wall) != time.dayNumber(now) || seen().seconds > daySeconds) return time.moment(wall, now);
  return seen().seconds <= secondsNamed ? time.clock(wall) : time.moment(wall, now);
}

QString LiveCharts::timeWords(double seconds) const { return momentWords({seen().end.nanos + static_cast<std::int64_t>(seconds * 1e9)}); }

// Short windows that go by are told in seconds before now, by the chart itself.
QStringList LiveCharts::timeLabels() const {
  const TimeWindow window = seen();
  const bool isLive = !isZoomed() && !m_frozenAt;
  if (isLive && window.seconds <= longSeconds) return {};
  QStringList labels;
  for (int i = 0; i <= timeSteps; ++i) {
    const base::Timestamp at = m_lines.wallOf({window.begin().nanos + static_cast<std::int64_t>(window.seconds * i / timeSteps * 1e9)});
    labels << (isLive && i == timeSteps ? tr("now") : window.seconds > 2 * daySeconds ? m_session.time().shortDay(at) : window.seconds > longSeconds ? m_session.time().clock(at).left(5) : m_session.time().clock(at));
  }
  return labels;
}

FiledCharts LiveCharts::filed() {
  // On the clock each chart has its own slot; in a file all are of one moment.
  for (std::size_t card = 0; card < m_cards.size(); ++card) feed(card);
  const TimeWindow window = seen();
  const ShopTime& time = m_session.time();
  const auto wall = [this, window](double seconds) { return m_lines.wallOf({window.end.nanos + static_cast<std::int64_t>(seconds * 1e9)}); };
  const auto exact = [&time](base::Timestamp at) { return tr("%1, %2").arg(time.day(at), time.clock(at)); };
  FiledCharts filed;
  filed.title = tr("Live: %1").arg(m_session.title());
  filed.window = tr("%1 to %2, zone %3").arg(exact(wall(-window.seconds)), exact(wall(0)), QString::fromStdString(time.zone()));
  for (ChartCard* card : m_cards) filed.charts << FiledChart{card->title(), card->unit(), card->chart().series(), card->rows()};
  for (const ChartSpan& span : throughput().chart().spans())
    if (span.from >= -window.seconds && span.from <= 0) filed.happened << tr("%1: %2").arg(exact(wall(span.from)), span.startLabel);
  // Whole seconds: steps begin at them.
  filed.exactTime = [wall](double seconds) { return QString::fromStdString(base::Timestamp{std::llround(static_cast<double>(wall(seconds).micros) / 1e6) * 1'000'000}.toText()); };
  filed.timeWords = [this](double seconds) { return timeWords(seconds); };
  constexpr int finer = 2;
  filed.picture = QImage(size() * finer, QImage::Format_ARGB32_Premultiplied);
  filed.picture.setDevicePixelRatio(finer);
  filed.picture.fill(palette().color(QPalette::Window));
  render(&filed.picture);
  return filed;
}

}  // namespace twinlane::ui
