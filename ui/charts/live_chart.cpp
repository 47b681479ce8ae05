#include "charts/live_chart.h"

#include "charts/plot_view.h"
#include "words/formats.h"

#include <QKeyEvent>
#include <QResizeEvent>

#include <algorithm>
#include <cmath>

namespace twinlane::ui {

namespace {
constexpr double keyStep = 0.01, keyStride = 0.1;  // of the width
}

QString chartValue(double value) {
  return value < 10 && value != std::floor(value) ? QString::number(value, 'g', 2) : formatCount(std::llround(value));
}

LiveChart::LiveChart(const Theme& theme, const QString& title, const QString& unit, QWidget* parent)
    : QWidget(parent), m_view(new PlotView(theme, unit, this)), m_title(title) {
  setAccessibleName(title);
  m_view->setAccessibleName(title);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(px(240), px(120));
  // Time goes from left to right in any language.
  setLayoutDirection(Qt::LeftToRight);
  connect(m_view, &PlotView::pointed, this, &LiveChart::pointed);
  connect(m_view, &PlotView::brushed, this, &LiveChart::brushed);
  connect(m_view, &PlotView::backAsked, this, &LiveChart::backAsked);
}

LiveChart::~LiveChart() = default;

void LiveChart::setSeries(const QList<ChartSeries>& series) { m_view->setSeries(series); }
void LiveChart::setSeconds(double seconds) { m_view->setSeconds(seconds); }
double LiveChart::seconds() const { return m_view->seconds(); }
void LiveChart::setTimeLabels(const QStringList& labels) { m_view->setTimeLabels(labels); }
void LiveChart::setTarget(double value, const QString& label) { m_view->setTarget(value, label); }
std::optional<double> LiveChart::crosshair() const { return m_view->crosshair(); }
QList<std::optional<double>> LiveChart::valuesAt(double seconds) const { return m_view->valuesAt(seconds); }
QList<ChartSeries> LiveChart::series() const { return m_view->series(); }
QList<QList<QPointF>> LiveChart::drawn() const { return m_view->drawn(); }
QList<ChartSpan> LiveChart::spans() const { return m_view->spans(); }

void LiveChart::feed(const QList<QList<QPointF>>& points, const QList<ChartSpan>& spans, std::int64_t nowMs) {
  m_view->feed(points, spans, nowMs);
  // Screen readers are told once a second at most.
  if (nowMs - m_describedMs < 1000) return;
  m_describedMs = nowMs;
  describe();
}

void LiveChart::setCrosshair(std::optional<double> seconds) {
  if (seconds == m_view->crosshair()) return;
  m_view->setCrosshair(seconds);
  describe();
}

// The last values, or those at the crosshair; where they lie between their lowest and highest in sight; what happened.
void LiveChart::describe() {
  QStringList values;
  const QList<QList<QPointF>> all = m_view->drawn();
  const std::optional<double> at = m_view->crosshair();
  const QList<std::optional<double>> there = at ? m_view->valuesAt(*at) : QList<std::optional<double>>();
  for (qsizetype i = 0; i < all.size(); ++i) {
    if (all[i].isEmpty() || (at && !there[i])) continue;
    const auto [low, high] = std::minmax_element(all[i].begin(), all[i].end(), [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); });
    const QString value = chartValue(at ? *there[i] : all[i].constLast().y());
    values << (at ? tr("%1 %2").arg(m_view->series()[i].name, value) : tr("%1 %2 (%3 to %4)").arg(m_view->series()[i].name, value, chartValue(low->y()), chartValue(high->y())));
  }
  QString text = at && values.isEmpty() ? tr("Nothing was measured there") : values.isEmpty() ? tr("No values yet") : at ? tr("There: %1").arg(values.join(QStringLiteral(", "))) : tr("Now: %1").arg(values.join(QStringLiteral(", ")));
  QStringList happened;
  for (const ChartSpan& span : m_view->spans())
    for (const QString& label : {span.startLabel, span.open ? QString() : span.endLabel})
      if (!label.isEmpty()) happened << label;
  if (!at && !happened.isEmpty()) text += QStringLiteral(". ") + tr("In sight: %1").arg(happened.join(QStringLiteral(", ")));
  setAccessibleDescription(text);
  m_view->setAccessibleDescription(text);
}

// With the keys: the crosshair moves by `by` seconds, and what it passes over is chosen when `isChoosing`.
void LiveChart::step(double by, bool isChoosing) {
  const double from = crosshair().value_or(0);
  const double to = std::clamp(from + by, -seconds(), 0.0);
  if (!isChoosing) m_chosenFrom.reset();
  else if (!m_chosenFrom) m_chosenFrom = from;
  m_view->setBrush(m_chosenFrom ? std::optional(std::pair(std::min(*m_chosenFrom, to), std::max(*m_chosenFrom, to))) : std::nullopt);
  emit pointed(to);
}

void LiveChart::keyPressEvent(QKeyEvent* event) {
  const bool isChoosing = event->modifiers().testFlag(Qt::ShiftModifier);
  const double by = seconds() * (event->modifiers().testFlag(Qt::ControlModifier) ? keyStride : keyStep);
  switch (event->key()) {
    case Qt::Key_Left: return step(-by, isChoosing);
    case Qt::Key_Right: return step(by, isChoosing);
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (const auto chosen = m_view->brush()) {
        m_chosenFrom.reset();
        m_view->setBrush(std::nullopt);
        emit brushed(chosen->first, chosen->second);
      }
      return;
    case Qt::Key_Backspace: emit backAsked(); return;
    case Qt::Key_Home: emit liveAsked(); return;
    default: QWidget::keyPressEvent(event);
  }
}

void LiveChart::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  m_view->viewport()->update();
}

void LiveChart::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  m_chosenFrom.reset();
  m_view->setBrush(std::nullopt);
  emit pointed(std::nullopt);
}

void LiveChart::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  m_view->setGeometry(rect());
}

}  // namespace twinlane::ui
