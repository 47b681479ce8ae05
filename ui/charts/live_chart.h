// A chart of a window of time: fixed relative axis, series replaced as a whole, labels at the ends of the lines, happenings, a target
// and a crosshair drawn over a kept picture. The arrow keys move the crosshair, with Shift they choose a span, Enter zooms into
// it, Backspace goes back, Home to now; the pointer drags a span and double-clicks back. The only door to Qt Charts. GUI thread;
// owned by its page.
#pragma once

#include "theme/state_mark.h"
#include "theme/theme.h"

#include <QWidget>

#include <cstdint>
#include <optional>

namespace twinlane::ui {

class PlotView;

struct ChartSeries {
  QString name;
  Tone tone = Tone::Text;
};

// What happened over a span of time, or at one moment (`from` equals `to`), in seconds relative to the right end (negative before
// it). Open ended while it lasts. Of a span that is closed nothing was measured: no line is drawn through it.
struct ChartSpan {
  enum class Kind { Pause, Work, Moment, Closed };
  double from = 0;
  double to = 0;
  bool open = false;
  QString startLabel, endLabel;
  Kind kind = Kind::Pause;
  bool operator==(const ChartSpan&) const = default;
};

class LiveChart : public QWidget {
  Q_OBJECT

 public:
  LiveChart(const Theme& theme, const QString& title, const QString& unit, QWidget* parent = nullptr);
  ~LiveChart() override;

  void setSeries(const QList<ChartSeries>& series);
  // The time from the left end to the right one. The scale of values begins anew.
  void setSeconds(double seconds);
  double seconds() const;
  // From left to right at even distances; none: seconds before now.
  void setTimeLabels(const QStringList& labels);
  void setTarget(double value, const QString& label);
  // One list of points per series, x in seconds before the right end; `nowMs` on a steady clock. Reduces and replaces.
  void feed(const QList<QList<QPointF>>& points, const QList<ChartSpan>& spans, std::int64_t nowMs);
  // A line at this time, with the values there at the ends of the lines; none: the last values.
  void setCrosshair(std::optional<double> seconds);
  std::optional<double> crosshair() const;
  // Of each series where it was measured near this time.
  QList<std::optional<double>> valuesAt(double seconds) const;

  // For the dump, the table and the tests: what is drawn now.
  QList<ChartSeries> series() const;
  QList<QList<QPointF>> drawn() const;
  QList<ChartSpan> spans() const;

 signals:
  // The pointer or the arrow keys came to this time; without one they left.
  void pointed(std::optional<double> seconds);
  // A span of time was drawn with the pointer or chosen with the keys.
  void brushed(double from, double to);
  void backAsked();
  void liveAsked();

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void describe();
  void step(double by, bool isChoosing);

  PlotView* m_view;
  QString m_title;
  std::int64_t m_describedMs = 0;
  std::optional<double> m_chosenFrom;  // with the keys: where the choice began
};

// A value as it stands beside a line or in a table of values.
QString chartValue(double value);

}  // namespace twinlane::ui
