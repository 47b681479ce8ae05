// Which role may give which command; asked before validation, and denied unless a row allows it. Pure; any thread.
#pragma once

#include "domain/commands.h"
#include "security/principal.h"

namespace twinlane::security {

bool mayGive(const Principal& principal, const domain::Command& command);

}  // namespace twinlane::security
