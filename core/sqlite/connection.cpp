#define SQLITE_ENABLE_PREUPDATE_HOOK  // for its declarations; Debian's library has it
#include "sqlite/connection.h"

#include "base/fault/sabotage.h"
#include "sqlite/read_guard.h"
#include "sqlite/row_watch.h"
#include "sqlite/statement.h"
#include "sqlite/text_folding.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <limits>
#include <sqlite3.h>
#include <string>
#include <utility>
#include <vector>

namespace twinlane::sqlite {
namespace {

base::Error errorOf(sqlite3* handle, int code, const char* doing, const std::string& path) {
  const std::string what = std::string("cannot ") + doing + ": " + (handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
  switch (code & 0xFF) {
    case SQLITE_FULL: return {base::ErrorCode::DiskFull, what, path, "free some space and try again"};
    // Its own "SQL logic error": every statement here is fixed, so the tables are not those that it was written for.
    case SQLITE_ERROR:
    case SQLITE_CORRUPT: return {base::ErrorCode::Damaged, what, path, "check the disk and restore a backup"};
    case SQLITE_NOTADB: return {base::ErrorCode::Foreign, what, path, "this is not a file of Twinlane; choose another folder"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {base::ErrorCode::InUse, what, path, "close the other program that uses this file"};
    case SQLITE_READONLY:
    case SQLITE_PERM: return {base::ErrorCode::Denied, what, path, "check the permissions of the folder"};
    case SQLITE_CANTOPEN: return {base::ErrorCode::NotFound, what, path, "check that the folder exists and may be written"};
    case SQLITE_AUTH: return {base::ErrorCode::Denied, what, path, "this connection only reads its own tables; please report what was asked"};
    case SQLITE_INTERRUPT: return {base::ErrorCode::Stopped, what, path, "ask again if it is still wanted"};
    case SQLITE_CONSTRAINT: return {base::ErrorCode::Conflict, what, path, {}};
    case SQLITE_TOOBIG: return {base::ErrorCode::BadInput, what, path, "give a file without texts that long"};
    default: return {base::ErrorCode::Io, what, path, "check the disk"};
  }
}

std::atomic<int> cacheLimit{std::numeric_limits<int>::max()};

// SQLite counts its memory under one lock of the process, which every allocation of every thread takes; nobody asks for the
// sum. Only before its first use, so it is tried once; when something else used SQLite before, all stays as it was.
void stopCountingMemory() {
  static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  (void)once;
}

}  // namespace

base::Result<Connection> Connection::open(const std::string& path, Access access, const base::FileSystem& files, std::string whenDamaged) {
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (access == Access::ReadOnly ? SQLITE_OPEN_READONLY
                     : access == Access::ReadWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  const std::string vfs = files.vfsName();
  stopCountingMemory();
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, vfs.empty() ? nullptr : vfs.c_str());
  Connection connection(handle, path);
  connection.m_whenDamaged = std::move(whenDamaged);
  if (code != SQLITE_OK) return tl::unexpected(connection.disposable(errorOf(handle, code, "open the file", path)));
  sqlite3_busy_timeout(handle, 2000);
  if (auto set = connection.run("PRAGMA secure_delete=OFF; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=OFF"); !set) return tl::unexpected(set.error());
  if (auto set = connection.setCache(16'384); !set) return tl::unexpected(set.error());
  return connection;
}

base::Result<Connection> Connection::openTemporary() {
  stopCountingMemory();
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2("", &handle, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  Connection connection(handle, "the system's temporary folder");
  if (code != SQLITE_OK) return tl::unexpected(errorOf(handle, code, "open a temporary file", connection.m_path));
  if (auto settings = connection.run("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=FILE; PRAGMA foreign_keys=OFF"); !settings)
    return tl::unexpected(settings.error());
  if (auto set = connection.setCache(8192); !set) return tl::unexpected(set.error());
  return connection;
}

base::Status Connection::setCache(int kilobytes) { return run(("PRAGMA cache_size=-" + std::to_string(std::min(kilobytes, cacheLimit.load()))).c_str()); }

void Connection::limitValues(int bytes) { sqlite3_limit(m_handle, SQLITE_LIMIT_LENGTH, bytes); }

void Connection::limitCaches(int kilobytes) { cacheLimit = kilobytes; }

Connection::Connection(sqlite3* handle, std::string path) : m_handle(handle), m_path(std::move(path)) {}

Connection::Connection(Connection&& other) noexcept
    : m_handle(std::exchange(other.m_handle, nullptr)), m_path(std::move(other.m_path)), m_whenDamaged(std::move(other.m_whenDamaged)), m_folding(std::move(other.m_folding)), m_guard(std::move(other.m_guard)), m_walFrames(std::move(other.m_walFrames)), m_walIdentity(other.m_walIdentity), m_steps(std::exchange(other.m_steps, {})) {}

Connection& Connection::operator=(Connection&& other) noexcept {
  std::swap(m_handle, other.m_handle);
  std::swap(m_path, other.m_path);
  std::swap(m_whenDamaged, other.m_whenDamaged);
  std::swap(m_folding, other.m_folding);
  std::swap(m_guard, other.m_guard);
  std::swap(m_walFrames, other.m_walFrames);
  std::swap(m_walIdentity, other.m_walIdentity);
  std::swap(m_steps, other.m_steps);
  return *this;
}

Connection::~Connection() {
  for (sqlite3_stmt* step : m_steps) sqlite3_finalize(step);
  sqlite3_close_v2(m_handle);
}

base::Status Connection::guardReads() {
  auto folding = TextFolding::over(m_handle);
  if (!folding) return tl::unexpected(folding.error());
  m_folding = std::move(*folding);
  auto guard = ReadGuard::over(m_handle);
  if (!guard) return tl::unexpected(lastError("see which tables there are"));
  m_guard = std::move(*guard);
  return {};
}

void Connection::allow(Allowance allowance) { m_guard->allow(std::move(allowance)); }

base::Error Connection::lastError(const char* doing) const {
  if (m_guard)
    if (auto stopped = m_guard->stopped()) return *stopped;
  return disposable(errorOf(m_handle, sqlite3_extended_errcode(m_handle), doing, m_path));
}

base::Error Connection::disposable(base::Error error) const {
  if ((error.code != base::ErrorCode::Damaged && error.code != base::ErrorCode::Foreign) || m_whenDamaged.empty()) return error;
  error.code = base::ErrorCode::Io;
  error.remedy = m_whenDamaged;
  return error;
}

base::Status Connection::run(const char* sql) {
  if (sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK) return tl::unexpected(lastError("run a statement"));
  return {};
}

base::Status Connection::run(Step step) {
  static constexpr std::array<const char*, 4> texts = {"BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"};
  sqlite3_stmt*& statement = m_steps[step];
  if (statement == nullptr && sqlite3_prepare_v3(m_handle, texts[step], -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
    return tl::unexpected(lastError("prepare a statement"));
  base::Status done;
  if (sqlite3_step(statement) != SQLITE_DONE) done = tl::unexpected(lastError("run a statement"));
  sqlite3_reset(statement);
  return done;
}

base::Result<Statement> Connection::prepare(const char* sql, bool longLived) {
  sqlite3_stmt* handle = nullptr;
  if (sqlite3_prepare_v3(m_handle, sql, -1, longLived ? SQLITE_PREPARE_PERSISTENT : 0, &handle, nullptr) != SQLITE_OK)
    return tl::unexpected(lastError("prepare a statement"));
  return Statement(handle, this);
}

base::Result<std::int64_t> Connection::number(const char* sql) {
  auto statement = prepare(sql, false);
  if (!statement) return tl::unexpected(statement.error());
  const auto row = statement->step();
  if (!row) return tl::unexpected(row.error());
  return *row ? statement->integer(0) : 0;
}

base::Result<std::string> Connection::text(const char* sql) {
  auto statement = prepare(sql, false);
  if (!statement) return tl::unexpected(statement.error());
  const auto row = statement->step();
  if (!row) return tl::unexpected(row.error());
  return *row ? std::string(statement->text(0)) : std::string();
}

base::Result<std::string> Connection::content() {
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> bytes(sqlite3_serialize(m_handle, "main", &size, 0), &sqlite3_free);
  if (!bytes) return tl::unexpected(errorOf(m_handle, SQLITE_NOMEM, "copy the database", m_path));
  return std::string(reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size));
}

base::Result<std::optional<std::string>> Connection::fault() {
  auto said = text("PRAGMA integrity_check(1)");
  if (said && *said == "ok") return std::nullopt;
  if (said) {
    // The check goes on over a page that could not be read and tells it in its words: no proof of damage.
    if (said->find("failed to get page ") != std::string::npos) return base::fail(base::ErrorCode::Io, "a page of the file could not be read", m_path, "try again; if it stays so, look at the disk");
    constexpr std::string_view unread = "unable to get the page. error code=";
    const std::size_t at = said->find(unread);
    const int code = at == std::string::npos ? SQLITE_CORRUPT : std::atoi(said->c_str() + at + unread.size());
    if ((code & 0xFF) != SQLITE_CORRUPT) return tl::unexpected(errorOf(nullptr, code, "read the file", m_path));
    return std::move(*said);
  }
  if (said.error().code == base::ErrorCode::Damaged) return said.error().what;
  return tl::unexpected(said.error());
}

void Connection::watchWal() {
  m_walFrames = std::make_unique<int>(0);
  sqlite3_wal_hook(
      m_handle,
      [](void* frames, sqlite3*, const char*, int count) {
        *static_cast<int*>(frames) = count;
        return SQLITE_OK;
      },
      m_walFrames.get());
}

void Connection::watchRows(RowWatch* watch) {
  const auto tell = [](void* to, sqlite3* handle, int kind, const char*, const char* table, sqlite3_int64, sqlite3_int64) {
    RowWatch& told = *static_cast<RowWatch*>(to);
    if (!told.isWatched(table)) return;
    // Of the thread: a connection is one thread's, and no row is told of within another.
    static thread_local std::vector<Value> before, after;
    const auto read = [&](std::vector<Value>& values, int (*column)(sqlite3*, int, sqlite3_value**)) {
      sqlite3_value* value = nullptr;
      for (int i = 0, count = sqlite3_preupdate_count(handle); i < count && column(handle, i, &value) == SQLITE_OK; ++i) values.push_back(Value::of(value));
    };
    before.clear();
    after.clear();
    if (kind != SQLITE_INSERT) read(before, &sqlite3_preupdate_old);
    if (kind != SQLITE_DELETE) read(after, &sqlite3_preupdate_new);
    told.rowChanges(table, before, after);
  };
  sqlite3_preupdate_hook(m_handle, watch != nullptr ? +tell : nullptr, watch);
}

base::Result<Connection::Checkpointed> Connection::checkpoint() {
  Checkpointed done;
  const int code = sqlite3_wal_checkpoint_v2(m_handle, "main", SQLITE_CHECKPOINT_PASSIVE, &done.frames, &done.copiedFrames);
  // Busy: somebody else was at it or reads what would be written over; another time then.
  if (code != SQLITE_OK && (code & 0xFF) != SQLITE_BUSY) return tl::unexpected(lastError("copy from the WAL"));
  return done;
}

base::Status Connection::inPlace(const base::FileSystem& files) {
  int hasMoved = 0;
  (void)sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved);
  // SQLite does not know as much of the WAL. It lies beside the file that the path leads to.
  const auto wal = files.identityOf(std::string(sqlite3_db_filename(m_handle, "main")) + "-wal");
  // What a disk in trouble does not tell is not gone.
  if (wal && m_walIdentity == 0) m_walIdentity = *wal;
  if (hasMoved == 0 && (!wal || (*wal != 0 && *wal == m_walIdentity))) return {};
  return base::fail(base::ErrorCode::Damaged, std::string(hasMoved != 0 ? "the file" : "the WAL of the file") + " was removed or replaced while it was open", m_path,
                    "put it back, or restore a backup");
}

bool Connection::inTransaction() const { return sqlite3_get_autocommit(m_handle) == 0; }
std::int64_t Connection::changes() const { return sqlite3_changes64(m_handle); }

base::Result<Transaction> Transaction::begin(Connection& connection) {
  if (auto begun = connection.run(Connection::BeginImmediate); !begun) return tl::unexpected(begun.error());
  return Transaction(connection);
}

base::Result<Transaction> Transaction::snapshot(Connection& connection) {
  if (auto begun = connection.run(Connection::Begin); !begun) return tl::unexpected(begun.error());
  return Transaction(connection);
}

Transaction::~Transaction() {
  if (m_connection != nullptr && m_connection->inTransaction() && !TWINLANE_SABOTAGE("no-rollback")) (void)m_connection->run(Connection::Rollback);
}

base::Status Transaction::commit() {
  auto committed = m_connection->run(Connection::Commit);
  if (committed) m_connection = nullptr;
  return committed;
}

std::string libraryVersion() { return sqlite3_libversion(); }

}  // namespace twinlane::sqlite
