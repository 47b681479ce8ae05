// The one clock of the window: a beat every 25 ms in four slots, so that no two costly refreshes fall together. Also measures
// how late its beats come, which is how late the window answers. GUI thread.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <array>

namespace twinlane::ui {

class UiClock : public QObject {
  Q_OBJECT

 public:
  explicit UiClock(QObject* parent = nullptr);

  // Slowest 1 in 100 of the last beats, in milliseconds.
  double lateP99() const;
  double secondsSinceLastBeat() const { return m_seconds; }

  static constexpr int beatMs = 25;
  static constexpr int slotCount = 4;

 signals:
  void beat(int slot);

 private:
  void tick();

  QTimer m_timer;
  QElapsedTimer m_watch;
  std::array<double, 400> m_late{};
  int m_beats = 0;
  std::size_t m_count = 0;
  double m_seconds = 0;
  int m_slot = 0;
};

}  // namespace twinlane::ui
