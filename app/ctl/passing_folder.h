// A folder that goes with this process, also when that is ended by Ctrl-C or by a signal to it alone, SIGKILL too: a child
// waits for the end and removes it. What ends the child as well leaves the folder. To be made before there are threads.
// Owned by one thread.
#pragma once

#include "base/result.h"

#include <memory>
#include <string>

#include <sys/types.h>

namespace twinlane::ctl {

class PassingFolder {
 public:
  // `pattern` ends in XXXXXX. Denied when it cannot be made.
  static base::Result<std::unique_ptr<PassingFolder>> make(std::string pattern);
  PassingFolder(const PassingFolder&) = delete;
  PassingFolder& operator=(const PassingFolder&) = delete;
  // Waits until it is gone.
  ~PassingFolder();

  const std::string& path() const { return m_path; }

 private:
  explicit PassingFolder(std::string path) : m_path(std::move(path)) {}

  const std::string m_path;
  int m_alive = -1;  // closed by the end of this process, which is what the child waits for
  pid_t m_child = -1;
};

}  // namespace twinlane::ctl
