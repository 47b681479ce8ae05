// Seeds: whole shops in one thread, each made of one number. Past failures run first; the first seeds run twice, with their
// temporary files in another place, and must leave the same trace.
#include "simulation/seed_run.h"
#include "simulation/verb.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace twinlane::simulation {
namespace {

// Seed, space, why it is kept.
std::vector<std::uint64_t> keptSeeds() {
  std::vector<std::uint64_t> seeds;
  std::ifstream file(TWINLANE_SEEDS_KEPT);
  for (std::string line; std::getline(file, line);)
    if (!line.empty() && line.front() != '#') seeds.push_back(std::stoull(line));
  return seeds;
}

// For temporary files, with a path of another length than the usual one's.
class OtherPlace {
 public:
  OtherPlace() : m_before(std::filesystem::temp_directory_path()) {
    std::string pattern = m_before + "/twinlane-another-place-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    m_folder = pattern;
    ::setenv("TMPDIR", m_folder.c_str(), 1);
  }
  ~OtherPlace() {
    ::setenv("TMPDIR", m_before.c_str(), 1);
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
  }
  OtherPlace(const OtherPlace&) = delete;
  OtherPlace& operator=(const OtherPlace&) = delete;

 private:
  const std::string m_before;
  std::string m_folder;
};

std::string replay(std::uint64_t seed) { return "seeds --count 1 --twice 0 --from " + std::to_string(seed); }

int seeds(const Arguments& given) {
  std::vector<std::string> wanted{"seeds", "full_oracles", "oracles", "power_cuts", "kills", "crashes_at_opening", "restarts", "injected_errors", "clock_jumps", "turns", "events", "commands", "repeated", "other_content", "expecting", "questions", "imported_rows", "rebuilds_begun", "interleavings"};
  for (const char* outcome : command::outcomeNames) wanted.push_back(outcome);
#ifdef TWINLANE_BUGGIFIED
  wanted.push_back("planted_turns");
#endif
  // One seed does not reach all of it.
  const bool isOne = given["count"] == 1;
  Tally tally(isOne ? std::vector<std::string>{} : wanted);
  Reached reached;
  std::vector<std::uint64_t> all = isOne ? std::vector<std::uint64_t>{} : keptSeeds();
  for (std::int64_t i = 0; i < given["count"]; ++i) all.push_back(given.seed("from") + static_cast<std::uint64_t>(i));
  for (std::size_t i = 0; i < all.size(); ++i) {
    SeedRun run(all[i], tally, reached);
    const auto finding = run.run();
    tally.add("seeds");
    if (isOne) std::printf("trace %016llx\n", static_cast<unsigned long long>(run.traceHash()));
    if (finding) tally.fail("seed " + std::to_string(all[i]) + ", " + *finding, replay(all[i]));
    if (static_cast<std::int64_t>(i) >= given["twice"]) continue;
    Tally counted({});
    const OtherPlace elsewhere;
    SeedRun again(all[i], counted, reached);
    (void)again.run();
    tally.add("run_twice");
    if (again.traceHash() != run.traceHash()) tally.fail("seed " + std::to_string(all[i]) + " leaves two traces", replay(all[i]));
  }
  tally.add("interleavings", static_cast<std::int64_t>(reached.interleavings.size()));
  for (const auto& [name, count] : reached.planted) {
    tally.add("planted_turns");
    tally.add("planted: " + name, count);
  }
  return tally.finish();
}

const bool knowsSeeds = registerVerb({"seeds", {{"count", 500}, {"from", 1, 0}, {"twice", 3, 0}}, seeds});

}  // namespace
}  // namespace twinlane::simulation
