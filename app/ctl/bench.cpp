#include "ctl/bench.h"

#include "base/file_system.h"
#include "ctl/answer.h"
#include "domain/format/json_text.h"
#include "sqlite/connection.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace twinlane::ctl {
namespace {

constexpr int probes = 200;
constexpr double mostProbedMicros = 250;
constexpr std::array<std::string_view, 9> verbs = {"write", "load", "overload", "import", "verify", "catchup", "rebuild", "query", "lag"};

}  // namespace

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double quantileMicros(std::vector<std::int64_t>& nanos, double share) {
  if (nanos.empty()) return 0;
  const auto at = std::min(nanos.size() - 1, static_cast<std::size_t>(share * static_cast<double>(nanos.size())));
  std::nth_element(nanos.begin(), nanos.begin() + static_cast<std::ptrdiff_t>(at), nanos.end());
  return static_cast<double>(nanos[at]) / 1000;
}

double cpuSeconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::int64_t residentKilobytes() {
  std::int64_t size = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> size >> resident;
  return resident * ::sysconf(_SC_PAGESIZE) / 1024;
}

BenchCase compared(std::string name, const char* unit, const std::vector<double>& product, const std::vector<double>& raw) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < product.size(); ++i) ratios.push_back(product[i] / raw[i]);
  const auto [least, most] = std::minmax_element(ratios.begin(), ratios.end());
  return {std::move(name), median(product), median(raw), median(ratios), unit, static_cast<int>(product.size()), *most - *least, {}};
}

double numberIn(const domain::Node& answer, const char* key) {
  const domain::Node* value = answer.find(key);
  return value == nullptr ? 0 : std::strtod(value->text.c_str(), nullptr);
}

base::Result<Bench> Bench::open(const Call& call, std::string name, const char* rawProgram) {
  Bench bench;
  bench.m_name = std::move(name);
  if (rawProgram != nullptr) bench.m_program = std::filesystem::read_symlink("/proc/self/exe").parent_path().string() + "/" + rawProgram;
  if (rawProgram != nullptr && !std::filesystem::exists(bench.m_program))
    return base::fail(base::ErrorCode::Missing, "the bare program to measure against is not built", bench.m_program, std::string("build the target ") + rawProgram);
  if (auto read = bench.readGoals(call.check); !read) return tl::unexpected(read.error());
  std::string folder = (std::filesystem::temp_directory_path() / "twinlane-bench-XXXXXX").string();
  if (!call.dataFolder.empty()) folder = call.dataFolder + "-bench-XXXXXX";
  auto made = PassingFolder::make(std::move(folder));
  if (!made) return tl::unexpected(made.error());
  bench.m_folder = std::move(*made);
  bench.probeDisk();
  return bench;
}

base::Status Bench::readGoals(const std::string& path) {
  if (path.empty()) return {};
  const auto content = base::makeDiskFileSystem()->read(path);
  if (!content) return tl::unexpected(content.error());
  const auto node = domain::fromJson(*content);
  if (!node || node->kind != domain::Node::Kind::Record)
    return base::fail(base::ErrorCode::BadInput, "the goals cannot be read", path, "give a JSON object such as {\"write/in_flight_64\": {\"ratio_at_least\": 0.7}}");
  for (const auto& [key, bounds] : node->fields) {
    auto goal = goalFrom(bounds);
    if (!goal) return base::fail(base::ErrorCode::BadInput, key + ": " + goal.error().what, path, "use ratio_at_least, ratio_at_most, product_at_most, each with a number");
    m_goals[key] = *goal;
  }
  return {};
}

// A goal that asks for nothing would be reached by anything.
base::Result<Bench::Goal> Bench::goalFrom(const domain::Node& bounds) {
  Goal goal;
  if (bounds.kind != domain::Node::Kind::Record || bounds.fields.empty()) return base::fail(base::ErrorCode::BadInput, "the goal has no bound");
  for (const auto& [bound, value] : bounds.fields) {
    if (value.kind != domain::Node::Kind::Number) return base::fail(base::ErrorCode::BadInput, "the bound '" + bound + "' is no number");
    const double number = std::strtod(value.text.c_str(), nullptr);
    if (bound == "ratio_at_least") goal.ratioAtLeast = number;
    else if (bound == "ratio_at_most") goal.ratioAtMost = number;
    else if (bound == "product_at_most") goal.productAtMost = number;
    else return base::fail(base::ErrorCode::BadInput, "the bound '" + bound + "' is not known");
  }
  return goal;
}

std::string Bench::freshFolder(const char* of) {
  const std::string path = m_folder->path() + "/" + of;
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
  std::filesystem::create_directory(path, ignored);
  return path;
}

base::Result<domain::Node> Bench::runRaw(const std::vector<std::string>& arguments) const {
  std::string line = "'" + m_program + "'";
  for (const std::string& argument : arguments) line += " '" + argument + "'";
  std::FILE* pipe = ::popen(line.c_str(), "r");
  if (pipe == nullptr) return base::fail(base::ErrorCode::Missing, "the bare program did not start", m_program);
  std::string text;
  std::array<char, 512> block;
  while (std::fgets(block.data(), static_cast<int>(block.size()), pipe) != nullptr) text += block.data();
  const int status = ::pclose(pipe);
  auto answer = domain::fromJson(text);
  if (status != 0 || !answer) return base::fail(base::ErrorCode::Io, "the bare program failed", m_program, "run it by hand to see why");
  return std::move(*answer);
}

double Bench::probeDisk() {
  const std::string path = m_folder->path() + "/probe";
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return 0;
  const std::array<char, 4096> block{};
  const base::SystemClock clock;
  std::vector<std::int64_t> nanos;
  for (int i = 0; i < probes; ++i) {
    const base::SteadyTime start = clock.steady();
    if (::pwrite(fd, block.data(), block.size(), 0) < 0 || ::fdatasync(fd) != 0) break;
    nanos.push_back(clock.steady().nanos - start.nanos);
  }
  ::close(fd);
  std::filesystem::remove(path);
  const double probed = quantileMicros(nanos, 0.5);
  m_probed = std::max(m_probed, probed);
  return probed;
}

void Bench::report(const std::vector<BenchCase>& measured) {
  const double after = probeDisk();
  for (const BenchCase& result : measured) printLine(result, m_probed);
  std::fflush(stdout);
  m_probed = after;
}

void Bench::printLine(const BenchCase& result, double probed) {
  const bool isAnswer = probed <= mostProbedMicros && result.unmeasured.empty();
  Document line;
  line.text("bench", m_name)
      .text("case", result.name)
      .decimal("product", result.product, result.product < 100 ? 2 : 0)
      .decimal("raw", result.raw, result.raw < 100 ? 2 : 0)
      .decimal("ratio", result.ratio, 3)
      .text("unit", result.unit)
      .number("runs", result.runs)
      .decimal("spread", result.spread, 3)
      .decimal("fdatasync_p50_us", probed, 0)
      .text("durability", "WAL, synchronous=FULL")
      .text("sqlite", sqlite::libraryVersion())
      .boolean("answer", isAnswer);
  if (!result.unmeasured.empty()) line.text("unmeasured", result.unmeasured);
  if (result.stages.kind == domain::Node::Kind::Record) line.node("stages", result.stages);
  m_reported.insert(result.name);
  if (const auto goal = m_goals.find(m_name + "/" + result.name); goal != m_goals.end()) judge(result, goal->second, isAnswer, line);
  print(line.take());
}

void Bench::judge(const BenchCase& result, const Goal& goal, bool isAnswer, Document& line) {
  Document bounds;
  bool reached = true;
  const auto bound = [&](const char* key, const std::optional<double>& limit, double figure, bool atLeast) {
    if (!limit) return;
    bounds.decimal(key, *limit, 2);
    reached = reached && (atLeast ? figure >= *limit : figure <= *limit);
  };
  bound("ratio_at_least", goal.ratioAtLeast, result.ratio, true);
  bound("ratio_at_most", goal.ratioAtMost, result.ratio, false);
  bound("product_at_most", goal.productAtMost, result.product, false);
  line.node("goal", bounds.take());
  if (!result.unmeasured.empty() || (result.isTimed && !isAnswer)) {
    if (m_exit == Ok) m_exit = MissingHere;
    const char* why = result.unmeasured.empty() ? "the disk was too slow for an answer" : result.unmeasured.c_str();
    std::fprintf(stderr, "%s/%s is not judged: %s\n", m_name.c_str(), result.name.c_str(), why);
    return;
  }
  line.boolean("reached", reached);
  if (reached) return;
  m_exit = CheckFailed;
  std::fprintf(stderr, "%s/%s missed its goal: product %.2f, ratio %.3f\n", m_name.c_str(), result.name.c_str(), result.product, result.ratio);
}

int Bench::finish() {
  std::string notAsked;
  for (const auto& [key, goal] : m_goals) {
    const std::size_t slash = std::min(key.find('/'), key.size());
    const std::string verb = key.substr(0, slash), of = key.substr(std::min(slash + 1, key.size()));
    const bool isOther = verb != m_name && std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
    if (isOther || (verb == m_name && m_leftOut.contains(of))) {
      notAsked += (notAsked.empty() ? "" : ", ") + key;
    } else if (verb != m_name || !m_reported.contains(of)) {
      m_exit = CheckFailed;
      std::fprintf(stderr, "%s is a goal without a case: bench %s measured nothing of this name\n", key.c_str(), m_name.c_str());
    }
  }
  if (!notAsked.empty()) std::fprintf(stderr, "not asked: %s\n", notAsked.c_str());
  return m_exit;
}

}  // namespace twinlane::ctl
