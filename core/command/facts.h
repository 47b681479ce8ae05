// The door for facts: imported history enters as events that pass no guard. A chunk is one command with one command id
// and one commit; it carries the account of its rows. The command room adds the rows of the write tables. Any thread but the
// command thread.
#pragma once

#include "base/result.h"
#include "domain/rejection.h"
#include "store/append.h"

#include <future>

namespace twinlane::command {

struct Fact {
  domain::Event event;
  std::optional<base::Timestamp> occurredAt;
};

struct FactStream {
  store::StreamRef stream;
  bool mustBeNew = true;  // false: more facts about a stream that exists
  std::vector<Fact> facts;
  std::optional<std::int64_t> version = {};  // of one that exists: what the facts were numbered by; nothing: any
};

struct FactChunk {
  base::CommandId id;       // derived from the chunk's identity, so that a chunk sent again is a duplicate
  base::Digest content{};
  std::string actor;
  std::vector<FactStream> streams;  // may be empty: a chunk of rows that were all left out
  store::ImportChunk import;        // `documents` refer to `streams` by index
  // Accounts without streams, such as close rows: each a command of its own, stored in the same commit or not at all.
  std::vector<FactChunk> with = {};
};

// What became of a chunk.
struct FactReceipt {
  store::AppendOutcome::Kind kind = store::AppendOutcome::Kind::Stored;
  std::map<domain::RejectionReason, std::int64_t> guardBreaks;  // facts that live commands would have been refused for
  // How long a live command could have had to wait until it was stored; nothing when none came for seconds.
  std::optional<std::int64_t> heldMicros;
};

class FactSink {
 public:
  virtual ~FactSink() = default;
  // The answer is there when the chunk is durable. Conflict: a stream that must be new exists, or one that exists is at another
  // version (its name in `where`); nothing of the chunk is stored.
  virtual std::future<base::Result<FactReceipt>> post(FactChunk chunk) = 0;
  base::Result<FactReceipt> accept(FactChunk chunk) { return post(std::move(chunk)).get(); }
};

}  // namespace twinlane::command
