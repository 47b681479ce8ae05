// A disk on which writes or flushes of WAL files, or the opening of databases, fail as often as they are told to: a shim over SQLite's default VFS
// (https://www.sqlite.org/vfs.html), the default while it lives. One at a time; files opened before keep the old one.
#pragma once

#include <sqlite3.h>

#include <atomic>
#include <cstring>

namespace twinlane::tests {

class FailingDisk {
 public:
  FailingDisk() {
    s_base = sqlite3_vfs_find(nullptr);
    s_failingWrites = s_failingSyncs = s_failingOpens = 0;
    m_shim = *s_base;
    m_shim.zName = "failing-disk";
    m_shim.pNext = nullptr;
    m_shim.xOpen = open;
    sqlite3_vfs_register(&m_shim, 1);
  }
  ~FailingDisk() {
    sqlite3_vfs_unregister(&m_shim);
    sqlite3_vfs_register(s_base, 1);
  }
  void failWrites(int count) { s_failingWrites = count; }
  void failSyncs(int count) { s_failingSyncs = count; }
  // Of databases.
  void failOpens(int count) { s_failingOpens = count; }

 private:
  static bool takes(std::atomic<int>& left) {
    int now = left.load();
    while (now > 0 && !left.compare_exchange_weak(now, now - 1)) {
    }
    return now > 0;
  }
  static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags) {
    if ((flags & SQLITE_OPEN_MAIN_DB) != 0 && takes(s_failingOpens)) {
      file->pMethods = nullptr;
      return SQLITE_IOERR;
    }
    const int code = s_base->xOpen(s_base, name, file, flags, outFlags);
    if (code != SQLITE_OK || file->pMethods == nullptr || (flags & SQLITE_OPEN_WAL) == 0) return code;
    s_methods = file->pMethods;
    s_failing = *s_methods;
    s_failing.xWrite = write;
    s_failing.xSync = sync;
    file->pMethods = &s_failing;
    return code;
  }
  static int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
    return takes(s_failingWrites) ? SQLITE_IOERR_WRITE : s_methods->xWrite(file, bytes, count, at);
  }
  static int sync(sqlite3_file* file, int flags) { return takes(s_failingSyncs) ? SQLITE_IOERR_FSYNC : s_methods->xSync(file, flags); }

  // SQLite hands its callbacks no room of ours.
  static inline sqlite3_vfs* s_base = nullptr;
  static inline const sqlite3_io_methods* s_methods = nullptr;
  static inline sqlite3_io_methods s_failing{};
  static inline std::atomic<int> s_failingWrites{0}, s_failingSyncs{0}, s_failingOpens{0};
  sqlite3_vfs m_shim{};
};

}  // namespace twinlane::tests
