// The port for randomness. SystemRandom draws from the operating system (libsodium); SeededRandom (SplitMix64, Steele
// et al. 2014) repeats for a seed. SystemRandom: any thread. SeededRandom: one thread.
#pragma once

#include <cstdint>

namespace twinlane::base {

class Random {
 public:
  virtual ~Random() = default;
  virtual std::uint64_t next() = 0;
  // 0 .. bound-1, bound > 0.
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }
};

class SystemRandom final : public Random {
 public:
  std::uint64_t next() override;
};

class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : m_state(seed) {}
  std::uint64_t next() override;

 private:
  std::uint64_t m_state;
};

}  // namespace twinlane::base
