#include "support/overlap.h"

#include <atomic>

namespace twinlane::tests {
namespace {

std::atomic<int> atWork{0};
std::atomic<int> most{0};

}  // namespace

// Relaxed, so that the witness itself orders nothing between the threads it watches.
AtWork::AtWork() {
  const int now = atWork.fetch_add(1, std::memory_order_relaxed) + 1;
  int seen = most.load(std::memory_order_relaxed);
  while (seen < now && !most.compare_exchange_weak(seen, now, std::memory_order_relaxed)) {
  }
}

AtWork::~AtWork() { atWork.fetch_sub(1, std::memory_order_relaxed); }

int mostAtOnce() { return most.load(std::memory_order_relaxed); }

}  // namespace twinlane::tests
