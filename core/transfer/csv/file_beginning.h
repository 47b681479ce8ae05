// The first rows of a file as it has them, for a person to see before anything is taken in. One thread.
#pragma once

#include "base/result.h"
#include "domain/format/node.h"
#include "transfer/profile/profile.h"

#include <string>
#include <vector>

namespace twinlane::transfer {

struct FileBeginning {
  std::vector<ProfileProblem> problems;        // of the header under the profile
  std::vector<std::string> columns;            // in UTF-8, as are the rows
  std::vector<std::vector<std::string>> rows;  // also where the header has problems
  std::vector<domain::Node> meanings;          // of these rows under the profile, as a preview tells them; none where the header has problems
};

// Looks at the first 64 KiB of text and no further, so that a quote that is never closed costs no whole file: gives at most
// `rows` rows, those that end within it. Errors: those of reading the file; BadInput when the header does not end within it.
base::Result<FileBeginning> readBeginning(const Profile& profile, const std::string& path, std::size_t rows);

}  // namespace twinlane::transfer
