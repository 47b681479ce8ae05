// The load of a practice shop: orders come in at a chosen rate and move on through payment, shipping and delivery, and
// screens are read at a chosen rate, all through the engine's ordinary door on a thread of its own. Rates may be changed from
// any thread. Owned by the shop session; ends before the engine.
#pragma once

#include "base/random.h"
#include "base/worker.h"
#include "engine/engine.h"

#include <atomic>
#include <deque>
#include <mutex>

namespace twinlane::ui {

class PracticeLoad {
 public:
  PracticeLoad(engine::Engine& engine, std::uint64_t seed);
  ~PracticeLoad();

  void setOrdersPerSecond(int rate) { m_ordersPerSecond = rate; }
  int ordersPerSecond() const { return m_ordersPerSecond; }
  void setReadFactor(int factor) { m_readFactor = factor; }
  int readsPerSecond() const { return readsAtRest * m_readFactor; }

  static constexpr int readsAtRest = 200;

 private:
  struct Underway {
    std::string order;
    base::Amount total;
    base::SteadyTime due;
    int stage = 0;
  };
  bool step();
  void stockUp();
  void placeOne();
  void moveOn(base::SteadyTime now);
  void readOne();
  void submit(domain::Command command);

  engine::Engine& m_engine;
  base::SeededRandom m_random;
  std::atomic<int> m_ordersPerSecond{40};
  std::atomic<int> m_readFactor{1};
  base::SteadyTime m_last;
  double m_ordersDue = 0, m_readsDue = 0;
  bool m_stocked = false;
  std::int64_t m_nextOrder = 0;  // rotates the details that are read
  std::mutex m_mutex;            // guards m_underway: receipts come on the engine's threads
  std::deque<Underway> m_underway;
  base::Worker m_worker;
};

}  // namespace twinlane::ui
