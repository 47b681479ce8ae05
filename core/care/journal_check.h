// Checks of the journal file itself: pages and indexes, every digest, every link, no hole. Over a connection of its own; all but
// the first in slices; changes nothing. Within the room.
#pragma once

#include "base/file_system.h"
#include "care/verification.h"

namespace twinlane::care {

base::Status checkChain(const std::string& journalPath, const base::FileSystem& files, VerifyReport& report);

}  // namespace twinlane::care
