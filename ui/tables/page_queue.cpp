#include "tables/page_queue.h"

#include <algorithm>

namespace twinlane::ui {

void PageQueue::want(int page) {
  if (m_underway.contains(page)) return;
  std::erase(m_waiting, page);
  m_waiting.push_front(page);
  if (m_waiting.size() > mostWaiting) m_waiting.pop_back();
}

std::optional<int> PageQueue::next() {
  if (m_waiting.empty() || m_underway.size() >= mostUnderway) return std::nullopt;
  const int page = m_waiting.front();
  m_waiting.pop_front();
  m_underway.insert(page);
  return page;
}

void PageQueue::clear() {
  m_waiting.clear();
  m_underway.clear();
}

}  // namespace twinlane::ui
