// Figures that add up over the parts of a period, as steps: orders over the hours of a day, money over the days of a month. The first
// line is drawn whole and strong, the others, which it is compared with, dashed. GUI thread; owned by its page.
#pragma once

#include "charts/live_chart.h"

namespace twinlane::ui {

class StepChart : public QWidget {
  Q_OBJECT

 public:
  StepChart(const Theme& theme, const QString& title, const QString& unit, QWidget* parent = nullptr);

  // Parts of the period from left to right, and what stands under some of them. To begin with the hours of a day.
  void setParts(double parts, const QList<std::pair<double, QString>>& labels);
  void setUnit(const QString& unit) { m_unit = unit; }
  // A list of points a series, x in parts of the period, each holding until the next.
  void show(const QList<ChartSeries>& series, const QList<QList<QPointF>>& points);

  const QList<ChartSeries>& series() const { return m_series; }
  const QList<QList<QPointF>>& drawn() const { return m_points; }
  QSize sizeHint() const override { return {380, 200}; }
  QSize minimumSizeHint() const override { return {240, 120}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  // The ends of the axis of values, both whole steps.
  struct Scale {
    double low = 0, top = 0, step = 1;
  };
  Scale scale() const;
  QString endLabel(qsizetype at) const;
  void drawGrid(QPainter& painter, const Scale& scale) const;
  void drawLine(QPainter& painter, qsizetype at, const Scale& scale) const;
  double plotRight() const;
  double xOf(double part) const;
  double yOf(double value, const Scale& scale) const;

  const Theme& m_theme;
  QString m_unit;
  double m_parts = 24;
  QList<std::pair<double, QString>> m_labels;
  QList<ChartSeries> m_series;
  QList<QList<QPointF>> m_points;
};

}  // namespace twinlane::ui
