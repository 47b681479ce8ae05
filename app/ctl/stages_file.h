// The file that --stages names, for where the time of the commands went. One thread.
#pragma once

#include "base/result.h"
#include "telemetry/snapshot.h"

#include <fstream>
#include <string>

namespace twinlane::ctl {

class StagesFile {
 public:
  // Before the first command, so that a path that cannot be written is told before the work and not after it. An empty path:
  // nothing was asked for. BadInput for one inside the data folder.
  static base::Result<StagesFile> open(std::string path, const std::string& dataFolder);
  // One document. Of a stopped engine the figures are whole.
  base::Status write(const telemetry::Snapshot& snapshot);

 private:
  std::string m_path;
  std::ofstream m_out;
};

}  // namespace twinlane::ctl
