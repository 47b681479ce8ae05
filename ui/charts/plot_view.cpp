#include "charts/plot_view.h"

#include "charts/bucket_reduction.h"
#include "charts/label_stack.h"
#include "words/formats.h"

#include <QMouseEvent>
#include <QPaintEngine>
#include <QPainter>
#include <QPaintEvent>

#include <algorithm>
#include <cmath>

namespace twinlane::ui {

namespace {

constexpr int leftOfPlot = 44, marginTop = 22, marginBottom = 22, labelGap = 14, rightPadding = 24;
constexpr int timeSteps = 3;
// A drag that is shorter is a click; a value further away is not the one under the crosshair.
constexpr double shortestDrag = 5, nearestPixels = 12;

}  // namespace

PlotView::PlotView(const Theme& theme, const QString& unit, QWidget* parent)
    : QChartView(parent), m_theme(theme), m_unit(unit), m_time(new QValueAxis), m_value(new QValueAxis) {
  setFrameShape(QFrame::NoFrame);
  setRenderHint(QPainter::Antialiasing);
  setViewportUpdateMode(QGraphicsView::BoundingRectViewportUpdate);
  setFocusPolicy(Qt::NoFocus);
  viewport()->setMouseTracking(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  QChart* c = chart();
  c->setAnimationOptions(QChart::NoAnimation);
  c->legend()->hide();
  c->setBackgroundRoundness(0);
  c->setMargins(QMargins(0, 0, 0, 0));
  // Axes carry the scale only; labels and grid are drawn here, where they cannot move the plot.
  for (QValueAxis* axis : {m_time, m_value}) {
    axis->setLabelsVisible(false);
    axis->setGridLineVisible(false);
    axis->setLineVisible(false);
  }
  c->addAxis(m_time, Qt::AlignBottom);
  c->addAxis(m_value, Qt::AlignLeft);
  m_time->setRange(-m_seconds, 0);
  m_value->setRange(0, m_scale.top());
  connect(&m_theme, &Theme::changed, this, &PlotView::restyle);
  restyle();
}

void PlotView::setSeries(const QList<ChartSeries>& series) {
  bool same = series.size() == m_series.size();
  for (qsizetype i = 0; same && i < series.size(); ++i) same = series[i].name == m_series[i].name && series[i].tone == m_series[i].tone;
  if (same) return;
  m_series = series;
  for (QLineSeries* line : std::as_const(m_lines)) {
    chart()->removeSeries(line);
    delete line;
  }
  m_lines.clear();
  for (const ChartSeries& one : m_series) {
    auto* line = new QLineSeries;
    line->setName(one.name);
    chart()->addSeries(line);
    line->attachAxis(m_time);
    line->attachAxis(m_value);
    m_lines << line;
  }
  m_last = QList<double>(m_series.size(), 0);
  restyle();
}

void PlotView::setSeconds(double seconds) {
  if (seconds == m_seconds) return;
  m_seconds = seconds;
  m_time->setRange(-seconds, 0);
  m_scale = NiceScale();
  m_value->setRange(0, m_scale.top());
  m_dirty = true;
}

void PlotView::setTimeLabels(const QStringList& labels) {
  if (labels == m_timeLabels) return;
  m_timeLabels = labels;
  m_dirty = true;
  viewport()->update();
}

void PlotView::setCrosshair(std::optional<double> seconds) {
  m_crosshair = seconds;
  viewport()->update();
}

void PlotView::setBrush(std::optional<std::pair<double, double>> brush) {
  m_brush = brush;
  viewport()->update();
}

void PlotView::setTarget(double value, const QString& label) {
  m_target = value;
  m_targetLabel = label;
}

void PlotView::feed(const QList<QList<QPointF>>& points, const QList<ChartSpan>& spans, std::int64_t nowMs) {
  const int buckets = std::max(20, static_cast<int>(m_plot.width() / 2));
  double largest = 0;
  for (qsizetype i = 0; i < m_lines.size() && i < points.size(); ++i) {
    const QList<QPointF> reduced = reduceToBuckets(std::span<const QPointF>(points[i].constData(), static_cast<std::size_t>(points[i].size())),
                                                   -m_seconds, 0, buckets, static_cast<double>(nowMs) / 1000.0);
    for (const QPointF& point : reduced) largest = std::max(largest, point.y());
    m_lines[i]->replace(reduced);
    m_last[i] = points[i].isEmpty() ? 0 : points[i].constLast().y();
  }
  const double before = m_scale.top();
  m_scale.update(largest, nowMs);
  if (m_scale.top() != before) m_value->setRange(0, m_scale.top());
  m_spans = spans;
  layOut();
  m_dirty = true;
  viewport()->update();
}

QList<QList<QPointF>> PlotView::drawn() const {
  QList<QList<QPointF>> all;
  for (const QLineSeries* line : m_lines) all << line->points();
  return all;
}

void PlotView::restyle() {
  const Tokens& t = m_theme.tokens();
  chart()->setBackgroundBrush(Qt::NoBrush);
  chart()->setBackgroundPen(Qt::NoPen);
  setBackgroundBrush(Qt::NoBrush);
  viewport()->setAutoFillBackground(false);
  setStyleSheet(QStringLiteral("background: transparent"));
  for (qsizetype i = 0; i < m_lines.size(); ++i) m_lines[i]->setPen(QPen(colourOf(t, m_series[i].tone), 1.3));
  m_dirty = true;
  viewport()->update();
}

void PlotView::layOut() {
  const QFontMetrics metrics(m_theme.font(Type::Small));
  int right = metrics.horizontalAdvance(tr("now")) / 2 + 4;
  for (qsizetype i = 0; i < m_series.size(); ++i)
    right = std::max(right, metrics.horizontalAdvance(m_series[i].name + QStringLiteral(" 99") + formatCount(std::llround(m_scale.top()))) + px(rightPadding));
  const QRectF plot(px(leftOfPlot), px(marginTop), std::max(20, width() - px(leftOfPlot) - right), std::max(20, height() - px(marginTop) - px(marginBottom)));
  if (plot == m_plot) return;
  m_plot = plot;
  chart()->setPlotArea(plot);
}

void PlotView::resizeEvent(QResizeEvent* event) {
  QChartView::resizeEvent(event);
  m_plot = {};
  layOut();
  m_dirty = true;
}

QList<std::optional<double>> PlotView::valuesAt(double seconds) const {
  QList<std::optional<double>> values;
  const double reach = nearestPixels * m_seconds / m_plot.width();
  const bool isClosed = std::any_of(m_spans.begin(), m_spans.end(), [seconds](const ChartSpan& span) { return span.kind == ChartSpan::Kind::Closed && span.from < seconds && seconds < span.to; });
  for (const QLineSeries* line : m_lines) {
    const QList<QPointF>& points = line->points();
    auto at = std::lower_bound(points.begin(), points.end(), seconds, [](const QPointF& point, double x) { return point.x() < x; });
    if (at != points.begin() && (at == points.end() || seconds - std::prev(at)->x() <= at->x() - seconds)) --at;
    if (isClosed || at == points.end() || std::abs(at->x() - seconds) > reach) values << std::nullopt;
    else values << at->y();
  }
  return values;
}

double PlotView::secondsAt(double x) const { return std::clamp((x - m_plot.right()) / m_plot.width() * m_seconds, -m_seconds, 0.0); }
double PlotView::xOf(double seconds) const { return m_plot.right() + m_plot.width() * seconds / m_seconds; }
double PlotView::yOf(double value) const { return m_plot.bottom() - m_plot.height() * value / m_scale.top(); }

void PlotView::drawSpans(QPainter& painter) const {
  for (const ChartSpan& span : m_spans) {
    const double from = std::max(xOf(span.from), m_plot.left());
    const double to = std::min(xOf(span.to), m_plot.right());
    if (to > from && (span.kind == ChartSpan::Kind::Pause || span.kind == ChartSpan::Kind::Work)) painter.fillRect(QRectF(from, m_plot.top(), to - from, m_plot.height()), m_theme.tokens().shade);
  }
}

void PlotView::drawGrid(QPainter& painter) const {
  const Tokens& t = m_theme.tokens();
  painter.setFont(m_theme.font(Type::Small));
  painter.setRenderHint(QPainter::Antialiasing, false);
  const double step = m_scale.step();
  for (int i = 0; i * step <= m_scale.top() + step * 0.01; ++i) {
    const double y = std::round(yOf(i * step));
    painter.setPen(QPen(t.line, 0));
    painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
    painter.setPen(t.muted);
    painter.drawText(QRectF(0, y - px(8), m_plot.left() - 6, px(16)), Qt::AlignRight | Qt::AlignVCenter, chartValue(i * step));
  }
  painter.setPen(t.muted);
  painter.drawText(QRectF(m_plot.left(), 0, m_plot.width(), px(14)), Qt::AlignLeft | Qt::AlignVCenter, m_unit);
  for (int i = 0; i <= timeSteps; ++i)
    painter.drawText(QRectF(xOf(-m_seconds + i * m_seconds / timeSteps) - px(36), m_plot.bottom() + 3, px(72), px(16)), Qt::AlignHCenter | Qt::AlignTop, timeLabel(i));
}

QString PlotView::timeLabel(int at) const {
  if (at < m_timeLabels.size()) return m_timeLabels[at];
  if (at == timeSteps) return tr("now");
  const QString seconds = QChar(0x2212) + QString::number(std::lround(m_seconds - at * m_seconds / timeSteps));
  return at == 0 ? tr("%1 s").arg(seconds) : seconds;
}

// The lines, but where nothing was measured.
void PlotView::drawScene(QPainter& painter) {
  scene()->render(&painter, QRectF(rect()), QRectF(rect()));
  painter.setCompositionMode(QPainter::CompositionMode_Clear);
  for (const ChartSpan& span : std::as_const(m_spans))
    if (span.kind == ChartSpan::Kind::Closed) painter.fillRect(QRectF(xOf(span.from) + 1, 0, xOf(span.to) - xOf(span.from) - 2, height()), Qt::black);
}

void PlotView::drawBrush(QPainter& painter) const {
  if (!m_brush) return;
  QColor ground = m_theme.tokens().selected;
  ground.setAlphaF(0.55F);
  const QRectF box(xOf(m_brush->first), m_plot.top(), xOf(m_brush->second) - xOf(m_brush->first), m_plot.height());
  painter.fillRect(box, ground);
  painter.setPen(QPen(m_theme.tokens().accent, 1));
  for (const double x : {box.left(), box.right()}) painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()));
}

void PlotView::drawCrosshair(QPainter& painter) const {
  if (!m_crosshair) return;
  const Tokens& t = m_theme.tokens();
  const double x = std::round(xOf(*m_crosshair));
  painter.setPen(QPen(t.text, 1));
  painter.drawLine(QPointF(x, m_plot.top()), QPointF(x, m_plot.bottom()));
  const QList<std::optional<double>> values = valuesAt(*m_crosshair);
  painter.setRenderHint(QPainter::Antialiasing);
  for (qsizetype i = 0; i < values.size(); ++i) {
    if (!values[i]) continue;
    painter.setPen(QPen(t.card, 1));
    painter.setBrush(colourOf(t, m_series[i].tone));
    painter.drawEllipse(QPointF(x, yOf(std::min(*values[i], m_scale.top()))), 3.5, 3.5);
  }
  painter.setBrush(Qt::NoBrush);
}

void PlotView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QChartView::mousePressEvent(event);
  m_pressedAt = event->position().x();
}

void PlotView::mouseMoveEvent(QMouseEvent* event) {
  const double x = event->position().x();
  if (m_pressedAt && std::abs(x - *m_pressedAt) >= shortestDrag) setBrush(std::pair(secondsAt(std::min(x, *m_pressedAt)), secondsAt(std::max(x, *m_pressedAt))));
  emit pointed(m_plot.contains(QPointF(std::clamp(x, m_plot.left(), m_plot.right() + px(labelGap)), m_plot.center().y())) ? std::optional(secondsAt(x)) : std::nullopt);
}

void PlotView::mouseReleaseEvent(QMouseEvent*) {
  m_pressedAt.reset();
  const auto chosen = m_brush;
  setBrush(std::nullopt);
  if (chosen) emit brushed(chosen->first, chosen->second);
}

void PlotView::mouseDoubleClickEvent(QMouseEvent*) { emit backAsked(); }

void PlotView::leaveEvent(QEvent* event) {
  QChartView::leaveEvent(event);
  emit pointed(std::nullopt);
}

void PlotView::drawTarget(QPainter& painter) const {
  if (m_target <= 0 || m_target > m_scale.top()) return;
  const QColor colour = m_theme.tokens().bad;
  QPen pen(colour, 1);
  pen.setDashPattern({5, 3});
  painter.setPen(pen);
  const double y = std::round(yOf(m_target));
  painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
  // On a ground of its own: a line that climbs from the left would go through it.
  const QFontMetrics metrics(painter.font());
  // Over the line, or under it where over it stands the unit.
  const double over = y - metrics.height() - 2;
  const QRectF label(m_plot.left() + 4, over < m_plot.top() - 4 ? y + 3 : over, metrics.horizontalAdvance(m_targetLabel) + 4, metrics.height());
  painter.fillRect(label, m_theme.tokens().card);
  painter.drawText(label, Qt::AlignCenter, m_targetLabel);
}

void PlotView::drawSpanLabels(QPainter& painter) const {
  const Tokens& t = m_theme.tokens();
  const QFontMetrics metrics(painter.font());
  // Right end of the last label: two never overlap.
  const double unitEnd = m_plot.left() + metrics.horizontalAdvance(m_unit) + 8;
  double taken = unitEnd;
  const auto put = [&](double at, const QString& text) {
    const int width = metrics.horizontalAdvance(text);
    if (at < taken || at + width + 2 > this->width()) return false;
    painter.drawText(QRectF(at, 2, width + 2, px(14)), Qt::AlignLeft | Qt::AlignVCenter, text);
    taken = at + width + 8;
    return true;
  };
  const auto mark = [&](double seconds, const QString& text, const QColor& colour) {
    if (seconds < -m_seconds || seconds > 0 || text.isEmpty()) return;
    const double x = std::round(xOf(seconds));
    QPen pen(colour, 1);
    pen.setDashPattern({2, 3});
    painter.setPen(pen);
    // Below the words at the left.
    painter.drawLine(QPointF(x, x < unitEnd ? m_plot.top() - 4 : 6), QPointF(x, m_plot.bottom()));
    painter.setPen(colour);
    // Left of the line, else right of it; where the whole does not fit, its first word still may.
    for (const QString& words : {text, text.section(QLatin1Char(':'), 0, 0)})
      if (put(x - metrics.horizontalAdvance(words) - 5, words) || put(x + 5, words)) return;
  };
  for (const ChartSpan& span : m_spans) {
    const bool isPause = span.kind == ChartSpan::Kind::Pause;
    mark(span.from, span.startLabel, isPause ? t.warn : t.muted);
    if (!span.open) mark(span.to, span.endLabel, isPause ? t.ok : t.muted);
  }
}

void PlotView::drawEnds(QPainter& painter) const {
  // Beside the ends stand the last values, or those under the crosshair.
  const QList<std::optional<double>> pointed = m_crosshair ? valuesAt(*m_crosshair) : QList<std::optional<double>>();
  QList<double> wanted;
  for (const double value : m_last) wanted << yOf(std::min(value, m_scale.top()));
  const QList<double> placed = stackLabels(wanted, px(labelGap), m_plot.top(), m_plot.bottom());
  painter.setRenderHint(QPainter::Antialiasing);
  for (qsizetype i = 0; i < m_series.size(); ++i) {
    if (m_lines[i]->count() == 0) continue;
    const QColor colour = colourOf(m_theme.tokens(), m_series[i].tone);
    painter.setPen(QPen(colour, 1));
    painter.drawLine(QPointF(m_plot.right() + 1, wanted[i]), QPointF(m_plot.right() + 9, placed[i]));
    painter.drawText(QRectF(m_plot.right() + 12, placed[i] - px(8), width() - m_plot.right() - 12, px(16)), Qt::AlignLeft | Qt::AlignVCenter,
                     QStringLiteral("%1 %2").arg(m_series[i].name, !m_crosshair ? formatCount(std::llround(m_last[i])) : pointed[i] ? chartValue(*pointed[i]) : QString(QChar(0x2014))));
  }
}

void PlotView::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  // Of a picture that is saved finer than the screen, that of the picture.
  const qreal ratio = painter.paintEngine()->paintDevice()->devicePixelRatioF();
  if (m_dirty || m_kept.devicePixelRatio() != ratio) {
    if (m_kept.size() != size() * ratio) m_kept = QPixmap(size() * ratio);
    m_kept.setDevicePixelRatio(ratio);
    m_kept.fill(Qt::transparent);
    QPainter kept(&m_kept);
    kept.setFont(m_theme.font(Type::Small));
    kept.setRenderHint(QPainter::Antialiasing);
    drawScene(kept);
    // Under the lines.
    kept.setCompositionMode(QPainter::CompositionMode_DestinationOver);
    drawGrid(kept);
    drawSpans(kept);
    m_dirty = false;
  }
  painter.drawPixmap(0, 0, m_kept);
  painter.setFont(m_theme.font(Type::Small));
  drawTarget(painter);
  drawSpanLabels(painter);
  drawBrush(painter);
  drawEnds(painter);
  drawCrosshair(painter);
  if (!parentWidget()->hasFocus()) return;
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(QPen(m_theme.tokens().accent, 2));
  painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

}  // namespace twinlane::ui
