#include "base/result.h"

namespace twinlane::base {

const char* name(ErrorCode code) {
  switch (code) {
    case ErrorCode::BadInput: return "bad_input";
    case ErrorCode::NotFound: return "not_found";
    case ErrorCode::Missing: return "missing";
    case ErrorCode::InUse: return "in_use";
    case ErrorCode::Damaged: return "damaged";
    case ErrorCode::Newer: return "newer_version";
    case ErrorCode::Foreign: return "not_ours";
    case ErrorCode::Denied: return "permission";
    case ErrorCode::DiskFull: return "disk_full";
    case ErrorCode::Io: return "io";
    case ErrorCode::Conflict: return "conflict";
    case ErrorCode::Fenced: return "fenced";
    case ErrorCode::Unknown: return "outcome_unknown";
    case ErrorCode::TimedOut: return "timed_out";
    case ErrorCode::OverBudget: return "over_budget";
    case ErrorCode::Stopped: return "stopped";
  }
  return "io";
}

}  // namespace twinlane::base
