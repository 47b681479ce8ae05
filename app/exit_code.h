// The exit codes of the contract, the same for both programs.
#pragma once

#include "base/result.h"

namespace twinlane::app {

enum Exit : int { Ok = 0, CheckFailed = 1, BadUsage = 2, MissingHere = 3, InUse = 4, DamagedJournal = 5, NewerVersion = 6 };

// No default: a new code asks for its place here.
constexpr Exit exitCodeOf(base::ErrorCode code) {
  using E = base::ErrorCode;
  switch (code) {
    case E::BadInput:
    case E::NotFound:
    case E::Foreign:
    case E::Denied: return BadUsage;
    case E::Missing: return MissingHere;
    case E::InUse:
    case E::Fenced: return InUse;
    case E::Damaged: return DamagedJournal;
    case E::Newer: return NewerVersion;
    case E::DiskFull:
    case E::Io:
    case E::Conflict:
    case E::Unknown:
    case E::TimedOut:
    case E::OverBudget:
    case E::Stopped: return CheckFailed;
  }
  return CheckFailed;
}

}  // namespace twinlane::app
