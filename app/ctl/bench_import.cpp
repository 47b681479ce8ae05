// bench import: rows a second of an import with its lists off, against the bare loader of the same file in interleaved pairs on
// the same disk; and how long live commands at steady rates wait for their answers while an import runs beside them with all
// lists on, against the same commands without one, and how many rows it takes in meanwhile.
#include "ctl/answer.h"
#include "ctl/bench.h"
#include "ctl/mixed_load.h"
#include "ctl/verbs.h"

#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <thread>

namespace twinlane::ctl {
namespace {

constexpr std::int64_t importedRows = 200'000;
constexpr std::int64_t importSeconds = 8;
// A busy desk, and one at which there is time between two commands but never much.
struct LiveRate {
  double perSecond;
  std::string suffix;
  const char* unit;
};
const std::array<LiveRate, 2> liveRates = {{{500, "", "us at 500/s"}, {30, "_at_30", "us at 30/s"}}};
constexpr std::int64_t rowsASecond = 100'000;  // more than an import takes in
constexpr std::int64_t rawGroup = 2000;
constexpr double mostHeldMicros = 2000;
constexpr double leastRowsBeside = 2000;  // below this live work would keep an import waiting for hours

constexpr const char* profileText = R"({"name": "bench", "source": "bench", "shape": "flat_lines", "currency": "GBP", "date_format": "%Y-%m-%d %H:%M:%S",
"columns": {"order": "order", "product": "product", "description": "text", "quantity": "quantity", "unit_price": "price", "placed_at": "time", "customer": "customer", "country": "country"},
"classes": [{"name": "sale", "fate": "sale_line"}]})";

// Orders of 1 to 39 lines, 20 on average, each named by `prefix` and its number.
base::Status writeOrders(const std::string& path, std::int64_t rows, char prefix) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  if (file == nullptr) return base::fail(base::ErrorCode::Denied, "no file can be made to import", path);
  std::fputs("order,product,text,quantity,price,time,customer,country\n", file);
  std::int64_t written = 0;
  for (std::int64_t order = 1; written < rows; ++order)
    for (std::int64_t line = 0, lines = std::min(order * 7 % 39 + 1, rows - written); line < lines; ++line, ++written) {
      const auto product = static_cast<int>((order * 31 + line * 17) % 4000), minute = static_cast<int>(order % 60);
      std::fprintf(file, "%c%lld,P%d,CHARM BRACELET No %d WITH A BELL,%d,%d.%02d,2023-%02d-%02d %02d:%02d:00,C%d,United Kingdom\n", prefix, static_cast<long long>(order), 10'000 + product, product,
                   1 + product % 12, product % 20, product % 100, static_cast<int>(order % 12 + 1), static_cast<int>(order % 28 + 1), static_cast<int>(order % 24), minute, static_cast<int>(order % 900 + 12'000));
    }
  // What is not on the disk yet would be flushed with the first commits.
  const bool isThere = std::fflush(file) == 0 && ::fdatasync(::fileno(file)) == 0;
  if (std::fclose(file) != 0 || !isThere) return base::fail(base::ErrorCode::DiskFull, "the file to import could not be written", path);
  return {};
}

base::Result<std::unique_ptr<engine::Engine>> openShop(const std::string& folder, bool projections) {
  engine::Options options;
  options.dataFolder = folder;
  options.projections = projections;
  return engine::Engine::open(options);
}

base::Status measureRows(Bench& bench, const transfer::Profile& profile, std::int64_t rows) {
  const std::string file = bench.freshFolder("file") + "/orders.csv";
  if (auto written = writeOrders(file, rows, 'A'); !written) return written;
  std::vector<double> ours, theirs;
  for (int run = 0; run < Bench::runs; ++run) {
    const auto raw = bench.runRaw({bench.freshFolder("raw") + "/raw.sqlite", file, std::to_string(rawGroup)});
    if (!raw) return tl::unexpected(raw.error());
    theirs.push_back(static_cast<double>(rows) / numberIn(*raw, "seconds"));
    const std::string folder = bench.freshFolder("product");
    auto engine = openShop(folder, false);
    if (!engine) return tl::unexpected(engine.error());
    const auto account = (*engine)->importFiles(profile, {file}, {});
    if (!account) return tl::unexpected(account.error());
    if (account->accepted != rows) return base::fail(base::ErrorCode::Io, "only " + std::to_string(account->accepted) + " of " + std::to_string(rows) + " rows were taken in", folder);
    ours.push_back(static_cast<double>(rows) / account->seconds);
  }
  bench.report({compared("rows", "rows/s", ours, theirs)});
  return {};
}

// Runs until it is told to end or the file does.
class ImportBeside {
 public:
  ImportBeside(engine::Engine& engine, const transfer::Profile& profile, const std::string& file) : m_thread([&engine, &profile, file, this] {
    transfer::ImportProgress progress;
    progress.step = [this](const transfer::ImportAccount& account, std::int64_t, std::int64_t) {
      if (account.accepted > 0) m_begun = true;
      return !m_ending;
    };
    const auto account = engine.importFiles(profile, {file}, progress);
    m_wasCut = account && account->cancelled;
    if (!account) m_problem = account.error().what;
    else m_rows = account->accepted;
    m_begun = true;
  }) {
    while (!m_begun) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  // Why it was not at work until now; empty when it was.
  std::string end() {
    m_ending = true;
    m_thread.join();
    return m_wasCut ? std::string() : m_problem.empty() ? "the import did not go on as long as the commands" : "the import failed: " + m_problem;
  }

  // That were taken in; once it has ended.
  std::int64_t rows() const { return m_rows; }

 private:
  std::atomic<bool> m_begun{false}, m_ending{false};
  bool m_wasCut = false;
  std::string m_problem;
  std::int64_t m_rows = 0;
  std::thread m_thread;
};

base::Status measureAnswersBeside(Bench& bench, const transfer::Profile& profile, std::int64_t seconds, const LiveRate& rate) {
  const std::string folder = bench.freshFolder("product"), file = bench.freshFolder("file") + "/orders.csv";
  auto engine = openShop(folder, true);
  if (!engine) return tl::unexpected(engine.error());
  const auto length = static_cast<double>(seconds);
  auto live = [&, next = std::int64_t{0}]() mutable {
    LoadResult result = driveOpen(**engine, mixedCommand, next, rate.perSecond, length, [] {});
    next += static_cast<std::int64_t>(rate.perSecond * length);
    return result.answers;
  };
  live();  // fills caches
  std::vector<double> calm[2], beside[2], held, rows;
  std::string unmeasured;
  for (int run = 0; run < Bench::runs; ++run) {
    if (auto written = writeOrders(file, seconds * rowsASecond, static_cast<char>('A' + run)); !written) return written;
    (*engine)->waitForProjections((*engine)->head().position, 60'000);
    const telemetry::Percentiles without = live();
    ImportBeside import(**engine, profile, file);
    const telemetry::Percentiles with = live();
    if (const std::string why = import.end(); !why.empty()) unmeasured = why;
    rows.push_back(static_cast<double>(import.rows()) / length);
    calm[0].push_back(static_cast<double>(without.p50) / 1000);
    calm[1].push_back(static_cast<double>(without.p99) / 1000);
    beside[0].push_back(static_cast<double>(with.p50) / 1000);
    beside[1].push_back(static_cast<double>(with.p99) / 1000);
    held.push_back(static_cast<double>((*engine)->telemetry()->facts.p99Micros));
  }
  engine->reset();  // what the lists still write would be told of the disk
  std::vector<BenchCase> cases{compared("answer_p50" + rate.suffix, rate.unit, beside[0], calm[0]), compared("answer_p99" + rate.suffix, rate.unit, beside[1], calm[1]),
                               compared("held_p99" + rate.suffix, "us, a slice of facts", held, std::vector<double>(held.size(), mostHeldMicros)),
                               compared("rows_beside" + rate.suffix, "rows/s beside commands", rows, std::vector<double>(rows.size(), leastRowsBeside))};
  for (BenchCase& each : cases) each.unmeasured = unmeasured;
  bench.report(cases);
  return {};
}

}  // namespace

int benchImport(const Call& call) {
  auto bench = Bench::open(call, "import", "twinlane-raw-loader");
  if (!bench) return fail(call.json, bench.error());
  const transfer::Profile profile = transfer::readProfile("bench", profileText).profile;
  if (auto done = measureRows(*bench, profile, call.events > 0 ? call.events : importedRows); !done) return fail(call.json, done.error());
  for (const LiveRate& rate : liveRates)
    if (auto done = measureAnswersBeside(*bench, profile, call.seconds > 0 ? call.seconds : importSeconds, rate); !done) return fail(call.json, done.error());
  return bench->finish();
}

}  // namespace twinlane::ctl
