// One row per (aggregate, state, command): what the rules answer, found by asking them. A state is what commands made of
// nothing, so that each row can be submitted as it stands. Pure.
#pragma once

#include "domain/format/node.h"

namespace twinlane::domain {

// [{"aggregate","state","command","outcome","after","asked"}]; outcome is the name of the event or of the rejection, `after`
// are the commands that made the state, all accepted, and `asked` is the one that was answered.
Node decisionTable();

}  // namespace twinlane::domain
