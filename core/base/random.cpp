#include "base/random.h"

#include <sodium/core.h>
#include <sodium/randombytes.h>

#include <array>

namespace twinlane::base {

std::uint64_t SystemRandom::next() {
  static const int ready = sodium_init();
  (void)ready;
  // One call of the system for many numbers.
  thread_local std::array<std::uint64_t, 32> drawn;
  thread_local std::size_t used = drawn.size();
  if (used == drawn.size()) {
    randombytes_buf(drawn.data(), sizeof drawn);
    used = 0;
  }
  return drawn[used++];
}

std::uint64_t SeededRandom::next() {
  std::uint64_t z = (m_state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

}  // namespace twinlane::base
