#include "base/file_system.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace twinlane::base {
namespace {

tl::unexpected<Error> failErrno(const std::string& doing, const std::string& path) {
  const int code = errno;
  const std::string what = "cannot " + doing + ": " + std::strerror(code);
  if (code == EACCES || code == EPERM || code == EROFS)
    return fail(ErrorCode::Denied, what, path, "choose a folder you may write to, or change its permissions");
  if (code == ENOSPC || code == EDQUOT) return fail(ErrorCode::DiskFull, what, path, "free some space and try again");
  if (code == ENOENT || code == ENOTDIR) return fail(ErrorCode::NotFound, what, path, "check the path");
  return fail(ErrorCode::Io, what, path, "check the disk");
}

struct Descriptor {
  int fd = -1;
  explicit Descriptor(int value) : fd(value) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd >= 0) ::close(fd);
  }
};

bool writeAll(int fd, std::string_view content, off_t at) {
  while (!content.empty()) {
    const ssize_t written = ::pwrite(fd, content.data(), content.size(), at);
    if (written < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    content.remove_prefix(static_cast<std::size_t>(written));
    at += written;
  }
  return true;
}

// A name that was given or taken away is on the disk when its folder is. Folders that may not be read, and file systems that
// flush none, have to be taken as they are.
Status flushFolderOf(const std::string& path) {
  const std::string parent = std::filesystem::path(path).parent_path().string();
  const Descriptor folder(::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.fd < 0 ? errno == EACCES : ::fsync(folder.fd) == 0 || errno == EINVAL || errno == EROFS) return {};
  return failErrno("flush the folder of", path);
}

class DiskLock final : public FileLock {
 public:
  explicit DiskLock(int fd) : m_file(fd) {}

 private:
  Descriptor m_file;
};

class DiskRewritable final : public RewritableFile {
 public:
  DiskRewritable(int fd, std::string path) : m_file(fd), m_path(std::move(path)) {}
  Status rewrite(std::string_view content) override {
    if (!writeAll(m_file.fd, content, 0)) return failErrno("write", m_path);
    return {};
  }

 private:
  Descriptor m_file;
  std::string m_path;
};

class DiskFileSystem final : public FileSystem {
 public:
  std::string vfsName() const override { return {}; }
  // What a disk in trouble does not tell is not gone.
  bool exists(const std::string& path) const override { return ::access(path.c_str(), F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR && errno != EACCES && errno != ENAMETOOLONG && errno != ELOOP); }
  bool isFolder(const std::string& path) const override {
    struct stat state {};
    return ::stat(path.c_str(), &state) == 0 && S_ISDIR(state.st_mode);
  }

  Result<std::vector<std::string>> list(const std::string& folder) const override {
    std::error_code code;
    std::vector<std::string> names;
    for (std::filesystem::directory_iterator it(folder, code), end; !code && it != end; it.increment(code))
      names.push_back(it->path().filename().string());
    if (code) {
      errno = code.value();
      return failErrno("list the folder", folder);
    }
    return names;
  }

  Status makeFolder(const std::string& path) override {
    if (isFolder(path)) return {};
    const auto parent = std::filesystem::path(path).parent_path().string();
    if (!parent.empty() && parent != path) {
      if (auto made = makeFolder(parent); !made) return made;
    }
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return failErrno("make the folder", path);
    if (!isFolder(path)) return fail(ErrorCode::Foreign, "this is not a folder", path, "choose another name");
    return flushFolderOf(path);
  }

  Result<std::string> read(const std::string& path, std::size_t most) const override {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.fd < 0) return failErrno("open", path);
    std::string content;
    char block[65536];
    for (;;) {
      const ssize_t got = ::read(file.fd, block, std::min(sizeof block, most - content.size()));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return failErrno("read", path);
      if (got == 0) return content;
      content.append(block, static_cast<std::size_t>(got));
    }
  }

  Status replace(const std::string& path, std::string_view content) override {
    const std::string temporary = path + ".new";
    {
      const Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
      if (file.fd < 0) return failErrno("create", temporary);
      if (!writeAll(file.fd, content, 0) || ::fdatasync(file.fd) != 0) return failErrno("write", temporary);
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) return failErrno("rename", path);
    return flushFolderOf(path);
  }

  Status rename(const std::string& from, const std::string& to) override {
    if (::rename(from.c_str(), to.c_str()) != 0) return failErrno("rename", from);
    return flushFolderOf(to);
  }

  Status remove(const std::string& path) override {
    if (std::remove(path.c_str()) != 0 && errno != ENOENT) return failErrno("remove", path);
    return {};
  }

  Result<std::unique_ptr<RewritableFile>> openRewritable(const std::string& path) override {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) return failErrno("open", path);
    return std::make_unique<DiskRewritable>(fd, path);
  }

  Result<std::unique_ptr<FileLock>> lock(const std::string& path, const std::string& owner) override {
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) return failErrno("open the lock", path);
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
      const bool held = errno == EWOULDBLOCK;
      ::close(fd);
      if (!held) return failErrno("lock", path);
      const auto holder = read(path, 200);
      return fail(ErrorCode::InUse, "in use by " + (holder && !holder->empty() ? *holder : std::string("another program")), path,
                  "close the other program, or choose another folder");
    }
    if (::ftruncate(fd, 0) != 0 || !writeAll(fd, owner, 0)) {
      auto error = failErrno("write the lock", path);
      ::close(fd);
      return error;
    }
    return std::make_unique<DiskLock>(fd);
  }

  Result<std::uint64_t> identityOf(const std::string& path) const override {
    struct stat state {};
    if (::stat(path.c_str(), &state) == 0) return state.st_ino;
    if (errno == ENOENT || errno == ENOTDIR) return 0;
    return failErrno("look at", path);
  }

  std::int64_t sizeOf(const std::string& path) const override {
    struct stat state {};
    return ::stat(path.c_str(), &state) == 0 ? state.st_size : 0;
  }

  Status lengthen(const std::string& path, std::int64_t bytes) override {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    struct stat state {};
    if (file.fd < 0 || ::fstat(file.fd, &state) != 0) return failErrno("open", path);
    static const std::string zeros(1 << 16, '\0');
    for (std::int64_t end = state.st_size; end < bytes;) {
      const auto part = static_cast<std::size_t>(std::min<std::int64_t>(bytes - end, static_cast<std::int64_t>(zeros.size())));
      if (!writeAll(file.fd, std::string_view(zeros).substr(0, part), end)) return failErrno("write", path);
      end += static_cast<std::int64_t>(part);
    }
    return {};
  }
};

}  // namespace

std::unique_ptr<FileSystem> makeDiskFileSystem() { return std::make_unique<DiskFileSystem>(); }

}  // namespace twinlane::base
