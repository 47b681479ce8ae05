#include "store/chain.h"

#include <limits>

namespace twinlane::store {

base::Digest digestOf(const StreamRef& stream, std::int64_t version, int type, int schemaVersion, base::ByteView payload,
                      base::ByteView sealed, std::optional<base::Timestamp> occurredAt, domain::Origin origin) {
  return base::DigestWriter{}
      .field(static_cast<std::int64_t>(stream.category))
      .field(std::string_view(stream.id))
      .field(version)
      .field(std::int64_t{type})
      .field(std::int64_t{schemaVersion})
      .field(payload)
      .field(sealed)
      .field(occurredAt ? occurredAt->micros : std::numeric_limits<std::int64_t>::min())
      .field(static_cast<std::int64_t>(origin))
      .digest();
}

StoredEvent storedEvent(NewEvent&& event, EventPlace&& place, const AppendRequest& request, base::Timestamp recordedAt) {
  StoredEvent stored;
  stored.position = place.position;
  stored.stream = std::move(place.stream);
  stored.orderNumber = place.orderNumber;
  stored.version = place.version;
  stored.type = event.type;
  stored.schemaVersion = event.schemaVersion;
  stored.payload = std::move(event.payload);
  stored.sealed = std::move(event.sealed);
  stored.command = request.command;
  stored.index = place.index;
  stored.actor = request.principal;
  stored.origin = request.origin;
  if (event.occurredAt && *event.occurredAt != recordedAt) stored.occurredAt = event.occurredAt;
  stored.recordedAt = recordedAt;
  stored.digest = digestOf(stored.stream, stored.version, stored.type, stored.schemaVersion, stored.payload, stored.sealed, stored.occurredAt, stored.origin);
  return stored;
}

base::Digest linkOf(const base::Digest& previous, Position first, Position last, std::int64_t fence, base::Timestamp recordedAt,
                    std::span<const base::Digest> digests) {
  base::DigestWriter writer;
  writer.field(base::ByteView(previous)).field(first).field(last).field(fence).field(recordedAt.micros);
  for (const base::Digest& digest : digests) writer.raw(digest);
  return writer.digest();
}

}  // namespace twinlane::store
