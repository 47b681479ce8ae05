// Where a projection stands, as a value. Any thread.
#pragma once

#include "projection/rebuild_status.h"

#include <array>
#include <optional>

namespace twinlane::projection {

// At an event that cannot be folded: its stream is set aside, or the list pauses.
enum class WhenPoisoned : std::uint8_t { Park, Pause };
inline constexpr std::array<const char*, 2> whenPoisonedNames = {"park", "pause"};
inline const char* name(WhenPoisoned when) { return whenPoisonedNames[static_cast<std::size_t>(when)]; }

// Rebuilding: what there was of it could not be used, so it has everything to come. Of one that is made anew beside the one in use
// `rebuild` tells.
enum class State : std::uint8_t { Stopped, CatchingUp, Live, Paused, Rebuilding, Failed };
inline constexpr std::array<const char*, 6> stateNames = {"stopped", "catching_up", "live", "paused", "rebuilding", "failed"};
inline const char* name(State state) { return stateNames[static_cast<std::size_t>(state)]; }

// Why a list stopped. `category` is the name of an error's code, "silent" when its loop gives no sign of life, or "not_made" where there
// is no file of it.
struct Failure {
  static constexpr const char* notMade = "not_made";
  std::string category;
  std::optional<store::Position> event;  // that it stopped at, when it was one
  std::string what, action;              // in words; what a person can do
  base::Timestamp since;
};

// What the last check of a list against its events found.
struct Proof {
  bool isSame = false;
  store::Position position = 0;  // as of
  base::Digest root{};           // over the digests of its rows
  std::int64_t rows = 0;
  std::string difference;        // the first, in words
  base::Timestamp at;
};

struct Status {
  std::string name;
  State state = State::Stopped;
  bool isWatched = true;  // false: seen from its file alone; its rate, the time it has left and its sign of life are not known
  store::Position position = 0;
  store::Position head = 0;  // read independently of the projection's own loop
  std::int64_t lagEvents = 0, lagMs = 0;
  double eventsPerSecond = 0;
  std::int64_t etaMs = 0;          // 0 when live or when the rate is not known
  std::int64_t heartbeatAgeMs = 0;
  std::int64_t applied = 0;        // events since the engine started
  std::int64_t parked = 0;         // streams of which events are set aside
  std::int64_t discarded = 0;      // events that were passed over for good
  int version = 0, generation = 0;
  std::string pausedBy, pauseReason;
  WhenPoisoned whenPoisoned = WhenPoisoned::Park;
  std::string error;               // why it failed, in words
  bool isBeingProved = false;
  std::optional<Proof> proof;      // the last one of this generation
  std::optional<RebuildStatus> rebuild;  // of the generation that is made beside the one in use
  std::optional<Failure> failure;  // the same with its particulars
};

}  // namespace twinlane::projection
