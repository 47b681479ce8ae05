// Counts that add up over the hours of a day, as steps; the first line is drawn whole and strong, the others dashed. GUI thread;
// owned by its page.
#pragma once

#include "charts/live_chart.h"

namespace twinlane::ui {

class DayChart : public QWidget {
  Q_OBJECT

 public:
  DayChart(const Theme& theme, const QString& title, const QString& unit, QWidget* parent = nullptr);

  // A list of points a series, x in hours of the day, each holding until the next.
  void show(const QList<ChartSeries>& series, const QList<QList<QPointF>>& points);

  const QList<ChartSeries>& series() const { return m_series; }
  const QList<QList<QPointF>>& drawn() const { return m_points; }
  QSize sizeHint() const override { return {380, 200}; }
  QSize minimumSizeHint() const override { return {240, 120}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void drawGrid(QPainter& painter, double top) const;
  void drawLine(QPainter& painter, qsizetype at, double top) const;
  double xOf(double hour) const;
  double yOf(double value, double top) const;

  const Theme& m_theme;
  QString m_unit;
  QList<ChartSeries> m_series;
  QList<QList<QPointF>> m_points;
};

}  // namespace twinlane::ui
