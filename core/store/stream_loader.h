// A stream for folding: its kept state and the events after it, over a connection that must outlive it. One thread at a
// time. Within the room: readers load over theirs, the one who appends over the writing one, whose pages are still in its
// cache after its own commits.
#pragma once

#include "sqlite/statement.h"
#include "store/event_store.h"

namespace twinlane::store {

class StreamLoader {
 public:
  static base::Result<StreamLoader> over(sqlite::Connection& connection);

  // No snapshot of both: events are only added, so the events after a state go on from it whenever they are read.
  base::Result<LoadedStream> load(const StreamRef& stream, std::size_t limit);

 private:
  sqlite::Statement m_state, m_events;
};

}  // namespace twinlane::store
