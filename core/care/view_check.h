// Read models against a rebuild: folds the log into a shadow beside the live file up to the live file's position and compares
// the digests of all rows, as they were kept and as they are; of two that differ the first row is looked for. Within the room.
#pragma once

#include "care/verify.h"
#include "base/clock.h"
#include "base/file_system.h"
#include "feed/feed.h"

namespace twinlane::care {

struct ViewPlace {
  std::string viewsFolder, shadowFolder, zone;
  bool isWitnessed = false;  // the log agrees with its witness
  Beside beside = {};
};

// The live view must not be ahead of the log nor made from another. One that is not there, or that the next opening makes anew
// since it was made by another version, is told in a note. The shadow is removed after.
base::Status checkView(const std::string& name, const ViewPlace& place, feed::Feed& feed, base::FileSystem& files, const base::Clock& clock, VerifyReport& report);

}  // namespace twinlane::care
