// The oracle: runs all checks and reports; never repairs: journal, witness and lists are opened for reading, shadows lie in a
// folder "check" under the views' that is gone afterwards. (SQLite leaves its -shm and an empty -wal beside a file.) For the
// owner of the folder while no command is on its way: each file is checked in one snapshot first, and write tables are compared
// with the events as of now. Any thread.
#pragma once

#include "base/clock.h"
#include "base/file_system.h"
#include "care/verification.h"
#include "feed/feed.h"

namespace twinlane::care {

struct VerifySources {
  std::string journalPath;  // empty for a journal in memory: then its file is not checked
  bool witnessed = false;   // the journal was compared with its witness when it was opened
  std::string viewsFolder, zone;
  feed::Feed* feed = nullptr;
  base::FileSystem* files = nullptr;
  const base::Clock* clock = nullptr;
};

base::Result<VerifyReport> verify(const VerifySources& sources);

}  // namespace twinlane::care
