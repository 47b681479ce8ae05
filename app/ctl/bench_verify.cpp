// bench verify: what a shop at work loses while its lists are compared with their events beside it, in interleaved pairs of two
// shops that grow alike; and how long that takes in a shop at rest, for a million events.
#include "ctl/answer.h"
#include "ctl/bench.h"
#include "ctl/mixed_load.h"
#include "ctl/verbs.h"

#include <algorithm>

namespace twinlane::ctl {
namespace {

constexpr std::int64_t commandsOfARun = 40'000;
constexpr int onTheirWay = 512;
constexpr double secondsAllowed = 60;

base::Result<std::unique_ptr<engine::Engine>> openProving(const std::string& folder, int proveEveryMs) {
  engine::Options options;
  options.dataFolder = folder;
  options.proveEveryMs = proveEveryMs;
  return engine::Engine::open(options);
}

struct Worked {
  double commands = 0, visible = 0;  // a second
};

// Until all lists have seen what was given.
base::Result<Worked> work(engine::Engine& engine, std::int64_t first, std::int64_t count) {
  const base::SteadyTime start = engine.clock().steady();
  const LoadResult load = driveClosed(engine, mixedCommand, first, count, onTheirWay);
  if (load.accepted != count) return base::fail(base::ErrorCode::Io, "only " + std::to_string(load.accepted) + " of " + std::to_string(count) + " commands were accepted");
  if (!engine.waitForProjections(engine.head().position, 600'000)) return base::fail(base::ErrorCode::TimedOut, "the lists did not come to the head");
  return Worked{static_cast<double>(count) / load.seconds, static_cast<double>(count) * 1e6 / static_cast<double>(engine.clock().steady().microsSince(start))};
}

bool isProving(const engine::Engine& engine) {
  const auto lists = engine.projections();
  return std::any_of(lists.begin(), lists.end(), [](const projection::Status& list) { return list.isBeingProved || list.proof; });
}

base::Status measureBeside(Bench& bench, std::int64_t commands) {
  auto proving = openProving(bench.freshFolder("product"), 1);
  auto calm = openProving(bench.freshFolder("raw"), 0);
  if (!proving || !calm) return tl::unexpected(proving ? calm.error() : proving.error());
  std::vector<double> written[2], visible[2];
  for (int run = -1; run < Bench::runs; ++run) {  // the first fills caches
    const std::int64_t first = (run + 1) * commands;
    const auto without = work(**calm, first, commands);
    const auto with = work(**proving, first, commands);
    if (!with || !without) return tl::unexpected(with ? without.error() : with.error());
    if (run < 0) continue;
    written[0].push_back(with->commands);
    written[1].push_back(without->commands);
    visible[0].push_back(with->visible);
    visible[1].push_back(without->visible);
  }
  std::vector<BenchCase> cases{compared("write_lane", "commands/s", written[0], written[1]), compared("both_lanes", "commands/s in all lists", visible[0], visible[1])};
  if (!isProving(**proving))
    for (BenchCase& each : cases) each.unmeasured = "no list was being compared";
  proving->reset();
  const base::SteadyTime start = (*calm)->clock().steady();
  const auto report = (*calm)->verify();
  if (!report) return tl::unexpected(report.error());
  if (!report->ok()) return base::fail(base::ErrorCode::Damaged, "the lists differ from their events");
  const double seconds = static_cast<double>((*calm)->clock().steady().microsSince(start)) * 1e-6 * 1e6 / static_cast<double>(report->position);
  cases.push_back({"at_rest", seconds, secondsAllowed, seconds / secondsAllowed, "s for a million events", 1, 0, {}});
  bench.report(cases);
  return {};
}

}  // namespace

int benchVerify(const Call& call) {
  auto bench = Bench::open(call, "verify", nullptr);
  if (!bench) return fail(call.json, bench.error());
  if (auto done = measureBeside(*bench, call.events > 0 ? call.events : commandsOfARun); !done) return fail(call.json, done.error());
  return bench->finish();
}

}  // namespace twinlane::ctl
