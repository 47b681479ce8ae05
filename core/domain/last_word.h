// Whether an event says anew what was said before, so that of several the latest counts (Latest in moment.h); all others add
// up. Pure.
#pragma once

#include "domain/events.h"

namespace twinlane::domain {

bool isLastWord(const Event& event);

}  // namespace twinlane::domain
