// A lock whose waiting has an end: who waits looks every millisecond whether he still wants it. Who came first has it first, so that
// who gives it back and asks again at once waits behind those who waited. Any thread; released by the one that has it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>

namespace twinlane::base {

class Turn {
 public:
  // False also while others wait.
  bool try_lock() {
    const std::lock_guard lock(m_mutex);
    if (m_isTaken || !m_waiting.empty()) return false;
    return m_isTaken = true;
  }
  void lock() {
    (void)lockWhile([] { return true; });
  }
  // False when `goesOn` said no before it was his. Asked only when it is not, once he waits.
  bool lockWhile(const std::function<bool()>& goesOn) {
    std::unique_lock lock(m_mutex);
    if (!m_isTaken && m_waiting.empty()) return m_isTaken = true;
    const auto place = m_waiting.insert(m_waiting.end(), 0);
    const auto isHis = [&] { return !m_isTaken && m_waiting.begin() == place; };
    while (!isHis()) {
      lock.unlock();
      const bool isWanted = goesOn();
      lock.lock();
      if (isHis()) break;
      if (!isWanted) {
        m_waiting.erase(place);
        m_free.notify_all();
        return false;
      }
      m_free.wait_for(lock, std::chrono::milliseconds(1), isHis);
    }
    m_waiting.erase(place);
    return m_isTaken = true;
  }
  void unlock() {
    {
      const std::lock_guard lock(m_mutex);
      m_isTaken = false;
    }
    m_free.notify_all();
  }

 private:
  std::mutex m_mutex;
  std::condition_variable m_free;
  std::list<int> m_waiting;  // a place for each who waits, in the order they came
  bool m_isTaken = false;
};

}  // namespace twinlane::base
