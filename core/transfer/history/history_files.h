// The files of a history, read once from end to end into its staging: tables by the names of their files, or a log. Nothing is
// taken in by reading. One thread. Errors: those of the files, with file, line and remedy; of a table that is missing, or of a
// file that no role of the profile asks for.
#pragma once

#include "transfer/history/staging.h"

#include <map>

namespace twinlane::transfer {

struct HistoryReading {
  std::vector<std::string> unused;  // files of a folder that no role asks for
  std::map<std::string, RecordKey> keys;  // by table; of a flat file under no name
};

// What a source is told while it is read: the bytes so far and in all; false ends the reading.
using ReadingProgress = std::function<bool(std::int64_t bytesRead, std::int64_t bytesTotal)>;

// `paths` are files or folders.
base::Result<HistoryReading> readHistory(const Profile& profile, const std::vector<std::string>& paths, Staging& into, const ReadingProgress& progress);

}  // namespace twinlane::transfer
