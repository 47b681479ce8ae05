// Checks of the journal file itself: pages and indexes, every digest, every link, no hole; and the write tables against the
// fold of the events. Over a connection of its own; all but the first in slices; changes nothing. Within the room.
#pragma once

#include "base/file_system.h"
#include "care/verification.h"

namespace twinlane::care {

base::Status checkChain(const std::string& journalPath, const base::FileSystem& files, VerifyReport& report);
base::Status checkWriteTables(const std::string& journalPath, const base::FileSystem& files, VerifyReport& report);

}  // namespace twinlane::care
