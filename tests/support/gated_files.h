// The machine's disk, on which a file of a name that is shut is not replaced before it may be: whoever writes it stands at
// the gate. Any thread.
#pragma once

#include "support/disk_front.h"

#include <condition_variable>
#include <mutex>
#include <set>

namespace twinlane::tests {

class GatedFiles final : public DiskFront {
 public:
  void shut(const std::string& name) {
    const std::lock_guard lock(m_mutex);
    m_shut.insert(name);
  }
  void open(const std::string& name) {
    const std::lock_guard lock(m_mutex);
    m_shut.erase(name);
    m_changed.notify_all();
  }
  void waitForOneAt(const std::string& name) {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_standing.contains(name); });
  }

  base::Status replace(const std::string& path, std::string_view content) override {
    {
      std::unique_lock lock(m_mutex);
      const std::string name = path.substr(path.rfind('/') + 1);
      if (m_shut.contains(name)) {
        m_standing.insert(name);
        m_changed.notify_all();
        m_changed.wait(lock, [&] { return !m_shut.contains(name); });
        m_standing.erase(name);
      }
    }
    return DiskFront::replace(path, content);
  }

 private:
  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::set<std::string> m_shut, m_standing;  // names of files
};

}  // namespace twinlane::tests
