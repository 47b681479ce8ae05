#include "transfer/taken_chunk.h"

#include "domain/format/encoding.h"

namespace twinlane::transfer {

base::CommandId chunkId(const std::string& source, const base::Digest& prefix, std::int64_t firstRow, std::int64_t lastRow) {
  base::DigestWriter identity;
  identity.field(source).field(base::ByteView(prefix)).field(firstRow).field(lastRow);
  base::CommandId id{identity.digest()};
  // Version 8 (RFC 9562): made by a rule of our own.
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0F) | 0x80);
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3F) | 0x80);
  return id;
}

base::Result<TakenChunk> TakenChunk::read(const std::string& source, const store::ImportedChunk& chunk, store::EventStore& events) {
  TakenChunk taken;
  const auto outcome = events.outcome(chunkId(source, chunk.prefix, chunk.firstRow, chunk.lastRow));
  if (!outcome) return tl::unexpected(outcome.error());
  if (!*outcome) return taken;
  store::Position before = (*outcome)->first - 1;
  for (std::int64_t left = (*outcome)->count; left > 0;) {
    const auto some = events.read(before, static_cast<std::size_t>(left));
    if (!some) return tl::unexpected(some.error());
    if (some->empty()) break;
    for (const store::StoredEvent& event : *some) {
      const auto fact = domain::decode(event.type, event.schemaVersion, event.payload, event.sealed);
      if (!fact) return tl::unexpected(fact.error());
      taken.add(event, *fact);
    }
    left -= static_cast<std::int64_t>(some->size());
    before = some->back().position;
  }
  return taken;
}

void TakenChunk::add(const store::StoredEvent& event, const domain::Event& fact) {
  // The events of one document stand together.
  if (m_documents.empty() || m_documents.back().stream != event.stream) m_documents.emplace_back().stream = event.stream;
  Document& document = m_documents.back();
  if (event.occurredAt && (!document.earliest || *event.occurredAt < *document.earliest)) document.earliest = event.occurredAt;
  const auto begin = [&](const auto& placed) {
    if (document.lines.empty()) {
      document.begins = true;
      document.customer = placed.customer;
      document.currency = placed.currency;
      document.country = placed.country;
    }
    return placed.lines;
  };
  std::vector<domain::OrderLine> lines;
  if (const auto* placed = std::get_if<domain::OrderPlaced>(&fact)) lines = begin(*placed);
  else if (const auto* returned = std::get_if<domain::ReturnReceived>(&fact)) lines = begin(*returned);
  else if (const auto* more = std::get_if<domain::OrderLinesAdded>(&fact)) lines = more->lines;
  for (domain::OrderLine& line : lines) {
    line.line = 0;
    document.lines.push_back(std::move(line));
  }
}

}  // namespace twinlane::transfer
