#include "bridge/live_feed.h"

#include <algorithm>

namespace twinlane::ui {

namespace {
constexpr std::size_t samplesKept = 6000;
constexpr int pullsPerSizing = 20;
}  // namespace

LiveFeed::LiveFeed(EngineBridge& bridge) : m_bridge(bridge) {}

void LiveFeed::pull() {
  const engine::Engine& engine = m_bridge.engine();
  m_state.telemetry = engine.telemetry();
  m_state.lists = engine.projections();
  m_state.health = engine.health();
  m_state.head = engine.head().position;
  m_state.now = engine.clock().wall();
  m_state.steady = engine.clock().steady();
  m_state.answered = m_state.telemetry != nullptr && m_state.health.answered;
  m_state.freshness = {m_state.head, m_state.head, 0, 0};
  for (const projection::Status& list : m_state.lists)
    m_state.freshness = query::oldest(m_state.freshness, {list.position, std::max(list.head, m_state.head), list.lagEvents, list.lagMs});
  for (telemetry::Sample& sample : engine.samples(m_lastIndex)) {
    m_lastIndex = sample.index;
    m_samples.push_back(std::move(sample));
  }
  // Dropped in large steps: erasing one at the front each time would move all of them.
  if (m_samples.size() > samplesKept + 600) m_samples.erase(m_samples.begin(), m_samples.end() - static_cast<std::ptrdiff_t>(samplesKept));
  if (m_pulls++ % pullsPerSizing == 0) askForSize();
  emit updated();
}

void LiveFeed::askForSize() {
  const auto size = std::make_shared<std::int64_t>(0);
  m_bridge.inBackground([this, size] { *size = m_bridge.engine().bytesOnDisk(); }, this, [this, size] { m_state.bytesOnDisk = *size; });
}

}  // namespace twinlane::ui
