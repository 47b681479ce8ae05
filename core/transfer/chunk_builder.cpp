#include "transfer/chunk_builder.h"

#include "domain/format/encoding.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {

constexpr auto linesPerEvent = static_cast<std::size_t>(domain::limits::linesPerEvent);

// The write tables hold no lines of returns; the last event of one has its last line.
base::Result<int> lastLineOf(const store::ImportedDocument& returned, store::EventStore& events) {
  const auto last = events.readStream(returned.stream, returned.version - 1, 1);
  if (!last) return tl::unexpected(last.error());
  if (last->empty()) return returned.lines;
  const auto fact = domain::decode(last->front().type, last->front().schemaVersion, last->front().payload, last->front().sealed);
  if (!fact) return tl::unexpected(fact.error());
  const auto* received = std::get_if<domain::ReturnReceived>(&*fact);
  return received == nullptr || received->lines.empty() ? returned.lines : received->lines.back().line;
}

}  // namespace

store::StreamRef ChunkBuilder::streamOf(const MappedRow& mapped) {
  return {mapped.fate == RowFate::ReturnLine ? domain::Category::Return : domain::Category::Order, std::string(mapped.order)};
}

domain::OrderLine ChunkBuilder::lineOf(const MappedRow& mapped) {
  domain::OrderLine line;
  line.product = domain::ProductId(std::string(mapped.product));
  line.quantity = mapped.money.quantity;
  line.unitPrice = mapped.money.unitPrice;
  line.net = mapped.money.net;
  line.discount = mapped.money.discount;
  line.discountAmount = mapped.money.discountAmount;
  line.taxRate = mapped.money.taxRate;
  line.description = mapped.description;
  return line;
}

void ChunkBuilder::add(std::int64_t row, std::int64_t ordinal, const MappedRow& mapped, std::string raw) {
  m_firstOrdinal = m_rows == 0 ? ordinal : std::min(m_firstOrdinal, ordinal);
  m_lastOrdinal = m_rows == 0 ? ordinal : std::max(m_lastOrdinal, ordinal);
  if (m_rows == 0) {
    m_firstRow = row;
    m_firstText = raw;
  }
  m_lastRow = row;
  ++m_rows;
  m_bytes += raw.size() + 200;
  if (!mapped.order.empty() && mapped.order != m_lastOrder) m_lastOrder = mapped.order;
  if (mapped.fate == RowFate::Ignore) {
    ++m_ignored[mapped.reason];
    return;
  }
  if (mapped.fate == RowFate::Quarantine) {
    m_quarantined.push_back({m_file, row, mapped.reason, std::move(raw)});
    return;
  }
  const store::StreamRef stream = streamOf(mapped);
  if (m_lastStream != stream) {
    const auto [found, fresh] = m_byStream.try_emplace(stream.toText(), m_documents.size());
    if (fresh) {
      Document& made = m_documents.emplace_back();
      made.stream = stream;
      made.currency = mapped.currency;
    }
    m_lastDocument = found->second;
    m_lastStream = stream;
  }
  Document& document = m_documents[m_lastDocument];
  if (document.currency != mapped.currency) {
    m_quarantined.push_back({m_file, row, "currency_mismatch", std::move(raw)});
    return;
  }
  if (mapped.localTime == base::Zone::Kind::Ambiguous) ++m_ambiguousTimes;
  if (mapped.localTime == base::Zone::Kind::Missing) ++m_missingTimes;
  if (!document.customer && !mapped.customer.empty()) document.customer = domain::CustomerId(std::string(mapped.customer));
  if (document.country.empty()) document.country = mapped.country;
  if (mapped.placedAt && (!document.earliest || *mapped.placedAt < *document.earliest)) document.earliest = mapped.placedAt;
  document.lines.push_back(lineOf(mapped));
  document.rows.push_back({row, std::move(raw), mapped.placedAt});
}

command::FactStream ChunkBuilder::factsOf(const Document& document) {
  const auto& before = document.before;
  command::FactStream stream;
  stream.stream = document.stream;
  stream.mustBeNew = !before;
  if (before) stream.version = before->version;
  int line = before ? before->lines : 0;
  for (std::size_t from = 0, to = 0; from < document.lines.size(); from = to) {
    const std::size_t most = std::min(from + linesPerEvent, document.lines.size());
    const bool isReturn = document.stream.category == domain::Category::Return;
    // What comes back counts when it came, row by row, so that pieces of a return count as the whole does.
    const std::optional<base::Timestamp> at = isReturn ? document.rows[from].at : document.earliest;
    for (to = from + 1; to < most && (!isReturn || document.rows[to].at == at);) ++to;
    std::vector<domain::OrderLine> lines(document.lines.begin() + static_cast<std::ptrdiff_t>(from), document.lines.begin() + static_cast<std::ptrdiff_t>(to));
    for (domain::OrderLine& one : lines) one.line = ++line;
    if (isReturn) {
      stream.facts.push_back({domain::ReturnReceived{document.customer, document.currency, std::move(lines), document.country}, at});
    } else if (from == 0 && !before) {
      domain::OrderPlaced placed;
      placed.customer = document.customer;
      placed.currency = document.currency;
      placed.lines = std::move(lines);
      placed.country = document.country;
      placed.paymentKnown = false;
      stream.facts.push_back({std::move(placed), at});
    } else {
      stream.facts.push_back({domain::OrderLinesAdded{std::move(lines), {}}, at});
    }
  }
  return stream;
}

base::Status ChunkBuilder::lookUp(store::EventStore& events) {
  for (Document& document : m_documents) {
    if (document.lines.empty()) continue;
    auto before = m_ledger.document(m_source, document.stream.toText());
    if (!before) return tl::unexpected(before.error());
    document.before = std::move(*before);
    if (!document.before || document.stream.category != domain::Category::Return) continue;
    const auto last = lastLineOf(*document.before, events);
    if (!last) return tl::unexpected(last.error());
    document.before->lines = *last;
  }
  return {};
}

command::FactChunk ChunkBuilder::build(const base::Digest& prefix, const std::string& actor) const {
  command::FactChunk chunk;
  chunk.actor = actor;
  chunk.import.source = m_source;
  chunk.import.prefix = prefix;
  chunk.import.firstRow = m_firstOrdinal;
  chunk.import.lastRow = m_lastOrdinal;
  chunk.import.files = {{m_file, m_rows - m_there, accepted(), m_ignored}};
  if (m_firstOrdinal < 0 && m_there > 0) {
    chunk.import.files.front().rows += m_there;
    chunk.import.files.front().ignored[store::thereAlready] += m_there;
  }
  chunk.import.quarantined = m_quarantined;
  chunk.id = chunkId(m_source, prefix, m_firstOrdinal, m_lastOrdinal);
  base::DigestWriter content;
  content.field(m_source).field(base::ByteView(prefix)).field(m_firstOrdinal).field(m_lastOrdinal);
  for (const Document& document : m_documents) {
    if (document.lines.empty()) continue;
    const std::string name = document.stream.toText();
    if (!document.before) chunk.import.documents.emplace_back(name, static_cast<int>(chunk.streams.size()));
    chunk.streams.push_back(factsOf(document));
    content.field(name).field(static_cast<std::int64_t>(document.lines.size()));
  }
  chunk.content = content.digest();
  return chunk;
}

void ChunkBuilder::keep(Document& document, const std::function<LineFate(std::size_t line)>& fateOf, const char* reason) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const LineFate fate = fateOf(i);
    if (fate == LineFate::Aside) m_quarantined.push_back({m_file, document.rows[i].row, reason, std::move(document.rows[i].raw)});
    if (fate != LineFate::New) continue;
    if (kept != i) {
      document.lines[kept] = std::move(document.lines[i]);
      document.rows[kept] = std::move(document.rows[i]);
    }
    ++kept;
  }
  document.lines.resize(kept);
  document.rows.resize(kept);
}

void ChunkBuilder::setAside(const std::set<std::int64_t>& rows, const char* reason) {
  for (Document& document : m_documents) keep(document, [&](std::size_t i) { return rows.contains(document.rows[i].row) ? LineFate::Aside : LineFate::New; }, reason);
}

base::Status ChunkBuilder::hold(const FatesOf& fatesOf) {
  for (std::size_t place = 0; place < m_documents.size(); ++place) {
    Document& document = m_documents[place];
    if (document.lines.empty() || !document.before) continue;
    const auto fates = fatesOf(document, place, m_documents.size());
    if (!fates) return tl::unexpected(fates.error());
    for (const LineFate fate : fates->fates) m_there += fate == LineFate::There ? 1 : 0;
    keep(document, [&](std::size_t i) { return fates->fates[i]; }, fates->reason);
  }
  return {};
}

void ChunkBuilder::dropAside(const std::function<bool(const store::QuarantinedRow&)>& wasAside) {
  m_there += static_cast<std::int64_t>(std::erase_if(m_quarantined, wasAside));
}

base::Result<bool> ChunkBuilder::bringsANewDocument(store::EventStore& events) const {
  for (const Document& document : m_documents) {
    if (document.lines.empty()) continue;
    const auto first = events.readStream(document.stream, 0, 1);
    if (!first) return tl::unexpected(first.error());
    if (first->empty()) return true;
  }
  return false;
}

bool ChunkBuilder::isIn(const TakenChunk::Document& there, const Document& document, bool mayGoOn) {
  if (document.lines.size() > there.lines.size() || !std::equal(document.lines.begin(), document.lines.end(), there.lines.begin())) return false;
  if (document.lines.size() == there.lines.size())
    return document.earliest == there.earliest &&
           (!there.begins || (document.currency == there.currency && document.customer == there.customer && document.country == there.country));
  // What the first rows leave open, later ones of the whole may have said.
  return mayGoOn && document.earliest.has_value() == there.earliest.has_value() && (!document.earliest || *document.earliest >= *there.earliest) &&
         (!there.begins || (document.currency == there.currency && (!document.customer || document.customer == there.customer) &&
                            (document.country.empty() || document.country == there.country)));
}

std::optional<std::vector<store::QuarantinedRow>> ChunkBuilder::asPieceOf(const TakenChunk& whole, bool mayGoOn) const {
  std::vector<store::QuarantinedRow> aside = m_quarantined;
  std::int64_t lastLine = 0;
  for (const Document& document : m_documents)
    if (!document.rows.empty()) lastLine = std::max(lastLine, document.rows.back().row);
  auto there = whole.documents().begin();
  for (const Document& document : m_documents) {
    if (document.lines.empty()) continue;
    if (there == whole.documents().end() || there->stream != document.stream) {
      for (const SourceRow& row : document.rows) aside.push_back({m_file, row.row, "order_exists", row.raw});
    } else if (!isIn(*there++, document, mayGoOn && document.rows.back().row == lastLine)) {
      return std::nullopt;
    }
  }
  // Rows that are only left out tell nothing.
  if (there == whole.documents().begin() && aside.empty()) return std::nullopt;
  return aside;
}

bool ChunkBuilder::setAside(const std::string& stream, const std::string& reason) {
  const auto found = m_byStream.find(stream);
  if (found == m_byStream.end() || m_documents[found->second].lines.empty()) return false;
  Document& document = m_documents[found->second];
  for (SourceRow& row : document.rows) m_quarantined.push_back({m_file, row.row, reason, std::move(row.raw)});
  document.rows.clear();
  document.lines.clear();
  return true;
}

std::int64_t ChunkBuilder::accepted() const {
  std::int64_t lines = 0;
  for (const Document& document : m_documents) lines += static_cast<std::int64_t>(document.lines.size());
  return lines;
}

}  // namespace twinlane::transfer
