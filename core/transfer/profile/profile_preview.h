// What a profile would make of a file, before anything is taken in: what importing it would be refused for, and its first rows
// under the mapping. Reads the file up to what it would be refused for, or to its end. One thread. Errors: those of reading the file.
#pragma once

#include "domain/format/node.h"
#include "transfer/row_mapping.h"

namespace twinlane::transfer {

struct ProfilePreview {
  std::string file;
  std::vector<ProfileProblem> problems;
  std::vector<std::string> columns;
  std::vector<std::string> unusedColumns;
  // [{"row","fate","reason"?,"order",...}]
  std::vector<domain::Node> firstRows;
};

// One of these rows. Within the room.
domain::Node nodeOf(const CsvRow& row, const MappedRow& mapped, const RowMapping& mapping);

base::Result<ProfilePreview> previewFile(const Profile& profile, const std::string& path, std::size_t rows);

}  // namespace twinlane::transfer
