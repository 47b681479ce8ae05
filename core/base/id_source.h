// Makes command ids: UUID version 7 (RFC 9562, method 1: a counter in rand_a keeps ids of one millisecond in order).
// Any thread: calls are serialized. Time and randomness come from the ports given.
#pragma once

#include "base/clock.h"
#include "base/command_id.h"
#include "base/random.h"

#include <mutex>

namespace twinlane::base {

class IdSource {
 public:
  // Both must outlive the source.
  IdSource(const Clock& clock, Random& random) : m_clock(clock), m_random(random) {}
  CommandId next();

 private:
  const Clock& m_clock;
  Random& m_random;
  std::mutex m_mutex;
  std::int64_t m_lastMillis = 0;
  std::uint32_t m_counter = 0;
};

}  // namespace twinlane::base
