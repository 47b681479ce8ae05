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

base::Digest linkOf(const base::Digest& previous, Position first, Position last, std::int64_t fence, base::Timestamp recordedAt,
                    std::span<const base::Digest> digests) {
  base::DigestWriter writer;
  writer.field(base::ByteView(previous)).field(first).field(last).field(fence).field(recordedAt.micros);
  for (const base::Digest& digest : digests) writer.raw(digest);
  return writer.digest();
}

}  // namespace twinlane::store
