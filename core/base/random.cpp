#include "base/random.h"

#include <sodium/core.h>
#include <sodium/randombytes.h>

namespace twinlane::base {

std::uint64_t SystemRandom::next() {
  static const int ready = sodium_init();
  (void)ready;
  std::uint64_t value;
  randombytes_buf(&value, sizeof value);
  return value;
}

std::uint64_t SeededRandom::next() {
  std::uint64_t z = (m_state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

}  // namespace twinlane::base
