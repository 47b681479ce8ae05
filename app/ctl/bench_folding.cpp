// bench catchup: events a second with which lists come up from nothing in a shop that was stopped, with two workers, against a bare
// program that folds the same journal into the same rows, in interleaved pairs on the same disk. Once, the rows are compared.
// bench rebuild: the same of lists that are made anew in files beside those in use and put in their place; the bare program writes
// its files without a WAL then, their indexes last. The lists are those that the bare program knows: the ones that cost most.
#include "ctl/answer.h"
#include "ctl/bench.h"
#include "ctl/mixed_load.h"
#include "ctl/verbs.h"

#include "projection/generations.h"
#include "projection/read_model.h"
#include "projection/view_file.h"

#include <filesystem>

namespace twinlane::ctl {
namespace {

constexpr std::int64_t foldedStored = 400'000;
const std::vector<std::string> listsMeasured = {"order_list", "operations", "search"};
constexpr int foldPatienceMs = 3'600'000;

base::Result<std::unique_ptr<engine::Engine>> openStopped(const std::string& folder, bool projections) {
  engine::Options options;
  options.dataFolder = folder;
  options.projections = projections;
  options.lists = listsMeasured;
  options.workers = 2;
  options.zone = "UTC";
  return engine::Engine::open(options);
}

base::Status storeMix(const std::string& folder, std::int64_t commands) {
  auto engine = openStopped(folder, false);
  if (!engine) return tl::unexpected(engine.error());
  const LoadResult load = driveClosed(**engine, mixedCommand, 0, commands, 512);
  if (load.accepted != commands) return base::fail(base::ErrorCode::Io, "not all orders could be made", folder);
  return {};
}

struct Folded {
  double perSecond = 0;
  domain::Node lists;
};

// Of the transactions of each list: where the time of the product went.
domain::Node listsOf(const telemetry::Snapshot& snapshot) {
  Document all;
  const auto median = [](const telemetry::Percentiles& of) { return static_cast<double>(of.p50) / 1000; };
  for (const telemetry::ListSummary& list : snapshot.lists)
    all.node(list.name.c_str(), Document()
                                    .number("transactions", list.commit.count)
                                    .decimal("decode_p50_us", median(list.decode), 0)
                                    .decimal("apply_p50_us", median(list.apply), 0)
                                    .decimal("commit_p50_us", median(list.commit), 0)
                                    .take());
  return all.take();
}

base::Result<Folded> catchUp(const std::string& folder) {
  std::error_code ignored;
  std::filesystem::remove_all(folder + "/views", ignored);
  auto engine = openStopped(folder, true);
  if (!engine) return tl::unexpected(engine.error());
  const base::SteadyTime start = (*engine)->clock().steady();
  const store::Position head = (*engine)->head().position;
  if (!(*engine)->waitForProjections(head, foldPatienceMs)) return base::fail(base::ErrorCode::TimedOut, "the lists did not catch up", folder);
  Folded done{static_cast<double>(head) * 1e6 / static_cast<double>(std::max<std::int64_t>((*engine)->clock().steady().microsSince(start), 1)), {}};
  (*engine)->stop();
  done.lists = listsOf(*(*engine)->telemetry());
  return done;
}

// The first row in which two files of a list differ, in words; empty when there is none.
base::Result<std::string> unlikeness(const std::string& views, const std::string& rawViews, const std::string& list) {
  const auto files = base::makeDiskFileSystem();
  auto model = projection::makeReadModel(list, "UTC");
  if (!model) return tl::unexpected(model.error());
  std::vector<std::string> contents = (*model)->contents();
  contents.emplace_back("SELECT * FROM digests WHERE sum<>0 ORDER BY bucket");
  const int generation = projection::generationsOf(*files, views, list).current;
  auto ours = sqlite::Connection::open(projection::viewPath(views, list, generation), sqlite::Access::ReadOnly, *files);
  if (!ours) return tl::unexpected(ours.error());
  if (!std::filesystem::exists(projection::viewPath(rawViews, list, 1))) return "the bare program has no list " + list;
  auto theirs = sqlite::Connection::open(projection::viewPath(rawViews, list, 1), sqlite::Access::ReadOnly, *files);
  if (!theirs) return tl::unexpected(theirs.error());
  for (const std::string& sql : contents) {
    auto one = ours->prepare(sql.c_str(), false), other = theirs->prepare(sql.c_str(), false);
    if (!one) return tl::unexpected(one.error());
    if (!other) return tl::unexpected(other.error());
    for (;;) {
      const auto here = one->step(), there = other->step();
      if (!here) return tl::unexpected(here.error());
      if (!there) return tl::unexpected(there.error());
      if (*here != *there) return list + ": the bare program has " + (*here ? "fewer" : "more") + " rows: " + sql;
      if (!*here) break;
      for (int column = 0; column < one->columns(); ++column)
        if (one->printable(column) != other->printable(column))
          return list + ": column " + std::to_string(column) + " of the row of " + one->printable(0) + " is " + one->printable(column) + ", of the bare program " + other->printable(column) + ": " + sql;
    }
  }
  return std::string();
}

// All lists anew, in the shop whose lists are at the head.
base::Result<Folded> makeAnew(const std::string& folder) {
  auto engine = openStopped(folder, true);
  if (!engine) return tl::unexpected(engine.error());
  const store::Position head = (*engine)->head().position;
  if (!(*engine)->waitForProjections(head, foldPatienceMs)) return base::fail(base::ErrorCode::TimedOut, "the lists did not catch up", folder);
  const base::SteadyTime start = (*engine)->clock().steady();
  for (const std::string& list : listsMeasured)
    if (auto begun = (*engine)->beginRebuild(list, "bench", false); !begun) return tl::unexpected(begun.error());
  for (const std::string& list : listsMeasured) {
    const auto outcome = (*engine)->awaitRebuild(list, {});
    if (!outcome) return tl::unexpected(outcome.error());
    if (!outcome->isUsed) return base::fail(base::ErrorCode::Conflict, "the list " + list + " made anew differs from the one in use", folder);
  }
  Folded done{static_cast<double>(head) * 1e6 / static_cast<double>(std::max<std::int64_t>((*engine)->clock().steady().microsSince(start), 1)), {}};
  (*engine)->stop();
  return done;
}

struct Measured {
  const char* name;
  base::Result<Folded> (*product)(const std::string& folder);
  const char* rawWay;  // a word for the bare program
};

base::Status measure(Bench& bench, const Measured& measured, std::int64_t commands) {
  const std::string folder = bench.freshFolder("product");
  if (auto stored = storeMix(folder, commands); !stored) return stored;
  if (auto there = catchUp(folder); !there) return tl::unexpected(there.error());
  std::vector<double> product, raw;
  std::string unlike;
  domain::Node lists;
  for (int run = 0; run < Bench::runs; ++run) {
    auto ours = measured.product(folder);
    if (!ours) return tl::unexpected(ours.error());
    lists = std::move(ours->lists);
    const std::string rawFolder = bench.freshFolder("raw");
    const auto theirs = bench.runRaw({folder + "/journal.sqlite", folder + "/views", rawFolder, measured.rawWay});
    if (!theirs) return tl::unexpected(theirs.error());
    product.push_back(ours->perSecond);
    raw.push_back(numberIn(*theirs, "events") / numberIn(*theirs, "seconds"));
    if (run > 0) continue;
    for (const std::string& list : listsMeasured) {
      auto differs = unlikeness(folder + "/views", rawFolder, list);
      if (!differs) return tl::unexpected(differs.error());
      if (unlike.empty()) unlike = std::move(*differs);
    }
  }
  BenchCase result = compared(measured.name, "events/s", product, raw);
  result.unmeasured = unlike;
  result.stages = std::move(lists);
  bench.report({std::move(result)});
  return {};
}

int benchFolding(const Call& call, const char* name, const Measured& measured) {
  auto bench = Bench::open(call, name, "twinlane-raw-folder");
  if (!bench) return fail(call.json, bench.error());
  if (auto done = measure(*bench, measured, call.events > 0 ? call.events : foldedStored); !done) return fail(call.json, done.error());
  return bench->finish();
}

}  // namespace

int benchCatchUp(const Call& call) { return benchFolding(call, "catchup", {"rate", catchUp, "catchup"}); }
int benchRebuild(const Call& call) { return benchFolding(call, "rebuild", {"rate", makeAnew, "rebuild"}); }

}  // namespace twinlane::ctl
