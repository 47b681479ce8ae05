#include "store/chain.h"

#include <algorithm>
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

base::Digest digestOf(const StoredOutcome& outcome, const std::optional<base::Digest>& import) {
  base::DigestWriter writer;
  writer.field(outcome.command.view())
      .field(base::ByteView(outcome.content))
      .field(static_cast<std::int64_t>(outcome.kind))
      .field(outcome.first)
      .field(std::int64_t{outcome.count})
      .field(static_cast<std::int64_t>(outcome.stream.category))
      .field(std::string_view(outcome.stream.id))
      .field(outcome.version)
      .field(std::int64_t{outcome.reason})
      .field(base::ByteView(outcome.detail))
      .field(std::string_view(outcome.principal))
      .field(outcome.receivedAt.micros)
      .field(outcome.recordedAt.micros)
      .field(outcome.decideMicros);
  if (import) writer.field(base::ByteView(*import));
  return writer.digest();
}

base::Digest digestOf(const ImportChunk& chunk, std::span<const std::pair<std::string, StreamRef>> documents) {
  base::DigestWriter writer;
  writer.field(std::string_view(chunk.source)).field(base::ByteView(chunk.prefix)).field(chunk.firstRow).field(chunk.lastRow);
  writer.field(static_cast<std::int64_t>(chunk.files.size()));
  // In the order in which the journal gives them back.
  std::vector<FileRows> files = chunk.files;
  std::sort(files.begin(), files.end(), [](const FileRows& a, const FileRows& b) { return a.file < b.file; });
  for (const FileRows& file : files) {
    writer.field(std::string_view(file.file)).field(file.rows).field(file.accepted).field(static_cast<std::int64_t>(file.ignored.size()));
    for (const auto& [rule, rows] : file.ignored) writer.field(std::string_view(rule)).field(rows);
  }
  writer.field(static_cast<std::int64_t>(chunk.quarantined.size()));
  for (const QuarantinedRow& row : chunk.quarantined) writer.field(std::string_view(row.file)).field(row.row).field(std::string_view(row.reason)).field(std::string_view(row.raw));
  for (const auto& [document, stream] : documents) writer.field(std::string_view(document)).field(static_cast<std::int64_t>(stream.category)).field(std::string_view(stream.id));
  return writer.digest();
}

base::Digest digestFrom(base::ByteView stored) {
  base::Digest digest{};
  std::copy_n(stored.begin(), std::min(stored.size(), digest.size()), digest.begin());
  return digest;
}

void advance(EventlessHead& head, const base::Digest& outcome) {
  head.link = base::DigestWriter{}.field(base::ByteView(head.link)).field(base::ByteView(outcome)).digest();
  --head.seq;
}

base::Digest linkOf(const base::Digest& previous, const CommitParts& commit) {
  base::DigestWriter writer;
  writer.field(base::ByteView(previous)).field(commit.first).field(commit.last).field(commit.fence).field(commit.recordedAt.micros);
  writer.field(static_cast<std::int64_t>(commit.events.size()));
  for (const base::Digest& digest : commit.events) writer.raw(digest);
  writer.field(static_cast<std::int64_t>(commit.outcomes.size()));
  for (const base::Digest& digest : commit.outcomes) writer.raw(digest);
  writer.field(commit.eventless.seq).field(base::ByteView(commit.eventless.link));
  return writer.digest();
}

}  // namespace twinlane::store
