// The oracle: runs all checks and reports; never repairs. Reads beside the running engine in slices.
#pragma once

#include "base/file_system.h"
#include "care/verification.h"
#include "feed/feed.h"

namespace twinlane::care {

struct VerifySources {
  std::string journalPath;  // empty for a journal in memory: then its file is not checked
  std::string viewsFolder, zone;
  feed::Feed* feed = nullptr;
  base::FileSystem* files = nullptr;
};

base::Result<VerifyReport> verify(const VerifySources& sources);

}  // namespace twinlane::care
