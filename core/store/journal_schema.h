// The file format of the journal, version 3, and the checks made before it is touched. Within the room.
#pragma once

#include "base/file_system.h"
#include "sqlite/connection.h"
#include "store/event.h"

namespace twinlane::store {

inline constexpr std::int64_t journalApplicationId = 0x54574E4C;  // "TWNL"
inline constexpr std::int64_t journalVersion = 4;

// Of the row of `fence`: never below that of the last commit, and never so high that it cannot be raised.
inline constexpr const char* fenceHolds = "one=1 AND value<9223372036854775807 AND value>=coalesce((SELECT fence FROM commits ORDER BY last DESC LIMIT 1), 0)";

// A journal of this version. Else NotFound (an empty database), Foreign (also for an older one) or Newer.
base::Status checkFormat(sqlite::Connection& connection);

// The same question to the first bytes of a file alone, which opens no database and so changes nothing.
struct FirstPage {
  enum class Kind { Nothing, Journal, Foreign } kind = Kind::Nothing;  // Nothing: a file without a byte
  std::int64_t version = 0;  // of a journal, of whatever format
};
base::Result<FirstPage> readFirstPage(const std::string& path, const base::FileSystem& files);
// Foreign (also for an older journal) and Newer in words.
base::Status acceptable(const FirstPage& page, const std::string& path);

// Tables, store id, zone, in a file that is there whole or not at all, whenever power is cut. Damaged when what is there is the
// WAL of another.
base::Status createJournal(const std::string& path, const std::string& storeId, const std::string& zone, base::FileSystem& files);

base::Result<StoreIdentity> readIdentity(sqlite::Connection& connection);
base::Result<std::string> readSetting(sqlite::Connection& connection, const std::string& key);
// Within a transaction of the caller: the digest kept over all settings is written with it.
base::Status writeSetting(sqlite::Connection& connection, const std::string& key, const std::string& value);
// What differs from the tables, indexes and triggers that createJournal makes; nothing when they are those.
base::Result<std::optional<std::string>> schemaFault(sqlite::Connection& connection, const base::FileSystem& files);
// No link covers settings and segments: Damaged when they are not what was written.
base::Status checkSettings(sqlite::Connection& connection);

}  // namespace twinlane::store
