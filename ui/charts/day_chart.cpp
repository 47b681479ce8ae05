#include "charts/day_chart.h"

#include "charts/label_stack.h"
#include "charts/nice_scale.h"
#include "words/formats.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace twinlane::ui {

namespace {

constexpr double dayHours = 24, labelEveryHours = 4;
constexpr int plotLeft = 44, plotTop = 24, plotBottom = 24, plotRight = 92;
constexpr double leastTop = 5;

}  // namespace

DayChart::DayChart(const Theme& theme, const QString& title, const QString& unit, QWidget* parent) : QWidget(parent), m_theme(theme), m_unit(unit) {
  setAccessibleName(title);
  connect(&m_theme, &Theme::changed, this, qOverload<>(&DayChart::update));
}

void DayChart::show(const QList<ChartSeries>& series, const QList<QList<QPointF>>& points) {
  m_series = series;
  m_points = points;
  QStringList values;
  for (qsizetype i = 0; i < series.size(); ++i)
    if (!points[i].isEmpty()) values << tr("%1: %2").arg(series[i].name, formatCount(std::llround(points[i].constLast().y())));
  setAccessibleDescription(values.join(QStringLiteral(", ")));
  update();
}

double DayChart::xOf(double hour) const { return plotLeft + hour / dayHours * (width() - plotLeft - plotRight); }
double DayChart::yOf(double value, double top) const { return height() - plotBottom - value / top * (height() - plotTop - plotBottom); }

void DayChart::drawGrid(QPainter& painter, double top) const {
  const Tokens& t = m_theme.tokens();
  painter.setFont(m_theme.font(Type::Small));
  const double step = NiceScale::stepFor(top);
  for (int i = 0; i * step <= top * 1.001; ++i) {
    const double y = std::round(yOf(i * step, top));
    painter.setPen(QPen(t.line, 0));
    painter.drawLine(QPointF(plotLeft, y), QPointF(width() - plotRight, y));
    painter.setPen(t.muted);
    painter.drawText(QRectF(0, y - 8, plotLeft - 6, 16), Qt::AlignRight | Qt::AlignVCenter, formatCount(std::llround(i * step)));
  }
  painter.setPen(t.muted);
  painter.drawText(QRectF(plotLeft, 2, width() - plotLeft, 16), Qt::AlignLeft | Qt::AlignVCenter, m_unit);
  for (double hour = 0; hour <= dayHours; hour += labelEveryHours)
    painter.drawText(QRectF(xOf(hour) - 24, height() - plotBottom + 4, 48, 16), Qt::AlignHCenter | Qt::AlignTop, QStringLiteral("%1:00").arg(static_cast<int>(hour), 2, 10, QLatin1Char('0')));
}

void DayChart::drawLine(QPainter& painter, qsizetype at, double top) const {
  const QList<QPointF>& points = m_points[at];
  if (points.isEmpty()) return;
  QPainterPath path(QPointF(xOf(points[0].x()), yOf(points[0].y(), top)));
  for (qsizetype i = 1; i < points.size(); ++i) {
    path.lineTo(xOf(points[i].x()), yOf(points[i - 1].y(), top));
    path.lineTo(xOf(points[i].x()), yOf(points[i].y(), top));
  }
  painter.setPen(QPen(colourOf(m_theme.tokens(), m_series[at].tone), at == 0 ? 1.6 : 1.2, at == 0 ? Qt::SolidLine : Qt::DashLine));
  painter.drawPath(path);
}

void DayChart::paintEvent(QPaintEvent*) {
  double largest = 0;
  for (const QList<QPointF>& points : m_points)
    for (const QPointF& point : points) largest = std::max(largest, point.y());
  const double top = NiceScale::topFor(std::max(largest, leastTop));
  QPainter painter(this);
  drawGrid(painter, top);
  painter.setRenderHint(QPainter::Antialiasing);
  for (qsizetype i = m_points.size(); i-- > 0;) drawLine(painter, i, top);
  painter.setFont(m_theme.font(Type::Small));
  QList<double> wanted;
  for (const QList<QPointF>& points : m_points) wanted << (points.isEmpty() ? height() : yOf(points.constLast().y(), top));
  const QList<double> at = stackLabels(wanted, 14, plotTop, height() - plotBottom);
  for (qsizetype i = 0; i < m_points.size(); ++i) {
    if (m_points[i].isEmpty()) continue;
    painter.setPen(colourOf(m_theme.tokens(), m_series[i].tone));
    painter.drawText(QRectF(width() - plotRight + 6, at[i] - 8, plotRight - 8, 16), Qt::AlignLeft | Qt::AlignVCenter, tr("%1 %2").arg(m_series[i].name, formatCount(std::llround(m_points[i].constLast().y()))));
  }
}

}  // namespace twinlane::ui
