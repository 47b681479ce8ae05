// What the bare programs that write share: the journal's tables as the product has them, and SQLite's calls with any error
// as the end of the program. One thread.
#pragma once

#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace raw {

inline constexpr const char* tables = R"sql(
PRAGMA page_size=4096; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-65536;
PRAGMA secure_delete=OFF; PRAGMA temp_store=MEMORY;
CREATE TABLE streams(stream INTEGER PRIMARY KEY, category INTEGER NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, number INTEGER, state_version INTEGER, state BLOB,
  UNIQUE(category, id)) STRICT;
CREATE UNIQUE INDEX streams_by_number ON streams(number) WHERE number IS NOT NULL;
CREATE TABLE events(position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, version INTEGER NOT NULL, type INTEGER NOT NULL, schema_version INTEGER NOT NULL,
  payload BLOB NOT NULL, sealed BLOB, subject INTEGER, digest BLOB NOT NULL, occurred_at INTEGER, origin INTEGER NOT NULL, correlation BLOB, causation BLOB,
  UNIQUE(stream, version)) STRICT;
CREATE TABLE commits(last INTEGER PRIMARY KEY, first INTEGER NOT NULL, previous BLOB NOT NULL, link BLOB NOT NULL, fence INTEGER NOT NULL, recorded_at INTEGER NOT NULL,
  eventless INTEGER NOT NULL) STRICT;
CREATE TABLE outcomes(seq INTEGER PRIMARY KEY, command_id BLOB NOT NULL UNIQUE, content BLOB NOT NULL, outcome INTEGER NOT NULL, count INTEGER NOT NULL, stream INTEGER,
  version INTEGER, principal INTEGER NOT NULL, received_at INTEGER NOT NULL, decided_us INTEGER NOT NULL, recorded_us INTEGER NOT NULL, reason INTEGER, detail BLOB, body TEXT, link BLOB) STRICT;
CREATE TABLE orders(stream INTEGER PRIMARY KEY, status INTEGER NOT NULL, payment INTEGER NOT NULL, customer TEXT, currency TEXT NOT NULL, lines INTEGER NOT NULL,
  goods INTEGER NOT NULL, charges INTEGER NOT NULL, paid INTEGER NOT NULL, refunded INTEGER NOT NULL, returned INTEGER NOT NULL) STRICT;
CREATE TABLE order_lines(stream INTEGER NOT NULL, line INTEGER NOT NULL, product TEXT NOT NULL, ordered INTEGER NOT NULL, picked INTEGER NOT NULL,
  boxed INTEGER NOT NULL, shipped INTEGER NOT NULL, delivered INTEGER NOT NULL, returned INTEGER NOT NULL, cancelled INTEGER NOT NULL, net INTEGER NOT NULL, reserved INTEGER NOT NULL, PRIMARY KEY(stream, line)) STRICT, WITHOUT ROWID;
CREATE TABLE credit(customer TEXT NOT NULL, currency TEXT NOT NULL, owed INTEGER NOT NULL, PRIMARY KEY(customer, currency)) STRICT, WITHOUT ROWID;
CREATE TABLE import_chunks(chunk INTEGER PRIMARY KEY, source TEXT NOT NULL, prefix BLOB NOT NULL, first_row INTEGER NOT NULL,
  last_row INTEGER NOT NULL, file TEXT NOT NULL, accepted INTEGER NOT NULL, UNIQUE(source, prefix, first_row, last_row)) STRICT;
CREATE TABLE import_documents(source TEXT NOT NULL, document TEXT NOT NULL, stream INTEGER NOT NULL, chunk INTEGER NOT NULL,
  PRIMARY KEY(source, document)) STRICT, WITHOUT ROWID;
CREATE INDEX import_documents_by_chunk ON import_documents(chunk);
)sql";

inline sqlite3* db = nullptr;

inline void check(int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  std::fprintf(stderr, "%s\n", sqlite3_errmsg(db));
  std::exit(1);
}

inline sqlite3_stmt* prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  check(sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
  return statement;
}

inline void run(sqlite3_stmt* statement) {
  check(sqlite3_step(statement));
  check(sqlite3_reset(statement));
}

inline double cpuSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

inline std::int64_t wallMicros() { return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }

inline void openJournal(const char* path) {
  check(sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0));
  check(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr));
  check(sqlite3_exec(db, tables, nullptr, nullptr, nullptr));
}

inline std::int64_t sizeOf(const std::string& path) {
  struct stat state {};
  return ::stat(path.c_str(), &state) == 0 ? state.st_size : 0;
}

}  // namespace raw
