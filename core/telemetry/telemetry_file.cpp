#include "telemetry/telemetry_file.h"

#include "base/format/cbor.h"

#include <algorithm>
#include <map>

namespace twinlane::telemetry {
namespace {

// Flushed only when a slice of the WAL is copied, which is small: the journal's flushes wait for it on the same disk.
constexpr const char* settings = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=256; PRAGMA max_page_count=";
constexpr std::int64_t pageBytes = 4096;
constexpr const char* tablesSql = R"sql(
PRAGMA page_size=4096;
BEGIN;
CREATE TABLE series(series INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL) STRICT;
CREATE TABLE seconds(row INTEGER PRIMARY KEY, run INTEGER NOT NULL, wall INTEGER NOT NULL, length_us INTEGER NOT NULL, figures BLOB NOT NULL) STRICT;
CREATE TABLE minutes(row INTEGER PRIMARY KEY, run INTEGER NOT NULL, wall INTEGER NOT NULL, length_us INTEGER NOT NULL, figures BLOB NOT NULL) STRICT;
CREATE TABLE traces(row INTEGER PRIMARY KEY, command BLOB NOT NULL UNIQUE, type TEXT NOT NULL, received_at INTEGER NOT NULL, total_ns INTEGER NOT NULL, queue INTEGER NOT NULL,
  authorise INTEGER NOT NULL, validate INTEGER NOT NULL, load INTEGER NOT NULL, decide INTEGER NOT NULL, append INTEGER NOT NULL, "commit" INTEGER NOT NULL) STRICT;
CREATE INDEX traces_by_total ON traces(total_ns);
CREATE TABLE hops(row INTEGER NOT NULL, list TEXT NOT NULL, pick_up INTEGER NOT NULL, apply INTEGER NOT NULL, "commit" INTEGER NOT NULL, visible INTEGER NOT NULL,
  PRIMARY KEY(row, list)) STRICT, WITHOUT ROWID;
PRAGMA user_version=1;
PRAGMA application_id=0x54574E54;
COMMIT;
)sql";

}  // namespace

TelemetryFile::TelemetryFile(std::string path, base::FileSystem& files, std::int64_t most) : m_path(std::move(path)), m_files(files), m_mostBytes(most) { open(); }

void TelemetryFile::open() {
  const bool isNew = !m_files.exists(m_path);
  auto opened = openTables(isNew);
  if (!opened && !isNew) {
    setAside(opened.error());
    if (m_files.exists(m_path)) return;
    opened = openTables(true);
  }
  if (opened) m_tables = std::move(*opened);
  else m_note = "telemetry is not kept: " + opened.error().what + " (" + m_path + ")";
}

base::Result<std::unique_ptr<TelemetryFile::Tables>> TelemetryFile::openTables(bool isNew) {
  auto connection = sqlite::Connection::open(m_path, isNew ? sqlite::Access::Create : sqlite::Access::ReadWrite, m_files);
  if (!connection) return tl::unexpected(connection.error());
  // One that was ended while it was made is empty.
  const auto tablesThere = connection->number("SELECT count(*) FROM sqlite_schema");
  if (!tablesThere) return tl::unexpected(tablesThere.error());
  const auto mark = connection->number("PRAGMA application_id");
  if (!mark) return tl::unexpected(mark.error());
  isNew = *tablesThere == 0 && *mark == 0;
  if (!isNew) {
    if (*mark != telemetryApplicationId) return base::fail(base::ErrorCode::Foreign, "this is not a file of Twinlane", m_path);
    const auto version = connection->number("PRAGMA user_version");
    if (!version) return tl::unexpected(version.error());
    if (*version > telemetryVersion) return base::fail(base::ErrorCode::Newer, "it was made by a newer version", m_path);
  }
  if (isNew)
    if (auto made = connection->run(tablesSql); !made) return tl::unexpected(made.error());
  if (auto set = connection->run((settings + std::to_string(m_mostBytes / pageBytes)).c_str()); !set) return tl::unexpected(set.error());
  auto tables = std::make_unique<Tables>(std::move(*connection));
  if (auto ready = prepare(*tables); !ready) return tl::unexpected(ready.error());
  return tables;
}

base::Status TelemetryFile::prepare(Tables& tables) {
  sqlite::Connection& connection = tables.connection;
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&tables.putSeries, "INSERT INTO series(name, kind) VALUES(?,?) RETURNING series"},
      {&tables.putSecond, "INSERT INTO seconds(run, wall, length_us, figures) VALUES(?,?,?,?)"},
      {&tables.putMinute, "INSERT INTO minutes(run, wall, length_us, figures) VALUES(?,?,?,?)"},
      {&tables.putTrace, "INSERT INTO traces(command, type, received_at, total_ns, queue, authorise, validate, load, decide, append, \"commit\") VALUES(?,?,?,?,?,?,?,?,?,?,?) "
                         "ON CONFLICT(command) DO UPDATE SET total_ns=excluded.total_ns RETURNING row"},
      {&tables.dropHops, "DELETE FROM hops WHERE row=?"},
      {&tables.putHop, "INSERT INTO hops VALUES(?,?,?,?,?,?)"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = connection.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  const auto run = connection.number("SELECT 1 + max(coalesce((SELECT run FROM seconds ORDER BY row DESC LIMIT 1), 0), coalesce((SELECT run FROM minutes ORDER BY row DESC LIMIT 1), 0))");
  if (!run) return tl::unexpected(run.error());
  tables.run = *run;
  auto known = connection.prepare("SELECT series, name FROM series", false);
  if (!known) return tl::unexpected(known.error());
  for (;;) {
    const auto row = known->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    tables.series.emplace(known->text(1), known->integer(0));
  }
}

// Of what is ours but cannot be read nothing is worth keeping; of what is not, everything.
void TelemetryFile::setAside(const base::Error& error) {
  const std::string aside = m_path + ".aside";
  switch (error.code) {
    case base::ErrorCode::Foreign:
      if (m_files.exists(aside) || !m_files.rename(m_path, aside)) {
        m_note = "telemetry is not kept: " + m_path + " is not a file of Twinlane; move it away";
        return;
      }
      m_note = m_path + " was not a file of Twinlane: it was moved to " + aside + ", and a new one is kept";
      break;
    case base::ErrorCode::Damaged:
      if (!m_files.remove(m_path)) break;
      m_note = m_path + " was damaged: its figures are lost, and a new one is kept";
      break;
    default: break;
  }
  if (m_files.exists(m_path)) {
    m_note = "telemetry is not kept: " + error.what + " (" + m_path + ")";
    return;
  }
  // They would be taken for those of the new one.
  for (const char* ending : {"-wal", "-shm"}) (void)m_files.remove(m_path + ending);
}

void TelemetryFile::write(const KeptRows& rows, const Snapshot& snapshot) {
  if (!m_tables) return;
  const auto written = [&]() -> base::Status {
    auto transaction = sqlite::Transaction::begin(m_tables->connection);
    if (!transaction) return tl::unexpected(transaction.error());
    if (auto put = writeRows(rows.seconds, m_tables->putSecond); !put) return put;
    if (auto put = writeRows(rows.minutes, m_tables->putMinute); !put) return put;
    if (auto put = writeTraces(rows.recent, snapshot); !put) return put;
    if (auto pruned = prune(); !pruned) return pruned;
    return transaction->commit();
  }();
  if (written) {
    for (const auto* kept : {&snapshot.traces.slowest, &snapshot.traces.sampled, &rows.recent})
      for (const Trace& trace : *kept) m_writtenChange = std::max(m_writtenChange, trace.change);
    return;
  }
  if (written.error().code == base::ErrorCode::DiskFull) makeRoom();
  // What was put into it in this transaction is not there.
  m_tables.reset();
  if (written.error().code == base::ErrorCode::Damaged || written.error().code == base::ErrorCode::Foreign) setAside(written.error());
  if (auto opened = openTables(!m_files.exists(m_path)); opened) m_tables = std::move(*opened);
  else m_note = "telemetry is not kept any more: " + opened.error().what + " (" + m_path + ")";
}

base::Result<std::int64_t> TelemetryFile::seriesOf(const Figure& figure) {
  if (const auto known = m_tables->series.find(figure.name); known != m_tables->series.end()) return known->second;
  const auto row = m_tables->putSeries.bind(1, figure.name).bind(2, static_cast<int>(figure.kind)).step();
  if (!row) return tl::unexpected(row.error());
  const std::int64_t id = m_tables->putSeries.integer(0);
  m_tables->putSeries.reset();
  m_tables->series.emplace(figure.name, id);
  return id;
}

base::Status TelemetryFile::writeRows(const std::vector<KeptRow>& rows, sqlite::Statement& put) {
  for (const KeptRow& row : rows) {
    base::CborWriter figures;
    figures.array(row.figures.size() * 2);
    for (const Figure& figure : row.figures) {
      const auto id = seriesOf(figure);
      if (!id) return tl::unexpected(id.error());
      figures.integer(*id);
      figures.integer(figure.value);
    }
    const base::Bytes bytes = figures.take();
    if (auto done = put.bind(1, m_tables->run).bind(2, row.wall.micros).bind(3, row.lengthMicros).bind(4, base::ByteView(bytes)).execute(); !done) return done;
  }
  return {};
}

base::Status TelemetryFile::writeTraces(const std::vector<Trace>& recent, const Snapshot& snapshot) {
  // In the order in which they were kept.
  std::map<std::int64_t, const Trace*> changed;
  for (const auto* kept : {&snapshot.traces.slowest, &snapshot.traces.sampled, &recent})
    for (const Trace& trace : *kept)
      if (trace.change > m_writtenChange) changed[trace.change] = &trace;
  for (const auto& [change, trace] : changed)
    if (auto put = writeTrace(*trace, snapshot.latencies[trace->kind].name); !put) return put;
  return {};
}

base::Status TelemetryFile::writeTrace(const Trace& trace, const std::string& type) {
  sqlite::Statement& put = m_tables->putTrace;
  put.bind(1, trace.command.view()).bind(2, type).bind(3, trace.receivedAt.micros).bind(4, trace.totalNanos());
  for (std::size_t i = 0; i < stageNames.size(); ++i) put.bind(static_cast<int>(5 + i), trace.stageNanos[i]);
  const auto step = put.step();
  if (!step) return tl::unexpected(step.error());
  const std::int64_t row = put.integer(0);
  put.reset();
  if (auto dropped = m_tables->dropHops.bind(1, row).execute(); !dropped) return dropped;
  for (const ListHops& list : trace.lists) {
    m_tables->putHop.bind(1, row).bind(2, list.list);
    for (std::size_t i = 0; i < hopNames.size(); ++i) m_tables->putHop.bind(static_cast<int>(3 + i), list.nanos[i]);
    if (auto done = m_tables->putHop.execute(); !done) return done;
  }
  return {};
}

// What cannot be deleted either stays for the next time.
void TelemetryFile::makeRoom() {
  (void)m_tables->connection.run("DELETE FROM seconds WHERE row <= (SELECT min(row) + (max(row) - min(row)) / 4 FROM seconds)");
}

base::Status TelemetryFile::prune() {
  const auto below = [](std::int64_t kept, const char* table) { return "(SELECT max(row) FROM " + std::string(table) + ") - " + std::to_string(kept); };
  const std::string old = "row <= " + below(keptTraces, "traces") + " AND row NOT IN (SELECT row FROM traces ORDER BY total_ns DESC LIMIT " + std::to_string(keptSlowest) + ")";
  const std::string sql = "DELETE FROM seconds WHERE row <= " + below(keptSeconds, "seconds") + ";DELETE FROM minutes WHERE row <= " + below(keptMinutes, "minutes") +
                          ";DELETE FROM hops WHERE row IN (SELECT row FROM traces WHERE " + old + ");DELETE FROM traces WHERE " + old;
  return m_tables->connection.run(sql.c_str());
}

}  // namespace twinlane::telemetry
