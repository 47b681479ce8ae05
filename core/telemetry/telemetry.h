// Counts and times of the running engine. Writers (any thread) only touch relaxed atomics; sample() is called by one
// thread, ten times a second, and makes the values readers get. Bounded: ten minutes of samples, ten seconds of latencies,
// some minutes of rows that nobody took.
#pragma once

#include "base/latest_value.h"
#include "telemetry/period_cutter.h"
#include "telemetry/snapshot.h"

#include <deque>

namespace twinlane::telemetry {

struct Counters {
  std::atomic<std::int64_t> accepted{0}, rejected{0}, conflicts{0}, duplicates{0}, busy{0}, denied{0}, unknown{0};
  std::atomic<std::int64_t> stored{0}, applied{0}, reads{0}, commits{0};
  std::atomic<std::int64_t> cacheHits{0}, cacheMisses{0}, cacheBytes{0};  // of answers; the bytes are those kept now
};

class Telemetry {
 public:
  explicit Telemetry(std::vector<std::pair<std::string, bool>> latencyNames);

  Counters& counters() { return m_counters; }
  // `index` as in the list given to the constructor.
  void record(std::size_t index, std::int64_t micros) { m_latencies[index]->histogram.record(micros); }
  // Of a query whose answer was there already.
  void recordCacheHit(std::size_t index) { m_latencies[index]->cacheHits.fetch_add(1, std::memory_order_relaxed); }
  // A command that has passed all its stages.
  void record(const Trace& trace);
  // What is remembered of a command. Any thread.
  std::optional<Trace> trace(const base::CommandId& command) const { return m_traces.find(command); }
  void recordCommit(std::int64_t micros) { m_commit.histogram.record(micros); }
  // How long facts held up commands at a stretch.
  void recordFacts(std::int64_t micros) { m_facts.histogram.record(micros); }
  // That of the list of this name, made when there is none; it stays where it is as long as this. Any thread.
  ListMeter& list(const std::string& name);

  void sample(base::SteadyTime at, base::Timestamp wall, std::vector<ViewSample> views, std::int64_t commandQueue, std::int64_t queryQueue);

  // The rows of seconds and minutes that are over since they were taken the last time, and what changed of recent traces; with `all`
  // also the rows that are not over, when anything happened in them. None before keepRows(). Of the thread that calls sample().
  void keepRows() { m_keepsRows = true; }
  KeptRows takeRows(bool all);

  std::shared_ptr<const Snapshot> snapshot() const { return m_snapshot.get(); }
  std::vector<Sample> samplesAfter(std::int64_t index) const;

 private:
  struct Latency {
    std::string name;
    bool command = false;
    Histogram histogram;
    std::atomic<std::int64_t> cacheHits{0};
    // Cumulative, one a second, newest last; one for all seconds in which nothing was recorded.
    std::deque<std::shared_ptr<const Histogram::Counts>> seconds;
    LatencySummary summary() const;
  };

  std::vector<const ListMeter*> lists() const;
  Totals totals() const;
  void cutRows(const Sample& sample, std::int64_t queryQueue);

  Counters m_counters;
  std::vector<std::unique_ptr<Latency>> m_latencies;
  Latency m_commit, m_facts;
  std::array<Histogram, stageNames.size()> m_stages;  // nanoseconds
  TraceBook m_traces;
  base::LatestValue<Snapshot> m_snapshot;
  mutable std::mutex m_samplesMutex;
  std::deque<Sample> m_samples;
  std::int64_t m_nextIndex = 1;
  mutable std::mutex m_listsMutex;
  std::vector<std::unique_ptr<ListMeter>> m_lists;
  bool m_keepsRows = false;
  base::SteadyTime m_sampledAt;
  base::Timestamp m_sampledWall;
  PeriodCutter m_second, m_minute;
  KeptRows m_rows;
};

}  // namespace twinlane::telemetry
