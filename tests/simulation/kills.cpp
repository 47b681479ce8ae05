// The process is killed: at any moment of a shop under load, within its start, at a write that is half done, and at every
// write of the first start of all. The same folder goes on through all kills.
#include "simulation/process/killed_shop.h"
#include "simulation/tally.h"
#include "simulation/verb.h"

#include "base/random.h"

#include <filesystem>

#include <unistd.h>

namespace twinlane::simulation {
namespace {

constexpr std::int64_t fullOneIn = 10, tornOneIn = 4, startOneIn = 6;
constexpr std::uint64_t mostAnswers = 400, mostWrites = 600;
constexpr bool canTear = TWINLANE_TORN_WRITE[0] != '\0';

class Kills {
 public:
  Kills(std::int64_t count, std::uint64_t seed, int firstEvery) : m_count(count), m_seed(seed), m_firstEvery(std::max(firstEvery, 1)), m_tally(wanted()), m_random(seed) {
    std::string name = (std::filesystem::temp_directory_path() / "twinlane-kills-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    m_folder = name;
  }
  ~Kills() {
    std::error_code ignored;
    if (!m_tally.failed()) std::filesystem::remove_all(m_folder, ignored);
  }

  int run() {
    underLoad();
    if (canTear && !m_tally.failed()) firstStarts();
    if (!canTear) std::printf("skipped: half-done writes (this build cannot be preloaded)\n");
    return m_tally.finish();
  }

 private:
  static std::vector<std::string> wanted() {
    std::vector<std::string> kinds = {"kills", "kills_in_the_start", "acknowledged", "repeats_answered", "events", "full_checks"};
    if (canTear) kinds.insert(kinds.end(), {"kills_at_half_a_write", "kills_at_the_first_start"});
    return kinds;
  }

  void underLoad() {
    KilledShop shop(m_seed, m_folder + "/shop");
    for (std::int64_t kill = 1; kill <= m_count && !m_tally.failed(); ++kill) {
      const int torn = canTear && kill % tornOneIn == 0 ? static_cast<int>(1 + m_random.below(mostWrites)) : 0;
      const bool isStart = torn == 0 && kill % startOneIn == 1;
      bool isDead = false;  // before we ended it: by the half-done write
      shop.run(withoutEnd, torn, [&](ShopProcess& process) {
        if (torn > 0) isDead = !process.hear(withoutEnd);
        else if (isStart) process.listen(withoutEnd, static_cast<int>(m_random.below(40'000)));
        else if (process.hear(1 + m_random.below(mostAnswers))) process.listen(withoutEnd, static_cast<int>(m_random.below(3'000)));
      });
      m_tally.add("kills");
      if (isDead) m_tally.add("kills_at_half_a_write");
      if (isStart) m_tally.add("kills_in_the_start");
      judge(shop, kill % fullOneIn == 0 || kill == m_count, "after kill " + std::to_string(kill));
    }
    m_tally.add("acknowledged", static_cast<std::int64_t>(shop.history().acknowledged()));
    m_tally.add("repeats_answered", shop.history().answers(command::Outcome::Duplicate));
    m_tally.add("events", shop.head());
  }

  // Each so many writes of a shop that is made, takes a few commands and closes; other ones for another seed.
  void firstStarts() {
    for (int write = 1 + static_cast<int>(m_seed % static_cast<std::uint64_t>(m_firstEvery)); !m_tally.failed(); write += m_firstEvery) {
      const std::string folder = m_folder + "/first";
      KilledShop shop(m_seed, folder);
      const bool isKilled = shop.run(3, write, [](ShopProcess& process) { process.hear(withoutEnd); });
      judge(shop, true, "at write " + std::to_string(write) + " of the first start");
      std::filesystem::remove_all(folder);
      if (!isKilled) return;
      m_tally.add("kills_at_the_first_start");
    }
  }

  void judge(KilledShop& shop, bool fully, const std::string& when) {
    if (fully) m_tally.add("full_checks");
    if (const Finding fault = shop.check(fully))
      m_tally.fail(when + ": " + *fault + " (kept: " + m_folder + ")", "kills --count " + std::to_string(m_count) + " --seed " + std::to_string(m_seed) + " --first-every " + std::to_string(m_firstEvery));
  }

  const std::int64_t m_count;
  const std::uint64_t m_seed;
  const int m_firstEvery;
  Tally m_tally;
  base::SeededRandom m_random;
  std::string m_folder;
};

int kills(const Arguments& given) { return Kills(given["count"], given.seed(), static_cast<int>(given["first-every"])).run(); }

[[maybe_unused]] const bool knowsKills = registerVerb({"kills", {{"count", 200}, {"seed", 1, 0}, {"first-every", 1}}, kills});

}  // namespace
}  // namespace twinlane::simulation
