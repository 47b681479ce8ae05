// bench write: the mix of commands through the engine with its lists off, against the bare writer in interleaved pairs on
// the same disk; what a command costs in bytes and processor time; how long answers take at a steady rate with the lists
// on and pages read; and whether a command costs more in a long journal.
#include "ctl/answer.h"
#include "ctl/bench.h"
#include "ctl/documents.h"
#include "ctl/mixed_load.h"
#include "ctl/verbs.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <functional>

namespace twinlane::ctl {
namespace {

constexpr int clients[] = {1, 64, 512, 4096};
constexpr double steadyRate = 10'000;
constexpr std::int64_t answersSeconds = 60;
constexpr std::int64_t growthSlice = 10'000, leastSlices = 6;
constexpr std::int64_t growthCommands = 200'000;

std::string nameOf(int inFlight) { return "in_flight_" + std::to_string(inFlight); }

double bytesOfJournal(const std::string& folder) {
  std::error_code ignored;
  return static_cast<double>(std::filesystem::file_size(folder + "/journal.sqlite", ignored));
}

base::Result<std::unique_ptr<engine::Engine>> openEngine(const std::string& folder, bool projections, int queue) {
  engine::Options options;
  options.dataFolder = folder;
  options.projections = projections;
  options.commandQueue = static_cast<std::size_t>(queue);
  return engine::Engine::open(options);
}

base::Status allAccepted(const LoadResult& result, std::int64_t count, const std::string& folder) {
  if (result.accepted == count) return {};
  return base::fail(base::ErrorCode::Io, "only " + std::to_string(result.accepted) + " of " + std::to_string(count) + " commands were accepted", folder);
}

struct Run {
  double perSecond = 0, cpuMicros = 0, bytes = 0;  // the latter two a command
  domain::Node stages;
};

base::Result<Run> runProduct(const std::string& folder, std::int64_t commands, int inFlight) {
  auto engine = openEngine(folder, false, inFlight + 1);
  if (!engine) return tl::unexpected(engine.error());
  const double cpu = cpuSeconds();
  const LoadResult load = driveClosed(**engine, mixedCommand, 0, commands, inFlight);
  Run run;
  run.perSecond = static_cast<double>(commands) / load.seconds;
  run.cpuMicros = (cpuSeconds() - cpu) * 1e6 / static_cast<double>(commands);
  (*engine)->stop();
  run.stages = stagesOf(*(*engine)->telemetry());
  engine->reset();  // the last checkpoint is in the file's size
  run.bytes = bytesOfJournal(folder) / static_cast<double>(commands);
  if (auto whole = allAccepted(load, commands, folder); !whole) return tl::unexpected(whole.error());
  return run;
}

base::Result<Run> runRaw(Bench& bench, std::int64_t commands, int group) {
  const auto answer = bench.runRaw({bench.freshFolder("raw") + "/raw.sqlite", std::to_string(commands), std::to_string(group)});
  if (!answer) return tl::unexpected(answer.error());
  const auto count = static_cast<double>(commands);
  return Run{count / numberIn(*answer, "seconds"), numberIn(*answer, "cpu_seconds") * 1e6 / count, numberIn(*answer, "bytes") / count, {}};
}

BenchCase comparedBy(double Run::* figure, std::string name, const char* unit, const std::vector<Run>& product, const std::vector<Run>& raw) {
  const auto figures = [&](const std::vector<Run>& all) {
    std::vector<double> each;
    for (const Run& run : all) each.push_back(run.*figure);
    return each;
  };
  return compared(std::move(name), unit, figures(product), figures(raw));
}

base::Status measureRates(Bench& bench, std::int64_t asked) {
  for (const int inFlight : clients) {
    const std::int64_t commands = asked > 0 ? asked : inFlight == 1 ? 4000 : 40'000;
    std::vector<Run> product, raw;
    for (int run = 0; run < Bench::runs; ++run) {
      auto theirs = runRaw(bench, commands, inFlight);
      if (!theirs) return tl::unexpected(theirs.error());
      auto ours = runProduct(bench.freshFolder("product"), commands, inFlight);
      if (!ours) return tl::unexpected(ours.error());
      raw.push_back(std::move(*theirs));
      product.push_back(std::move(*ours));
    }
    const std::string name = nameOf(inFlight);
    BenchCase rate = comparedBy(&Run::perSecond, name, "commands/s", product, raw);
    rate.stages = std::move(product.back().stages);
    BenchCase bytes = comparedBy(&Run::bytes, "bytes_" + name, "bytes/command", product, raw);
    bytes.isTimed = false;
    bench.report({std::move(rate), std::move(bytes), comparedBy(&Run::cpuMicros, "cpu_" + name, "us/command", product, raw)});
  }
  return {};
}

// Of the journal and of every list.
std::uintmax_t longestWal(const std::string& folder) {
  std::uintmax_t longest = 0;
  std::error_code ignored;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder, ignored))
    if (file.path().native().ends_with("-wal")) longest = std::max(longest, file.file_size(ignored));
  return longest;
}

base::Status measureAnswers(Bench& bench, std::int64_t seconds) {
  const std::string folder = bench.freshFolder("product");
  auto engine = openEngine(folder, true, 4096);
  if (!engine) return tl::unexpected(engine.error());
  double probed = bench.probeDisk();
  std::uintmax_t wal = 0;
  std::atomic<std::int64_t> pages{0};
  const LoadResult load = driveOpen(**engine, mixedCommand, 0, steadyRate, static_cast<double>(seconds), [&] {
    wal = std::max(wal, longestWal(folder));
    (*engine)->readers().post([&pages](query::Reader& reader) { pages += reader.orders({}).has_value(); });
  });
  (*engine)->stop();
  if (pages == 0) return base::fail(base::ErrorCode::Io, "no page was read while commands came in", folder);
  probed = (probed + bench.probeDisk()) / 2;
  const domain::Node stages = stagesOf(*(*engine)->telemetry());
  std::vector<BenchCase> cases;
  for (const auto& [name, nanos] : {std::pair<const char*, std::int64_t>{"answer_p50", load.answers.p50}, {"answer_p99", load.answers.p99}, {"answer_max", load.answers.max}}) {
    const double micros = static_cast<double>(nanos) / 1000;
    cases.push_back({name, micros, probed, micros / probed, "us at 10000/s", 1, 0, stages});
  }
  const double most = 64 << 20;
  cases.push_back({"wal_bytes", static_cast<double>(wal), most, static_cast<double>(wal) / most, "bytes", 1, 0, {}, false});
  bench.report(cases);
  return {};
}

base::Status measureGrowth(Bench& bench, std::int64_t asked) {
  const std::string folder = bench.freshFolder("product");
  auto engine = openEngine(folder, false, 513);
  if (!engine) return tl::unexpected(engine.error());
  const std::int64_t commands = asked > 0 ? asked : growthCommands, slice = std::clamp<std::int64_t>(commands / leastSlices, 1, growthSlice);
  std::vector<double> micros;
  for (std::int64_t first = 0; first < commands || micros.size() < leastSlices; first += slice) {
    const double cpu = cpuSeconds();
    const LoadResult load = driveClosed(**engine, mixedCommand, first, slice, 512);
    if (auto whole = allAccepted(load, slice, folder); !whole) return tl::unexpected(whole.error());
    micros.push_back((cpuSeconds() - cpu) * 1e6 / static_cast<double>(slice));
  }
  // The first slice warms up; three each, so that one checkpoint does not decide.
  const double first = median({micros.begin() + 1, micros.begin() + 4}), last = median({micros.end() - 3, micros.end()});
  bench.report({{"growth_cpu", last, first, last / first, "us/command, late and early", 1, 0, {}}});
  return {};
}

}  // namespace

int benchWrite(const Call& call) {
  auto bench = Bench::open(call, "write", "twinlane-raw-writer");
  if (!bench) return fail(call.json, bench.error());
  struct Part {
    const char* name;
    std::vector<std::string> cases;
    std::function<base::Status()> measure;
  };
  std::vector<std::string> rates;
  for (const int inFlight : clients)
    for (const char* figure : {"", "bytes_", "cpu_"}) rates.push_back(figure + nameOf(inFlight));
  const Part parts[] = {{"rates", rates, [&] { return measureRates(*bench, call.events); }},
                        {"answers", {"answer_p50", "answer_p99", "answer_max", "wal_bytes"}, [&] { return measureAnswers(*bench, call.seconds > 0 ? call.seconds : answersSeconds); }},
                        {"growth", {"growth_cpu"}, [&] { return measureGrowth(*bench, call.events); }}};
  for (const Part& part : parts) {
    if (!call.only.empty() && call.only != part.name) bench->leaveOut(part.cases);
    else if (auto done = part.measure(); !done) return fail(call.json, done.error());
  }
  return bench->finish();
}

}  // namespace twinlane::ctl
