// A time that was given on the command line.
#pragma once

#include "base/result.h"
#include "base/timestamp.h"

namespace twinlane::ctl {

// In UTC, to the minute or finer. BadInput names the option.
base::Result<base::Timestamp> momentOf(const std::string& text, const char* option);

}  // namespace twinlane::ctl
