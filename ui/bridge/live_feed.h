// Takes the newest state and samples from the engine ten times a second on the window's clock and hands them to whoever
// is on screen. Reads published values only, and asks for the rest; never waits. GUI thread; owned by the shop session.
#pragma once

#include "bridge/engine_bridge.h"
#include "bridge/live_state.h"

#include <QObject>

namespace twinlane::ui {

class LiveFeed : public QObject {
  Q_OBJECT

 public:
  explicit LiveFeed(EngineBridge& bridge);

  const LiveState& state() const { return m_state; }
  // Ten minutes at most, oldest first.
  const std::vector<telemetry::Sample>& samples() const { return m_samples; }
  void pull();

 signals:
  void updated();

 private:
  void askForSize();
  void askForOrders();

  EngineBridge& m_bridge;
  LiveState m_state;
  std::vector<telemetry::Sample> m_samples;
  std::int64_t m_lastIndex = -1;
  int m_pulls = 0;
  store::Position m_countedAt = -1;  // where the order list stood when the orders were counted last
  bool m_counting = false, m_denied = false;
};

}  // namespace twinlane::ui
