// Cuts the figures of a run into stretches of one length by the steady clock: what was counted and timed within each, and the
// highest of each level. A clock that is set and a machine that slept change the label of a stretch, not its place. One thread.
#pragma once

#include "telemetry/histogram.h"
#include "telemetry/kept_row.h"

#include <functional>
#include <optional>
#include <unordered_map>

namespace twinlane::telemetry {

// All figures at one moment, since the start of the run.
struct Totals {
  std::vector<std::pair<std::string, std::int64_t>> counts;
  struct Times {
    std::string before, unit;  // of the name: "answers.", "us"
    Histogram::Counts counts;
  };
  std::vector<Times> times;
};

class PeriodCutter {
 public:
  explicit PeriodCutter(std::int64_t lengthNanos) : m_lengthNanos(lengthNanos) {}

  void see(const std::string& level, std::int64_t value);
  bool isOver(base::SteadyTime now) const { return m_hasBegun && now.nanos >= m_endNanos; }
  // Without a stretch that has begun, begins one.
  void begin(base::SteadyTime now, base::Timestamp wall);
  // Ends the stretch and begins the next. Of all that lies before the first one, too.
  KeptRow cut(base::SteadyTime now, base::Timestamp wall, const Totals& totals);

 private:
  const std::int64_t m_lengthNanos;
  bool m_hasBegun = false;
  std::int64_t m_firstNanos = 0, m_beganNanos = 0, m_endNanos = 0;
  base::Timestamp m_wall;
  std::unordered_map<std::string, std::int64_t> m_levels, m_counts;
  std::unordered_map<std::string, Histogram::Counts> m_times;
};

}  // namespace twinlane::telemetry
