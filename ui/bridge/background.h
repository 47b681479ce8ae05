// One thread for slow things that must not stop the window: pausing a list, sizes on disk. Jobs run in their order.
// post(): any thread. Owned by the bridge; its end waits for the running job and drops the rest.
#pragma once

#include "base/worker.h"

#include <deque>
#include <functional>
#include <mutex>

namespace twinlane::ui {

class Background {
 public:
  Background();
  ~Background();

  void post(std::function<void()> job);
  void stop();

 private:
  bool step();

  std::mutex m_mutex;
  std::deque<std::function<void()>> m_jobs;
  base::Worker m_worker;
};

}  // namespace twinlane::ui
