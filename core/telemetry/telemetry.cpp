#include "telemetry/telemetry.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

namespace twinlane::telemetry {
namespace {

constexpr std::size_t keptSamples = 6000;
constexpr std::size_t keptSeconds = 11;
constexpr std::int64_t samplesPerSecond = 10;
constexpr std::int64_t secondNanos = 1'000'000'000;
constexpr std::size_t mostRows = 600;  // that wait to be taken

std::int64_t sumOf(const Histogram::Counts& counts) { return std::accumulate(counts.begin(), counts.end(), std::int64_t{0}); }

}  // namespace

Telemetry::Telemetry(std::vector<std::pair<std::string, bool>> latencyNames) : m_second(secondNanos), m_minute(60 * secondNanos) {
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
  result.count = sumOf(now);
  result.cacheHits = cacheHits.load(std::memory_order_relaxed);
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

ListMeter& Telemetry::list(const std::string& name) {
  const std::lock_guard lock(m_listsMutex);
  for (const auto& list : m_lists)
    if (list->name() == name) return *list;
  return *m_lists.emplace_back(std::make_unique<ListMeter>(name));
}

std::vector<const ListMeter*> Telemetry::lists() const {
  const std::lock_guard lock(m_listsMutex);
  std::vector<const ListMeter*> all;
  for (const auto& list : m_lists) all.push_back(list.get());
  return all;
}

Totals Telemetry::totals() const {
  Totals all;
  const auto count = [&all](std::string name, const std::atomic<std::int64_t>& counter) { all.counts.emplace_back(std::move(name), counter.load(std::memory_order_relaxed)); };
  count("commands.accepted", m_counters.accepted);
  count("commands.rejected", m_counters.rejected);
  count("commands.denied", m_counters.denied);
  count("commands.conflict", m_counters.conflicts);
  count("commands.duplicate", m_counters.duplicates);
  count("commands.busy", m_counters.busy);
  count("commands.unknown", m_counters.unknown);
  count("events.stored", m_counters.stored);
  count("events.applied", m_counters.applied);
  count("commits", m_counters.commits);
  count("queries", m_counters.reads);
  Totals::Times answers{"answers.", "us", {}};
  for (const auto& latency : m_latencies) {
    const Histogram::Counts counts = latency->histogram.counts();
    if (latency->command) {
      std::transform(counts.begin(), counts.end(), answers.counts.begin(), answers.counts.begin(), std::plus<>());
      continue;
    }
    const std::string before = "query." + latency->name + ".";
    all.counts.emplace_back(before + "count", sumOf(counts));
    count(before + "cache_hits", latency->cacheHits);
    all.times.push_back({before, "us", counts});
  }
  all.times.push_back(std::move(answers));
  for (const ListMeter* list : lists()) {
    const std::string before = "list." + list->name() + ".";
    all.counts.emplace_back(before + "applied", list->applied());
    all.times.push_back({before + "decode_", "ns", list->decode().counts()});
    all.times.push_back({before + "apply_", "ns", list->apply().counts()});
    all.times.push_back({before + "commit_", "ns", list->commit().counts()});
  }
  return all;
}

void Telemetry::cutRows(const Sample& sample, std::int64_t queryQueue) {
  m_sampledAt = sample.at;
  m_sampledWall = sample.wall;
  for (PeriodCutter* cutter : {&m_second, &m_minute}) {
    cutter->begin(sample.at, sample.wall);
    cutter->see("queue.commands", sample.queued);
    cutter->see("queue.queries", queryQueue);
    for (const ViewSample& view : sample.views) {
      cutter->see("list." + view.name + ".lag_events", view.behindEvents);
      cutter->see("list." + view.name + ".lag_ms", view.behindMs);
    }
  }
  for (auto& [cutter, rows] : {std::pair{&m_second, &m_rows.seconds}, {&m_minute, &m_rows.minutes}})
    if (cutter->isOver(sample.at)) {
      rows->push_back(cutter->cut(sample.at, sample.wall, totals()));
      if (rows->size() > mostRows) rows->erase(rows->begin());
    }
}

KeptRows Telemetry::takeRows(bool all) {
  KeptRows rows = std::exchange(m_rows, {});
  rows.recent = m_traces.takeRecent();
  if (all && m_keepsRows)
    for (auto& [cutter, to] : {std::pair{&m_second, &rows.seconds}, {&m_minute, &rows.minutes}})
      if (KeptRow rest = cutter->cut(m_sampledAt, m_sampledWall, totals()); !rest.figures.empty()) to->push_back(std::move(rest));
  return rows;
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
  snapshot->denied = read(m_counters.denied);
  snapshot->unknown = read(m_counters.unknown);
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
  const std::vector<const ListMeter*> all = lists();
  for (const ListMeter* list : all)
    snapshot->lists.push_back({list->name(), list->applied(), percentilesBetween({}, list->decode().counts()), percentilesBetween({}, list->apply().counts()), percentilesBetween({}, list->commit().counts())});
  m_traces.follow(all);
  snapshot->traces = m_traces.pages();
  m_snapshot.set(std::move(snapshot));
  if (m_keepsRows) cutRows(sample, queryQueue);

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
