// bench lag: how long after a command is stored all lists show it, at steady rates with all lists on, in multiples of the probed
// flush. Taken from the product's own traces, which are kept of one command in a hundred, chosen by id.
#include "ctl/answer.h"
#include "ctl/bench.h"
#include "ctl/mixed_load.h"
#include "ctl/verbs.h"

#include <algorithm>
#include <unordered_map>

namespace twinlane::ctl {
namespace {

constexpr std::int64_t lagSeconds = 60;
constexpr double lagRates[] = {1000, 10'000};
constexpr double leastFollowed = 0.8;  // of the traces, or what is left says little

class Lags {
 public:
  explicit Lags(std::size_t lists) : m_lists(lists) {}

  void see(const telemetry::Snapshot& snapshot) {
    for (const telemetry::Trace& trace : snapshot.traces.sampled) {
      if (trace.position == 0) continue;
      std::int64_t& lag = m_nanos.try_emplace(trace.command, -1).first->second;
      if (lag >= 0 || trace.lists.size() < m_lists) continue;
      for (const telemetry::ListHops& list : trace.lists) lag = std::max(lag, list.totalNanos());
    }
  }
  std::vector<std::int64_t> followed() const {
    std::vector<std::int64_t> all;
    for (const auto& [command, nanos] : m_nanos)
      if (nanos >= 0) all.push_back(nanos);
    return all;
  }
  std::size_t seen() const { return m_nanos.size(); }

 private:
  const std::size_t m_lists;
  std::unordered_map<base::CommandId, std::int64_t> m_nanos;  // below zero: not in every list yet
};

base::Status measureLag(Bench& bench, double rate, std::int64_t commands) {
  engine::Options options;
  options.dataFolder = bench.freshFolder("product");
  auto engine = engine::Engine::open(options);
  if (!engine) return tl::unexpected(engine.error());
  double probed = bench.probeDisk();
  Lags lags((*engine)->projections().size());
  std::shared_ptr<const telemetry::Snapshot> last;
  const LoadResult load = driveOpen(**engine, mixedCommand, 0, rate, static_cast<double>(commands) / rate, [&] {
    auto now = (*engine)->telemetry();
    if (std::exchange(last, now) != now) lags.see(*now);
  });
  if (load.accepted < commands * 9 / 10) return base::fail(base::ErrorCode::Io, "only " + std::to_string(load.accepted) + " of " + std::to_string(commands) + " commands were accepted", options.dataFolder);
  if (!(*engine)->waitForProjections((*engine)->head().position, 60'000)) return base::fail(base::ErrorCode::TimedOut, "the lists did not catch up in a minute", options.dataFolder);
  (*engine)->stop();
  lags.see(*(*engine)->telemetry());
  probed = (probed + bench.probeDisk()) / 2;

  std::vector<std::int64_t> nanos = lags.followed();
  std::string unmeasured;
  if (nanos.empty()) unmeasured = "no command of the sample was traced";
  else if (static_cast<double>(nanos.size()) < leastFollowed * static_cast<double>(lags.seen())) unmeasured = "only " + std::to_string(nanos.size()) + " of " + std::to_string(lags.seen()) + " traces go on to every list";
  const std::string at = "_at_" + std::to_string(static_cast<int>(rate));
  std::vector<BenchCase> cases;
  for (const auto& [name, share] : {std::pair<const char*, double>{"p50", 0.5}, {"p99", 0.99}, {"max", 1}}) {
    const double micros = quantileMicros(nanos, share);
    cases.push_back({name + at, micros, probed, micros / probed, "us, from stored to shown by all lists, and a flush", 1, 0, {}, true, unmeasured});
  }
  bench.report(cases);
  return {};
}

}  // namespace

int benchLag(const Call& call) {
  auto bench = Bench::open(call, "lag", nullptr);
  if (!bench) return fail(call.json, bench.error());
  for (const double rate : lagRates) {
    const std::int64_t seconds = call.seconds > 0 ? call.seconds : lagSeconds;
    if (auto done = measureLag(*bench, rate, call.events > 0 ? call.events : seconds * static_cast<std::int64_t>(rate)); !done) return fail(call.json, done.error());
  }
  return bench->finish();
}

}  // namespace twinlane::ctl
