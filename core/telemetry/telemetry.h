// Counts and times of the running engine. Writers (any thread) only touch relaxed atomics; sample() is called by one
// thread, ten times a second, and makes the values readers get. Bounded: ten minutes of samples, ten seconds of latencies.
#pragma once

#include "base/latest_value.h"
#include "telemetry/histogram.h"
#include "telemetry/snapshot.h"

#include <deque>

namespace twinlane::telemetry {

struct Counters {
  std::atomic<std::int64_t> accepted{0}, rejected{0}, conflicts{0}, duplicates{0}, busy{0};
  std::atomic<std::int64_t> stored{0}, applied{0}, reads{0}, commits{0};
  std::atomic<std::int64_t> cacheHits{0}, cacheMisses{0}, cacheBytes{0};  // of answers; the bytes are those kept now
};

class Telemetry {
 public:
  explicit Telemetry(std::vector<std::pair<std::string, bool>> latencyNames);

  Counters& counters() { return m_counters; }
  // `index` as in the list given to the constructor.
  void record(std::size_t index, std::int64_t micros) { m_latencies[index]->histogram.record(micros); }
  // A command that has passed all its stages.
  void record(const Trace& trace);
  void recordCommit(std::int64_t micros) { m_commit.histogram.record(micros); }
  // How long facts held up commands at a stretch.
  void recordFacts(std::int64_t micros) { m_facts.histogram.record(micros); }

  void sample(base::SteadyTime at, base::Timestamp wall, std::vector<ViewSample> views, std::int64_t commandQueue, std::int64_t queryQueue);

  std::shared_ptr<const Snapshot> snapshot() const { return m_snapshot.get(); }
  std::vector<Sample> samplesAfter(std::int64_t index) const;

 private:
  struct Latency {
    std::string name;
    bool command = false;
    Histogram histogram;
    // Cumulative, one a second, newest last; one for all seconds in which nothing was recorded.
    std::deque<std::shared_ptr<const Histogram::Counts>> seconds;
    LatencySummary summary() const;
  };

  Counters m_counters;
  std::vector<std::unique_ptr<Latency>> m_latencies;
  Latency m_commit, m_facts;
  std::array<Histogram, stageNames.size()> m_stages;  // nanoseconds
  TraceBook m_traces;
  base::LatestValue<Snapshot> m_snapshot;
  mutable std::mutex m_samplesMutex;
  std::deque<Sample> m_samples;
  std::int64_t m_nextIndex = 1;
};

}  // namespace twinlane::telemetry
