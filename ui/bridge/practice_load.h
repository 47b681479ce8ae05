// The load of a practice shop: the seeded shop's commands go in at a chosen rate of orders and screens are read at a chosen
// rate, all through the engine's ordinary door on a thread of its own. Rates may be changed from any thread. Owned by the shop
// session; ends before the engine.
#pragma once

#include "base/worker.h"
#include "engine/engine.h"
#include "training/demo_shop.h"

#include <atomic>
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
  // Stops asking; commands on their way are still answered.
  void stop() { m_worker.stop(); }

  static constexpr int readsAtRest = 200;

 private:
  bool step();
  // True when it was an order.
  bool giveOne();
  void readOne();

  engine::Engine& m_engine;
  training::DemoShop m_shop;
  std::atomic<int> m_ordersPerSecond{40};
  std::atomic<int> m_readFactor{1};
  // Duplicates answered: the folder knows this seed from before, the load hurries past what is there.
  std::atomic<std::int64_t> m_known{0};
  base::SteadyTime m_last;
  double m_ordersDue = 0, m_readsDue = 0;
  std::int64_t m_opening;
  std::int64_t m_reads = 0;
  std::mutex m_mutex;  // guards m_lastOrder: receipts come on the engine's threads
  std::string m_lastOrder;
  base::Worker m_worker;
};

}  // namespace twinlane::ui
