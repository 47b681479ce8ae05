// A class of rows as a profile says it. Within the room.
#pragma once

#include "transfer/profile/profile_tree.h"

namespace twinlane::transfer {

// `fates` are the words for the fates from the first one on; problems are told by the record.
RowClass readRowClass(ProfileRecord& fields, const std::vector<std::string>& fates);

}  // namespace twinlane::transfer
