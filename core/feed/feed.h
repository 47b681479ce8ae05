// Hands committed events onward by position: recent commits from memory, older ones from the store, in one order without a
// hole. committed() is called by the store on the committing thread; next() and recordedAt() by any thread. Nothing is
// pushed: `wake` only says that there is something.
#pragma once

#include "feed/feed_batch.h"
#include "store/event_store.h"

#include <deque>

namespace twinlane::feed {

class Feed final : public store::CommitListener {
 public:
  // Keeps up to `tailEvents` events in memory, and not more than 1 MB of them, decoded. `wake` may be empty; it must be quick.
  Feed(store::EventStore& store, std::size_t tailEvents, std::function<void()> wake);

  void committed(std::shared_ptr<const store::Commit> commit) override;

  // The batch that holds the event after `after`; null when there is none yet. From the store at most `limit` events.
  // Damaged when a position is missing.
  base::Result<std::shared_ptr<const FeedBatch>> next(store::Position after, std::size_t limit);
  // When the event was recorded; nothing when it does not exist.
  std::optional<base::Timestamp> recordedAt(store::Position position);
  base::Result<store::Position> head();
  store::EventStore& store() { return m_store; }

 private:
  std::shared_ptr<const FeedBatch> fromTail(store::Position position);

  store::EventStore& m_store;
  const std::size_t m_tailEvents;
  const std::function<void()> m_wake;
  std::mutex m_mutex;
  struct Kept {
    std::shared_ptr<const FeedBatch> batch;
    std::size_t bytes = 0;
  };
  std::deque<Kept> m_tail;
  std::size_t m_eventsInTail = 0, m_bytesInTail = 0;
};

}  // namespace twinlane::feed
