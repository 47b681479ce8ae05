// Figures of the running engine as immutable values: totals and latency summaries now, and samples of the last minutes.
// Any thread. Rates are differences of totals over differences of steady time, made by whoever shows them.
#pragma once

#include "telemetry/trace_book.h"

#include <memory>
#include <string>
#include <vector>

namespace twinlane::telemetry {

struct LatencySummary {
  std::string name;  // "PlaceOrder", "orders", "order", ...
  bool command = false;
  std::int64_t count = 0;      // since the start
  double perSecond = 0;        // over the last ten seconds
  std::int64_t p50Micros = 0, p99Micros = 0, maxMicros = 0;  // over the last ten seconds
};

// Of one stage of all commands since the start.
struct StageSummary {
  Stage stage = Stage::Queue;
  std::int64_t count = 0, p50Nanos = 0, p99Nanos = 0, maxNanos = 0;
};

struct ViewSample {
  std::string name;
  std::int64_t behindEvents = 0, behindMs = 0;
};

// One every 100 ms.
struct Sample {
  std::int64_t index = 0;   // counts up by one; a reader asks for what is newer
  base::SteadyTime at;
  base::Timestamp wall;
  std::int64_t stored = 0;   // events stored since the start (total)
  std::int64_t applied = 0;  // events applied by all views since the start (total)
  std::int64_t reads = 0;    // queries answered since the start (total)
  std::int64_t accepted = 0, rejected = 0;
  std::int64_t queued = 0;   // commands waiting now
  std::vector<ViewSample> views;
};

struct Snapshot {
  base::SteadyTime at;
  std::int64_t accepted = 0, rejected = 0, conflicts = 0, duplicates = 0, busy = 0;
  std::int64_t stored = 0, applied = 0, reads = 0, commits = 0;
  std::int64_t commandQueue = 0, queryQueue = 0;
  std::int64_t cacheHits = 0, cacheMisses = 0, cacheBytes = 0;  // answers found in memory and not, since the start; what they take now
  std::vector<LatencySummary> latencies;
  // Commit latency of the last ten seconds, and for how long a slice of facts held up commands.
  LatencySummary commit, facts;
  std::vector<StageSummary> stages;
  TraceBook::Pages traces;
};

}  // namespace twinlane::telemetry
