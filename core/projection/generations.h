// Which file of a list is in use. One pointer per list, "<name>.generation" beside the files, holds the generation in use and the
// one before it, to go back to; it is replaced whole. Any thread; only the list itself writes it.
#pragma once

#include "base/file_system.h"

namespace twinlane::projection {

struct Generations {
  int current = 1;  // also when nothing is written yet
  int before = 0;   // 0: none
};

std::string viewPath(const std::string& folder, const std::string& name, int generation);
Generations generationsOf(const base::FileSystem& files, const std::string& folder, const std::string& name);
base::Status pointTo(base::FileSystem& files, const std::string& folder, const std::string& name, Generations generations);
// Another one each time the pointer was replaced; 0 when there is none.
std::uint64_t pointerIdentity(const base::FileSystem& files, const std::string& folder, const std::string& name);
void removeGeneration(base::FileSystem& files, const std::string& folder, const std::string& name, int generation);

}  // namespace twinlane::projection
