// The time that the charts of Live show. Plain value.
#pragma once

#include "base/timestamp.h"

namespace twinlane::ui {

struct TimeWindow {
  base::SteadyTime end;
  double seconds = 60;

  base::SteadyTime begin() const { return {end.nanos - static_cast<std::int64_t>(seconds * 1e9)}; }
  bool operator==(const TimeWindow&) const = default;
};

}  // namespace twinlane::ui
