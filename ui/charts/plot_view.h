// The Qt Charts view inside a LiveChart: its scene is drawn once per feed into a pixmap, labels, target, pauses, the crosshair and
// the span that is being chosen over it.
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
  void setSeconds(double seconds);
  double seconds() const { return m_seconds; }
  void setTimeLabels(const QStringList& labels);
  void setTarget(double value, const QString& label);
  void feed(const QList<QList<QPointF>>& points, const QList<ChartSpan>& spans, std::int64_t nowMs);
  void setCrosshair(std::optional<double> seconds);
  std::optional<double> crosshair() const { return m_crosshair; }
  void setBrush(std::optional<std::pair<double, double>> brush);
  std::optional<std::pair<double, double>> brush() const { return m_brush; }
  QList<std::optional<double>> valuesAt(double seconds) const;
  const QList<ChartSeries>& series() const { return m_series; }
  const QList<ChartSpan>& spans() const { return m_spans; }
  QList<QList<QPointF>> drawn() const;

 signals:
  void pointed(std::optional<double> seconds);
  void brushed(double from, double to);
  void backAsked();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void restyle();
  void layOut();
  void drawGrid(QPainter& painter) const;
  void drawSpans(QPainter& painter) const;
  void drawSpanLabels(QPainter& painter) const;
  void drawEnds(QPainter& painter) const;
  void drawTarget(QPainter& painter) const;
  void drawScene(QPainter& painter);
  void drawBrush(QPainter& painter) const;
  void drawCrosshair(QPainter& painter) const;
  QString timeLabel(int at) const;
  double secondsAt(double x) const;
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
  double m_seconds = 60;
  QStringList m_timeLabels;
  std::optional<double> m_crosshair, m_pressedAt;
  std::optional<std::pair<double, double>> m_brush;
  double m_target = 0;
  QString m_targetLabel;
  QPixmap m_kept;
  bool m_dirty = true;
};

}  // namespace twinlane::ui
