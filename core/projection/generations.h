// Which file of a list is in use. One pointer per list, "<name>.generation" beside the files, holds the generation in use and the
// one before it, to go back to; it is replaced whole. Any thread; only the list itself writes it.
#pragma once

#include "base/file_system.h"

namespace twinlane::projection {

struct Generations {
  int current = 1;  // also when nothing is written yet
  int before = 0;   // 0: none
  bool operator==(const Generations&) const = default;
};

std::string viewPath(const std::string& folder, const std::string& name, int generation);
Generations generationsOf(const base::FileSystem& files, const std::string& folder, const std::string& name);
// After an error readers are with what was pointed to before.
base::Status pointTo(base::FileSystem& files, const std::string& folder, const std::string& name, Generations generations);
// One that no file of the list has or had of late.
int freshGeneration(const base::FileSystem& files, const std::string& folder, const std::string& name);
// Those that are neither named nor `kept` are removed: of what was cut off.
void removeOthers(base::FileSystem& files, const std::string& folder, const std::string& name, int kept);
void removeGeneration(base::FileSystem& files, const std::string& folder, const std::string& name, int generation);

}  // namespace twinlane::projection
