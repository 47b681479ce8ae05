// Read models against a rebuild: folds the log into a shadow beside the live file up to the live file's position and
// compares all rows in order. Within the room.
#pragma once

#include "care/verification.h"
#include "base/file_system.h"
#include "feed/feed.h"

namespace twinlane::care {

// The live view must not be ahead of the log. The shadow lies in a folder "check" under the views' and is removed after.
base::Status checkView(const std::string& name, const std::string& viewsFolder, const std::string& zone, feed::Feed& feed, base::FileSystem& files, VerifyReport& report);

}  // namespace twinlane::care
