// The hash chain of the journal: a digest per event over its length-prefixed fields, a link per commit over the link
// before it and the digests of its events (BLAKE2b, 16 bytes). Digests cover the stored bytes of the sealed part, so that
// a later erasure of a subject's key leaves the chain whole. Pure.
#pragma once

#include "store/append.h"

#include <span>

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

base::Digest linkOf(const base::Digest& previous, Position first, Position last, std::int64_t fence, base::Timestamp recordedAt,
                    std::span<const base::Digest> digests);

}  // namespace twinlane::store
