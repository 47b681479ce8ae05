// One row per (aggregate, state, command): what the rules answer, found by asking them. Pure.
#pragma once

#include "domain/format/node.h"

namespace twinlane::domain {

// [{"aggregate","state","command","outcome"}]; outcome is the name of the event or of the rejection.
Node decisionTable();

}  // namespace twinlane::domain
