#include "engine/data_folder.h"

#include "store/sqlite_event_store.h"

#include <algorithm>
#include <array>
#include <unistd.h>

namespace twinlane::engine {
namespace {

constexpr std::array<const char*, 9> ownNames = {"journal.sqlite", "views", "telemetry.sqlite", "telemetry.sqlite.aside", "logs", "backups", "exports", "owner.lock", "head.witness"};

bool isOwn(const std::string& name) {
  // Power cut or a kill while the journal is made leaves it under its temporary name (FileSystem::replace).
  constexpr std::array<const char*, 4> endings = {"", "-wal", "-shm", ".new"};
  return std::any_of(ownNames.begin(), ownNames.end(), [&](const char* own) {
    return std::any_of(endings.begin(), endings.end(), [&](const char* ending) { return name == std::string(own) + ending; });
  });
}

}  // namespace

base::Result<DataFolder> DataFolder::open(const std::string& path, bool create, bool own, base::FileSystem& files) {
  DataFolder folder;
  folder.m_path = path;
  if (path.empty()) return base::fail(base::ErrorCode::BadInput, "no shop folder was named", "--data", "give a folder with --data");
  if (!files.exists(path)) {
    if (!create) return base::fail(base::ErrorCode::NotFound, "there is no such shop folder", path, "check the path, or import or submit into it first");
    if (auto made = files.makeFolder(path); !made) return tl::unexpected(made.error());
  }
  if (!files.isFolder(path)) return base::fail(base::ErrorCode::Foreign, "this is a file, not a shop folder", path, "choose a folder");
  const auto names = files.list(path);
  if (!names) return tl::unexpected(names.error());
  const bool hasJournal = std::find(names->begin(), names->end(), "journal.sqlite") != names->end();
  if (!hasJournal) {
    const auto other = std::find_if(names->begin(), names->end(), [](const std::string& name) { return !isOwn(name); });
    if (other != names->end())
      return base::fail(base::ErrorCode::Foreign, "this folder holds other things ('" + *other + "') and no journal of Twinlane", path, "choose an empty folder or a new name; this one was left as it is");
  }
  // Before anything is put into the folder, the lock too.
  if (auto ours = store::SqliteEventStore::inspect(folder.journal(), files); !ours) return tl::unexpected(ours.error());
  if (!hasJournal && !create) return base::fail(base::ErrorCode::NotFound, "there is no shop in this folder yet", path, "import or submit into it first");
  if (!own) return folder;
  auto lock = files.lock(path + "/owner.lock", "twinlane, process " + std::to_string(::getpid()));
  if (!lock) return tl::unexpected(lock.error());
  folder.m_lock = std::move(*lock);
  return folder;
}

std::int64_t DataFolder::bytes(const base::FileSystem& files) const {
  std::int64_t sum = 0;
  for (const std::string& folder : {m_path, views()}) {
    const auto names = files.list(folder);
    if (!names) continue;
    for (const std::string& name : *names)
      if (!files.isFolder(folder + "/" + name)) sum += files.sizeOf(folder + "/" + name);
  }
  return sum;
}

}  // namespace twinlane::engine
