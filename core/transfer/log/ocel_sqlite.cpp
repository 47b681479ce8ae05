// The SQLite form: tables `event` and `object` name each one's type, the map tables the table of each type, and two tables the
// relations. A packed file is unpacked into the system's temporary folder first. The file may be anybody's: it is opened to be
// read only, nothing in its schema is run, and only tables are read.
#include "transfer/log/ocel_log.h"

#include "base/file_system.h"
#include "sqlite/statement.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <unistd.h>
#include <utility>

namespace twinlane::transfer {
namespace {

// What the header of a database says of its length (https://www.sqlite.org/fileformat.html, 1.3): the size of a page and their
// number, which counts when the change counter is that of the version that wrote it. 0: it does not say.
constexpr std::size_t headerBytes = 100;
constexpr const char* whenDamaged = "fetch or export the log again; nothing was taken in";
// What a packed byte may become: https://www.zlib.net/zlib_tech.html says 1032. Logs become ten to twenty times as long as they are
// packed, so nothing that is longer than the least limit is unpacked to more than a hundred times.
constexpr std::int64_t mostUnpackedOfByte = 1032, unpackedOfByte = 100, alwaysUnpacked = 64 * 1024 * 1024;
std::int64_t lengthOf(std::string_view beginning) {
  const auto number = [&](std::size_t at, std::size_t bytes) {
    std::int64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) value = value * 256 + static_cast<unsigned char>(beginning[at + i]);
    return value;
  };
  const std::int64_t page = number(16, 2) == 1 ? 65'536 : number(16, 2);
  return number(24, 4) == number(92, 4) ? page * number(28, 4) : 0;
}

// The unpacked file, gone at the end. It is no longer than the database says it is, and has room on the disk.
class UnpackedFile {
 public:
  UnpackedFile() = default;
  UnpackedFile(const UnpackedFile&) = delete;
  UnpackedFile& operator=(const UnpackedFile&) = delete;
  ~UnpackedFile() { unlink(); }
  // Whoever has it open keeps it.
  void unlink() {
    if (!m_path.empty()) ::unlink(m_path.c_str());
  }

  base::Status from(ByteSource& source) {
    std::error_code problem;
    std::string name = (std::filesystem::temp_directory_path(problem) / "twinlane-log-XXXXXX").string();
    const int file = ::mkstemp(name.data());
    if (file < 0) return failed(name);
    m_path = name;
    std::array<char, 64 * 1024> block{};
    std::string beginning;
    std::int64_t length = 0, unpacked = 0;
    for (;;) {
      const auto got = source.read(block);
      if (!got || *got == 0) {
        ::close(file);
        return got ? base::Status() : tl::unexpected(got.error());
      }
      unpacked += static_cast<std::int64_t>(*got);
      if (beginning.size() < headerBytes) {
        beginning.append(block.data(), *got);
        length = beginning.size() < headerBytes ? unpacked : lengthOf(beginning);
      }
      if (auto fits = mayUnpack(source, length, unpacked); !fits) {
        ::close(file);
        return fits;
      }
      for (std::size_t written = 0; written < *got;) {
        const ssize_t more = ::write(file, block.data() + written, *got - written);
        if (more < 0) {
          const auto error = failed(name);
          ::close(file);
          return error;
        }
        written += static_cast<std::size_t>(more);
      }
    }
  }
  const std::string& path() const { return m_path; }

 private:
  static base::Status mayUnpack(const ByteSource& source, std::int64_t length, std::int64_t unpacked) {
    const std::string& packed = source.path();
    if (length <= 0) return base::fail(base::ErrorCode::BadInput, "the packed database does not say how long it is", packed, "unpack the file yourself and give that, or export the log again");
    if (unpacked > length) return base::fail(base::ErrorCode::BadInput, "there is more in the packed file than the database that it begins with", packed, "export the log again");
    if (length / mostUnpackedOfByte > source.bytesTotal())
      return base::fail(base::ErrorCode::BadInput, "the packed database says that it is longer than anything that a packed file of " + std::to_string(source.bytesTotal()) + " bytes can hold", packed, "export the log again");
    if (length > alwaysUnpacked && length / unpackedOfByte > source.bytesTotal())
      return base::fail(base::ErrorCode::BadInput, "the packed database says that it is " + std::to_string(length / 1'000'000) + " MB, more than a hundred times its packed file", packed, "unpack the file yourself and give that, or export the log again");
    std::error_code problem;
    const auto room = std::filesystem::space(std::filesystem::temp_directory_path(problem), problem);
    if (!problem && static_cast<std::uintmax_t>(length - unpacked) > room.available / 2)
      return base::fail(base::ErrorCode::DiskFull, "the log unpacked, " + std::to_string(length / 1'000'000) + " MB, would take more than half of what is left in the temporary folder", packed,
                        "make room there, or set TMPDIR to a folder on a larger disk");
    return {};
  }
  static base::Status failed(const std::string& path) {
    return base::fail(errno == ENOSPC ? base::ErrorCode::DiskFull : base::ErrorCode::Io, std::string("the log cannot be unpacked: ") + std::strerror(errno), path, "make room in the temporary folder, or unpack the file yourself");
  }
  std::string m_path;
};

std::string quoted(const std::string& name) {
  std::string text = "\"";
  for (const char c : name) text += c == '"' ? "\"\"" : std::string(1, c);
  return text + "\"";
}

class SqliteLog {
 public:
  SqliteLog(sqlite::Connection& connection, const std::string& path, const TakeRecord& take) : m_connection(connection), m_path(path), m_take(take) {}

  base::Status read() {
    if (auto set = m_connection.run("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA temp_store=FILE"); !set) return set;
    m_connection.limitValues(static_cast<int>(maxBytesOfRecord));
    for (const auto& [table, asked] : {std::pair{"event", std::vector{"ocel_id", "ocel_type"}}, {"object", {"ocel_id", "ocel_type"}}, {"event_map_type", {"ocel_type", "ocel_type_map"}}, {"object_map_type", {"ocel_type", "ocel_type_map"}},
                                       {"event_object", {"ocel_event_id", "ocel_object_id", "ocel_qualifier"}}, {"object_object", {"ocel_source_id", "ocel_target_id", "ocel_qualifier"}}})
      if (const auto columns = columnsOfTable(table, asked); !columns) return tl::unexpected(columns.error());
    // By what they are of, whatever indexes the log has or has not.
    if (auto made = m_connection.run("CREATE TEMP TABLE relations_event AS SELECT ocel_event_id AS id, ocel_object_id AS other, ocel_qualifier AS qualifier FROM main.event_object;"
                                     "CREATE TEMP TABLE relations_object AS SELECT ocel_source_id AS id, ocel_target_id AS other, ocel_qualifier AS qualifier FROM main.object_object;"
                                     "CREATE INDEX temp.relations_of_event ON relations_event(id); CREATE INDEX temp.relations_of_object ON relations_object(id); PRAGMA query_only=ON"); !made)
      return made;
    if (auto done = readKind(false); !done) return done;
    return readKind(true);
  }

 private:
  base::Status mustBeTable(const std::string& table) {
    auto select = m_connection.prepare("SELECT type, sql FROM sqlite_schema WHERE name=?", false);
    if (!select) return tl::unexpected(select.error());
    const auto row = select->bind(1, table).step();
    if (!row) return tl::unexpected(row.error());
    if (*row && select->text(0) == "table" && !select->text(1).starts_with("CREATE VIRTUAL")) return {};
    return base::fail(base::ErrorCode::BadInput, "this SQLite file has no table '" + table + "'", m_path, "give a log in the OCEL 2.0 standard");
  }

  // Of a table that must have some; columns that are reckoned, or hidden, are none.
  base::Result<std::vector<std::string>> columnsOfTable(const std::string& table, const std::vector<const char*>& asked) {
    if (auto is = mustBeTable(table); !is) return tl::unexpected(is.error());
    std::vector<std::string> columns;
    auto names = m_connection.prepare("SELECT name FROM pragma_table_xinfo(?) WHERE hidden=0", false);
    if (!names) return tl::unexpected(names.error());
    names->bind(1, table);
    for (;;) {
      const auto row = names->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      columns.emplace_back(names->text(0));
    }
    for (const char* one : asked)
      if (std::find(columns.begin(), columns.end(), one) == columns.end()) return base::fail(base::ErrorCode::BadInput, "the table '" + table + "' has no column '" + one + "'", m_path, "give a log in the OCEL 2.0 standard");
    return columns;
  }

  // All types of objects, or of events, each from its own table.
  base::Status readKind(bool isEvent) {
    const std::string kind = isEvent ? "event" : "object";
    auto types = m_connection.prepare(("SELECT ocel_type, ocel_type_map FROM " + kind + "_map_type ORDER BY ocel_type").c_str(), false);
    if (!types) return tl::unexpected(types.error());
    std::vector<std::pair<std::string, std::string>> all;
    for (;;) {
      const auto row = types->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      all.emplace_back(types->text(0), types->text(1));
    }
    for (const auto& [type, map] : all)
      if (auto done = readType(isEvent, type, kind + "_" + map); !done) return done;
    for (const auto& [type, map] : all)
      if (auto told = tellMissing(isEvent, "missing_record", "ocel_type=?1 AND CAST(ocel_id AS TEXT) NOT IN (SELECT CAST(ocel_id AS TEXT) FROM main." + quoted(kind + "_" + map) + " WHERE ocel_id IS NOT NULL)", type); !told) return told;
    return tellMissing(isEvent, "unknown_type", "?1='' AND (ocel_type IS NULL OR ocel_type NOT IN (SELECT ocel_type FROM main." + kind + "_map_type WHERE ocel_type IS NOT NULL))", {});
  }

  // What the log names and does not hold.
  base::Status tellMissing(bool isEvent, const char* problem, const std::string& which, const std::string& type) {
    auto rows = m_connection.prepare((std::string("SELECT ocel_id, ocel_type FROM main.") + (isEvent ? "event" : "object") + " WHERE " + which + " ORDER BY ocel_id").c_str(), false);
    if (!rows) return tl::unexpected(rows.error());
    rows->bind(1, type);
    for (;;) {
      const auto row = rows->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) return {};
      if (auto taken = m_take({isEvent, rows->printable(0), rows->printable(1), {}, {}, {}, problem}); !taken) return taken;
    }
  }

  base::Status readType(bool isEvent, const std::string& type, const std::string& table) {
    const auto found = columnsOfTable(table, {"ocel_id", "ocel_time"});
    if (!found) return tl::unexpected(found.error());
    const std::vector<std::string>& columns = *found;
    auto relations = m_connection.prepare((std::string("SELECT other, qualifier FROM temp.relations_") + (isEvent ? "event" : "object") + " WHERE id=?").c_str(), false);
    if (!relations) return tl::unexpected(relations.error());
    std::string names;
    for (const std::string& column : columns) names += (names.empty() ? "" : ", ") + quoted(column);
    auto rows = m_connection.prepare(("SELECT " + names + " FROM main." + quoted(table) + " ORDER BY ocel_id, ocel_time").c_str(), false);
    if (!rows) return tl::unexpected(rows.error());
    LogRecord record;
    bool isFirst = true;
    const auto give = [&]() -> base::Status {
      if (std::exchange(isFirst, false)) return {};
      relations->bind(1, record.id);
      for (;;) {
        const auto row = relations->step();
        if (!row) return tl::unexpected(row.error());
        if (!*row) return m_take(record);
        if (record.relations.size() >= maxPartsOfRecord) return tooLarge(tooManyParts);
        const Staging::Relation& relation = record.relations.emplace_back(Staging::Relation{std::string(relations->text(0)), std::string(relations->text(1))});
        m_recordBytes += relation.id.size() + relation.qualifier.size();
        if (m_recordBytes > maxBytesOfRecord) return tooLarge(tooManyBytes);
      }
    };
    for (;;) {
      const auto row = rows->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) return give();
      addRow(isEvent, type, columns, *rows, record, isFirst, give, m_status);
      if (!m_status) return m_status;
    }
  }

  // An object has a row for its first values and one for each change, which names the field.
  template <class Give>
  void addRow(bool isEvent, const std::string& type, const std::vector<std::string>& columns, const sqlite::Statement& row, LogRecord& record, bool isFirst, const Give& give, base::Status& status) {
    std::string id, time, changed;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto column = static_cast<int>(i);
      if (row.isNull(column)) continue;
      if (columns[i] == "ocel_id") id = row.printable(column);
      else if (columns[i] == "ocel_time") time = row.printable(column);
      else if (columns[i] == "ocel_changed_field") changed = row.printable(column);
    }
    // Each row of an event is one; what an object is stands in several.
    if (isFirst || isEvent || id != record.id || id.empty()) {
      status = give();
      record = {isEvent, id, type, isEvent ? time : std::string(), {}, {}, {}};
      m_recordBytes = 0;
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto column = static_cast<int>(i);
      if (row.isNull(column) || columns[i].starts_with("ocel_") || (!changed.empty() && changed != columns[i])) continue;
      const LogAttribute& attribute = record.attributes.emplace_back(LogAttribute{columns[i], row.printable(column), isEvent ? std::string() : time});
      m_recordBytes += attribute.name.size() + attribute.value.size() + attribute.time.size();
      if (record.attributes.size() > maxPartsOfRecord || m_recordBytes > maxBytesOfRecord) {
        status = tooLarge(m_recordBytes > maxBytesOfRecord ? tooManyBytes : tooManyParts);
        return;
      }
    }
  }

  base::Status tooLarge(const char* why) const { return base::fail(base::ErrorCode::BadInput, std::string("no event log in SQLite: ") + why, m_path, "give a log in the OCEL 2.0 standard"); }

  sqlite::Connection& m_connection;
  const std::string& m_path;
  const TakeRecord& m_take;
  base::Status m_status;
  std::size_t m_recordBytes = 0;
};

}  // namespace

base::Status readOcelSqlite(ByteSource& source, const TakeRecord& take) {
  UnpackedFile unpacked;
  if (source.isPacked())
    if (auto done = unpacked.from(source); !done) return done;
  const auto files = base::makeDiskFileSystem();
  const std::string path = unpacked.path().empty() ? source.path() : unpacked.path();
  // Whoever reads the error gave the packed file. What SQLite says of a foreign file is no damage of ours, and nobody else's folder.
  const auto told = [&](base::Error error) -> base::Status {
    if (error.where != path) return tl::unexpected(std::move(error));
    error.where = source.path();
    if (error.remedy == whenDamaged) error.what = "this SQLite file is damaged or no database: " + error.what;
    if (error.code == base::ErrorCode::InUse) error.remedy = "close the program that writes into the log, or give a copy of it";
    if (error.code != base::ErrorCode::DiskFull && error.code != base::ErrorCode::Stopped) error.code = base::ErrorCode::BadInput;
    return tl::unexpected(std::move(error));
  };
  auto connection = sqlite::Connection::open(path, sqlite::Access::ReadOnly, *files, whenDamaged);
  if (!connection) return told(connection.error());
  unpacked.unlink();
  const auto read = SqliteLog(*connection, source.path(), take).read();
  return read ? read : told(read.error());
}

}  // namespace twinlane::transfer
