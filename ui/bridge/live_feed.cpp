#include "bridge/live_feed.h"

#include <algorithm>

namespace twinlane::ui {

namespace {
constexpr std::size_t samplesKept = 6000;
constexpr int pullsPerAsking = 20;
}  // namespace

LiveFeed::LiveFeed(EngineBridge& bridge) : m_bridge(bridge) {
  // A new shop needs no question.
  if (bridge.engine().head().position == 0) m_state.orders = 0;
}

void LiveFeed::pull() {
  const engine::Engine& engine = m_bridge.engine();
  m_state.telemetry = engine.telemetry();
  m_state.lists = engine.projections();
  m_state.health = engine.health();
  m_state.head = engine.head().position;
  m_state.now = engine.clock().wall();
  m_state.steady = engine.clock().steady();
  m_state.answered = m_state.telemetry != nullptr && m_state.health.answered;
  m_state.freshness = {m_state.head, m_state.head, 0, 0, 0};
  for (const projection::Status& list : m_state.lists)
    m_state.freshness = query::oldest(m_state.freshness, {list.position, std::max(list.head, m_state.head), list.lagEvents, list.lagMs, list.parked, list.discarded});
  for (telemetry::Sample& sample : engine.samples(m_lastIndex)) {
    m_lastIndex = sample.index;
    m_samples.push_back(std::move(sample));
  }
  // Dropped in large steps: erasing one at the front each time would move all of them.
  if (m_samples.size() > samplesKept + 600) m_samples.erase(m_samples.begin(), m_samples.end() - static_cast<std::ptrdiff_t>(samplesKept));
  if (m_pulls++ % pullsPerAsking == 0) {
    askForSize();
    askForOrders();
  }
  emit updated();
}

void LiveFeed::askForSize() {
  const auto size = std::make_shared<std::int64_t>(0);
  m_bridge.inBackground([this, size] { *size = m_bridge.engine().bytesOnDisk(); }, this, [this, size] { m_state.bytesOnDisk = *size; });
}

void LiveFeed::askForOrders() {
  store::Position at = 0;
  for (const projection::Status& list : m_state.lists)
    if (list.name == "order_list") at = list.position;
  // A shop at rest is not counted again and again; whom the roles of the folder do not allow to count, not at all.
  if (m_counting || m_denied || at == m_countedAt) return;
  using Answer = base::Result<query::OrderCounts>;
  m_counting = m_bridge.ask<Answer>(
      this, [](query::Reader& reader) { return reader.orderCounts(); },
      [this, at](Answer answer) {
        m_counting = false;
        m_denied = !answer && answer.error().code == base::ErrorCode::Denied;
        if (!answer) return;
        m_countedAt = at;
        m_state.orders = answer->orders;
      });
}

}  // namespace twinlane::ui
