// A slot that holds the newest of a series of immutable values; older ones are dropped. Any thread. A mutex around a
// shared_ptr swap, since std::atomic<std::shared_ptr> of g++ 12 is reported by ThreadSanitizer.
#pragma once

#include <memory>
#include <mutex>

namespace twinlane::base {

template <class T>
class LatestValue {
 public:
  void set(std::shared_ptr<const T> value) {
    const std::lock_guard lock(m_mutex);
    m_value.swap(value);
  }
  std::shared_ptr<const T> get() const {
    const std::lock_guard lock(m_mutex);
    return m_value;
  }

 private:
  mutable std::mutex m_mutex;
  std::shared_ptr<const T> m_value;
};

}  // namespace twinlane::base
