#include "simulation/disk/simulated_vfs.h"

#include <algorithm>
#include <cstring>
#include <sqlite3.h>

namespace twinlane::simulation {
namespace {

constexpr int toldSectorBytes = 4096;
constexpr int pathBytes = 512;
constexpr sqlite3_int64 someDay = 212'000'000'000'000;  // Julian milliseconds, in 2006

// What one connection has open: made by xOpen, ended by xClose.
struct OpenFile {
  Medium* medium;
  Medium::Handle file;
  std::string path;
  bool syncsFolder = false;  // of a WAL: the first flush flushes the folder too, as SQLite's unix VFS does
  bool deletes = false;
  int lock = SQLITE_LOCK_NONE;
  bool hasMemory = false;
  unsigned sharedMask = 0, exclusiveMask = 0;
};

struct Base {
  sqlite3_file base;
  OpenFile* open;
};

OpenFile& of(sqlite3_file* file) { return *reinterpret_cast<Base*>(file)->open; }
Medium& mediumOf(sqlite3_vfs* vfs) { return *static_cast<Medium*>(vfs->pAppData); }

// ---- bytes

int readBytes(sqlite3_file* base, void* into, int count, sqlite3_int64 at) {
  OpenFile& open = of(base);
  std::size_t got = 0;
  const auto wanted = static_cast<std::size_t>(count);
  auto* bytes = static_cast<char*>(into);
  if (readOn(*open.medium, *open.file, at, bytes, wanted, got) != Answer::Ok) return SQLITE_IOERR_READ;
  if (got == wanted) return SQLITE_OK;
  std::memset(bytes + got, 0, wanted - got);
  return SQLITE_IOERR_SHORT_READ;
}

int writeBytes(sqlite3_file* base, const void* from, int count, sqlite3_int64 at) {
  OpenFile& open = of(base);
  switch (open.medium->write(*open.file, at, {static_cast<const char*>(from), static_cast<std::size_t>(count)})) {
    case Answer::Ok: return SQLITE_OK;
    case Answer::Full: return SQLITE_FULL;
    case Answer::NotThere:
    case Answer::Io: break;
  }
  return SQLITE_IOERR_WRITE;
}

int truncateFile(sqlite3_file* base, sqlite3_int64 size) {
  OpenFile& open = of(base);
  return open.medium->resize(*open.file, size) == Answer::Ok ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

int syncFile(sqlite3_file* base, int) {
  OpenFile& open = of(base);
  if (open.medium->sync(*open.file) != Answer::Ok) return SQLITE_IOERR_FSYNC;
  if (!open.syncsFolder) return SQLITE_OK;
  if (open.medium->syncFolder(folderOf(open.path)) != Answer::Ok) return SQLITE_IOERR_DIR_FSYNC;
  open.syncsFolder = false;
  return SQLITE_OK;
}

int sizeOf(sqlite3_file* base, sqlite3_int64* size) {
  *size = of(base).file->current.size();
  return SQLITE_OK;
}

// ---- locks: https://www.sqlite.org/lockingv3.html

int lockFile(sqlite3_file* base, int wanted) {
  OpenFile& open = of(base);
  Medium::File& file = *open.file;
  if (open.lock >= wanted) return SQLITE_OK;
  const auto isOthers = [&](const void* holder) { return holder != nullptr && holder != &open; };
  if (open.lock == SQLITE_LOCK_NONE) {
    if (isOthers(file.waiting) || isOthers(file.exclusive)) return SQLITE_BUSY;
    ++file.shared;
    open.lock = SQLITE_LOCK_SHARED;
  }
  if (wanted == SQLITE_LOCK_SHARED) return SQLITE_OK;
  if (isOthers(file.reserved) || isOthers(file.waiting) || isOthers(file.exclusive)) return SQLITE_BUSY;
  file.reserved = &open;
  open.lock = std::max(open.lock, SQLITE_LOCK_RESERVED);
  if (wanted == SQLITE_LOCK_RESERVED) return SQLITE_OK;
  file.waiting = &open;
  open.lock = SQLITE_LOCK_PENDING;
  if (file.shared > 1) return SQLITE_BUSY;
  file.exclusive = &open;
  open.lock = SQLITE_LOCK_EXCLUSIVE;
  return SQLITE_OK;
}

int unlockFile(sqlite3_file* base, int wanted) {
  OpenFile& open = of(base);
  Medium::File& file = *open.file;
  if (open.lock <= wanted) return SQLITE_OK;
  for (const void** holder : {&file.reserved, &file.waiting, &file.exclusive})
    if (*holder == &open) *holder = nullptr;
  if (wanted == SQLITE_LOCK_NONE) --file.shared;
  open.lock = wanted;
  return SQLITE_OK;
}

int isReserved(sqlite3_file* base, int* answer) {
  *answer = of(base).file->reserved != nullptr ? 1 : 0;
  return SQLITE_OK;
}

int control(sqlite3_file* base, int what, void* argument) {
  OpenFile& open = of(base);
  if (what != SQLITE_FCNTL_HAS_MOVED) return SQLITE_NOTFOUND;
  *static_cast<int*>(argument) = open.medium->find(open.path) != open.file ? 1 : 0;
  return SQLITE_OK;
}

int sectorSize(sqlite3_file*) { return toldSectorBytes; }
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

// ---- shared memory of a WAL: https://www.sqlite.org/walformat.html, section 2

int mapMemory(sqlite3_file* base, int region, int bytes, int extend, void volatile** out) {
  OpenFile& open = of(base);
  Medium::File::Memory& memory = open.file->memory;
  if (!open.hasMemory) {
    open.hasMemory = true;
    ++memory.users;
  }
  const auto index = static_cast<std::size_t>(region);
  *out = nullptr;
  if (index >= memory.regions.size() && extend == 0) return SQLITE_OK;
  while (memory.regions.size() <= index) memory.regions.push_back(std::make_unique<std::uint64_t[]>(static_cast<std::size_t>(bytes) / sizeof(std::uint64_t)));
  *out = memory.regions[index].get();
  return SQLITE_OK;
}

int lockMemory(sqlite3_file* base, int first, int count, int flags) {
  OpenFile& open = of(base);
  Medium::File::Memory& memory = open.file->memory;
  const auto each = [&](auto change) {
    for (int slot = first; slot < first + count; ++slot) change(static_cast<std::size_t>(slot), 1U << slot);
  };
  if ((flags & SQLITE_SHM_UNLOCK) != 0) {
    each([&](std::size_t slot, unsigned bit) {
      if ((open.sharedMask & bit) != 0) --memory.shared[slot];
      if ((open.exclusiveMask & bit) != 0) memory.exclusive[slot] = nullptr;
      open.sharedMask &= ~bit;
      open.exclusiveMask &= ~bit;
    });
    return SQLITE_OK;
  }
  const bool isShared = (flags & SQLITE_SHM_SHARED) != 0;
  bool isFree = true;
  each([&](std::size_t slot, unsigned bit) {
    const int others = memory.shared[slot] - ((open.sharedMask & bit) != 0 ? 1 : 0);
    const bool isTaken = memory.exclusive[slot] != nullptr && memory.exclusive[slot] != &open;
    isFree = isFree && !isTaken && (isShared || others == 0);
  });
  if (!isFree) return SQLITE_BUSY;
  each([&](std::size_t slot, unsigned bit) {
    if (isShared && (open.sharedMask & bit) == 0) {
      ++memory.shared[slot];
      open.sharedMask |= bit;
    } else if (!isShared) {
      memory.exclusive[slot] = &open;
      open.exclusiveMask |= bit;
    }
  });
  return SQLITE_OK;
}

void barrier(sqlite3_file*) {}

int unmapMemory(sqlite3_file* base, int) {
  OpenFile& open = of(base);
  if (!open.hasMemory) return SQLITE_OK;
  lockMemory(base, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK);
  open.hasMemory = false;
  // The first one after the last begins with empty memory and reads the WAL through, as with a file of it.
  if (--open.file->memory.users == 0) open.file->memory.regions.clear();
  return SQLITE_OK;
}

int closeFile(sqlite3_file* base) {
  OpenFile& open = of(base);
  unmapMemory(base, 0);
  unlockFile(base, SQLITE_LOCK_NONE);
  if (open.deletes) open.medium->remove(open.path);
  delete &open;
  return SQLITE_OK;
}

constexpr sqlite3_io_methods methods = {2,         closeFile,  readBytes, writeBytes,      truncateFile, syncFile,   sizeOf,  lockFile,    unlockFile, isReserved,
                                        control,   sectorSize, characteristics, mapMemory, lockMemory,   barrier,    unmapMemory, nullptr, nullptr};

// ---- names

int openFile(sqlite3_vfs* vfs, const char* name, sqlite3_file* base, int flags, int* outFlags) {
  base->pMethods = nullptr;
  Medium& medium = mediumOf(vfs);
  // Ours keep what is temporary in memory.
  if (name == nullptr) return SQLITE_CANTOPEN;
  const bool creates = (flags & SQLITE_OPEN_CREATE) != 0;
  Medium::Handle file;
  if (medium.open(name, creates, file) != Answer::Ok) return SQLITE_CANTOPEN;
  auto* open = new OpenFile{&medium, file, name};
  open->syncsFolder = creates && (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL)) != 0;
  open->deletes = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
  reinterpret_cast<Base*>(base)->open = open;
  base->pMethods = &methods;
  if (outFlags != nullptr) *outFlags = flags;
  return SQLITE_OK;
}

int deleteFile(sqlite3_vfs* vfs, const char* name, int syncs) {
  Medium& medium = mediumOf(vfs);
  const Answer answer = medium.remove(name);
  if (answer == Answer::NotThere) return SQLITE_IOERR_DELETE_NOENT;
  if (answer != Answer::Ok) return SQLITE_IOERR_DELETE;
  return syncs != 0 && medium.syncFolder(folderOf(name)) != Answer::Ok ? SQLITE_IOERR_DIR_FSYNC : SQLITE_OK;
}

int isThere(sqlite3_vfs* vfs, const char* name, int flags, int* answer) {
  Medium& medium = mediumOf(vfs);
  const Medium::Handle file = medium.find(name);
  // As the unix VFS has it: an empty file does not count as one.
  *answer = medium.isFolder(name) || (file && (flags != SQLITE_ACCESS_EXISTS || file->current.size() > 0)) ? 1 : 0;
  return SQLITE_OK;
}

int fullName(sqlite3_vfs*, const char* name, int most, char* into) {
  if (std::strlen(name) >= static_cast<std::size_t>(most)) return SQLITE_CANTOPEN;
  std::strcpy(into, name);
  return SQLITE_OK;
}

int randomBytes(sqlite3_vfs*, int count, char* into) {
  std::memset(into, 0, static_cast<std::size_t>(count));
  return count;
}

int sleepNot(sqlite3_vfs*, int micros) { return micros; }

int timeNow(sqlite3_vfs*, sqlite3_int64* millis) {
  *millis = someDay;
  return SQLITE_OK;
}

int dayNow(sqlite3_vfs*, double* days) {
  *days = static_cast<double>(someDay) / 86'400'000.0;
  return SQLITE_OK;
}

int lastError(sqlite3_vfs*, int, char*) { return 0; }

std::string nextName() {
  static int count = 0;
  return "simulated-disk-" + std::to_string(++count);
}

}  // namespace

SimulatedVfs::SimulatedVfs(Medium& medium, std::uint64_t seed) : m_name(nextName()), m_vfs(std::make_unique<sqlite3_vfs>()) {
  *m_vfs = {};
  m_vfs->iVersion = 2;
  m_vfs->szOsFile = sizeof(Base);
  m_vfs->mxPathname = pathBytes;
  m_vfs->zName = m_name.c_str();
  m_vfs->pAppData = &medium;
  m_vfs->xOpen = openFile;
  m_vfs->xDelete = deleteFile;
  m_vfs->xAccess = isThere;
  m_vfs->xFullPathname = fullName;
  m_vfs->xRandomness = randomBytes;
  m_vfs->xSleep = sleepNot;
  m_vfs->xCurrentTime = dayNow;
  m_vfs->xGetLastError = lastError;
  m_vfs->xCurrentTimeInt64 = timeNow;
  sqlite3_vfs_register(m_vfs.get(), 0);
  sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, static_cast<int>(seed & 0x7fff'ffff) | 1, nullptr);
}

SimulatedVfs::~SimulatedVfs() { sqlite3_vfs_unregister(m_vfs.get()); }

}  // namespace twinlane::simulation
