// Cuts the power before writes, flushes, truncations, deletions and renames of an engine at work, each time with every damage
// the disk may have then, and opens what is left: every acknowledged command must be in it, once, and every list must be one
// that the journal explains. The work goes on over killed programs, cut power and closed folders.
#include "simulation/fact_file.h"
#include "simulation/oracle/oracle.h"
#include "simulation/order_desk.h"
#include "simulation/schedule.h"
#include "simulation/shop.h"
#include "simulation/tally.h"
#include "simulation/verb.h"

#include <deque>

namespace twinlane::simulation {
namespace {

constexpr std::int64_t imagesOfRound = 240;
constexpr int actionsOfRound = 120;
// The lists are judged by the full oracle alone, so it comes more often when they are being written.
constexpr std::int64_t fullOneIn = 50, fullOneInOfLists = 10;

struct Image {
  DiskImage content;
  std::size_t acknowledged = 0;  // commands, when it was taken
  bool isOfLists = false;
  std::string words;
};

// Then only a checkpoint writes to the file itself. https://www.sqlite.org/fileformat.html, section 1.3.3
bool isInWalMode(const Medium& medium, const std::string& path) {
  const Medium::Handle file = medium.find(path);
  char versions[2] = {};
  return file && file->current.read(18, versions, 2) == 2 && versions[0] == 2 && versions[1] == 2;
}

// One shop's life, from an empty disk; a seed of its own, so that it is the smallest that can be told again.
class Round {
 public:
  Round(std::uint64_t seed, const Arguments& given, Tally& tally, Reached& reached);
  ~Round();
  void run();

 private:
  std::int64_t below(std::int64_t bound) { return static_cast<std::int64_t>(m_shop.random().below(static_cast<std::uint64_t>(bound))); }
  void before(Operation operation, const std::string& path);
  void act();
  void submit();
  void boot();
  void end();
  void judge(const Image& image);
  void judgeAll();
  void failed(const std::string& words);

  const std::uint64_t m_seed;
  const bool m_lies;
  Tally& m_tally;
  Shop m_shop, m_looked;
  OrderDesk m_desk;
  FactFile m_facts;
  Schedule m_schedule;
  History m_history;
  std::vector<command::Envelope> m_sent;
  std::deque<Image> m_images;
  std::int64_t m_calls = 0, m_taken = 0, m_judged = 0;
  std::int64_t m_denseFrom = 0, m_callsToDeath = 0;
  bool m_failed = false;
};

Round::Round(std::uint64_t seed, const Arguments& given, Tally& tally, Reached& reached)
    : m_seed(seed), m_lies(given["lying"] != 0), m_tally(tally), m_shop(seed), m_looked(seed ^ 0x100c), m_desk(m_shop.random()), m_facts(m_shop.random()), m_schedule(m_shop.random(), reached) {
  // From the making of the folder on, or somewhere in the work.
  m_denseFrom = below(4) == 0 ? 0 : below(2500);
  m_shop.options().storesApart = below(2) == 0;
  if (below(2) == 0) m_shop.options().cachedAggregates = 8;
  m_shop.medium().watch([this](Operation operation, const std::string& path) { before(operation, path); });
}

Round::~Round() {
  m_schedule.setPlanting(false);
  m_shop.die();
#ifdef TWINLANE_BUGGIFIED
  base::setBuggify(nullptr);
#endif
}

// In the middle of a call of SQLite: nothing is opened here, images wait.
void Round::before(Operation operation, const std::string& path) {
  ++m_calls;
  if (m_callsToDeath > 0 && --m_callsToDeath == 0) {
    m_tally.add("crashes");
    m_shop.medium().stop();
    return;
  }
  const bool isDense = m_calls >= m_denseFrom && m_calls < m_denseFrom + imagesOfRound / 2 / static_cast<std::int64_t>(allDamages.size());
  if (m_taken >= imagesOfRound || m_failed || !(isDense || m_calls % 97 == 0)) return;
  const bool isOfLists = path.find("/views/") != std::string::npos;
  for (const Damage damage : allDamages) {
    ++m_taken;
    m_images.push_back({m_shop.medium().image(damage), m_history.acknowledged(), isOfLists,
                        "power cut before call " + std::to_string(m_calls) + ", " + operationNames[static_cast<std::size_t>(operation)] + " " + path + ", " + damageNames[static_cast<std::size_t>(damage)]});
  }
  m_tally.add(std::string("cuts_before_") + operationNames[static_cast<std::size_t>(operation)]);
  if (operation == Operation::Write && path.ends_with(".sqlite") && isInWalMode(m_shop.medium(), path)) m_tally.add("cuts_in_checkpoints");
}

void Round::run() {
#ifdef TWINLANE_BUGGIFIED
  base::setBuggify(&m_schedule);
#endif
  m_schedule.setPlanting(true);
  boot();
  for (int action = 0; action < actionsOfRound && !m_failed && m_taken < imagesOfRound; ++action) {
    act();
    judgeAll();
  }
  end();
  for (const auto outcome : {command::Outcome::Accepted, command::Outcome::Rejected, command::Outcome::Duplicate})
    m_tally.add(std::string("commands_") + command::name(outcome), m_history.answers(outcome));
}

// What has gone on over all this is judged as well.
void Round::end() {
  m_schedule.setPlanting(false);
  if (!m_failed && (!m_shop.isOpen() || m_shop.medium().isStopped())) boot();
  if (m_failed) return;
  m_callsToDeath = 0;
  m_shop.settle();
  m_shop.wait(2'000'000);
  m_tally.add("full_oracles");
  if (const auto finding = fullOracle(m_shop.engine(), m_shop.disk(), m_history)) failed("at the end: " + *finding);
}

void Round::act() {
  // From the first answers on: a folder that was never made for good has nothing to lose.
  if (m_lies && m_history.answers(command::Outcome::Accepted) > 0) m_shop.medium().setFlush(Flush::Lying);
  if (!m_shop.isOpen() || m_shop.medium().isStopped()) return boot();
  switch (const auto kind = below(100); kind) {
    case 0:
    case 1: return m_shop.close();
    case 2:
    case 3:
    case 4:
    case 5:
    case 6: m_callsToDeath = 1 + below(40); break;
    case 7:
    case 8:
      m_facts.grow();
      (void)m_facts.takeIn(m_shop.engine(), false);
      break;
    default: submit();
  }
  for (auto steps = below(60); steps > 0; --steps) {
    const auto names = m_shop.engine().steps();
    const std::size_t next = m_schedule.next(names);
    if (m_shop.engine().step(next)) m_schedule.worked(names[next]);
    m_shop.wait(below(300));
  }
  // A list that stopped tries again after a second.
  if (below(20) == 0) m_shop.wait(2'000'000);
  if (const auto& finding = m_history.fault()) failed(*finding);
}

void Round::submit() {
  for (auto more = below(10) == 0 ? below(60) : 1 + below(4); more > 0; --more) {
    if (!m_sent.empty() && below(12) == 0) {
      m_history.submit(m_shop.engine(), m_sent[static_cast<std::size_t>(below(static_cast<std::int64_t>(m_sent.size())))]);
      continue;
    }
    m_sent.push_back(m_desk.next(m_shop.ids()));
    m_history.submit(m_shop.engine(), m_sent.back(), [this](const command::Receipt& receipt) { m_desk.learn(receipt); });
  }
}

// The program starts, after its end or after that of the power.
void Round::boot() {
  if (m_shop.isOpen() || m_shop.medium().isStopped()) {
    m_shop.die();
    m_history.crashed();
    if (below(2) == 0) m_shop.medium().resume();
    else m_shop.medium().start(m_shop.medium().image(allDamages[static_cast<std::size_t>(below(static_cast<std::int64_t>(allDamages.size())))]));
  }
  m_callsToDeath = 0;
  const auto opened = m_shop.open();
  m_tally.add("openings");
  if (!opened && !m_shop.medium().isStopped()) failed("the folder cannot be opened again: " + opened.error().what + " " + opened.error().where);
}

void Round::judgeAll() {
  m_schedule.setPlanting(false);
  for (; !m_images.empty() && !m_failed; m_images.pop_front()) judge(m_images.front());
  m_schedule.setPlanting(true);
}

void Round::judge(const Image& image) {
  m_looked.put(image.content);
  const auto opened = m_looked.open();
  m_tally.add("power_images");
  Finding finding;
  if (!opened) finding = "cannot be opened: " + opened.error().what + " " + opened.error().where;
  else if (++m_judged % (image.isOfLists ? fullOneInOfLists : fullOneIn) == 0) {
    m_tally.add("full_oracles");
    finding = fullOracle(m_looked.engine(), m_looked.disk(), m_history, 0, image.acknowledged);
  } else finding = cheapOracle(m_looked.engine(), m_history, image.acknowledged);
  if (finding) failed(image.words + ", " + std::to_string(image.acknowledged) + " acknowledged: " + *finding);
  m_looked.die();
}

void Round::failed(const std::string& words) {
  m_failed = true;
  m_tally.fail(words, "power --images " + std::to_string(imagesOfRound) + " --seed " + std::to_string(m_seed) + (m_lies ? " --lying 1" : ""));
}

int power(const Arguments& given) {
  Tally tally({"power_images", "full_oracles", "openings", "crashes", "commands_accepted", "commands_rejected", "commands_duplicate", "cuts_before_write", "cuts_before_sync", "cuts_in_checkpoints"});
  Reached reached;
  for (std::uint64_t seed = given.seed(); tally.of("power_images") < given["images"]; ++seed) {
    Round(seed, given, tally, reached).run();
    tally.add("rounds");
  }
  for (const auto& [name, count] : reached.planted) tally.add("planted: " + name, count);
  return tally.finish();
}

[[maybe_unused]] const bool knowsPower = registerVerb({"power", {{"images", 5000}, {"seed", 1, 0}, {"lying", 0, 0}}, power});

}  // namespace
}  // namespace twinlane::simulation
