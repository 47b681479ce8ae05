// One seed: an engine over a simulated disk, operators, a file of facts, and a schedule that chooses one turn after the
// other: a step of the engine, something an operator does, a clock that moves or jumps, an I/O error, a crash between two steps
// or inside of one. After each crash the cheap oracle, at the end the full one. All of it follows from the seed. One thread.
#pragma once

#include "simulation/fact_file.h"
#include "simulation/operators.h"
#include "simulation/schedule.h"
#include "simulation/disk/simulated_disk.h"
#include "simulation/tally.h"

namespace twinlane::simulation {

class SeedRun {
 public:
  // Counts go to both.
  SeedRun(std::uint64_t seed, Tally& tally, Reached& reached);
  ~SeedRun();

  // The first thing that was wrong, with the turn.
  Finding run();
  std::uint64_t traceHash() const { return m_trace.hash(); }

 private:
  enum class Crash { Kill, PowerCut };

  std::uint64_t below(std::uint64_t bound) { return m_random.below(bound); }
  std::int64_t between(std::int64_t least, std::int64_t most) { return least + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(most - least + 1))); }
  Finding turn();
  void step();
  void moveClock();
  void pauseOrResume();
  void makeAnew();
  void failDisk();
  void heal();
  void crashAfter(std::int64_t calls);
  void crashNow();
  engine::Options options(bool forJudging);
  Finding open(bool forJudging);
  Finding stopAndOpen();
  Finding bootAgain();
  Finding judgeAnswers() const;
  Finding finish();
  void traceEvents();
  void count();

  Tally& m_tally;
  base::SeededRandom m_random;
  base::SeededRandom m_idRandom;
  base::ManualClock m_clock;
  base::IdSource m_ids;
  SimulatedDisk m_disk;
  const std::int64_t m_zoneHours;
  Trace m_trace;
  History m_history;
  Operators m_operators;
  FactFile m_facts;
  Schedule m_schedule;
  std::unique_ptr<engine::Engine> m_engine;
  std::vector<std::string> m_steps;
  std::int64_t m_turn = 0;
  std::int64_t m_callsToCrash = 0;  // 0: none is planned
  std::int64_t m_turnsToHeal = 0;   // 0: the disk is well
  DiskImage m_image;                // what the power cut left
  bool m_isCut = false;             // by a power cut, else killed
};

}  // namespace twinlane::simulation
