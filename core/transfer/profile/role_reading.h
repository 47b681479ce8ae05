// The roles and facts of a history as a profile says them. Within the room.
#pragma once

#include "transfer/profile/profile_tree.h"

namespace twinlane::transfer {

// Takes `objects` and `events`; problems are told by the record.
void readRoles(ProfileRecord& top, Profile& profile);

}  // namespace twinlane::transfer
