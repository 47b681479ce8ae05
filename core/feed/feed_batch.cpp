#include "feed/feed_batch.h"

namespace twinlane::feed {

const base::Result<domain::Event>& FeedBatch::event(store::Position position) const {
  std::call_once(m_once, [this] {
    m_decoded.reserve(m_commit->events.size());
    for (const store::StoredEvent& stored : m_commit->events) {
      auto event = domain::decode(stored.type, stored.schemaVersion, stored.payload, stored.sealed);
      if (!event) event.error().where = "event " + std::to_string(stored.position) + " of " + stored.stream.toText();
      m_decoded.push_back(std::move(event));
    }
  });
  return m_decoded[index(position)];
}

}  // namespace twinlane::feed
