// Whether files look like those a profile describes, by their names and headers alone, so that one can be picked for them. Reads
// the first 64 KiB of a file; any thread.
#pragma once

#include "transfer/profile/profile.h"

#include <QStringList>

namespace twinlane::ui {

// Of files chosen together, those that a folder of them would pass over; none where nothing would be left.
QStringList straysAmong(const transfer::Profile& profile, const QStringList& paths);

// False also where it cannot be told: of a log, or of files that cannot be read. `paths` are files or folders.
bool looksLike(const transfer::Profile& profile, const std::vector<std::string>& paths);

}  // namespace twinlane::ui
