// bench load: how long the command room takes to load an order that is not in its cache, against a bare read of the
// order's rows by id; and whether an order of ten thousand events takes longer than one of ten.
#include "ctl/answer.h"
#include "ctl/bench.h"
#include "ctl/mixed_load.h"
#include "ctl/verbs.h"

#include "base/random.h"
#include "command/aggregate_cache.h"
#include "store/sqlite_event_store.h"

#include <algorithm>

namespace twinlane::ctl {
namespace {

constexpr std::int64_t loadEvents = 400'000;
constexpr std::int64_t reads = 20'000;
constexpr std::int64_t longestEvents = 10'000, shortEvents = 10, ofEachLength = 8;

std::string nameOf(std::int64_t events, std::int64_t which) { return "paid-" + std::to_string(events) + "-" + std::to_string(which); }

// An order that is placed, then paid in small parts: of about so many events, so that no length is a lucky one.
std::int64_t payInParts(engine::Engine& engine, std::int64_t events, std::int64_t which) {
  const domain::OrderId id(nameOf(events, which));
  const auto step = [&](std::int64_t index) -> domain::Command {
    if (index > 0) return domain::RecordPayment{id, base::Amount{100}, "card"};
    return threeLines(id);
  };
  return driveClosed(engine, step, 0, events + which, 512).accepted;
}

base::Status fill(const std::string& folder, std::int64_t commands, std::int64_t longEvents) {
  engine::Options options;
  options.dataFolder = folder;
  options.projections = false;
  auto engine = engine::Engine::open(options);
  if (!engine) return tl::unexpected(engine.error());
  std::int64_t accepted = driveClosed(**engine, mixedCommand, 0, commands, 512).accepted;
  std::int64_t asked = commands;
  for (std::int64_t which = 0; which < ofEachLength; ++which)
    for (const std::int64_t events : {longEvents, shortEvents}) {
      asked += events + which;
      accepted += payInParts(**engine, events, which);
    }
  if (accepted != asked) return base::fail(base::ErrorCode::Io, "not all orders could be made", folder);
  return {};
}

// Of orders chosen at random, one after the other, each with an empty cache.
base::Result<std::vector<std::int64_t>> loadNanos(store::EventStore& store, std::int64_t count, const std::function<std::string(base::SeededRandom&)>& idOf) {
  const base::SystemClock clock;
  base::SeededRandom random(1);
  std::vector<std::int64_t> nanos;
  nanos.reserve(static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < count; ++i) {
    command::AggregateCache nothing(store, 1);
    const store::StreamRef stream{domain::Category::Order, idOf(random)};
    const base::SteadyTime start = clock.steady();
    const auto loaded = nothing.load(stream);
    nanos.push_back(clock.steady().nanos - start.nanos);
    if (!loaded) return tl::unexpected(loaded.error());
    if (loaded->aggregate->version == 0) return base::fail(base::ErrorCode::Io, "an order is missing", stream.toText());
  }
  return nanos;
}

base::Status measure(Bench& bench, std::int64_t commands) {
  // A small number asked for makes all of it small.
  const std::int64_t longEvents = std::min(commands, longestEvents);
  commands = std::max(commands, openOrders * stepsOfAnOrder);
  const std::int64_t orders = commands / (openOrders * stepsOfAnOrder) * openOrders;
  const std::string folder = bench.freshFolder("product");
  if (auto filled = fill(folder, orders * stepsOfAnOrder, longEvents); !filled) return filled;
  const auto files = base::makeDiskFileSystem();
  const base::SystemClock clock;
  const std::string journal = folder + "/journal.sqlite";
  store::SqliteStoreOptions options;
  options.path = journal;
  options.readOnly = true;
  auto store = store::SqliteEventStore::open(options, *files, clock);
  if (!store) return tl::unexpected(store.error());

  std::vector<double> ours[2], theirs[2];
  std::vector<double> lengths;
  double longMicros = 0, shortMicros = 0;
  for (int run = 0; run < Bench::runs; ++run) {
    const auto raw = bench.runRaw({journal, std::to_string(orders), std::to_string(reads)});
    if (!raw) return tl::unexpected(raw.error());
    auto nanos = loadNanos(**store, reads, [&](base::SeededRandom& random) { return std::to_string(random.below(static_cast<std::uint64_t>(orders)) + 1); });
    if (!nanos) return tl::unexpected(nanos.error());
    for (const auto& [at, share, key] : {std::tuple<std::size_t, double, const char*>{0, 0.5, "p50_us"}, {1, 0.99, "p99_us"}}) {
      ours[at].push_back(quantileMicros(*nanos, share));
      theirs[at].push_back(numberIn(*raw, key));
    }
    double micros[2];
    for (const auto& [at, events] : {std::pair<std::size_t, std::int64_t>{0, longEvents}, {1, shortEvents}}) {
      auto some = loadNanos(**store, 200, [events = events](base::SeededRandom& random) {
        return nameOf(events, static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(ofEachLength))));
      });
      if (!some) return tl::unexpected(some.error());
      micros[at] = quantileMicros(*some, 0.5);
    }
    longMicros = micros[0];
    shortMicros = micros[1];
    lengths.push_back(longMicros / shortMicros);
  }
  const auto ratiosOf = [&](std::size_t at) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < ours[at].size(); ++i) ratios.push_back(ours[at][i] / theirs[at][i]);
    return ratios;
  };
  const auto spread = [](const std::vector<double>& ratios) { return *std::max_element(ratios.begin(), ratios.end()) - *std::min_element(ratios.begin(), ratios.end()); };
  std::vector<BenchCase> cases;
  for (const auto& [at, name] : {std::pair<std::size_t, const char*>{0, "order_p50"}, {1, "order_p99"}}) {
    const auto ratios = ratiosOf(at);
    cases.push_back({name, median(ours[at]), median(theirs[at]), median(ratios), "us", Bench::runs, spread(ratios), {}});
  }
  cases.push_back({"long_order", longMicros, shortMicros, median(lengths), "us, " + std::to_string(longEvents) + " events and " + std::to_string(shortEvents), Bench::runs, spread(lengths), {}});
  bench.report(cases);
  return {};
}

}  // namespace

int benchLoad(const Call& call) {
  auto bench = Bench::open(call, "load", "twinlane-raw-reader");
  if (!bench) return fail(call.json, bench.error());
  if (auto done = measure(*bench, call.events > 0 ? call.events : loadEvents); !done) return fail(call.json, done.error());
  return bench->finish();
}

}  // namespace twinlane::ctl
