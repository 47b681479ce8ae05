#include "bridge/background.h"

namespace twinlane::ui {

Background::Background() : m_worker("ui-background", [this] { return step(); }, 1000) {}
Background::~Background() { stop(); }

void Background::post(std::function<void()> job) {
  {
    const std::lock_guard lock(m_mutex);
    m_jobs.push_back(std::move(job));
  }
  m_worker.wake();
}

void Background::stop() {
  {
    const std::lock_guard lock(m_mutex);
    m_jobs.clear();
  }
  m_worker.stop();
}

bool Background::step() {
  std::function<void()> job;
  {
    const std::lock_guard lock(m_mutex);
    if (m_jobs.empty()) return false;
    job = std::move(m_jobs.front());
    m_jobs.pop_front();
  }
  job();
  return true;
}

}  // namespace twinlane::ui
