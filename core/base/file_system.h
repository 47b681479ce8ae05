// The file-system port: everything core does with files outside SQLite, and the name of the SQLite VFS that the same
// simulated disk would register. DiskFileSystem is the machine's. Paths are UTF-8. Any thread; errors are named values.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <memory>

namespace twinlane::base {

// Holds a lock for as long as it lives.
class FileLock {
 public:
  virtual ~FileLock() = default;
};

// A small file rewritten in place, without a flush: it survives a crash of the program, not of the power.
class RewritableFile {
 public:
  virtual ~RewritableFile() = default;
  virtual Status rewrite(std::string_view content) = 0;
};

class FileSystem {
 public:
  virtual ~FileSystem() = default;

  // Name for sqlite3_open_v2; empty for the default VFS.
  virtual std::string vfsName() const = 0;
  virtual bool exists(const std::string& path) const = 0;
  virtual bool isFolder(const std::string& path) const = 0;
  virtual Result<std::vector<std::string>> list(const std::string& folder) const = 0;
  // Creates the folder and its parents with mode 0700, for good.
  virtual Status makeFolder(const std::string& path) = 0;
  // Whole content, or its first `most` bytes.
  virtual Result<std::string> read(const std::string& path, std::size_t most = std::string::npos) const = 0;
  // Whole content under a temporary name (`path`.new), flushed, then renamed over `path`, for good.
  virtual Status replace(const std::string& path, std::string_view content) = 0;
  // Over what is there under the new name, in the same folder.
  virtual Status rename(const std::string& from, const std::string& to) = 0;
  // A file, or a folder with nothing in it. Ok when it is not there.
  virtual Status remove(const std::string& path) = 0;
  virtual Result<std::unique_ptr<RewritableFile>> openRewritable(const std::string& path) = 0;
  // Exclusive lock with `owner` written into it. InUse names the owner that holds it.
  virtual Result<std::unique_ptr<FileLock>> lock(const std::string& path, const std::string& owner) = 0;
  virtual std::int64_t sizeOf(const std::string& path) const = 0;
  // A number that stays with a file as long as it is there: another one under the same path has another. 0 when there is none.
  virtual Result<std::uint64_t> identityOf(const std::string& path) const = 0;
  // Zeros behind the end of a file that is there, until it is `bytes` long: written, not reserved, so that what is written
  // over them later grows nothing. Not flushed.
  virtual Status lengthen(const std::string& path, std::int64_t bytes) = 0;
};

std::unique_ptr<FileSystem> makeDiskFileSystem();

}  // namespace twinlane::base
