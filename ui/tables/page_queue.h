// Which pages are wanted, the newest first: at most eight wait, older ones are dropped (painting asks again), a few are under
// way. Plain class; one thread.
#pragma once

#include <deque>
#include <optional>
#include <set>

namespace twinlane::ui {

class PageQueue {
 public:
  void want(int page);
  // The newest wanted page when another may be asked for.
  std::optional<int> next();
  void arrived(int page) { m_underway.erase(page); }
  void clear();
  std::size_t waiting() const { return m_waiting.size(); }

  static constexpr std::size_t mostWaiting = 8;
  static constexpr std::size_t mostUnderway = 2;

 private:
  std::deque<int> m_waiting;  // the newest at the front
  std::set<int> m_underway;
};

}  // namespace twinlane::ui
