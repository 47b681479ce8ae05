// What is set aside in a list, what a person wants done with it, and what came of that. Plain values.
#pragma once

#include "base/result.h"
#include "store/event.h"

#include <optional>

namespace twinlane::projection {

// A stream with its first event that is waiting, which is the one that failed.
struct ParkedStream {
  store::StreamRef stream;
  store::Position position = 0;
  std::string event;        // its type
  std::string error;        // why, in words
  std::string group;        // eight hex digits of what the failure is like: category, type of event, words without figures
  std::int64_t waiting = 0;  // events, this one with them
  std::int64_t tries = 0;
  base::Timestamp firstAt, lastAt;
  std::string triedBy;      // who tried it last; empty: nobody since it failed
};

struct DiscardedEvent {
  store::StreamRef stream;
  store::Position position = 0;
  std::string error, actor, reason;
  base::Timestamp at;
};

struct Parked {
  std::vector<ParkedStream> streams;     // in the order of their first events
  std::vector<DiscardedEvent> discarded;
  std::optional<base::Error> fault = {};  // why neither is known
};

struct RetriedStream {
  std::int64_t applied = 0;             // events that were taken in
  std::int64_t left = 0;                // that still wait
  std::optional<base::Error> stopped;   // why the next one still waits
};

struct RowChange {
  std::string table, key;
  std::string before, after;  // as values with bars between; "no row" where there is none
};

// All of them, those of one group, or one stream ("order-20418").
struct ParkedRetry {
  std::string stream, group;
  std::string actor;
  std::optional<std::string> discardReason;  // then the first waiting event of each is passed over for good
  bool isPreview = false;                    // nothing is changed, rows are told
};

struct ParkedRetryAnswer {
  struct Stream {
    ParkedStream was;
    RetriedStream came;
  };
  std::vector<Stream> streams;
  std::int64_t applied = 0;
  static constexpr std::size_t mostChanges = 1000;
  std::int64_t changed = 0;          // rows
  std::vector<RowChange> changes = {};  // the first of them; of a preview alone
};

}  // namespace twinlane::projection
