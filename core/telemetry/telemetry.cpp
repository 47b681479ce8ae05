#include "telemetry/telemetry.h"

#include <algorithm>
#include <numeric>

namespace twinlane::telemetry {
namespace {

constexpr std::size_t keptSamples = 6000;
constexpr std::size_t keptSeconds = 11;
constexpr std::int64_t samplesPerSecond = 10;

}  // namespace

Telemetry::Telemetry(std::vector<std::pair<std::string, bool>> latencyNames) {
  for (auto& [latencyName, command] : latencyNames) {
    auto& latency = m_latencies.emplace_back(std::make_unique<Latency>());
    latency->name = std::move(latencyName);
    latency->command = command;
    latency->seconds.push_back(std::make_shared<const Histogram::Counts>());
  }
  m_commit.name = "commit";
  m_facts.name = "facts";
  for (Latency* latency : {&m_commit, &m_facts}) latency->seconds.push_back(std::make_shared<const Histogram::Counts>());
  m_snapshot.set(std::make_shared<Snapshot>());
}

LatencySummary Telemetry::Latency::summary() const {
  const Histogram::Counts now = histogram.counts();
  const Percentiles window = percentilesBetween(*seconds.front(), now);
  LatencySummary result;
  result.name = name;
  result.command = command;
  result.count = std::accumulate(now.begin(), now.end(), std::int64_t{0});
  result.perSecond = static_cast<double>(window.count) / static_cast<double>(std::max<std::size_t>(seconds.size(), 2) - 1);
  result.p50Micros = window.p50;
  result.p99Micros = window.p99;
  result.maxMicros = window.max;
  return result;
}

void Telemetry::record(const Trace& trace) {
  for (std::size_t i = 0; i < m_stages.size(); ++i) m_stages[i].record(trace.stageNanos[i]);
  m_traces.record(trace);
}

void Telemetry::sample(base::SteadyTime at, base::Timestamp wall, std::vector<ViewSample> views, std::int64_t commandQueue, std::int64_t queryQueue) {
  auto read = [](const std::atomic<std::int64_t>& counter) { return counter.load(std::memory_order_relaxed); };
  Sample sample;
  sample.index = m_nextIndex++;
  sample.at = at;
  sample.wall = wall;
  sample.stored = read(m_counters.stored);
  sample.applied = read(m_counters.applied);
  sample.reads = read(m_counters.reads);
  sample.accepted = read(m_counters.accepted);
  sample.rejected = read(m_counters.rejected);
  sample.queued = commandQueue;
  sample.views = std::move(views);

  if (sample.index % samplesPerSecond == 0)
    for (Latency* latency : [&] {
           std::vector<Latency*> all{&m_commit, &m_facts};
           for (const auto& each : m_latencies) all.push_back(each.get());
           return all;
         }()) {
      const Histogram::Counts counts = latency->histogram.counts();
      latency->seconds.push_back(counts == *latency->seconds.back() ? latency->seconds.back() : std::make_shared<const Histogram::Counts>(counts));
      if (latency->seconds.size() > keptSeconds) latency->seconds.pop_front();
    }

  auto snapshot = std::make_shared<Snapshot>();
  snapshot->at = at;
  snapshot->accepted = sample.accepted;
  snapshot->rejected = sample.rejected;
  snapshot->conflicts = read(m_counters.conflicts);
  snapshot->duplicates = read(m_counters.duplicates);
  snapshot->busy = read(m_counters.busy);
  snapshot->stored = sample.stored;
  snapshot->applied = sample.applied;
  snapshot->reads = sample.reads;
  snapshot->commits = read(m_counters.commits);
  snapshot->cacheHits = read(m_counters.cacheHits);
  snapshot->cacheMisses = read(m_counters.cacheMisses);
  snapshot->cacheBytes = read(m_counters.cacheBytes);
  snapshot->commandQueue = commandQueue;
  snapshot->queryQueue = queryQueue;
  for (const auto& latency : m_latencies) snapshot->latencies.push_back(latency->summary());
  snapshot->commit = m_commit.summary();
  snapshot->facts = m_facts.summary();
  for (std::size_t i = 0; i < m_stages.size(); ++i) {
    const Percentiles all = percentilesBetween({}, m_stages[i].counts());
    snapshot->stages.push_back({static_cast<Stage>(i), all.count, all.p50, all.p99, all.max});
  }
  snapshot->traces = m_traces.pages();
  m_snapshot.set(std::move(snapshot));

  const std::lock_guard lock(m_samplesMutex);
  m_samples.push_back(std::move(sample));
  if (m_samples.size() > keptSamples) m_samples.pop_front();
}

std::vector<Sample> Telemetry::samplesAfter(std::int64_t index) const {
  const std::lock_guard lock(m_samplesMutex);
  const auto first = std::find_if(m_samples.begin(), m_samples.end(), [&](const Sample& sample) { return sample.index > index; });
  return {first, m_samples.end()};
}

}  // namespace twinlane::telemetry
