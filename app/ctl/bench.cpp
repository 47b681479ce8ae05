// bench write: orders of three lines through the engine, with their lists off, against the bare program beside this one,
// in interleaved pairs on the same disk.
#include "ctl/answer.h"
#include "ctl/opened_engine.h"
#include "ctl/verbs.h"

#include "domain/json_text.h"
#include "sqlite/connection.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>

namespace twinlane::ctl {
namespace {

constexpr int runs = 5;
constexpr int probes = 200;
constexpr double mostProbedMicros = 250;

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// p50 of overwriting 4 KiB and flushing it: what one durable commit cannot be quicker than.
double probeDisk(const std::string& folder) {
  const std::string path = folder + "/probe";
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return 0;
  const std::array<char, 4096> block{};
  const base::SystemClock clock;
  std::vector<double> micros;
  for (int i = 0; i < probes; ++i) {
    const base::SteadyTime start = clock.steady();
    if (::pwrite(fd, block.data(), block.size(), 0) < 0 || ::fdatasync(fd) != 0) break;
    micros.push_back(static_cast<double>(clock.steady().nanos - start.nanos) / 1000);
  }
  ::close(fd);
  std::filesystem::remove(path);
  return micros.empty() ? 0 : median(std::move(micros));
}

domain::PlaceOrder sampleOrder() {
  domain::PlaceOrder order;
  order.customer = domain::CustomerId("C42");
  order.currency = {{'G', 'B', 'P'}};
  for (int line = 0; line < 3; ++line) order.lines.push_back({domain::ProductId("SKU-7"), {2000}, base::Amount{25'000}, "Tea cup ", {}, {}, {}});
  return order;
}

base::Result<double> runProduct(const std::string& folder, std::int64_t orders, int inFlight) {
  engine::Options options;
  options.dataFolder = folder + "/product";
  options.projections = false;
  options.commandQueue = static_cast<std::size_t>(inFlight) + 1;
  auto engine = engine::Engine::open(options);
  if (!engine) return tl::unexpected(engine.error());
  std::mutex mutex;
  std::condition_variable changed;
  int open = 0;
  std::int64_t accepted = 0;
  const base::SteadyTime start = (*engine)->clock().steady();
  for (std::int64_t i = 0; i < orders; ++i) {
    {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return open < inFlight; });
      ++open;
    }
    command::Envelope envelope;
    envelope.id = (*engine)->newCommandId();
    envelope.command = sampleOrder();
    envelope.actor = "bench";
    (*engine)->submit(std::move(envelope), [&](const command::Receipt& receipt) {
      const std::lock_guard lock(mutex);
      accepted += receipt.outcome == command::Outcome::Accepted;
      // One wake for each answer would measure the waking; one client waits for half of what it has on its way.
      if (--open <= inFlight / 2) changed.notify_one();
    });
  }
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return open == 0; });
  const double seconds = static_cast<double>((*engine)->clock().steady().microsSince(start)) * 1e-6;
  if (accepted != orders) return base::fail(base::ErrorCode::Io, "only " + std::to_string(accepted) + " of " + std::to_string(orders) + " orders were accepted", folder);
  return static_cast<double>(orders) / seconds;
}

base::Result<double> runRaw(const std::string& program, const std::string& folder, std::int64_t orders, int group) {
  const std::string line = "'" + program + "' '" + folder + "/raw.sqlite' " + std::to_string(orders) + " " + std::to_string(group);
  std::FILE* pipe = ::popen(line.c_str(), "r");
  if (pipe == nullptr) return base::fail(base::ErrorCode::Missing, "the bare program did not start", program);
  std::string text;
  std::array<char, 512> block;
  while (std::fgets(block.data(), static_cast<int>(block.size()), pipe) != nullptr) text += block.data();
  const int status = ::pclose(pipe);
  const auto answer = domain::fromJson(text);
  const auto* seconds = answer ? answer->find("seconds") : nullptr;
  if (status != 0 || seconds == nullptr) return base::fail(base::ErrorCode::Io, "the bare program failed", program, "run it by hand to see why");
  return static_cast<double>(orders) / std::stod(seconds->text);
}

void clear(const std::string& folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) std::filesystem::remove_all(entry, ignored);
}

base::Result<std::map<std::string, double>> readGoals(const std::string& path) {
  std::map<std::string, double> goals;
  if (path.empty()) return goals;
  std::ifstream in(path);
  const auto node = domain::fromJson(std::string((std::istreambuf_iterator<char>(in)), {}));
  if (!node || node->kind != domain::Node::Kind::Record)
    return base::fail(base::ErrorCode::BadInput, "the goals cannot be read", path, "give a JSON object such as {\"write/in_flight_64\": 0.7}");
  for (const auto& [key, value] : node->fields) goals[key] = std::strtod(value.text.c_str(), nullptr);
  return goals;
}

}  // namespace

int benchWrite(const Call& call) {
  const std::string program = std::filesystem::read_symlink("/proc/self/exe").parent_path().string() + "/twinlane-raw-writer";
  if (!std::filesystem::exists(program))
    return fail(call.json, {base::ErrorCode::Missing, "the bare program to measure against is not built", program, "build the target twinlane-raw-writer"});
  const auto goals = readGoals(call.check);
  if (!goals) return fail(call.json, goals.error());
  std::string folder = (std::filesystem::temp_directory_path() / "twinlane-bench-XXXXXX").string();
  if (!call.dataFolder.empty()) folder = call.dataFolder + "-bench-XXXXXX";
  if (::mkdtemp(folder.data()) == nullptr) return fail(call.json, {base::ErrorCode::Denied, "no folder for the measurement", folder, "name another place with --data"});
  int exit = Ok;
  for (const int inFlight : {1, 64, 512}) {
    const std::int64_t orders = call.events > 0 ? call.events : inFlight == 1 ? 2000 : 30'000;
    const double before = probeDisk(folder);
    std::vector<double> product, raw, ratios;
    for (int run = 0; run < runs; ++run) {
      const auto rawRate = runRaw(program, folder, orders, inFlight);
      if (!rawRate) return fail(call.json, rawRate.error());
      clear(folder);
      const auto rate = runProduct(folder, orders, inFlight);
      if (!rate) return fail(call.json, rate.error());
      clear(folder);
      product.push_back(*rate);
      raw.push_back(*rawRate);
      ratios.push_back(*rate / *rawRate);
    }
    const double probed = std::max(before, probeDisk(folder));
    const double ratio = median(ratios);
    const std::string name = "in_flight_" + std::to_string(inFlight);
    print(Document()
              .text("bench", "write")
              .text("case", name)
              .decimal("product", median(product), 0)
              .decimal("raw", median(raw), 0)
              .decimal("ratio", ratio, 3)
              .text("unit", "orders/s")
              .number("runs", runs)
              .decimal("spread", *std::max_element(ratios.begin(), ratios.end()) - *std::min_element(ratios.begin(), ratios.end()), 3)
              .decimal("fdatasync_p50_us", probed, 0)
              .text("durability", "WAL, synchronous=FULL")
              .text("sqlite", sqlite::libraryVersion())
              .boolean("answer", probed <= mostProbedMicros)
              .take());
    std::fflush(stdout);
    const auto goal = goals->find("write/" + name);
    if (goal != goals->end() && ratio < goal->second) exit = CheckFailed;
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  return exit;
}

}  // namespace twinlane::ctl
