// At which position an answer is true, and how far that is behind the head. The position is read in the same snapshot as
// the rows, the head after it, so that the lag may be over- but never understated. Plain value.
#pragma once

#include "store/event.h"

#include <algorithm>

namespace twinlane::query {

struct Freshness {
  store::Position position = 0;
  store::Position head = 0;
  std::int64_t lagEvents = 0;
  std::int64_t lagMs = 0;  // age of the oldest event that is not in the answer; 0 when current
  std::int64_t setAside = 0;  // streams that the answer has only in part, or not: an event of theirs could not be taken in
  std::int64_t discarded = 0;  // events that the answer lacks for good, as somebody decided
};

// A page over several models says the smallest position.
inline Freshness oldest(const Freshness& a, const Freshness& b) {
  const store::Position position = std::min(a.position, b.position), head = std::max(a.head, b.head);
  return {position, head, head - position, std::max(a.lagMs, b.lagMs), std::max(a.setAside, b.setAside), std::max(a.discarded, b.discarded)};
}

}  // namespace twinlane::query
