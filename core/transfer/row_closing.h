// Closes rows that were set aside and whose line is in the shop now. What another file brought stays a row of the account that it
// stood in, as there already: one commit says both, so that whatever is killed in between no row is missing. One thread. Errors:
// those of the journal. Within the room.
#pragma once

#include "command/facts.h"
#include "store/closing_chunk.h"
#include "store/event_store.h"

#include <functional>
#include <optional>

namespace twinlane::transfer {

// By index in the quarantine, both included.
struct ClosingRange {
  std::int64_t first = 0, last = 0;
};

// `keepsRow`: whether the account of a file is to say so of its rows; not of one whose account is told anew, nor of rows that were
// set aside otherwise. Rows that a person repaired meanwhile are passed over. `accept` stores a chunk under what store::closingPrefix() and
// the range are, or puts it to a ClosingCommit.
base::Status closeRows(store::ImportLedger& ledger, ClosingRange range, const std::function<bool(const std::string& file)>& keepsRow,
                       const std::function<base::Status(command::FactChunk chunk, ClosingRange part)>& accept);

// Gathers closings, since rows that do not stand one behind the other are closed by a chunk each: some of them go in one commit.
class ClosingCommit {
 public:
  using Accept = std::function<base::Status(command::FactChunk chunk)>;
  explicit ClosingCommit(Accept accept) : m_accept(std::move(accept)) {}

  static constexpr std::size_t most = 32;  // chunks of a commit: what a command may have to wait for

  base::Status add(command::FactChunk chunk);
  // After the last of them.
  base::Status end();

 private:
  const Accept m_accept;
  std::optional<command::FactChunk> m_first;
};

// Chunks of rows in quarantine are those of repaired and mended rows, and these.
bool onlyCloses(const store::ImportedChunk& chunk);

}  // namespace twinlane::transfer
