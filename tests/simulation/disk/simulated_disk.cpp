#include "simulation/disk/simulated_disk.h"

#include <algorithm>

namespace twinlane::simulation {
namespace {

using base::ErrorCode;

// In the words of base::DiskFileSystem.
base::Status statusOf(Answer answer, const char* doing, const std::string& path) {
  const std::string what = std::string("cannot ") + doing;
  switch (answer) {
    case Answer::Ok: return {};
    case Answer::NotThere: return base::fail(ErrorCode::NotFound, what + ": No such file or directory", path, "check the path");
    case Answer::Full: return base::fail(ErrorCode::DiskFull, what + ": No space left on device", path, "free some space and try again");
    case Answer::Io: break;
  }
  return base::fail(ErrorCode::Io, what + ": Input/output error", path, "check the disk");
}

Answer rewrite(Medium& medium, Medium::File& file, std::string_view content) {
  const Answer emptied = medium.resize(file, 0);
  return emptied == Answer::Ok ? medium.write(file, 0, content) : emptied;
}

class Rewritable final : public base::RewritableFile {
 public:
  Rewritable(Medium& medium, Medium::Handle file) : m_medium(medium), m_file(std::move(file)) {}
  base::Status rewrite(std::string_view content) override { return statusOf(m_medium.write(*m_file, 0, content), "write", m_file->path); }

 private:
  Medium& m_medium;
  Medium::Handle m_file;
};

class Lock final : public base::FileLock {
 public:
  explicit Lock(Medium::Handle file) : m_file(std::move(file)) { m_file->owned = true; }
  ~Lock() override { m_file->owned = false; }

 private:
  Medium::Handle m_file;
};

}  // namespace

base::Result<std::vector<std::string>> SimulatedDisk::list(const std::string& folder) const {
  std::vector<std::string> names;
  if (auto listed = statusOf(m_medium.list(folder, names), "list the folder", folder); !listed) return tl::unexpected(listed.error());
  return names;
}

base::Status SimulatedDisk::makeFolder(const std::string& path) { return statusOf(m_medium.makeFolder(path), "make the folder", path); }

base::Result<std::string> SimulatedDisk::read(const std::string& path, std::size_t most) const {
  Medium::Handle file;
  if (auto opened = statusOf(m_medium.open(path, false, file), "open", path); !opened) return tl::unexpected(opened.error());
  std::string content(std::min(static_cast<std::size_t>(file->current.size()), most), '\0');
  std::size_t got = 0;
  if (auto done = statusOf(readOn(m_medium, *file, 0, content.data(), content.size(), got), "read", path); !done) return tl::unexpected(done.error());
  content.resize(got);
  return content;
}

base::Status SimulatedDisk::replace(const std::string& path, std::string_view content) {
  const std::string temporary = path + ".new";
  Medium::Handle file;
  if (auto opened = statusOf(m_medium.open(temporary, true, file), "create", temporary); !opened) return opened;
  Answer answer = rewrite(m_medium, *file, content);
  if (answer == Answer::Ok) answer = m_medium.sync(*file);
  if (answer != Answer::Ok) return statusOf(answer, "write", temporary);
  if (auto renamed = statusOf(m_medium.rename(temporary, path), "rename", path); !renamed) return renamed;
  m_medium.syncFolder(folderOf(path));
  return {};
}

base::Status SimulatedDisk::rename(const std::string& from, const std::string& to) {
  if (auto renamed = statusOf(m_medium.rename(from, to), "rename", from); !renamed) return renamed;
  m_medium.syncFolder(folderOf(to));
  return {};
}

base::Status SimulatedDisk::remove(const std::string& path) {
  const Answer answer = m_medium.remove(path);
  return statusOf(answer == Answer::NotThere ? Answer::Ok : answer, "remove", path);
}

base::Result<std::unique_ptr<base::RewritableFile>> SimulatedDisk::openRewritable(const std::string& path) {
  Medium::Handle file;
  if (auto opened = statusOf(m_medium.open(path, true, file), "open", path); !opened) return tl::unexpected(opened.error());
  return std::make_unique<Rewritable>(m_medium, std::move(file));
}

base::Result<std::unique_ptr<base::FileLock>> SimulatedDisk::lock(const std::string& path, const std::string& owner) {
  Medium::Handle file;
  if (auto opened = statusOf(m_medium.open(path, true, file), "open the lock", path); !opened) return tl::unexpected(opened.error());
  if (file->owned) {
    const std::string holder = file->current.text(200);
    return base::fail(ErrorCode::InUse, "in use by " + (holder.empty() ? std::string("another program") : holder), path, "close the other program, or choose another folder");
  }
  if (auto written = statusOf(rewrite(m_medium, *file, owner), "write the lock", path); !written) return tl::unexpected(written.error());
  return std::make_unique<Lock>(std::move(file));
}

std::int64_t SimulatedDisk::sizeOf(const std::string& path) const {
  const Medium::Handle file = m_medium.find(path);
  return file ? file->current.size() : 0;
}

base::Status SimulatedDisk::lengthen(const std::string& path, std::int64_t bytes) {
  Medium::Handle file;
  if (auto opened = statusOf(m_medium.open(path, false, file), "open", path); !opened) return opened;
  static const std::string zeros(1 << 16, '\0');
  for (std::int64_t end = file->current.size(); end < bytes; end = file->current.size()) {
    const auto part = static_cast<std::size_t>(std::min<std::int64_t>(bytes - end, static_cast<std::int64_t>(zeros.size())));
    if (auto written = statusOf(m_medium.write(*file, end, std::string_view(zeros).substr(0, part)), "write", path); !written) return written;
  }
  return {};
}

}  // namespace twinlane::simulation
