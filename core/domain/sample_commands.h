// One small command of each type, for the tables that have a row for every command. Within the room.
#pragma once

#include "domain/commands.h"

namespace twinlane::domain {

// In the order of the variant; a command without a sample does not compile.
std::vector<Command> sampleCommands();

}  // namespace twinlane::domain
