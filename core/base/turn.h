// A lock whose waiting has an end: who waits looks every millisecond whether he still wants it. Any thread; released by the one that
// has it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace twinlane::base {

class Turn {
 public:
  bool try_lock() {
    const std::lock_guard lock(m_mutex);
    if (m_isTaken) return false;
    return m_isTaken = true;
  }
  void lock() {
    (void)lockWhile([] { return true; });
  }
  // False when `goesOn` said no before it was free. Asked only when it is not.
  bool lockWhile(const std::function<bool()>& goesOn) {
    std::unique_lock lock(m_mutex);
    while (m_isTaken) {
      lock.unlock();
      const bool isWanted = goesOn();
      lock.lock();
      if (!m_isTaken) break;
      if (!isWanted) return false;
      m_free.wait_for(lock, std::chrono::milliseconds(1), [this] { return !m_isTaken; });
    }
    return m_isTaken = true;
  }
  void unlock() {
    {
      const std::lock_guard lock(m_mutex);
      m_isTaken = false;
    }
    m_free.notify_one();
  }

 private:
  std::mutex m_mutex;
  std::condition_variable m_free;
  bool m_isTaken = false;
};

}  // namespace twinlane::base
