// The clock port: nothing in core reads time any other way. SystemClock is the machine's; ManualClock is moved by hand
// in tests and simulation. Any thread.
#pragma once

#include "base/timestamp.h"

#include <atomic>

namespace twinlane::base {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp wall() const = 0;
  virtual SteadyTime steady() const = 0;
};

class SystemClock final : public Clock {
 public:
  Timestamp wall() const override;
  SteadyTime steady() const override;
};

class ManualClock final : public Clock {
 public:
  explicit ManualClock(Timestamp start) : m_wallMicros(start.micros) {}
  Timestamp wall() const override { return {m_wallMicros.load()}; }
  SteadyTime steady() const override { return {m_steadyNanos.load()}; }
  void advanceMicros(std::int64_t micros) {
    m_wallMicros += micros;
    m_steadyNanos += micros * 1000;
  }
  // As when somebody sets the machine's clock; the steady one goes on.
  void setWall(Timestamp wall) { m_wallMicros = wall.micros; }

 private:
  std::atomic<std::int64_t> m_wallMicros;
  std::atomic<std::int64_t> m_steadyNanos{1'000'000'000};
};

}  // namespace twinlane::base
