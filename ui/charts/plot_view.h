// The Qt Charts view inside a LiveChart: its scene is drawn once per feed into a pixmap, labels, target and pauses over it.
// GUI thread; owned by its LiveChart.
#pragma once

#include "charts/live_chart.h"
#include "charts/nice_scale.h"

#include <QtCharts/QChartView>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

namespace twinlane::ui {

class PlotView : public QChartView {
  Q_OBJECT

 public:
  PlotView(const Theme& theme, const QString& unit, QWidget* parent);

  void setSeries(const QList<ChartSeries>& series);
  void setSeconds(int seconds);
  void setTarget(double value, const QString& label);
  void feed(const QList<QList<QPointF>>& points, const QList<ChartSpan>& spans, std::int64_t nowMs);
  const QList<ChartSeries>& series() const { return m_series; }
  QList<QList<QPointF>> drawn() const;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void restyle();
  void layOut();
  void drawGrid(QPainter& painter) const;
  void drawSpans(QPainter& painter) const;
  void drawSpanLabels(QPainter& painter) const;
  void drawEnds(QPainter& painter) const;
  void drawTarget(QPainter& painter) const;
  double xOf(double seconds) const;
  double yOf(double value) const;

  const Theme& m_theme;
  QString m_unit;
  QList<ChartSeries> m_series;
  QList<QLineSeries*> m_lines;
  QList<double> m_last;
  QList<ChartSpan> m_spans;
  QValueAxis* m_time;
  QValueAxis* m_value;
  NiceScale m_scale;
  QRectF m_plot;
  int m_seconds = 60;
  double m_target = 0;
  QString m_targetLabel;
  QPixmap m_kept;
  bool m_dirty = true;
};

}  // namespace twinlane::ui
