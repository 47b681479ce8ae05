#include "query/cache/result_cache.h"

#include "base/fault/sabotage.h"

namespace twinlane::query {

std::shared_ptr<const void> ResultCache::findAny(const std::string& question, const AnswerPlace& place) {
  const std::lock_guard lock(m_mutex);
  const auto known = m_byQuestion.find(question);
  const bool holds = known != m_byQuestion.end() && (known->second->place == place || TWINLANE_SABOTAGE("answers-are-kept-too-long"));
  (holds ? m_counters.cacheHits : m_counters.cacheMisses).fetch_add(1, std::memory_order_relaxed);
  if (!holds) return nullptr;
  m_entries.splice(m_entries.begin(), m_entries, known->second);
  return known->second->answer;
}

void ResultCache::keepAny(const std::string& question, const AnswerPlace& place, std::shared_ptr<const void> answer, std::size_t bytes) {
  const std::lock_guard lock(m_mutex);
  if (const auto known = m_byQuestion.find(question); known != m_byQuestion.end()) {
    // A reader may be slower than others: what it brings is older than what there is.
    const AnswerPlace& there = known->second->place;
    if (there.generation == place.generation && !there.isBehind(place)) return;
    drop(known->second);
  }
  m_entries.push_front({question, place, std::move(answer), bytes});
  m_byQuestion[question] = m_entries.begin();
  m_bytes += bytes;
  while (m_bytes > m_mostBytes) drop(std::prev(m_entries.end()));
  m_counters.cacheBytes.store(static_cast<std::int64_t>(m_bytes), std::memory_order_relaxed);
}

void ResultCache::drop(std::list<Entry>::iterator entry) {
  m_bytes -= entry->bytes;
  m_byQuestion.erase(entry->question);
  m_entries.erase(entry);
}

}  // namespace twinlane::query
