// One small command of each type, for the tables that have a row for every command, and what they are about. Within the room.
#pragma once

#include "domain/commands.h"

namespace twinlane::domain {

namespace sample {
inline const OrderId order("A1");
inline const ProductId product("cup");
inline const CustomerId customer("ann");
inline const Currency pounds{{'G', 'B', 'P'}};
}  // namespace sample

// In the order of the variant; a command without a sample does not compile.
std::vector<Command> sampleCommands();

}  // namespace twinlane::domain
