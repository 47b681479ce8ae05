// The hash chain of the journal: a digest per event and per outcome over its length-prefixed fields, a link per commit over
// the link before it and the digests of its events and of the commands they came from (BLAKE2b, 16 bytes). Outcomes without
// events, which may be all a group has, are links of a chain of their own; each commit says how far that had come. Digests
// cover the stored bytes of the sealed part, so that a later erasure of a subject's key leaves the chain whole. Pure.
#pragma once

#include "store/append.h"

#include <span>
#include <utility>

namespace twinlane::store {

base::Digest digestOf(const StreamRef& stream, std::int64_t version, int type, int schemaVersion, base::ByteView payload,
                      base::ByteView sealed, std::optional<base::Timestamp> occurredAt, domain::Origin origin);

// The event as every engine keeps it, digest and all, from what is appended and the place it got.
struct EventPlace {
  Position position = 0;
  StreamRef stream;
  std::int64_t orderNumber = 0, version = 0;
  int index = 0;
};
StoredEvent storedEvent(NewEvent&& event, EventPlace&& place, const AppendRequest& request, base::Timestamp recordedAt);

// The text of a refused command is left out: it may have to be erased, and `content` tells what it was. `import` is the
// digest of the chunk that came with it.
base::Digest digestOf(const StoredOutcome& outcome, const std::optional<base::Digest>& import);
// `documents` are those this chunk brought, in the order of their text.
base::Digest digestOf(const ImportChunk& chunk, std::span<const std::pair<std::string, StreamRef>> documents);

// A stored digest, as it stands in a column of 16 bytes.
base::Digest digestFrom(base::ByteView stored);

// The last outcome without events: they count down from -1.
struct EventlessHead {
  std::int64_t seq = 0;
  base::Digest link{};
};
void advance(EventlessHead& head, const base::Digest& outcome);

struct CommitParts {
  Position first = 0, last = 0;
  std::int64_t fence = 0;
  base::Timestamp recordedAt;
  std::vector<base::Digest> events, outcomes;
  EventlessHead eventless;
};
base::Digest linkOf(const base::Digest& previous, const CommitParts& commit);

}  // namespace twinlane::store
