#include "charts/step_chart.h"

#include "charts/label_stack.h"
#include "charts/nice_scale.h"
#include "words/formats.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace twinlane::ui {

namespace {

constexpr int dayHours = 24, labelEveryHours = 4;
constexpr int plotLeft = 60, plotTop = 24, plotBottom = 24, besideEnds = 14;
constexpr double leastTop = 5;

}  // namespace

StepChart::StepChart(const Theme& theme, const QString& title, const QString& unit, QWidget* parent) : QWidget(parent), m_theme(theme), m_unit(unit) {
  setAccessibleName(title);
  // Time goes from left to right in any language.
  setLayoutDirection(Qt::LeftToRight);
  for (int hour = 0; hour <= dayHours; hour += labelEveryHours) m_labels << std::pair(hour, QStringLiteral("%1:00").arg(hour, 2, 10, QLatin1Char('0')));
  connect(&m_theme, &Theme::changed, this, qOverload<>(&StepChart::update));
}

void StepChart::setParts(double parts, const QList<std::pair<double, QString>>& labels) {
  m_parts = parts;
  m_labels = labels;
}

void StepChart::show(const QList<ChartSeries>& series, const QList<QList<QPointF>>& points) {
  m_series = series;
  m_points = points;
  QStringList values;
  for (qsizetype i = 0; i < series.size(); ++i)
    if (!points[i].isEmpty()) values << tr("%1: %2").arg(series[i].name, formatCount(std::llround(points[i].constLast().y())));
  setAccessibleDescription(values.join(QStringLiteral(", ")));
  update();
}

StepChart::Scale StepChart::scale() const {
  double lowest = 0, largest = 0;
  for (const QList<QPointF>& points : m_points)
    for (const QPointF& point : points) {
      lowest = std::min(lowest, point.y());
      largest = std::max(largest, point.y());
    }
  Scale scale;
  scale.step = NiceScale::stepFor(NiceScale::topFor(std::max({largest, -lowest, leastTop})));
  scale.top = scale.step * std::ceil(std::max(largest, lowest < 0 ? 0 : leastTop) / scale.step - 1e-9);
  scale.low = scale.step * std::floor(lowest / scale.step + 1e-9);
  return scale;
}

QString StepChart::endLabel(qsizetype at) const { return tr("%1 %2").arg(m_series[at].name, formatCount(std::llround(m_points[at].constLast().y()))); }

// As far right as the longest label at an end leaves room.
double StepChart::plotRight() const {
  const QFontMetrics metrics(m_theme.font(Type::Small));
  int widest = 0;
  for (qsizetype i = 0; i < m_points.size(); ++i)
    if (!m_points[i].isEmpty()) widest = std::max(widest, metrics.horizontalAdvance(endLabel(i)));
  return width() - widest - besideEnds;
}

double StepChart::xOf(double part) const { return px(plotLeft) + part / m_parts * (plotRight() - px(plotLeft)); }
double StepChart::yOf(double value, const Scale& scale) const { return height() - px(plotBottom) - (value - scale.low) / (scale.top - scale.low) * (height() - px(plotTop) - px(plotBottom)); }

void StepChart::drawGrid(QPainter& painter, const Scale& scale) const {
  const Tokens& t = m_theme.tokens();
  painter.setFont(m_theme.font(Type::Small));
  const int steps = static_cast<int>(std::lround((scale.top - scale.low) / scale.step));
  for (int i = 0; i <= steps; ++i) {
    const double value = scale.low + i * scale.step, y = std::round(yOf(value, scale));
    painter.setPen(QPen(value == 0 && scale.low < 0 ? t.edge : t.line, 0));
    painter.drawLine(QPointF(px(plotLeft), y), QPointF(plotRight(), y));
    painter.setPen(t.muted);
    painter.drawText(QRectF(0, y - px(8), px(plotLeft) - 6, px(16)), Qt::AlignRight | Qt::AlignVCenter, formatCount(std::llround(value)));
  }
  painter.setPen(t.muted);
  painter.drawText(QRectF(px(plotLeft), 2, width() - px(plotLeft), px(16)), Qt::AlignLeft | Qt::AlignVCenter, m_unit);
  for (const auto& [part, label] : m_labels) painter.drawText(QRectF(xOf(part) - px(24), height() - px(plotBottom) + 4, px(48), px(16)), Qt::AlignHCenter | Qt::AlignTop, label);
}

void StepChart::drawLine(QPainter& painter, qsizetype at, const Scale& scale) const {
  const QList<QPointF>& points = m_points[at];
  if (points.isEmpty()) return;
  QPainterPath path(QPointF(xOf(points[0].x()), yOf(points[0].y(), scale)));
  for (qsizetype i = 1; i < points.size(); ++i) {
    path.lineTo(xOf(points[i].x()), yOf(points[i - 1].y(), scale));
    path.lineTo(xOf(points[i].x()), yOf(points[i].y(), scale));
  }
  painter.setPen(QPen(colourOf(m_theme.tokens(), m_series[at].tone), at == 0 ? 1.6 : 1.2, at == 0 ? Qt::SolidLine : Qt::DashLine));
  painter.drawPath(path);
}

void StepChart::paintEvent(QPaintEvent*) {
  const Scale scale = this->scale();
  QPainter painter(this);
  drawGrid(painter, scale);
  painter.setRenderHint(QPainter::Antialiasing);
  for (qsizetype i = m_points.size(); i-- > 0;) drawLine(painter, i, scale);
  painter.setFont(m_theme.font(Type::Small));
  QList<double> wanted;
  for (const QList<QPointF>& points : m_points) wanted << (points.isEmpty() ? height() : yOf(points.constLast().y(), scale));
  const QList<double> at = stackLabels(wanted, 14, px(plotTop), height() - px(plotBottom));
  for (qsizetype i = 0; i < m_points.size(); ++i) {
    if (m_points[i].isEmpty()) continue;
    painter.setPen(colourOf(m_theme.tokens(), m_series[i].tone));
    painter.drawText(QRectF(plotRight() + 6, at[i] - px(8), width() - plotRight() - 8, px(16)), Qt::AlignLeft | Qt::AlignVCenter, endLabel(i));
  }
}

}  // namespace twinlane::ui
