// Looks at each new state for what a person has to be told: orders that are refused, lists that stop, are paused, differ from the log
// or set orders aside, and copies of lists that are being made. GUI thread; owned by the shop session.
#pragma once

#include "bridge/engine_bridge.h"
#include "bridge/live_state.h"
#include "bridge/tasks.h"

#include <QCoreApplication>

#include <map>

namespace twinlane::ui {

class ShopWatch {
  Q_DECLARE_TR_FUNCTIONS(ShopWatch)

 public:
  ShopWatch(EngineBridge& bridge, Messages& messages, Tasks& tasks) : m_bridge(bridge), m_messages(messages), m_tasks(tasks) {}

  void look(const LiveState& state);

 private:
  void lookAt(const projection::Status& list);
  void lookAtCopy(const projection::Status& list);

  EngineBridge& m_bridge;
  Messages& m_messages;
  Tasks& m_tasks;
  engine::HealthState m_health = engine::HealthState::Normal;
  std::map<std::string, projection::Status> m_lists;  // as they were
  std::map<std::string, int> m_copies;                // tasks
};

}  // namespace twinlane::ui
