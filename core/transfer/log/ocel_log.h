// Event logs in the OCEL 2.0 standard (https://www.ocel-standard.org): JSON, XML or SQLite, packed with gzip or not, told apart
// by their first bytes. Objects and events are given one after the other as they stand in the file; memory does not grow
// with it. One thread. Errors: those of the file, and BadInput with its place for what is no such log.
#pragma once

#include "transfer/csv/byte_source.h"
#include "transfer/history/history_files.h"

namespace twinlane::transfer {

struct LogAttribute {
  std::string name, value, time;  // time: of an object's attribute, which may change
};

// An object or an event.
struct LogRecord {
  bool isEvent = false;
  std::string id, type, time;
  std::vector<LogAttribute> attributes;
  std::vector<Staging::Relation> relations;
  std::string problem;  // a reason code when the log names the record and does not hold it
};

// Of attributes and of relations each, and of all their texts together: a record is held whole.
inline constexpr std::size_t maxPartsOfRecord = 100'000;
inline constexpr std::size_t maxBytesOfRecord = 4 * 1024 * 1024;
inline constexpr const char* tooManyParts = "a record has more than 100000 relations or attributes";
inline constexpr const char* tooManyBytes = "a record has more than 4 MiB of relations and attributes";

// False to stop reading, with the error of whoever takes them.
using TakeRecord = std::function<base::Status(const LogRecord&)>;

base::Status readOcelJson(ByteSource& source, const TakeRecord& take);
base::Status readOcelXml(ByteSource& source, const TakeRecord& take);
// The source is only asked for its bytes when they are packed.
base::Status readOcelSqlite(ByteSource& source, const TakeRecord& take);

// The whole log into the staging, under the roles of the profile.
base::Status readLog(const Profile& profile, const std::string& path, Staging& into, const ReadingProgress& progress);

}  // namespace twinlane::transfer
