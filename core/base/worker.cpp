#include "base/worker.h"

#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace twinlane::base {
namespace {

constexpr std::uint64_t longTurnNanos = 100'000'000;

// The first form of sched_attr in sched_setattr(2): the C library has no name for it, and the kernel's header does not go with hers.
struct SchedulingAttributes {
  std::uint32_t size = 48, policy = 0;
  std::uint64_t flags = 0;
  std::int32_t nice = 0;
  std::uint32_t priority = 0;
  std::uint64_t runtime = 0, deadline = 0, period = 0;
};
static_assert(sizeof(SchedulingAttributes) == 48);

// A niceness alone does not let others in at once: since Linux 6.6 a thread that runs keeps its turn for milliseconds, unless who
// wakes asks for shorter turns. Since 6.12 a thread may ask for longer ones, and then everybody else asks for shorter; before, the
// length is not looked at. Shares stay those of the niceness. Where
// that is refused the niceness alone must do.
void giveWay(int niceness) {
  SchedulingAttributes attributes;
  attributes.nice = niceness;
  attributes.runtime = longTurnNanos;
  if (syscall(SYS_sched_setattr, 0, &attributes, 0) != 0) setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness);
}

}  // namespace

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
  if (niceness != 0) giveWay(niceness);
  while (!m_stopping.load(std::memory_order_acquire)) {
    if (m_step()) continue;
    const std::chrono::microseconds idle = m_idle();
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, idle, [this] { return m_woken; });
    m_woken = false;
  }
}

}  // namespace twinlane::base
