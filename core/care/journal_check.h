// Checks of the journal file itself: every digest, every link, no hole; and the write tables against the fold of the events.
// Reads over a connection of its own in slices; changes nothing. Within the room.
#pragma once

#include "base/file_system.h"
#include "care/verification.h"

namespace twinlane::care {

base::Status checkChain(const std::string& journalPath, const base::FileSystem& files, VerifyReport& report);
base::Status checkWriteTables(const std::string& journalPath, const base::FileSystem& files, VerifyReport& report);

}  // namespace twinlane::care
