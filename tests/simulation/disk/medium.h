// The medium of a simulated disk: names and files with what is durable apart from what a program sees, and all that can go
// wrong with it. A write is pending until the file is flushed, a name until its folder is. Folders are durable at once: making
// them is no promise of ours. `image` is what a power cut leaves at this moment. Repeats for a seed. One thread.
//
// Sources: https://www.sqlite.org/vfs.html and https://www.sqlite.org/atomiccommit.html (section 3.1: what a disk may do),
// https://wiki.postgresql.org/wiki/Fsync_Errors for pages that a failed flush leaves clean.
#pragma once

#include "base/random.h"
#include "simulation/disk/content.h"

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>

namespace twinlane::simulation {

enum class Operation { Open, Read, Write, Sync, Truncate, Delete, Rename };
inline constexpr std::array<const char*, 7> operationNames = {"open", "read", "write", "sync", "truncate", "delete", "rename"};

// Ok, ENOENT, EIO, ENOSPC.
enum class Answer { Ok, NotThere, Io, Full };

// What becomes of the writes that are pending when the power goes. Kept or not by sectors of 512 bytes of each write,
// in any order, some torn within.
enum class Damage {
  DropAll,
  KeepAll,
  KeepHalf,
  KeepMost,
  KeepFew,
  Garbage,  // as KeepHalf, and some sectors are filled with rubbish
};
inline constexpr std::array<Damage, 6> allDamages = {Damage::DropAll, Damage::KeepAll, Damage::KeepHalf, Damage::KeepMost, Damage::KeepFew, Damage::Garbage};
inline constexpr std::array<const char*, 6> damageNames = {"drop all", "keep all", "keep half", "keep most", "keep few", "garbage"};

// The whole content of a disk, all of it durable.
struct DiskImage {
  std::map<std::string, Content> files;
  std::set<std::string> folders;
};

// A call that is to fail. A write that fails has written its first half.
struct Fault {
  enum class Kind { Io, Full, ShortRead };  // ShortRead: a read that ends in its middle
  Kind kind = Kind::Io;
  std::set<Operation> operations;
  std::string part;        // of the path; empty for any
  std::int64_t at = 1;     // the first, second ... call from now on that fits
  bool persistent = false; // that one and all after it
};

enum class Flush {
  Honest,
  Lying,       // says that it flushed and does not
  Forgetting,  // when a flush fails what was pending is lost, though it can still be read
};

class Medium {
 public:
  struct File;
  using Handle = std::shared_ptr<File>;

  explicit Medium(std::uint64_t seed) : m_random(seed) {}

  // ---- calls of programs
  Answer open(const std::string& path, bool create, Handle& file);
  Answer read(const File& file, std::int64_t at, char* into, std::size_t count, std::size_t& got);
  Answer write(File& file, std::int64_t at, std::string_view bytes);
  Answer resize(File& file, std::int64_t size);
  Answer sync(File& file);
  Answer syncFolder(const std::string& folder);
  Answer remove(const std::string& path);
  Answer rename(const std::string& from, const std::string& to);
  Answer makeFolder(const std::string& path);
  Answer list(const std::string& folder, std::vector<std::string>& names);
  Handle find(const std::string& path) const;
  bool isFolder(const std::string& path) const { return m_folders.contains(path); }

  // ---- power
  DiskImage image(Damage damage);
  // From now on every call fails and changes nothing: whoever runs on this disk is as good as dead.
  void stop() { m_isStopped = true; }
  bool isStopped() const { return m_isStopped; }
  // With this content, after a power cut.
  void start(const DiskImage& image);
  // With what was there, pending writes too: only the program died. Locks are gone in both cases.
  void resume();

  // ---- faults
  void inject(Fault fault);
  void heal() { m_fault.reset(); }
  // While spared, calls do not fail and do not count.
  void spare(bool isSpared) { m_isSpared = isSpared; }
  void setFlush(Flush flush) { m_flush = flush; }
  // Runs before each call that changes something, and may stop the disk: then that call fails too.
  void watch(std::function<void(Operation, const std::string& path)> before) { m_before = std::move(before); }

  std::int64_t calls(Operation operation) const { return m_calls[static_cast<std::size_t>(operation)]; }
  // Calls that were made to fail.
  std::int64_t injected() const { return m_injected; }

 private:
  enum class Verdict { Go, Io, Full, Short };
  Verdict begin(Operation operation, const std::string& path, bool changes = true);
  Content damaged(const File& file, Damage damage);
  static Handle fresh(const std::string& path, const Content& content);

  std::map<std::string, Handle> m_names, m_durableNames;
  std::set<std::string> m_folders;
  base::SeededRandom m_random;
  bool m_isStopped = false, m_isSpared = false;
  Flush m_flush = Flush::Honest;
  std::optional<Fault> m_fault;
  std::int64_t m_injected = 0;
  std::array<std::int64_t, operationNames.size()> m_calls{};
  std::function<void(Operation, const std::string&)> m_before;
};

// An inode: it outlives its name while somebody has it open.
struct Medium::File {
  struct Change {
    std::int64_t at = 0;
    std::string bytes;
    bool isResize = false;  // to `at`
  };
  std::string path;  // under which it was made or opened last
  Content current, durable;
  std::vector<Change> pending;
  bool hasLost = false;  // a forgetting flush: durable is not what can be read

  // Locks as SQLite and flock ask for them, by who holds them.
  int shared = 0;
  const void* reserved = nullptr;
  const void* waiting = nullptr;  // SQLITE_LOCK_PENDING
  const void* exclusive = nullptr;
  bool owned = false;

  // The shared memory of a WAL; gone with its last user.
  struct Memory {
    std::vector<std::unique_ptr<std::uint64_t[]>> regions;
    int users = 0;
    std::array<int, 8> shared{};
    std::array<const void*, 8> exclusive{};
  } memory;
};

// As SQLite's unix VFS and base::DiskFileSystem read: a read that gives less than was asked is gone on with, and only one that
// gives nothing is the end of the file.
Answer readOn(Medium& medium, const Medium::File& file, std::int64_t at, char* into, std::size_t count, std::size_t& got);

// The folder of a path.
std::string folderOf(const std::string& path);

}  // namespace twinlane::simulation
