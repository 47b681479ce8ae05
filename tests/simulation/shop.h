// An engine without threads over a simulated disk, with a clock that is moved by hand and chance that repeats: what a verb
// works on, and what it opens an image of the disk with. One thread.
#pragma once

#include "base/random.h"
#include "engine/engine.h"
#include "simulation/disk/simulated_disk.h"

namespace twinlane::simulation {

class Shop {
 public:
  explicit Shop(std::uint64_t seed);
  ~Shop() { die(); }

  // The options of the next opening.
  engine::Options& options() { return m_options; }
  // Over what the disk holds.
  base::Status open();
  bool isOpen() const { return m_engine != nullptr; }
  // In order, as a person ends the program.
  void close() { m_engine.reset(); }
  // The disk is stopped first, so that nothing of what an engine does on its way out is kept.
  void die();
  // Dies, and the disk holds this from now on.
  void put(const DiskImage& image);

  engine::Engine& engine() { return *m_engine; }
  SimulatedDisk& disk() { return m_disk; }
  Medium& medium() { return m_disk.medium(); }
  base::Random& random() { return m_random; }
  base::IdSource& ids() { return m_ids; }
  // Steps until none has work, at most so many rounds; time passes with each.
  void settle(int rounds = 10'000);
  void wait(std::int64_t micros) { m_clock.advanceMicros(micros); }

  static constexpr const char* folder = "/shop";

 private:
  SimulatedDisk m_disk;
  base::ManualClock m_clock;
  base::SeededRandom m_random, m_idRandom;
  base::IdSource m_ids;
  engine::Options m_options;
  std::unique_ptr<engine::Engine> m_engine;
};

}  // namespace twinlane::simulation
