// Events in order, decoded once for all who read them (upcasters of older versions would run here). Immutable to readers,
// any thread; the first reader decodes, others wait for it.
#pragma once

#include "domain/format/encoding.h"
#include "store/append.h"

#include <mutex>

namespace twinlane::feed {

class FeedBatch {
 public:
  explicit FeedBatch(std::shared_ptr<const store::Commit> commit) : m_commit(std::move(commit)) {}

  store::Position first() const { return m_commit->first; }
  store::Position last() const { return m_commit->last; }
  // Link of the commit that ends at last(); all zero when last() is not known to end one.
  const base::Digest& link() const { return m_commit->link; }
  const store::StoredEvent& stored(store::Position position) const { return m_commit->events[index(position)]; }
  // Newer or Damaged, with the event's number and type, when its bytes cannot be read.
  const base::Result<domain::Event>& event(store::Position position) const;

 private:
  std::size_t index(store::Position position) const { return static_cast<std::size_t>(position - m_commit->first); }

  std::shared_ptr<const store::Commit> m_commit;
  mutable std::once_flag m_once;
  mutable std::vector<base::Result<domain::Event>> m_decoded;
};

}  // namespace twinlane::feed
