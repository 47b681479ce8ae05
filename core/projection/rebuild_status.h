// How a rebuild of a list stands and what came of one. Plain values.
#pragma once

#include "base/result.h"
#include "projection/view_difference.h"

#include <array>
#include <optional>

namespace twinlane::projection {

// Folding: on its way to where the list in use is. Held: the same as that, and waits for a word. Differs: it waits for a word, too.
enum class RebuildState : std::uint8_t { Folding, Held, Differs };
inline constexpr std::array<const char*, 3> rebuildStateNames = {"folding", "held", "differs"};
inline const char* name(RebuildState state) { return rebuildStateNames[static_cast<std::size_t>(state)]; }

struct RebuildStatus {
  int generation = 0;
  RebuildState state = RebuildState::Folding;
  std::optional<RebuildState> found = {};  // by the last comparison, of this opening or an earlier one; each opening compares once more
  // What it is to a person: compared once, it waits for a word also while it is compared again.
  RebuildState told() const { return state == RebuildState::Folding ? found.value_or(state) : state; }
  store::Position position = 0;
  double eventsPerSecond = 0;
  std::int64_t etaMs = 0;  // until it is where the list in use is; 0 when that is not known
  std::int64_t parked = 0;
  std::string startedBy;
};

struct RebuildOutcome {
  bool isUsed = false;
  bool isCompared = true;  // not with a list that had stopped or whose file is damaged
  std::optional<base::Error> failure;  // why it came to no end, and nothing of it is left
  int generation = 0;
  ViewDifference difference;  // of the list in use against the new one
};

}  // namespace twinlane::projection
