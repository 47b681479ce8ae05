#include "telemetry/trace_book.h"

#include <algorithm>
#include <numeric>

namespace twinlane::telemetry {
namespace {

bool isSlower(const Trace& a, const Trace& b) { return a.totalNanos() > b.totalNanos(); }

}  // namespace

std::int64_t ListHops::totalNanos() const { return std::accumulate(nanos.begin(), nanos.end(), std::int64_t{0}); }

std::int64_t Trace::totalNanos() const { return std::accumulate(stageNanos.begin(), stageNanos.end(), std::int64_t{0}); }

bool Trace::follow(const std::string& list, const ListBatch& batch) {
  if (std::any_of(lists.begin(), lists.end(), [&](const ListHops& known) { return known.list == list; })) return false;
  ListHops hops{list, {}};
  std::int64_t reached = queuedAt.nanos + totalNanos();
  std::size_t hop = 0;
  for (const base::SteadyTime end : {batch.pickedUpAt, batch.appliedAt, batch.committedAt, batch.visibleAt}) {
    hops.nanos[hop++] = std::max<std::int64_t>(end.nanos - reached, 0);
    reached = std::max(reached, end.nanos);
  }
  lists.push_back(std::move(hops));
  return true;
}

bool TraceBook::isSampled(const base::CommandId& command) {
  // FNV-1a, then the finalizer of MurmurHash3: ids of one millisecond differ in their last bytes only, and those of a
  // client may count up.
  std::uint64_t hash = 14695981039346656037ULL;
  for (const std::uint8_t byte : command.bytes) hash = (hash ^ byte) * 1099511628211ULL;
  hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDULL;
  hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53ULL;
  return (hash ^ (hash >> 33)) % 100 == 0;
}

// Two threads that see a new second at once may let a few more in.
bool TraceBook::isOneOfTheFirst(const Trace& trace) {
  const std::int64_t second = (trace.queuedAt.nanos + trace.totalNanos()) / 1'000'000'000;
  if (m_second.load(std::memory_order_relaxed) != second) {
    m_second.store(second, std::memory_order_relaxed);
    m_ofSecond.store(0, std::memory_order_relaxed);
  }
  return m_ofSecond.load(std::memory_order_relaxed) < eachOfASecond && m_ofSecond.fetch_add(1, std::memory_order_relaxed) < eachOfASecond;
}

void TraceBook::record(const Trace& trace) {
  const bool slow = trace.totalNanos() > m_threshold.load(std::memory_order_relaxed);
  const bool sampled = isSampled(trace.command);
  if (!sampled && isOneOfTheFirst(trace)) {
    const std::unique_lock lock(m_arrivedMutex, std::try_to_lock);
    if (lock && m_arrived.size() < keptRecent) m_arrived.push_back(trace);
    else m_dropped.fetch_add(1, std::memory_order_relaxed);
  }
  if (!slow && !sampled) return;
  const std::unique_lock lock(m_mutex, std::try_to_lock);
  if (!lock) {
    m_dropped.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  Trace kept = trace;
  kept.change = ++m_change;
  if (sampled) {
    if (m_sampled.size() < keptSampled) m_sampled.push_back(kept);
    else m_sampled[m_nextSample] = kept;
    m_nextSample = (m_nextSample + 1) % keptSampled;
  }
  if (!slow) return;
  m_slowest.push_back(std::move(kept));
  std::push_heap(m_slowest.begin(), m_slowest.end(), isSlower);
  if (m_slowest.size() > keptSlowest) {
    std::pop_heap(m_slowest.begin(), m_slowest.end(), isSlower);
    m_slowest.pop_back();
  }
  if (m_slowest.size() == keptSlowest) m_threshold.store(m_slowest.front().totalNanos(), std::memory_order_relaxed);
}

void TraceBook::takeIn() {
  std::vector<Trace> arrived;
  {
    const std::lock_guard lock(m_arrivedMutex);
    arrived.swap(m_arrived);
  }
  for (Trace& trace : arrived) {
    trace.change = ++m_change;
    m_recent.push_back(std::move(trace));
    if (m_recent.size() > keptRecent) m_recent.pop_front();
  }
}

void TraceBook::follow(std::span<const ListMeter* const> lists) {
  const auto join = [&](Trace& trace) {
    if (trace.position == 0 || trace.lists.size() >= lists.size()) return;
    bool changed = false;
    for (const ListMeter* list : lists)
      if (const auto batch = list->batchWith(trace.position)) changed = trace.follow(list->name(), *batch) || changed;
    if (changed) trace.change = ++m_change;
  };
  const std::lock_guard lock(m_mutex);
  takeIn();
  std::for_each(m_slowest.begin(), m_slowest.end(), join);
  std::for_each(m_sampled.begin(), m_sampled.end(), join);
  std::for_each(m_recent.begin(), m_recent.end(), join);
}

std::vector<Trace> TraceBook::takeRecent() {
  const std::lock_guard lock(m_mutex);
  std::vector<Trace> changed;
  for (const Trace& trace : m_recent)
    if (trace.change > m_takenChange) changed.push_back(trace);
  m_takenChange = m_change;
  return changed;
}

std::optional<Trace> TraceBook::find(const base::CommandId& command) const {
  const std::lock_guard lock(m_mutex);
  const auto in = [&](const auto& kept) -> std::optional<Trace> {
    const auto found = std::find_if(kept.rbegin(), kept.rend(), [&](const Trace& trace) { return trace.command == command; });
    return found == kept.rend() ? std::nullopt : std::optional(*found);
  };
  auto found = in(m_recent);
  if (!found) found = in(m_sampled);
  return found ? found : in(m_slowest);
}

TraceBook::Pages TraceBook::pages() const {
  Pages pages;
  pages.dropped = m_dropped.load(std::memory_order_relaxed);
  const std::lock_guard lock(m_mutex);
  pages.slowest = m_slowest;
  std::sort_heap(pages.slowest.begin(), pages.slowest.end(), isSlower);
  const auto oldest = static_cast<std::ptrdiff_t>(m_sampled.size() < keptSampled ? 0 : m_nextSample);
  pages.sampled.assign(m_sampled.begin() + oldest, m_sampled.end());
  pages.sampled.insert(pages.sampled.end(), m_sampled.begin(), m_sampled.begin() + oldest);
  return pages;
}

}  // namespace twinlane::telemetry
