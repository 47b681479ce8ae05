// The data folder: where its parts lie, whether a folder is ours, and its one owner. Nothing is changed in a folder that
// is not ours or was made by a newer version.
#pragma once

#include "base/file_system.h"

namespace twinlane::engine {

class DataFolder {
 public:
  // Makes it when it is not there and `create`. `own`: with the lock of its owner. Foreign for a folder with other things in
  // it, InUse, NotFound, Denied.
  static base::Result<DataFolder> open(const std::string& path, bool create, bool own, base::FileSystem& files);

  const std::string& path() const { return m_path; }
  std::string journal() const { return m_path + "/journal.sqlite"; }
  std::string telemetry() const { return m_path + "/telemetry.sqlite"; }
  std::string views() const { return m_path + "/views"; }
  std::int64_t bytes(const base::FileSystem& files) const;

 private:
  std::string m_path;
  std::shared_ptr<base::FileLock> m_lock;  // the owner's
};

}  // namespace twinlane::engine
