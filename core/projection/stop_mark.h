// Why a list was paused by its own policy, in a file of its own beside it ("<name>.stopped"), so that who opens the folder later is
// told. One thread writes: the list's; any reads.
#pragma once

#include "base/file_system.h"
#include "projection/status.h"

namespace twinlane::projection {

base::Status keepFailure(base::FileSystem& files, const std::string& folder, const std::string& name, const Failure& failure);
// Nothing when none is kept.
std::optional<Failure> keptFailure(const base::FileSystem& files, const std::string& folder, const std::string& name);
void forgetFailure(base::FileSystem& files, const std::string& folder, const std::string& name);

}  // namespace twinlane::projection
