// Who is next: draws the engine's steps under weights of its own for each seed, so that in one seed a list starves and in
// another the store does, and says which planted turns (TWINLANE_BUGGIFY) are due. One seeded source of chance decides all of
// it. One thread.
#pragma once

#include "base/fault/buggify.h"
#include "base/random.h"

#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace twinlane::simulation {

// What was reached, over all seeds of a run.
struct Reached {
  std::map<std::string, std::int64_t> planted;
  std::set<std::array<std::string, 3>> interleavings;  // steps that worked, one after the other
};

class Schedule final
#ifdef TWINLANE_BUGGIFIED
    : public base::Buggify
#endif
{
 public:
  Schedule(base::Random& random, Reached& reached) : m_random(random), m_reached(reached) {}

  // The index of the next step.
  std::size_t next(const std::vector<std::string>& steps);
  void worked(const std::string& step);

#ifdef TWINLANE_BUGGIFIED
  bool isDue(const char* name) override;
  // None while what was stored is being judged.
  void setPlanting(bool planting) { m_isPlanting = planting; }
#else
  void setPlanting(bool) {}
#endif

 private:
  base::Random& m_random;
  Reached& m_reached;
  std::map<std::string, std::uint64_t> m_weights;
  std::map<std::string, std::uint64_t> m_rarity;  // a planted turn is due once in so many times; 0: not in this seed
  std::array<std::string, 3> m_latest;
  [[maybe_unused]] bool m_isPlanting = false;
};

}  // namespace twinlane::simulation
