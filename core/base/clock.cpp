#include "base/clock.h"

#include <chrono>

namespace twinlane::base {

Timestamp SystemClock::wall() const {
  using namespace std::chrono;
  return {duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
}

SteadyTime SystemClock::steady() const {
  using namespace std::chrono;
  return {duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count()};
}

}  // namespace twinlane::base
