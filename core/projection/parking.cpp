#include "projection/parking.h"

#include "base/fault/sabotage.h"

#include <algorithm>
#include <cctype>

namespace twinlane::projection {
namespace {

using sqlite::Statement;

template <class Each>
base::Status eachOf(sqlite::Connection& connection, const char* sql, Each each) {
  auto select = connection.prepare(sql, false);
  return select ? sqlite::eachRow(*select, each) : tl::unexpected(select.error());
}

// Of a damaged file the category may be none.
store::StreamRef streamAt(const Statement& row, int column) {
  const std::int64_t category = row.integer(column);
  const bool isOne = category >= static_cast<int>(domain::Category::Order) && category <= static_cast<int>(domain::Category::Return);
  return {isOne ? static_cast<domain::Category>(category) : domain::Category{}, std::string(row.text(column + 1))};
}

std::string wordsOf(const base::Error& error) {
  std::string words = error.what;
  if (!error.where.empty()) words += " (" + error.where + ")";
  return words.empty() ? base::name(error.code) : words;
}

}  // namespace

std::string groupOf(const base::Error& error, const std::string& event) {
  std::string likeness = std::string(base::name(error.code)) + '|' + event + '|';
  std::copy_if(error.what.begin(), error.what.end(), std::back_inserter(likeness), [](unsigned char c) { return std::isdigit(c) == 0; });
  const std::uint64_t hash = base::shortHash(base::viewOf(likeness));
  base::Bytes bytes;
  for (int i = 0; i < 4; ++i) bytes.push_back(static_cast<std::uint8_t>(hash >> (8 * i)));
  return base::toHex(bytes);
}

std::string eventName(int type) {
  const char* known = domain::typeNameOf(type);
  return known != nullptr ? known : "type " + std::to_string(type);
}

const char* Parking::schema() {
  return R"sql(
CREATE TABLE parked(position INTEGER PRIMARY KEY, category INTEGER NOT NULL, id TEXT NOT NULL, event TEXT NOT NULL, error TEXT NOT NULL, likeness TEXT NOT NULL,
  tries INTEGER NOT NULL, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, tried_by TEXT NOT NULL) STRICT;
CREATE INDEX parked_stream ON parked(category, id, position);
CREATE INDEX parked_failed ON parked(position) WHERE error<>'';
CREATE TABLE discarded(position INTEGER PRIMARY KEY, category INTEGER NOT NULL, id TEXT NOT NULL, error TEXT NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
)sql";
}

base::Result<Parked> parkedIn(sqlite::Connection& connection) {
  Parked all;
  auto read = eachOf(connection,
                     "SELECT category, id, position, event, error, likeness, tries, first_at, last_at, tried_by,"
                     " (SELECT count(*) FROM parked behind WHERE behind.category=failed.category AND behind.id=failed.id)"
                     " FROM parked failed WHERE error<>'' ORDER BY position",
                     [&](const Statement& row) {
                       all.streams.push_back({streamAt(row, 0), row.integer(2), std::string(row.text(3)), std::string(row.text(4)), std::string(row.text(5)), row.integer(10), row.integer(6),
                                              {row.integer(7)}, {row.integer(8)}, std::string(row.text(9))});
                     });
  if (!read) return tl::unexpected(read.error());
  read = eachOf(connection, "SELECT category, id, position, error, actor, reason, at FROM discarded ORDER BY position", [&](const Statement& row) {
    all.discarded.push_back({streamAt(row, 0), row.integer(2), std::string(row.text(3)), std::string(row.text(4)), std::string(row.text(5)), {row.integer(6)}});
  });
  if (!read) return tl::unexpected(read.error());
  return all;
}

base::Result<ParkDecisions> decisionsIn(sqlite::Connection& connection) {
  ParkDecisions decisions;
  auto read = eachOf(connection, "SELECT position FROM parked WHERE error<>''", [&](const Statement& row) { decisions.failed.insert(row.integer(0)); });
  if (read) read = eachOf(connection, "SELECT position FROM discarded", [&](const Statement& row) { decisions.discarded.insert(row.integer(0)); });
  if (!read) return tl::unexpected(read.error());
  return decisions;
}

base::Result<std::set<store::Position>> waitingIn(sqlite::Connection& connection) {
  std::set<store::Position> waiting;
  if (auto read = eachOf(connection, "SELECT position FROM parked", [&](const Statement& row) { waiting.insert(row.integer(0)); }); !read) return tl::unexpected(read.error());
  return waiting;
}

base::Result<std::vector<ParkedStream>> parkedBeyond(sqlite::Connection& first, sqlite::Connection& second) {
  const auto waiting = waitingIn(first);
  return waiting ? parkedBeyond(*waiting, second) : tl::unexpected(waiting.error());
}

base::Result<std::vector<ParkedStream>> parkedBeyond(const std::set<store::Position>& waiting, sqlite::Connection& second) {
  auto parked = parkedIn(second);
  if (!parked) return tl::unexpected(parked.error());
  std::erase_if(parked->streams, [&](const ParkedStream& stream) { return waiting.contains(stream.position); });
  return std::move(parked->streams);
}

base::Result<std::unique_ptr<Parking>> Parking::open(sqlite::Connection& connection) {
  std::unique_ptr<Parking> parking(new Parking(connection));
  auto put = connection.prepare("INSERT INTO parked VALUES(?,?,?,?,?,?,?,?,?,'')");
  if (!put) return tl::unexpected(put.error());
  parking->m_put = std::move(*put);
  if (auto loaded = parking->load(); !loaded) return tl::unexpected(loaded.error());
  return parking;
}

base::Status Parking::load() {
  ++m_turns;
  m_streams.clear();
  m_discarded.clear();
  m_isChanged = false;
  if (auto read = eachOf(m_connection, "SELECT category, id FROM parked WHERE error<>''", [&](const Statement& row) { m_streams.insert(streamAt(row, 0)); }); !read) return read;
  const auto count = m_connection.number((std::string("SELECT ") + passedOver).c_str());
  if (!count) return tl::unexpected(count.error());
  m_passedOver = *count;
  m_passedOverStreams.clear();
  const char* goneSql = "SELECT category, id FROM discarded WHERE position NOT IN (SELECT position FROM parked)";
  if (auto read = eachOf(m_connection, goneSql, [&](const Statement& row) { m_passedOverStreams.insert(streamAt(row, 0)); }); !read) return read;
  return eachOf(m_connection, "SELECT position FROM discarded", [&](const Statement& row) { m_discarded.insert(row.integer(0)); });
}

base::Status Parking::begin() { return m_isChanged ? load() : base::Status(); }

base::Status Parking::park(const store::StoredEvent& stored, const base::Error* error, base::Timestamp now) {
  const std::string event = eventName(stored.type);
  m_isChanged = true;
  if (error != nullptr) {
    m_streams.insert(stored.stream);
    ++m_turns;
  }
  if (error == nullptr && TWINLANE_SABOTAGE("parked-behind-is-lost")) return {};
  return m_put.bind(1, stored.position).bind(2, static_cast<int>(stored.stream.category)).bind(3, stored.stream.id).bind(4, event)
      .bind(5, error != nullptr ? wordsOf(*error) : std::string()).bind(6, error != nullptr ? groupOf(*error, event) : std::string()).bind(7, error != nullptr ? 1 : 0).bind(8, now.micros).bind(9, now.micros)
      .execute();
}

base::Status Parking::release(const store::StreamRef& stream, store::Position end) {
  auto remove = m_connection.prepare("DELETE FROM parked WHERE category=? AND id=? AND position<?", false);
  if (!remove) return tl::unexpected(remove.error());
  m_isChanged = true;
  return remove->bind(1, static_cast<int>(stream.category)).bind(2, stream.id).bind(3, end).execute();
}

base::Status Parking::failedAgain(store::Position position, const std::string& event, const base::Error& error, const std::string& actor, base::Timestamp now) {
  auto update = m_connection.prepare("UPDATE parked SET error=?, likeness=?, tries=tries+1, last_at=?, tried_by=? WHERE position=?", false);
  if (!update) return tl::unexpected(update.error());
  m_isChanged = true;
  return update->bind(1, wordsOf(error)).bind(2, groupOf(error, event)).bind(3, now.micros).bind(4, actor).bind(5, position).execute();
}

base::Status Parking::discard(const ParkedStream& first, const std::string& actor, const std::string& reason, base::Timestamp now) {
  if (auto adopted = adopt({{first.stream, first.position, first.error, actor, reason, now}}); !adopted) return adopted;
  return release(first.stream, first.position + 1);
}

base::Status Parking::adopt(const std::vector<DiscardedEvent>& discarded) {
  auto insert = m_connection.prepare("INSERT OR REPLACE INTO discarded VALUES(?,?,?,?,?,?,?)", false);
  if (!insert) return tl::unexpected(insert.error());
  m_isChanged = true;
  for (const DiscardedEvent& each : discarded)
    if (auto put = insert->bind(1, each.position).bind(2, static_cast<int>(each.stream.category)).bind(3, each.stream.id).bind(4, each.error).bind(5, each.actor).bind(6, each.reason).bind(7, each.at.micros).execute(); !put)
      return put;
  return {};
}

void Parking::retried(const store::StreamRef& stream, std::int64_t left, std::optional<store::Position> discarded) {
  if (left == 0) m_streams.erase(stream);
  ++m_turns;
  if (discarded && m_discarded.insert(*discarded).second) ++m_passedOver, m_passedOverStreams.insert(stream);
  m_isChanged = false;
}

base::Result<std::vector<store::Position>> Parking::waiting(const store::StreamRef& stream) {
  auto select = m_connection.prepare("SELECT position FROM parked WHERE category=? AND id=? ORDER BY position", false);
  if (!select) return tl::unexpected(select.error());
  select->bind(1, static_cast<int>(stream.category)).bind(2, stream.id);
  std::vector<store::Position> positions;
  for (;;) {
    const auto row = select->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return positions;
    positions.push_back(select->integer(0));
  }
}

}  // namespace twinlane::projection
