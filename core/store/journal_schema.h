// The file format of the journal, version 3, and the checks made before it is touched. Within the room.
#pragma once

#include "base/file_system.h"
#include "sqlite/connection.h"
#include "store/event.h"

namespace twinlane::store {

inline constexpr std::int64_t journalApplicationId = 0x54574E4C;  // "TWNL"
inline constexpr std::int64_t journalVersion = 3;

// Nothing when the file is an empty database; true when it is a journal of this version. Foreign (also for an older one) or Newer otherwise.
base::Result<bool> isJournal(sqlite::Connection& connection);

// The same question to the first bytes of a file alone, which opens no database and so changes nothing: Foreign, Newer, or
// well; well too where only the database itself can tell.
base::Status inspectJournalFile(const std::string& path, const base::FileSystem& files);

// Tables, store id, zone; one transaction.
base::Status createJournal(sqlite::Connection& connection, const std::string& storeId, const std::string& zone);

base::Result<StoreIdentity> readIdentity(sqlite::Connection& connection);
base::Result<std::string> readSetting(sqlite::Connection& connection, const std::string& key);
// Within a transaction of the caller: the digest kept over all settings is written with it.
base::Status writeSetting(sqlite::Connection& connection, const std::string& key, const std::string& value);
// What differs from the tables, indexes and triggers that createJournal makes; nothing when they are those.
base::Result<std::optional<std::string>> schemaFault(sqlite::Connection& connection, const base::FileSystem& files);
// No link covers settings and segments: Damaged when they are not what was written.
base::Status checkSettings(sqlite::Connection& connection);

}  // namespace twinlane::store
