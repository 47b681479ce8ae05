// A queue with a capacity for many producers and one consumer. Full means refused (tryPush is false), never blocked.
// Any thread. Wake-ups may be merged without harm as long as the consumer, once woken, goes on until take() gives nothing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <mutex>
#include <vector>

namespace twinlane::base {

template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : m_capacity(capacity) {}

  bool tryPush(T&& value) {
    const std::lock_guard lock(m_mutex);
    if (m_closed || m_items.size() >= m_capacity) return false;
    m_items.push_back(std::move(value));
    return true;
  }

  // Moves up to `limit` items to the end of `out`; returns how many.
  std::size_t take(std::vector<T>& out, std::size_t limit) {
    const std::lock_guard lock(m_mutex);
    std::size_t taken = 0;
    while (taken < limit && !m_items.empty()) {
      out.push_back(std::move(m_items.front()));
      m_items.pop_front();
      ++taken;
    }
    return taken;
  }

  // After close nothing is taken in any more; what is inside can still be taken out.
  void close() {
    const std::lock_guard lock(m_mutex);
    m_closed = true;
  }

  bool isClosed() const {
    const std::lock_guard lock(m_mutex);
    return m_closed;
  }

  std::size_t size() const {
    const std::lock_guard lock(m_mutex);
    return m_items.size();
  }
  std::size_t capacity() const { return m_capacity; }

 private:
  mutable std::mutex m_mutex;
  std::deque<T> m_items;
  const std::size_t m_capacity;
  bool m_closed = false;
};

}  // namespace twinlane::base
