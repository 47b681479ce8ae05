// A chart of the last seconds: fixed relative axis, series replaced as a whole ten times a second, labels at the ends of the
// lines, pauses and a target drawn over a kept picture. The only door to Qt Charts. GUI thread; owned by its page.
#pragma once

#include "theme/state_mark.h"
#include "theme/theme.h"

#include <QWidget>

#include <cstdint>

namespace twinlane::ui {

class PlotView;

struct ChartSeries {
  QString name;
  Tone tone = Tone::Text;
};

// A span of time to be shaded, in seconds relative to now (negative); open ended while it lasts.
struct ChartSpan {
  double from = 0;
  double to = 0;
  bool open = false;
  QString startLabel, endLabel;
  bool operator==(const ChartSpan&) const = default;
};

class LiveChart : public QWidget {
  Q_OBJECT

 public:
  LiveChart(const Theme& theme, const QString& title, const QString& unit, QWidget* parent = nullptr);
  ~LiveChart() override;

  void setSeries(const QList<ChartSeries>& series);
  void setSeconds(int seconds);
  void setTarget(double value, const QString& label);
  // One list of points per series, x in seconds before now; `nowMs` on a steady clock. Reduces and replaces.
  void feed(const QList<QList<QPointF>>& points, const QList<ChartSpan>& spans, std::int64_t nowMs);

  // For the dump and for the tests: what is drawn now.
  QList<ChartSeries> series() const;
  QList<QList<QPointF>> drawn() const;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void describe();

  PlotView* m_view;
  QString m_title;
  std::int64_t m_describedMs = 0;
};

}  // namespace twinlane::ui
