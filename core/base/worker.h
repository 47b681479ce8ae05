// A named thread that runs a step again and again. step() does one bounded piece of work and says whether there was
// any; when there was none the worker sleeps until wake() or the idle time has passed, which may be asked for each time, on
// its thread. The only place in core that makes
// threads, so that a simulator can call the same steps itself. wake(): any thread. stop(): the owner.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace twinlane::base {

class Worker {
 public:
  using Step = std::function<bool()>;

  // A thread with a `niceness` (see setpriority(2)) gives way to others also in the middle of its turn; the thread starts at once.
  Worker(std::string name, Step step, int idleMs, int niceness = 0) : Worker(std::move(name), std::move(step), [idleMs] { return std::chrono::milliseconds(idleMs); }, niceness) {}
  Worker(std::string name, Step step, std::function<std::chrono::microseconds()> idle, int niceness = 0);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void wake();
  // Lets the running step finish and joins.
  void stop();

 private:
  void run(int niceness);

  const std::string m_name;
  const Step m_step;
  const std::function<std::chrono::microseconds()> m_idle;
  std::mutex m_mutex;
  // Not the kind that knows stop tokens: it has a lock of its own, which whoever is woken must wait for once more.
  std::condition_variable m_changed;
  bool m_woken = false;
  std::atomic<bool> m_stopping{false};
  std::thread m_thread;
};

}  // namespace twinlane::base
