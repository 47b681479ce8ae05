// One SQLite connection: open, run, ask, close. One thread at a time. Every failure becomes a base::Error with the file in
// `where` (disk full, damaged, in use, not ours, I/O); nothing throws. Only one connection ever writes or checkpoints a
// given file (see core/README.md); all others are opened ReadOnly.
#pragma once

#include "base/file_system.h"
#include "base/result.h"

#include <array>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace twinlane::sqlite {

class ReadGuard;
class RowWatch;
class Statement;
class TextFolding;
struct Allowance;

enum class Access { ReadOnly, ReadWrite, Create };

class Connection {
 public:
  // `files` names the VFS. ":memory:" gives a database of its own. A file that can be made anew from others has a remedy for
  // when it is damaged or no database any more: that is then an Io error, for nobody must be sent for a backup.
  static base::Result<Connection> open(const std::string& path, Access access, const base::FileSystem& files, std::string whenDamaged = {});

  // A database of its own that is kept in memory up to 8 MB and in a nameless file of the system's temporary folder beyond
  // that, gone with the connection. For what must be sorted and joined whatever its size.
  static base::Result<Connection> openTemporary();

  Connection(Connection&& other) noexcept;
  Connection& operator=(Connection&& other) noexcept;
  ~Connection();

  // Keeps pages in memory up to so much, at most what limitCaches() says.
  base::Status setCache(int kilobytes);
  // Of the whole process, for connections that open later: for a program that passes over much once, whose memory would grow
  // with what it passed over up to the limit of each file.
  static void limitCaches(int kilobytes);

  // No text, blob or row of this connection may be longer: for a file that may be anybody's.
  void limitValues(int bytes);

  // From now on it only reads the tables that there are, within limits; see read_guard.h. Its statements may fold texts.
  base::Status guardReads();
  // Of a guarded connection.
  TextFolding& folding() { return *m_folding; }
  // Of a guarded connection: for how long its statements may run until the next call. Then the error is OverBudget or, where it
  // was cancelled, Stopped.
  void allow(Allowance allowance);

  // One or more statements without results.
  base::Status run(const char* sql);
  base::Result<Statement> prepare(const char* sql, bool longLived = true);
  // First column of the first row; 0 when there is none.
  base::Result<std::int64_t> number(const char* sql);
  base::Result<std::string> text(const char* sql);

  // Counts the frames of the WAL from now on and turns SQLite's own checkpoints off.
  void watchWal();
  // In the WAL after the last commit of this connection that was watched.
  int walFrames() const { return m_walFrames ? *m_walFrames : 0; }
  // Copies what no reader needs any more into the database file, without waiting for anybody (SQLITE_CHECKPOINT_PASSIVE).
  struct Checkpointed {
    int frames = 0, copiedFrames = 0;
  };
  base::Result<Checkpointed> checkpoint();

  // Tells `watch`, which must outlive this or the next call, of all rows that change from now on; null: nobody.
  void watchRows(RowWatch* watch);

  // Whether pages, rows and indexes fit together, in one snapshot over the whole file (PRAGMA integrity_check): nothing when
  // they do, else the first fault in SQLite's words.
  base::Result<std::optional<std::string>> fault();

  // The whole database as the bytes of a file (sqlite3_serialize).
  base::Result<std::string> content();

  // Damaged when the file was removed or replaced since it was opened, or its WAL since this was asked for the first time: what
  // was written into it nobody finds again. For a file in WAL mode that was written.
  base::Status inPlace(const base::FileSystem& files);

  bool inTransaction() const;
  std::int64_t changes() const;

  base::Error lastError(const char* doing) const;
  const std::string& path() const { return m_path; }

 private:
  friend class Transaction;
  // The statements of transactions, which come as often as commits: prepared at the first use.
  enum Step { Begin, BeginImmediate, Commit, Rollback };
  base::Status run(Step step);
  // As the remedy given to open() makes it.
  base::Error disposable(base::Error error) const;

  Connection(sqlite3* handle, std::string path);

  sqlite3* m_handle = nullptr;
  std::string m_path, m_whenDamaged;
  std::unique_ptr<TextFolding> m_folding;
  std::unique_ptr<ReadGuard> m_guard;
  std::unique_ptr<int> m_walFrames;  // its address stays when the connection moves
  std::uint64_t m_walIdentity = 0;   // once inPlace() was asked
  std::array<sqlite3_stmt*, 4> m_steps{};
};

// BEGIN IMMEDIATE now; rolled back at the end of the scope unless committed.
class Transaction {
 public:
  static base::Result<Transaction> begin(Connection& connection);
  // A deferred transaction: one snapshot for several reads.
  static base::Result<Transaction> snapshot(Connection& connection);
  Transaction(Transaction&& other) noexcept : m_connection(other.m_connection) { other.m_connection = nullptr; }
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  base::Status commit();

 private:
  explicit Transaction(Connection& connection) : m_connection(&connection) {}
  Connection* m_connection;
};

// Version of the library at run time, "3.40.1".
std::string libraryVersion();

}  // namespace twinlane::sqlite
