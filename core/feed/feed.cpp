#include "feed/feed.h"

#include "base/fault/buggify.h"

#include <algorithm>

namespace twinlane::feed {
namespace {

// Besides the number of events: a tail of imported documents of 256 lines each must not fill the memory.
constexpr std::size_t tailBytes = 512 * 1024;
// A list decodes what it takes from the tail, and that stays beside the bytes.
constexpr std::size_t timesDecoded = 5;

std::size_t bytesOf(const store::Commit& commit) {
  std::size_t bytes = 0;
  for (const store::StoredEvent& event : commit.events) bytes += event.payload.size() + event.sealed.size();
  return bytes * timesDecoded;
}

}  // namespace

Feed::Feed(store::EventStore& store, std::size_t tailEvents, std::function<void()> wake)
    : m_store(store), m_tailEvents(tailEvents), m_wake(std::move(wake)) {}

void Feed::committed(std::shared_ptr<const store::Commit> commit) {
  const std::size_t bytes = bytesOf(*commit);
  {
    const std::lock_guard lock(m_mutex);
    m_eventsInTail += commit->events.size();
    m_bytesInTail += bytes;
    m_tail.push_back({std::make_shared<const FeedBatch>(std::move(commit)), bytes});
    while ((m_eventsInTail > m_tailEvents || m_bytesInTail > tailBytes) && m_tail.size() > 1) {
      const FeedBatch& oldest = *m_tail.front().batch;
      m_eventsInTail -= static_cast<std::size_t>(oldest.last() - oldest.first() + 1);
      m_bytesInTail -= m_tail.front().bytes;
      m_tail.pop_front();
    }
  }
  if (m_wake) m_wake();
}

std::shared_ptr<const FeedBatch> Feed::fromTail(store::Position position) {
  if (TWINLANE_BUGGIFY("the tail forgot")) return nullptr;
  const std::lock_guard lock(m_mutex);
  const auto found = std::lower_bound(m_tail.begin(), m_tail.end(), position, [](const Kept& kept, store::Position p) { return kept.batch->last() < p; });
  if (found == m_tail.end() || found->batch->first() > position) return nullptr;
  return found->batch;
}

base::Result<store::Position> Feed::head() {
  const auto head = m_store.head();
  if (!head) return tl::unexpected(head.error());
  return head->position;
}

base::Result<std::shared_ptr<const FeedBatch>> Feed::next(store::Position after, std::size_t limit) {
  if (auto batch = fromTail(after + 1)) return batch;
  const auto headNow = head();
  if (!headNow) return tl::unexpected(headNow.error());
  if (*headNow <= after) return nullptr;
  auto events = m_store.read(after, TWINLANE_BUGGIFY("the feed reads one event") ? 1 : limit);
  if (!events) return tl::unexpected(events.error());
  if (events->empty())
    return base::fail(base::ErrorCode::Damaged, "event " + std::to_string(after + 1) + " is missing, though the log goes to " + std::to_string(*headNow), {}, "check the journal (verify)");
  auto commit = std::make_shared<store::Commit>();
  commit->first = events->front().position;
  commit->last = events->back().position;
  commit->events = std::move(*events);
  const auto link = m_store.linkAt(commit->last);
  if (!link) return tl::unexpected(link.error());
  if (*link) commit->link = **link;
  return std::make_shared<const FeedBatch>(std::move(commit));
}

std::optional<base::Timestamp> Feed::recordedAt(store::Position position) {
  if (const auto batch = fromTail(position)) return batch->stored(position).recordedAt;
  const auto events = m_store.read(position - 1, 1);
  if (!events || events->empty()) return std::nullopt;
  return events->front().recordedAt;
}

}  // namespace twinlane::feed
