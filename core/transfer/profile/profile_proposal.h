// A profile to begin with, from a file's header and first rows: which column is what is read off their names in some
// languages, separator, encoding, decimal sign and dates off the values. A person finishes it: what could not be told is left
// empty, so that reading the profile names it. One thread; looks at the first 64 KiB.
#pragma once

#include "base/result.h"
#include "transfer/profile/profile.h"

#include <string>
#include <vector>

namespace twinlane::transfer {

struct ProfileProposal {
  std::string text;                     // JSON, a key a line
  std::vector<ProfileProblem> toDecide;  // what is missing or guessed, by line of the text; `file` is the proposal's, empty
};

// Errors: those of reading the file, BadInput when it has no row below its header.
base::Result<ProfileProposal> proposeProfile(const std::string& path);

}  // namespace twinlane::transfer
