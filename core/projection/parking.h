// What a list could not take in: an event that cannot be folded is parked, later events of the same stream queue behind it, all
// others flow. Kept in tables of the list's own file, in the transactions of its rows. An event is named by its position alone:
// the log keeps its bytes. Discarded ones are passed over for good, by every generation. One thread: the file's; parkedIn() and
// the decisions also over a read-only connection.
#pragma once

#include "projection/parked.h"
#include "sqlite/statement.h"

#include <optional>
#include <set>

namespace twinlane::projection {

// What a fold of another file must do alike: failed ones are parked without being tried, discarded ones passed over.
struct ParkDecisions {
  std::set<store::Position> failed, discarded;
  bool operator==(const ParkDecisions&) const = default;
};

// What is passed over: where rows hang on the order of events, what was discarded waits until the list is made anew.
inline constexpr const char* passedOver = "(SELECT count(*) FROM discarded WHERE position NOT IN (SELECT position FROM parked))";

base::Result<Parked> parkedIn(sqlite::Connection& connection);
base::Result<ParkDecisions> decisionsIn(sqlite::Connection& connection);
base::Result<std::set<store::Position>> waitingIn(sqlite::Connection& connection);
// What is set aside in the second file at events that do not wait in the first.
base::Result<std::vector<ParkedStream>> parkedBeyond(const std::set<store::Position>& waiting, sqlite::Connection& second);
base::Result<std::vector<ParkedStream>> parkedBeyond(sqlite::Connection& first, sqlite::Connection& second);
// "type 200" for one that this program does not know.
std::string eventName(int type);
std::string groupOf(const base::Error& error, const std::string& event);

class Parking {
 public:
  // The tables it is kept in, for a new file.
  static const char* schema();
  static base::Result<std::unique_ptr<Parking>> open(sqlite::Connection& connection);

  // What was changed in a transaction before was rolled back, unless that was settled.
  base::Status begin();
  void settled() { m_isChanged = false; }
  // What the file has, with what a transaction has changed that was committed.
  base::Status reload() { return load(); }
  // After a retry of one stream, whose transaction took hold or was rolled back.
  void retried(const store::StreamRef& stream, std::int64_t left, std::optional<store::Position> discarded);
  void notRetried() { m_isChanged = false; }
  // Within a transaction. Behind its stream when that is parked, else as the first.
  base::Status park(const store::StoredEvent& stored, const base::Error* error, base::Timestamp now);
  // What waits of the stream before `end` does so no longer; what is left needs a first that failed.
  base::Status release(const store::StreamRef& stream, store::Position end);
  base::Status failedAgain(store::Position position, const std::string& event, const base::Error& error, const std::string& actor, base::Timestamp now);
  // The first of the stream, which no longer waits.
  base::Status discard(const ParkedStream& first, const std::string& actor, const std::string& reason, base::Timestamp now);
  base::Status adopt(const std::vector<DiscardedEvent>& discarded);

  // Which they are, and a number that is another one when they may be other ones.
  const std::set<store::StreamRef>& parkedStreams() const { return m_streams; }
  const std::set<store::StreamRef>& passedOverStreams() const { return m_passedOverStreams; }
  std::uint64_t turns() const { return m_turns; }
  std::int64_t streams() const { return static_cast<std::int64_t>(m_streams.size()); }
  std::int64_t discarded() const { return m_passedOver; }
  bool isParked(const store::StreamRef& stream) const { return m_streams.contains(stream); }
  bool isDiscarded(store::Position position) const { return m_discarded.contains(position); }
  base::Result<std::vector<store::Position>> waiting(const store::StreamRef& stream);

 private:
  explicit Parking(sqlite::Connection& connection) : m_connection(connection) {}
  base::Status load();

  sqlite::Connection& m_connection;
  sqlite::Statement m_put;
  std::set<store::StreamRef> m_streams;
  std::uint64_t m_turns = 0;
  std::set<store::Position> m_discarded;
  std::int64_t m_passedOver = 0;  // of these
  std::set<store::StreamRef> m_passedOverStreams;
  bool m_isChanged = false;  // in this transaction
};

}  // namespace twinlane::projection
