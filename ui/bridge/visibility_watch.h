// Watches when a stored change can be read: asks the order list for its position every millisecond while somebody waits,
// sleeps otherwise. await(): any thread; the answer comes on the watch's own thread with the steady time of the sighting.
// Owned by the bridge.
#pragma once

#include "base/worker.h"
#include "engine/engine.h"

#include <functional>
#include <mutex>
#include <vector>

namespace twinlane::ui {

class VisibilityWatch {
 public:
  using Seen = std::function<void(base::SteadyTime)>;

  explicit VisibilityWatch(engine::Engine& engine);
  ~VisibilityWatch();

  void await(store::Position position, Seen seen);
  void stop();

 private:
  struct Waiting {
    store::Position position = 0;
    Seen seen;
  };
  bool step();
  store::Position listPosition();

  engine::Engine& m_engine;
  std::unique_ptr<query::Reader> m_reader;  // the watch's thread only
  std::mutex m_mutex;
  std::vector<Waiting> m_waiting;
  base::Worker m_worker;
};

}  // namespace twinlane::ui
