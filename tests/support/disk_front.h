// The machine's disk, for tests that look at one thing that is done with its files, or do it otherwise. Any thread.
#pragma once

#include "base/file_system.h"

namespace twinlane::tests {

class DiskFront : public base::FileSystem {
 public:
  std::string vfsName() const override { return m_disk->vfsName(); }
  bool exists(const std::string& path) const override { return m_disk->exists(path); }
  bool isFolder(const std::string& path) const override { return m_disk->isFolder(path); }
  base::Result<std::vector<std::string>> list(const std::string& folder) const override { return m_disk->list(folder); }
  base::Status makeFolder(const std::string& path) override { return m_disk->makeFolder(path); }
  base::Result<std::string> read(const std::string& path, std::size_t most) const override { return m_disk->read(path, most); }
  base::Status replace(const std::string& path, std::string_view content) override { return m_disk->replace(path, content); }
  base::Status rename(const std::string& from, const std::string& to) override { return m_disk->rename(from, to); }
  base::Status remove(const std::string& path) override { return m_disk->remove(path); }
  base::Result<std::unique_ptr<base::RewritableFile>> openRewritable(const std::string& path) override { return m_disk->openRewritable(path); }
  base::Result<std::unique_ptr<base::FileLock>> lock(const std::string& path, const std::string& owner) override { return m_disk->lock(path, owner); }
  std::int64_t sizeOf(const std::string& path) const override { return m_disk->sizeOf(path); }
  base::Result<std::uint64_t> identityOf(const std::string& path) const override { return m_disk->identityOf(path); }
  base::Status lengthen(const std::string& path, std::int64_t bytes) override { return m_disk->lengthen(path, bytes); }

 private:
  const std::unique_ptr<base::FileSystem> m_disk = base::makeDiskFileSystem();
};

}  // namespace twinlane::tests
