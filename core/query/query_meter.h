// Where answered queries are counted and timed. Any thread; plain references to what outlives it.
#pragma once

#include "base/clock.h"
#include "security/query_policy.h"
#include "telemetry/telemetry.h"

namespace twinlane::query {

struct QueryMeter {
  telemetry::Telemetry* telemetry = nullptr;  // may be null
  const base::Clock* clock = nullptr;
  std::size_t firstIndex = 0;  // of the kinds of queries among the latencies
};

// Measures one query from its making to its end.
class Measured {
 public:
  Measured(const QueryMeter& meter, security::Query kind) : m_meter(meter), m_kind(kind) {
    if (m_meter.telemetry != nullptr) m_start = m_meter.clock->steady();
  }
  ~Measured() {
    if (m_meter.telemetry == nullptr) return;
    m_meter.telemetry->record(m_meter.firstIndex + static_cast<std::size_t>(m_kind), m_meter.clock->steady().microsSince(m_start));
    m_meter.telemetry->counters().reads.fetch_add(1, std::memory_order_relaxed);
  }
  Measured(const Measured&) = delete;
  Measured& operator=(const Measured&) = delete;

 private:
  const QueryMeter& m_meter;
  const security::Query m_kind;
  base::SteadyTime m_start;
};

}  // namespace twinlane::query
