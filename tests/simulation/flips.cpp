// Flips one bit anywhere in the files of a folder that was closed, or left by a killed program with all in its WALs, and then
// opens, verifies and reads everything: either all answers are those of before, or an error or verify says what is wrong; a
// list that was spoilt is told or made anew. What is asked again is answered as the first time, too.
#include "simulation/oracle/answers.h"
#include "simulation/fact_file.h"
#include "simulation/oracle/oracle.h"
#include "simulation/order_desk.h"
#include "simulation/shop.h"
#include "simulation/tally.h"
#include "simulation/verb.h"

namespace twinlane::simulation {
namespace {

constexpr int commands = 150;
constexpr std::int64_t flipsOfShop = 250;
constexpr std::int64_t smallBytes = 1000;
constexpr int mostTries = 100;

// A shop at rest, and what it answered.
class Specimen {
 public:
  explicit Specimen(std::uint64_t seed, bool isClosed);

  // Why there is nothing to flip in.
  const Finding& fault() const { return m_fault; }
  void flip(std::uint64_t seed, Tally& tally, const std::string& replay);

 private:
  using Answers = std::map<std::string, std::string>;

  Finding read(Answers& answers, Tally& tally);

  History m_history;
  Finding m_fault;
  Shop m_looked;
  DiskImage m_image;
  Answers m_answers;
  std::vector<std::string> m_files;
};

Specimen::Specimen(std::uint64_t seed, bool isClosed) : m_looked(seed ^ 0x100c) {
  Shop shop(seed);
  OrderDesk desk(shop.random());
  FactFile facts(shop.random());
  if (const auto opened = shop.open(); !opened) m_fault = "the specimen does not open: " + opened.error().what;
  if (m_fault) return;
  for (int count = 0; count < commands; ++count) {
    m_history.submit(shop.engine(), desk.next(shop.ids()), [&desk](const command::Receipt& receipt) { desk.learn(receipt); });
    if (count % 4 == 0) shop.settle();
    if (count % 50 == 10) {
      facts.grow();
      if (auto fault = facts.takeIn(shop.engine(), true); fault && !m_fault) m_fault = std::move(fault);
    }
  }
  shop.settle();
  if (!m_fault) m_fault = m_history.fault();
  for (const ReadAnswer& answer : answersOf(shop.engine())) m_answers[answer.question] = answer.text.value_or("error");
  if (isClosed) shop.close();
  else shop.die();
  m_image = shop.medium().image(Damage::KeepAll);
  for (const auto& [path, content] : m_image.files)
    // Databases and their WALs; one in some also of the small files beside them.
    for (auto times = content.size() > smallBytes ? 6 : content.size() > 0 ? 1 : 0; times > 0; --times) m_files.push_back(path);
}

// What names a fault; nothing when all seemed well.
Finding Specimen::read(Answers& answers, Tally& tally) {
  const auto opened = m_looked.open();
  if (!opened) {
    tally.add("found_at_opening");
    return opened.error().what;
  }
  engine::Engine& engine = m_looked.engine();
  if (!engine.waitForProjections(engine.head().position, 0)) {
    tally.add("found_by_a_list");
    return "a list stopped";
  }
  const auto report = engine.verify();
  if (!report || !report->ok()) {
    tally.add("found_by_verify");
    return "verify";
  }
  for (const ReadAnswer& answer : answersOf(engine)) {
    if (!answer.text) {
      tally.add("found_by_reading");
      return answer.error;
    }
    answers[answer.question] = *answer.text;
  }
  return std::nullopt;
}

void Specimen::flip(std::uint64_t seed, Tally& tally, const std::string& replay) {
  base::SeededRandom random(seed);
  DiskImage image = m_image;
  const std::string& path = m_files[random.below(m_files.size())];
  Content& content = image.files[path];
  std::int64_t bit = 0;
  char byte = 0;
  // Most of a small database is empty room: three in four are not there.
  for (int tries = random.below(4) == 0 ? 1 : mostTries; tries > 0 && byte == 0; --tries) {
    bit = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(content.size()) * 8));
    content.read(bit / 8, &byte, 1);
  }
  byte = static_cast<char>(byte ^ (1 << bit % 8));
  content.write(bit / 8, {&byte, 1});
  m_looked.put(image);
  tally.add("flips");
  tally.add("flips_in " + path.substr(std::string(Shop::folder).size() + 1));
  Answers answers;
  if (read(answers, tally)) {
    m_looked.die();
    return;
  }
  tally.add("harmless");
  std::string changed;
  for (const auto& [question, text] : m_answers)
    if (changed.empty() && answers[question] != text) changed = question + ": " + firstDifference(text, answers[question]);
  if (changed.empty())
    if (const auto finding = m_history.check(m_looked.engine())) changed = *finding;
  if (!changed.empty()) tally.fail("bit " + std::to_string(bit) + " of " + path + " was not noticed: " + changed, replay);
  m_looked.die();
}

int flips(const Arguments& given) {
  Tally tally({"flips", "found_at_opening", "found_by_verify", "harmless"});
  for (std::int64_t from = 0; from < given["count"]; from += flipsOfShop) {
    const std::uint64_t seed = given.seed() + static_cast<std::uint64_t>(from);
    const std::int64_t count = std::min(flipsOfShop, given["count"] - from);
    for (const bool isClosed : {true, false}) {
      Specimen specimen(seed, isClosed);
      if (const Finding& fault = specimen.fault()) {
        tally.fail("nothing was flipped: " + *fault, "flips --count 1 --seed " + std::to_string(seed));
        continue;
      }
      for (std::int64_t i = isClosed ? 0 : 1; i < count; i += 2)
        specimen.flip(seed + static_cast<std::uint64_t>(i), tally, "flips --count " + std::to_string(i + 1) + " --seed " + std::to_string(seed));
    }
  }
  return tally.finish();
}

[[maybe_unused]] const bool knowsFlips = registerVerb({"flips", {{"count", 500}, {"seed", 1, 0}}, flips});

}  // namespace
}  // namespace twinlane::simulation
