#include "simulation/seed_run.h"

#include "simulation/oracle/oracle.h"

#include <algorithm>

namespace twinlane::simulation {
namespace {

constexpr const char* folder = "/shop";
constexpr std::int64_t leastTurns = 200, mostTurns = 1400;
constexpr std::int64_t second = 1'000'000, hour = 3600 * second, day = 24 * hour;
constexpr base::Timestamp start{1'700'000'000 * second};
// Of a failure that a list tries again after.
constexpr std::int64_t patience = 3 * second;

template <class T, std::size_t N>
T oneOf(base::Random& random, const T (&all)[N]) {
  return all[random.below(N)];
}

}  // namespace

SeedRun::SeedRun(std::uint64_t seed, Tally& tally, Reached& reached)
    : m_tally(tally), m_random(seed), m_idRandom(seed ^ 0x1d5), m_clock(start), m_ids(m_clock, m_idRandom), m_disk(seed), m_zoneHours(below(2) == 0 ? 0 : 3),
      m_operators(m_random, m_ids, m_history, m_trace), m_facts(m_random), m_schedule(m_random, reached) {
  m_disk.medium().watch([this](Operation, const std::string&) {
    if (m_callsToCrash > 0 && --m_callsToCrash == 0) crashNow();
  });
}

SeedRun::~SeedRun() {
  // What an engine does on its way out is of no interest any more.
  m_schedule.setPlanting(false);
  m_engine.reset();
}

Finding SeedRun::run() {
#ifdef TWINLANE_BUGGIFIED
  base::setBuggify(&m_schedule);
#endif
  m_schedule.setPlanting(true);
  auto finding = open(false);
  for (const auto turns = between(leastTurns, mostTurns); m_turn < turns && !finding; ++m_turn) finding = turn();
  if (!finding) finding = finish();
  count();
#ifdef TWINLANE_BUGGIFIED
  base::setBuggify(nullptr);
#endif
  return finding ? Finding("turn " + std::to_string(m_turn) + ": " + *finding) : std::nullopt;
}

// ---- one turn

Finding SeedRun::turn() {
  const auto kind = below(1000);
  if (kind < 260) m_operators.act(*m_engine);
  else if (kind < 945) step();
  else if (kind < 970) moveClock();
  else if (kind < 974) pauseOrResume();
  else if (kind < 984) makeAnew();
  else if (kind < 988) {
    m_facts.grow();
    if (auto finding = m_facts.takeIn(*m_engine, false)) return finding;
  } else if (kind < 992) failDisk();
  else if (kind < 995) crashNow();
  else if (kind < 998) crashAfter(between(1, 80));
  else if (auto finding = stopAndOpen()) return finding;

  if (m_disk.medium().isStopped()) return bootAgain();
  if (m_turnsToHeal > 0 && --m_turnsToHeal == 0) heal();
  return judgeAnswers();
}

Finding SeedRun::judgeAnswers() const { return m_history.fault() ? m_history.fault() : m_operators.fault(); }

void SeedRun::step() {
  const std::size_t index = m_schedule.next(m_steps);
  const bool worked = m_engine->step(index);
  if (worked) m_schedule.worked(m_steps[index]);
  m_trace.add(static_cast<std::int64_t>(index));
  m_trace.add(worked ? 1 : 0);
  m_clock.advanceMicros(between(0, 300));
}

void SeedRun::moveClock() {
  m_clock.advanceMicros(between(1, below(4) == 0 ? 3 * second : 5000));
  if (below(12) != 0) return;
  static constexpr std::int64_t jumps[] = {-hour, hour, -day, 40 * day, -10, -second};
  m_clock.setWall({m_clock.wall().micros + oneOf(m_random, jumps)});
  m_tally.add("clock_jumps");
}

void SeedRun::pauseOrResume() {
  const auto lists = m_engine->projections();
  const std::string& name = lists[below(lists.size())].name;
  const bool pauses = below(3) == 0;
  const auto done = pauses ? m_engine->pause(name, "ann", "looking") : m_engine->resume(name, "ann");
  m_trace.add(done ? 1 : 0);
}

// Begins, accepts, gives up or goes back; the steps of the list do the rest.
void SeedRun::makeAnew() {
  const auto lists = m_engine->projections();
  const auto isOnItsWay = [](const projection::Status& list) { return list.rebuild.has_value(); };
  const auto onItsWay = std::find_if(lists.begin(), lists.end(), isOnItsWay);
  const auto kind = below(10);
  const std::string& name = kind >= 5 && kind < 9 && onItsWay != lists.end() ? onItsWay->name : lists[below(lists.size())].name;
  base::Status done;
  if (kind < 5) {
    done = m_engine->beginRebuild(name, "ann", below(2) == 0);
  } else if (kind < 8) {
    const auto used = m_engine->acceptRebuild(name);
    done = used ? base::Status() : base::Status(tl::unexpected(used.error()));
  } else if (kind == 8) {
    done = m_engine->cancelRebuild(name);
  } else {
    done = m_engine->goBack(name);
    // It takes in what was stored since, and is behind until then.
    m_operators.wentBack();
  }
  m_trace.add(done ? 1 : 0);
  if (done) m_tally.add(kind < 5 ? "rebuilds_begun" : kind < 8 ? "rebuilds_accepted" : kind == 8 ? "rebuilds_given_up" : "ways_back");
}

// ---- faults

void SeedRun::failDisk() {
  static constexpr Operation operations[] = {Operation::Open, Operation::Read, Operation::Write, Operation::Sync, Operation::Truncate, Operation::Delete, Operation::Rename};
  static constexpr const char* parts[] = {"", "", "journal", "-wal", "views", "order_list"};
  simulation::Fault fault;
  fault.kind = below(3) == 0 ? Fault::Kind::Full : Fault::Kind::Io;
  if (below(2) == 0) fault.operations = {oneOf(m_random, operations)};
  else fault.operations = {Operation::Write, Operation::Sync};
  fault.part = oneOf(m_random, parts);
  fault.at = between(1, 30);
  fault.persistent = below(3) == 0;
  m_disk.medium().inject(fault);
  m_operators.setDiskFails(true);
  m_turnsToHeal = between(1, 60);
}

void SeedRun::heal() {
  m_disk.medium().heal();
  m_turnsToHeal = 0;
}

void SeedRun::crashAfter(std::int64_t calls) { m_callsToCrash = calls; }

void SeedRun::crashNow() {
  m_isCut = below(3) != 0;
  if (m_isCut) m_image = m_disk.medium().image(oneOf(m_random, {Damage::DropAll, Damage::KeepAll, Damage::KeepHalf, Damage::KeepMost, Damage::KeepFew, Damage::Garbage}));
  m_disk.medium().stop();
  // Nobody hears what comes after.
  m_history.crashed();
  m_operators.restarted();
  m_tally.add(m_isCut ? "power_cuts" : "kills");
}

// ---- lives of an engine

engine::Options SeedRun::options(bool forJudging) {
  engine::Options options;
  options.dataFolder = folder;
  options.zone = m_zoneHours == 0 ? "UTC" : "Etc/GMT-3";  // with the sign of POSIX
  options.threads = false;
  options.clock = &m_clock;
  options.files = &m_disk;
  options.random = &m_random;
  if (forJudging) return options;
  options.storesApart = below(3) != 0;
  options.commandQueue = oneOf(m_random, {std::size_t{24}, std::size_t{256}, std::size_t{4096}});
  options.groupLimit = oneOf(m_random, {std::size_t{2}, std::size_t{8}, std::size_t{512}});
  options.tailEvents = oneOf(m_random, {std::size_t{1}, std::size_t{16}, std::size_t{65536}});
  options.cachedAggregates = oneOf(m_random, {std::size_t{2}, std::size_t{16}, std::size_t{20000}});
  using security::Role;
  if (below(5) == 0) options.principal = security::Principal::of("operator", {Role::Operator, Role::Auditor});
  return options;
}

Finding SeedRun::open(bool forJudging) {
  m_operators.setDiskFails(false);
  auto opened = engine::Engine::open(options(forJudging));
  if (!opened) return "the folder cannot be opened: " + opened.error().what + " " + opened.error().where;
  m_engine = std::move(*opened);
  m_steps = m_engine->steps();
  return std::nullopt;
}

// As a person closes and opens the program: nobody stays without an answer.
Finding SeedRun::stopAndOpen() {
  heal();
  m_engine->stop();
  if (m_disk.medium().isStopped()) return std::nullopt;
  if (m_history.waiting() > 0) return std::to_string(m_history.waiting()) + " commands have no answer after a stop";
  m_engine.reset();
  m_operators.restarted();
  m_tally.add("restarts");
  if (m_disk.medium().isStopped()) return std::nullopt;
  auto finding = open(false);
  return m_disk.medium().isStopped() ? std::nullopt : finding;
}

Finding SeedRun::bootAgain() {
  m_schedule.setPlanting(false);
  m_engine.reset();
  for (;;) {
    m_callsToCrash = 0;
    heal();
    if (m_isCut) m_disk.medium().start(m_image);
    else m_disk.medium().resume();
    m_clock.advanceMicros(between(second, 100 * second));
    m_trace.add(m_isCut ? 1 : 2);
    // Now and then the machine goes down again while the folder is being opened.
    if (below(6) == 0) crashAfter(between(1, 60));
    auto finding = open(false);
    if (m_disk.medium().isStopped()) {
      m_engine.reset();
      m_tally.add("crashes_at_opening");
      continue;
    }
    m_callsToCrash = 0;
    if (!finding) finding = cheapOracle(*m_engine, m_history);
    m_tally.add("oracles");
    m_schedule.setPlanting(true);
    return finding;
  }
}

Finding SeedRun::finish() {
  m_schedule.setPlanting(false);
  m_callsToCrash = 0;
  heal();
  m_engine->stop();
  if (auto finding = judgeAnswers()) return finding;
  if (m_history.waiting() > 0) return std::to_string(m_history.waiting()) + " commands have no answer after the end";
  m_engine.reset();
  m_clock.advanceMicros(patience);
  if (auto finding = open(true)) return finding;
  for (const projection::Status& list : m_engine->projections())
    if (auto resumed = m_engine->resume(list.name, "ann"); !resumed) return "the list " + list.name + " cannot be resumed: " + resumed.error().what;
  if (auto finding = m_facts.takeInTwice(*m_engine)) return finding;
  auto finding = fullOracle(*m_engine, m_disk, m_history, m_zoneHours * hour);
  m_tally.add("full_oracles");
  traceEvents();
  return finding;
}

// The link of the last commit stands for all that was stored, accounts of imported rows too.
void SeedRun::traceEvents() {
  auto reader = m_engine->openReader();
  const auto events = reader ? (*reader)->events(0, static_cast<std::size_t>(m_engine->head().position)) : base::Result<query::EventPage>();
  if (!events) return;
  for (const store::StoredEvent& event : events->events) m_trace.add(base::toHex(event.digest));
  m_trace.add(base::toHex(m_engine->head().link));
}

void SeedRun::count() {
  m_tally.add("turns", m_turn);
  if (m_engine) m_tally.add("events", m_engine->head().position);
  m_tally.add("injected_errors", m_disk.medium().injected());
  for (std::size_t i = 0; i < command::outcomeNames.size(); ++i) m_tally.add(command::outcomeNames[i], m_history.answers(static_cast<command::Outcome>(i)));
  const Operators::Counts& counts = m_operators.counts();
  m_tally.add("commands", counts.commands);
  m_tally.add("repeated", counts.repeated);
  m_tally.add("other_content", counts.otherContent);
  m_tally.add("expecting", counts.expecting);
  m_tally.add("questions", counts.answered);
  m_tally.add("unanswered_questions", counts.unanswered);
  m_tally.add("imported_rows", m_facts.taken());
}

}  // namespace twinlane::simulation
