// Lets one call after the other of a short script fail, once and for good, in every way it can, with a disk that forgets after
// a failed flush too: no acknowledged command is lost or applied twice, errors come as values, no answer changes, nothing is
// called damaged that only could not be read; and when the disk is well again and the folder was opened anew, all is right.
#include "base/fault/buggify.h"
#include "simulation/oracle/answers.h"
#include "simulation/oracle/oracle.h"
#include "simulation/order_desk.h"
#include "simulation/shop.h"
#include "simulation/tally.h"
#include "simulation/verb.h"

namespace twinlane::simulation {
namespace {

struct Way {
  const char* name;
  Operation operation;
  Fault::Kind kind;
  bool persistent = false;
  Flush flush = Flush::Honest;
};

constexpr Way ways[] = {
    {"open_eio", Operation::Open, Fault::Kind::Io},
    {"open_eio_for_good", Operation::Open, Fault::Kind::Io, true},
    {"open_enospc", Operation::Open, Fault::Kind::Full},
    {"read_eio", Operation::Read, Fault::Kind::Io},
    {"read_eio_for_good", Operation::Read, Fault::Kind::Io, true},
    {"write_eio", Operation::Write, Fault::Kind::Io},
    {"write_eio_for_good", Operation::Write, Fault::Kind::Io, true},
    {"write_enospc", Operation::Write, Fault::Kind::Full},
    {"write_enospc_for_good", Operation::Write, Fault::Kind::Full, true},
    {"sync_eio", Operation::Sync, Fault::Kind::Io},
    {"sync_eio_for_good", Operation::Sync, Fault::Kind::Io, true},
    {"sync_forgets", Operation::Sync, Fault::Kind::Io, false, Flush::Forgetting},
    {"sync_forgets_for_good", Operation::Sync, Fault::Kind::Io, true, Flush::Forgetting},
    {"truncate_eio", Operation::Truncate, Fault::Kind::Io},
    {"delete_eio", Operation::Delete, Fault::Kind::Io},
    {"delete_eio_for_good", Operation::Delete, Fault::Kind::Io, true},
    {"rename_eio", Operation::Rename, Fault::Kind::Io},
    {"rename_eio_for_good", Operation::Rename, Fault::Kind::Io, true},
    {"rename_enospc", Operation::Rename, Fault::Kind::Full},
};

constexpr std::int64_t retrySeconds = 2;

// A short script has little to copy from a WAL: it is done all the same, now and then.
#ifdef TWINLANE_BUGGIFIED
class CopiesOften final : public base::Buggify {
 public:
  CopiesOften() { base::setBuggify(this); }
  ~CopiesOften() override { base::setBuggify(nullptr); }
  bool isDue(const char* name) override {
    const std::string_view asked(name);
    return (asked == "a slice of little" || asked == "the WAL begins again") && ++m_asked % 5 == 0;
  }

 private:
  int m_asked = 0;
};
#else
struct CopiesOften {};
#endif

// The script once, with one fault or none.
class Run {
 public:
  Run(std::uint64_t seed, Tally& tally) : m_shop(seed), m_looked(seed ^ 0x100c), m_desk(m_shop.random()), m_tally(tally) {}

  Finding run(const Way* way, std::int64_t at);
  Medium& medium() { return m_shop.medium(); }

 private:
  bool open();
  void spoilList();
  Finding script();
  void submit(int count);
  Finding ask();
  Finding judgeCut();
  Finding recover();
  Finding judge(Shop& shop);

  Shop m_shop, m_looked;
  OrderDesk m_desk;
  Tally& m_tally;
  History m_history;
  bool m_mayForget = false;
};

bool Run::open() {
  if (m_shop.isOpen()) return true;
  const auto opened = m_shop.open();
  if (!opened) m_tally.add("errors_at_opening");
  return opened.has_value();
}

// The list is made anew in another file, and a file that says which one is renamed into its place.
void Run::spoilList() {
  const Medium::Handle file = m_shop.medium().find(std::string(Shop::folder) + "/views/order_list-1.sqlite");
  if (!file) return;
  for (Content* content : {&file->current, &file->durable}) content->write(0, "no list any more");
}

void Run::submit(int count) {
  for (; count > 0; --count) {
    m_history.submit(m_shop.engine(), m_desk.next(m_shop.ids()), [this](const command::Receipt& receipt) { m_desk.learn(receipt); });
    m_shop.settle();
  }
}

// With a failing disk there may be no answer; if there is one, it is that of the same disk without failures.
Finding Run::ask() {
  const auto heard = answersOf(m_shop.engine());
  std::map<std::string, std::string> right;
  m_shop.medium().spare(true);
  for (const ReadAnswer& answer : answersOf(m_shop.engine()))
    if (answer.text) right[answer.question] = *answer.text;
  m_shop.medium().spare(false);
  for (const ReadAnswer& answer : heard) {
    if (!answer.text) m_tally.add("errors_in_answers");
    else if (*answer.text != right[answer.question]) return "another answer to " + answer.question + ": " + firstDifference(right[answer.question], *answer.text);
  }
  const auto report = m_shop.engine().verify();
  if (!report) m_tally.add("errors_in_verify");
  else if (!report->ok()) return "verify calls what could not be read damaged: " + (report->firstDifference() ? report->firstDifference()->what + " " + report->firstDifference()->actual : std::string("the journal"));
  return std::nullopt;
}

Finding Run::script() {
  const CopiesOften copies;
  if (!open()) return std::nullopt;
  submit(8);
  if (auto finding = ask()) return finding;
  m_shop.close();
  spoilList();
  if (!open()) return std::nullopt;
  submit(4);
  return m_history.fault();
}

// A disk that forgets may spoil lists without an error later on, so all of them are looked at.
Finding Run::judge(Shop& shop) { return m_mayForget ? fullOracle(shop.engine(), shop.disk(), m_history) : cheapOracle(shop.engine(), m_history); }

// What a power cut would leave now.
Finding Run::judgeCut() {
  for (const Damage damage : {Damage::DropAll, Damage::KeepHalf}) {
    m_looked.put(m_shop.medium().image(damage));
    const auto opened = m_looked.open();
    if (!opened) return std::string("after a power cut, ") + damageNames[static_cast<std::size_t>(damage)] + ": " + opened.error().what + " " + opened.error().where;
    if (auto finding = judge(m_looked)) return std::string("after a power cut, ") + damageNames[static_cast<std::size_t>(damage)] + ": " + *finding;
    m_looked.die();
  }
  return std::nullopt;
}

// The disk is well again: the engine at hand goes on or says why not, one that is opened anew does.
Finding Run::recover() {
  m_shop.medium().heal();
  m_shop.wait(retrySeconds * 1'000'000);
  if (m_shop.isOpen()) {
    const CopiesOften copies;
    submit(3);
    if (auto finding = judgeCut()) return "going on, " + *finding;
  }
  m_shop.close();
  m_history.crashed();
  if (const auto opened = m_shop.open(); !opened) return "cannot be opened again: " + opened.error().what + " " + opened.error().where;
  const std::size_t before = m_history.acknowledged();
  submit(2);
  if (m_history.acknowledged() != before + 2) return "opened again it does not take in commands";
  if (auto finding = judgeCut()) return "opened again, " + *finding;
  m_tally.add("full_oracles");
  return fullOracle(m_shop.engine(), m_shop.disk(), m_history);
}

Finding Run::run(const Way* way, std::int64_t at) {
  if (way != nullptr) {
    m_shop.medium().setFlush(way->flush);
    m_mayForget = way->flush == Flush::Forgetting;
    m_shop.medium().inject({way->kind, {way->operation}, {}, at, way->persistent});
  }
  auto finding = script();
  if (way == nullptr) return finding;
  if (!finding) finding = recover();
  if (!finding) finding = m_history.fault();
  m_tally.add("injected_errors", m_shop.medium().injected());
  m_tally.add("commands_unknown", m_history.answers(command::Outcome::Unknown));
  m_tally.add("commands_busy", m_history.answers(command::Outcome::Busy));
  m_tally.add("commands_acknowledged", static_cast<std::int64_t>(m_history.acknowledged()));
  return finding;
}

int errors(const Arguments& given) {
  std::vector<std::string> wanted = {"error_points", "injected_errors", "errors_at_opening", "errors_in_answers", "errors_in_verify", "commands_unknown", "commands_busy", "commands_acknowledged", "full_oracles"};
  // A few points do not meet every way.
  if (given["every"] <= 2 && given["only"] < 0)
    for (const Way& way : ways) wanted.push_back(way.name);
  Tally tally(std::move(wanted));
  Run calm(given.seed(), tally);
  if (auto finding = calm.run(nullptr, 0)) tally.fail("without any fault: " + *finding, "errors --every 1 --seed " + std::to_string(given.seed()));
  std::int64_t number = 0;
  for (const Way& way : ways) {
    const std::int64_t calls = calm.medium().calls(way.operation);
    for (std::int64_t at = 1; at <= calls; ++at, ++number) {
      if (given["only"] >= 0 ? number != given["only"] : number % given["every"] != given["first"] % given["every"]) continue;
      tally.add("error_points");
      tally.add(way.name);
      if (auto finding = Run(given.seed(), tally).run(&way, at))
        tally.fail(std::string(way.name) + " at call " + std::to_string(at) + " of " + std::to_string(calls) + ": " + *finding, "errors --seed " + std::to_string(given.seed()) + " --only " + std::to_string(number));
    }
  }
  return tally.finish();
}

[[maybe_unused]] const bool knowsErrors = registerVerb({"errors", {{"every", 1}, {"first", 0, 0}, {"seed", 1, 0}, {"only", -1, -1}}, errors});

}  // namespace
}  // namespace twinlane::simulation
