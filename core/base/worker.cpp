#include "base/worker.h"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

namespace twinlane::base {

Worker::Worker(std::string name, Step step, std::function<std::chrono::microseconds()> idle, int niceness)
    : m_name(std::move(name)), m_step(std::move(step)), m_idle(std::move(idle)),
      m_thread([this, niceness] { run(niceness); }) {}

Worker::~Worker() { stop(); }

void Worker::wake() {
  {
    const std::lock_guard lock(m_mutex);
    if (m_woken) return;
    m_woken = true;
  }
  m_changed.notify_one();
}

void Worker::stop() {
  m_stopping.store(true, std::memory_order_release);
  wake();
  if (m_thread.joinable()) m_thread.join();
}

void Worker::run(int niceness) {
  pthread_setname_np(pthread_self(), m_name.substr(0, 15).c_str());
  if (niceness != 0) setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness);
  while (!m_stopping.load(std::memory_order_acquire)) {
    if (m_step()) continue;
    const std::chrono::microseconds idle = m_idle();
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, idle, [this] { return m_woken; });
    m_woken = false;
  }
}

}  // namespace twinlane::base
