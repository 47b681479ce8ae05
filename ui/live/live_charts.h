// The charts of Live over one window of time: the last seconds to days, a span that was zoomed into, or where the screen was paused.
// They share the window, the crosshair and what happened; collecting goes on whatever they show. GUI thread; owned by Live.
#pragma once

#include "live/chart_card.h"
#include "live/chart_file.h"
#include "live/happenings.h"
#include "live/live_lines.h"

#include <array>

namespace twinlane::ui {

class LiveCharts : public QWidget {
  Q_OBJECT

 public:
  static constexpr std::array<int, 6> offered = {30, 60, 300, 3600, 86'400, 604'800};
  static QString spanWords(int seconds);

  LiveCharts(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  // In the slot of its number each chart takes what is new, of minutes and longer windows once a second.
  void beat(int slot);
  // The last seconds, as they go by.
  void setSeconds(int seconds);
  int seconds() const { return m_seconds; }
  void setFrozen(bool isFrozen);
  void zoom(const TimeWindow& window);
  bool isZoomed() const { return !m_zooms.isEmpty(); }
  // To what was shown before the last zoom, or before all of them.
  void back();
  void backToLive();
  // A crosshair, then a zoom; false when there was neither.
  bool closeTopmost();
  void toggleTables();

  TimeWindow seen() const;
  Happenings& happenings() { return m_happenings; }
  ChartCard& throughput() { return *m_cards[0]; }
  ChartCard& behind() { return *m_cards[1]; }
  // What is seen.
  FiledCharts filed();
  // Said beside the titles for a while.
  void say(const QString& words);

 signals:
  void zoomChanged(bool isZoomed);

 private:
  ChartCard* add(const Theme& theme, const QString& name, const QString& title, const QString& words, const QString& unit);
  void point(std::optional<double> seconds);
  void windowChanged();
  void feed(std::size_t card);
  void feedThroughput(const TimeWindow& window, const QList<ChartSpan>& spans);
  void feedBehind(const TimeWindow& window, const QList<ChartSpan>& spans);
  void showWords();
  QString timeWords(double seconds) const;
  QString momentWords(base::SteadyTime at) const;
  QStringList timeLabels() const;

  ShopSession& m_session;
  std::array<ChartCard*, 2> m_cards{};
  LiveLines m_lines;
  Happenings m_happenings;
  int m_seconds = 60;
  QList<TimeWindow> m_zooms;
  std::optional<base::SteadyTime> m_frozenAt;
  std::array<bool, 2> m_isDue{true, true};
  std::array<int, 2> m_beats{};
  QString m_said;
  base::SteadyTime m_saidAt;
};

}  // namespace twinlane::ui
