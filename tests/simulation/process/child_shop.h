// A shop under load in a process of its own, so that it can be killed: the commands of a seeded script, given by several
// clients at once and now and then again, to an engine with all its threads. Each command is told before it is given and
// each answer when it comes, a line each on standard output. The hidden verb `shop` is that process; the folder is named by
// an environment variable.
#pragma once

#include "training/demo_shop.h"

namespace twinlane::simulation {

inline constexpr const char* shopFolder = "TWINLANE_SIMULATE_SHOP";

// The commands by number, the same for a seed in every process. One thread.
class Script {
 public:
  explicit Script(std::uint64_t seed) : m_shop(seed) {}
  const command::Envelope& operator[](std::size_t number) {
    while (m_given.size() <= number) m_given.push_back(m_shop.next());
    return m_given[number];
  }

 private:
  training::DemoShop m_shop;
  std::deque<command::Envelope> m_given;
};

}  // namespace twinlane::simulation
