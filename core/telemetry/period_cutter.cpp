#include "telemetry/period_cutter.h"

#include <algorithm>

namespace twinlane::telemetry {

void PeriodCutter::see(const std::string& level, std::int64_t value) {
  std::int64_t& most = m_levels[level];
  most = std::max(most, value);
}

void PeriodCutter::begin(base::SteadyTime now, base::Timestamp wall) {
  if (m_hasBegun) return;
  m_hasBegun = true;
  m_firstNanos = m_beganNanos = now.nanos;
  m_endNanos = now.nanos + m_lengthNanos;
  m_wall = wall;
}

KeptRow PeriodCutter::cut(base::SteadyTime now, base::Timestamp wall, const Totals& totals) {
  KeptRow row{m_wall, (now.nanos - m_beganNanos) / 1000, {}};
  const auto add = [&row](std::string name, SeriesKind kind, std::int64_t value) {
    if (value != 0) row.figures.push_back({std::move(name), kind, value});
  };
  for (const auto& [name, total] : totals.counts) {
    std::int64_t& before = m_counts[name];
    add(name, SeriesKind::Count, total - before);
    before = total;
  }
  for (const auto& [name, most] : m_levels) add(name, SeriesKind::Level, most);
  for (const Totals::Times& times : totals.times) {
    Histogram::Counts& before = m_times[times.before];
    const Percentiles within = percentilesBetween(before, times.counts);
    add(times.before + "p50_" + times.unit, SeriesKind::Time, within.p50);
    add(times.before + "p99_" + times.unit, SeriesKind::Time, within.p99);
    before = times.counts;
  }
  m_levels.clear();
  m_beganNanos = now.nanos;
  // On a grid, so that a sample which comes late makes one stretch longer and the next shorter.
  m_endNanos = m_firstNanos + ((now.nanos - m_firstNanos) / m_lengthNanos + 1) * m_lengthNanos;
  m_wall = wall;
  return row;
}

}  // namespace twinlane::telemetry
