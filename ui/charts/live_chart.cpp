#include "charts/live_chart.h"

#include "charts/plot_view.h"
#include "words/formats.h"

#include <QResizeEvent>

#include <cmath>

namespace twinlane::ui {

LiveChart::LiveChart(const Theme& theme, const QString& title, const QString& unit, QWidget* parent)
    : QWidget(parent), m_view(new PlotView(theme, unit, this)), m_title(title) {
  setAccessibleName(title);
  m_view->setAccessibleName(title);
  setMinimumSize(240, 120);
}

LiveChart::~LiveChart() = default;

void LiveChart::setSeries(const QList<ChartSeries>& series) { m_view->setSeries(series); }
void LiveChart::setSeconds(int seconds) { m_view->setSeconds(seconds); }
void LiveChart::setTarget(double value, const QString& label) { m_view->setTarget(value, label); }
QList<ChartSeries> LiveChart::series() const { return m_view->series(); }
QList<QList<QPointF>> LiveChart::drawn() const { return m_view->drawn(); }

void LiveChart::feed(const QList<QList<QPointF>>& points, const QList<ChartSpan>& spans, std::int64_t nowMs) {
  m_view->feed(points, spans, nowMs);
  // Screen readers are told once a second at most.
  if (nowMs - m_describedMs < 1000) return;
  m_describedMs = nowMs;
  describe();
}

void LiveChart::describe() {
  QStringList values;
  const QList<QList<QPointF>> all = m_view->drawn();
  for (qsizetype i = 0; i < all.size(); ++i)
    if (!all[i].isEmpty()) values << tr("%1 %2").arg(m_view->series()[i].name, formatCount(std::llround(all[i].constLast().y())));
  const QString text = values.isEmpty() ? tr("No values yet") : tr("Now: %1").arg(values.join(QStringLiteral(", ")));
  setAccessibleDescription(text);
  m_view->setAccessibleDescription(text);
}

void LiveChart::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  m_view->setGeometry(rect());
}

}  // namespace twinlane::ui
