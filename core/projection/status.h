// Where a projection stands, as a value. Any thread.
#pragma once

#include "store/event.h"

namespace twinlane::projection {

enum class State : std::uint8_t { Stopped, CatchingUp, Live, Paused, Rebuilding, Failed };
inline constexpr std::array<const char*, 6> stateNames = {"stopped", "catching_up", "live", "paused", "rebuilding", "failed"};
inline const char* name(State state) { return stateNames[static_cast<std::size_t>(state)]; }

struct Status {
  std::string name;
  State state = State::Stopped;
  store::Position position = 0;
  store::Position head = 0;  // read independently of the projection's own loop
  std::int64_t lagEvents = 0, lagMs = 0;
  double eventsPerSecond = 0;
  std::int64_t etaMs = 0;          // 0 when live or when the rate is not known
  std::int64_t heartbeatAgeMs = 0;
  std::int64_t applied = 0;        // events since the engine started
  std::int64_t parked = 0;
  int version = 0, generation = 0;
  std::string pausedBy, pauseReason;
  std::string error;               // why it failed, in words
};

}  // namespace twinlane::projection
