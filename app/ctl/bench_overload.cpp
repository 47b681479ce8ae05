// bench overload: ten times more commands than are taken in, for some seconds. Those there is no room for must hear so at
// once, the others must still be served, and memory must not grow.
#include "ctl/answer.h"
#include "ctl/bench.h"
#include "ctl/mixed_load.h"
#include "ctl/verbs.h"

#include <algorithm>

namespace twinlane::ctl {
namespace {

constexpr double times = 10;
constexpr std::int64_t overloadSeconds = 12, overloadEvents = 40'000;
constexpr int fullQueue = 4096;

// An order without an id each, so that no command needs one that was refused.
domain::Command anyOrder(std::int64_t) { return threeLines({}); }

base::Status measure(Bench& bench, std::int64_t commands, std::int64_t seconds) {
  engine::Options options;
  options.dataFolder = bench.freshFolder("product");
  options.projections = false;
  options.commandQueue = fullQueue;
  auto engine = engine::Engine::open(options);
  if (!engine) return tl::unexpected(engine.error());
  // What is taken in when clients wait for their answers; the first pass fills caches.
  driveClosed(**engine, anyOrder, 0, commands, 512);
  const LoadResult calm = driveClosed(**engine, anyOrder, 0, commands, 512);
  const double rate = static_cast<double>(calm.accepted) / calm.seconds;

  std::vector<std::int64_t> resident;
  const LoadResult load = driveOpen(**engine, anyOrder, 0, rate * times, static_cast<double>(seconds), [&] { resident.push_back(residentKilobytes()); });
  const double offered = static_cast<double>(load.accepted + load.busy + load.others) / load.seconds;
  const double slowest = static_cast<double>(load.busies.max) / 1000, usual = static_cast<double>(load.busies.p50) / 1000;
  const double taken = static_cast<double>(load.accepted) / load.seconds;
  // Once the queue is full, which is soon, nothing more is kept: the last two fifths against the two before.
  const auto part = [&](std::size_t fifths) { return resident.begin() + static_cast<std::ptrdiff_t>(resident.size() * fifths / 5); };
  const auto most = [](auto from, auto to) { return from == to ? 0.0 : static_cast<double>(*std::max_element(from, to)); };
  const double early = most(part(1), part(3)), late = most(part(3), part(5));
  const std::string noBusy = load.busy > 0 ? "" : "there was room for every command", noLook = early > 0 ? "" : "memory was not looked at twice";
  // Busy is answered where the command is given and waits for no disk. Whoever waits instead of hearing it offers less.
  bench.report({{"offered", offered, rate, offered / rate, "commands/s", 1, 0, {}, false},
                {"accepted", taken, rate, taken / rate, "commands/s", 1, 0, {}},
                {"busy_within", slowest, usual, noBusy.empty() ? slowest / usual : 0, "us, slowest and median", 1, 0, {}, false, noBusy},
                {"memory", late, early, noLook.empty() ? late / early : 0, "kB resident", 1, 0, {}, false, noLook}});
  return {};
}

}  // namespace

int benchOverload(const Call& call) {
  auto bench = Bench::open(call, "overload", nullptr);
  if (!bench) return fail(call.json, bench.error());
  if (auto done = measure(*bench, call.events > 0 ? call.events : overloadEvents, call.seconds > 0 ? call.seconds : overloadSeconds); !done) return fail(call.json, done.error());
  return bench->finish();
}

}  // namespace twinlane::ctl
