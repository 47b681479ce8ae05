// The file-system port over a simulated medium that SQLite uses as well: what an engine gets as Options::files. Owns the
// medium and its VFS; must outlive every engine, connection and lock on it. Promises what base::FileSystem does, no more: a
// rewritable file is never flushed, a replaced one is before it gets its name. One thread.
#pragma once

#include "base/file_system.h"
#include "simulation/disk/simulated_vfs.h"

namespace twinlane::simulation {

class SimulatedDisk final : public base::FileSystem {
 public:
  explicit SimulatedDisk(std::uint64_t seed) : m_medium(seed), m_vfs(m_medium, seed) {}

  Medium& medium() { return m_medium; }

  std::string vfsName() const override { return m_vfs.name(); }
  bool exists(const std::string& path) const override { return isFolder(path) || m_medium.find(path) != nullptr; }
  bool isFolder(const std::string& path) const override { return m_medium.isFolder(path); }
  base::Result<std::vector<std::string>> list(const std::string& folder) const override;
  base::Status makeFolder(const std::string& path) override;
  base::Result<std::string> read(const std::string& path, std::size_t most) const override;
  base::Status replace(const std::string& path, std::string_view content) override;
  base::Status rename(const std::string& from, const std::string& to) override;
  base::Status remove(const std::string& path) override;
  base::Result<std::unique_ptr<base::RewritableFile>> openRewritable(const std::string& path) override;
  base::Result<std::unique_ptr<base::FileLock>> lock(const std::string& path, const std::string& owner) override;
  std::int64_t sizeOf(const std::string& path) const override;
  base::Result<std::uint64_t> identityOf(const std::string& path) const override { return reinterpret_cast<std::uintptr_t>(m_medium.find(path).get()); }
  base::Status lengthen(const std::string& path, std::int64_t bytes) override;

 private:
  mutable Medium m_medium;  // reading counts calls and may be made to fail
  SimulatedVfs m_vfs;
};

}  // namespace twinlane::simulation
