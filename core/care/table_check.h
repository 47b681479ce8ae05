// The write tables against the fold of the events, stream by stream. Over a connection of its own, in slices; changes nothing
// but, where there are very many products or customers, a shadow file that is gone afterwards. Within the room.
#pragma once

#include "base/file_system.h"
#include "care/verification.h"

namespace twinlane::care {

base::Status checkWriteTables(const std::string& journalPath, const std::string& shadowFolder, base::FileSystem& files, VerifyReport& report);

}  // namespace twinlane::care
