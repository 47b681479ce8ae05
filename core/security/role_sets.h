// Sets of roles that the rows of both policies are made of. Within the room.
#pragma once

#include "security/principal.h"

namespace twinlane::security {

using RoleSet = std::uint8_t;

inline constexpr RoleSet operators = static_cast<RoleSet>(Role::Operator), supervisors = static_cast<RoleSet>(Role::Supervisor),
                         auditors = static_cast<RoleSet>(Role::Auditor), trainers = static_cast<RoleSet>(Role::Trainer),
                         administrators = static_cast<RoleSet>(Role::Administrator);
inline constexpr RoleSet nobody = 0, desk = operators | supervisors;

}  // namespace twinlane::security
