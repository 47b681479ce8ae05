#include "bridge/visibility_watch.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace twinlane::ui {

VisibilityWatch::VisibilityWatch(engine::Engine& engine)
    : m_engine(engine), m_worker("ui-visibility", [this] { return step(); }, 1000) {}

VisibilityWatch::~VisibilityWatch() { stop(); }

void VisibilityWatch::await(store::Position position, Seen seen) {
  {
    const std::lock_guard lock(m_mutex);
    m_waiting.push_back({position, std::move(seen)});
  }
  m_worker.wake();
}

void VisibilityWatch::stop() {
  {
    const std::lock_guard lock(m_mutex);
    m_waiting.clear();
  }
  m_worker.stop();
}

store::Position VisibilityWatch::listPosition() {
  if (!m_reader)
    if (auto reader = m_engine.openReader()) m_reader = std::move(*reader);
  if (!m_reader) return 0;
  const auto positions = m_reader->positions();
  if (!positions) return 0;
  for (const query::ListPosition& list : *positions)
    if (list.name == "order_list") return list.position;
  return 0;
}

bool VisibilityWatch::step() {
  {
    const std::lock_guard lock(m_mutex);
    if (m_waiting.empty()) return false;
  }
  const store::Position position = listPosition();
  const base::SteadyTime now = m_engine.clock().steady();
  std::vector<Waiting> seen;
  {
    const std::lock_guard lock(m_mutex);
    const auto rest = std::stable_partition(m_waiting.begin(), m_waiting.end(), [position](const Waiting& w) { return w.position > position; });
    std::move(rest, m_waiting.end(), std::back_inserter(seen));
    m_waiting.erase(rest, m_waiting.end());
  }
  for (const Waiting& one : seen) one.seen(now);
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return true;
}

}  // namespace twinlane::ui
