// When an event happened and its place in its stream: of several facts about one thing the latest holds, whatever the
// order they arrive in. Plain values.
#pragma once

#include "base/timestamp.h"

#include <limits>

namespace twinlane::domain {

// `version` is the event's version in its stream; it breaks ties as the global position would.
struct Moment {
  base::Timestamp when{std::numeric_limits<std::int64_t>::min()};
  std::int64_t version = 0;
  auto operator<=>(const Moment&) const = default;
};

// A value that is said anew from time to time.
template <class T>
struct Latest {
  T value{};
  Moment at;

  void put(T said, Moment moment) {
    if (moment < at) return;
    value = std::move(said);
    at = moment;
  }
  bool operator==(const Latest&) const = default;
};

}  // namespace twinlane::domain
