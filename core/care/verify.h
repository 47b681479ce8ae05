// The oracle: runs all checks and reports; never repairs: journal, witness and lists are opened for reading, shadows lie in a
// folder "check" under the views' that is gone afterwards. (SQLite leaves its -shm and an empty -wal beside a file.) For the
// owner of the folder while no command is on its way: each file is checked in one snapshot first, and write tables are compared
// with the events as of now. Any thread.
#pragma once

#include "base/clock.h"
#include "base/file_system.h"
#include "care/verification.h"
#include "feed/feed.h"

#include <functional>

namespace twinlane::care {

// How a check makes room for a shop at work.
struct Beside {
  std::int64_t eventsAtOnce = 0;    // 0: nobody is at work
  std::function<bool()> rest = {};  // between two slices; false: it is not gone on with, and Stopped
  // The same without a rest, while rows are compared in a snapshot, which is to be short.
  std::function<bool()> goesOn = {};
};

struct VerifySources {
  std::string journalPath;  // empty for a journal in memory: then its file is not checked
  bool witnessed = false;   // the journal was compared with its witness when it was opened
  std::string viewsFolder, zone;
  feed::Feed* feed = nullptr;
  base::FileSystem* files = nullptr;
  const base::Clock* clock = nullptr;
};

base::Result<VerifyReport> verify(const VerifySources& sources);
// One list alone against the log, also beside its owner at work: what is not in the list's file is left to SQLite's own checks.
base::Result<VerifyReport> proveList(const VerifySources& sources, const std::string& name, const Beside& beside);

}  // namespace twinlane::care
