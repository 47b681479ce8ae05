#include "transfer/aside_rows.h"

#include "transfer/row_reason.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {

constexpr std::size_t asideReadAtOnce = 1000;
constexpr std::string_view cutLetter = "\xEF\xBF\xBD";  // what stands for one of which only the first bytes are there

base::Digest placeOf(const std::string& file, const std::string& text) { return base::DigestWriter().field(std::string_view(file)).field(std::string_view(text)).digest(); }

constexpr std::string_view otherEncoding = "bad_encoding";

// What a text is in every encoding.
std::string asciiOf(std::string text) {
  std::erase_if(text, [](char letter) { return static_cast<unsigned char>(letter) >= 0x80; });
  return text;
}

}  // namespace

AsideRows::LineName AsideRows::lineOf(std::string_view order, std::string_view product) {
  if (order.empty() || product.empty()) return std::nullopt;
  return base::DigestWriter().field(order).field(product).digest();
}

base::Status AsideRows::read(store::ImportLedger& ledger, const std::string& source, const std::function<base::Result<LineName>(const std::string& text)>& nameOf) {
  const auto chunks = ledger.chunks(source);
  if (!chunks) return tl::unexpected(chunks.error());
  std::map<std::int64_t, std::int64_t> repaired;  // with other texts, or another profile: from first to last
  for (const store::ImportedChunk& chunk : *chunks)
    if (chunk.firstRow < 0 && !chunk.file.empty()) repaired.emplace(-chunk.lastRow, -chunk.firstRow);
  const auto isRepaired = [&](std::int64_t index) {
    const auto next = repaired.upper_bound(index);
    return next != repaired.begin() && std::prev(next)->second >= index;
  };
  for (std::int64_t after = 0;;) {
    const auto some = ledger.quarantined(after, asideReadAtOnce);
    if (!some) return tl::unexpected(some.error());
    for (const store::QuarantinedRow& row : *some) {
      after = row.index;
      if (row.source != source || isRepaired(row.index)) continue;
      const std::size_t place = m_rows.size();
      Row& one = m_rows.emplace_back();
      one.index = row.index;
      one.row = row.row;
      one.file = &*m_names.insert(row.file).first;
      one.reason = &*m_names.insert(row.reason).first;
      one.wasClosed = row.repaired;
      (row.repaired ? m_wereClosed : m_standing).emplace(Key{placeOf(row.file, row.raw), row.row}, place);
      if (row.repaired) continue;
      if (row.reason == otherEncoding) m_otherLetters.emplace(Key{placeOf(row.file, asciiOf(row.raw)), row.row}, place);
      auto name = nameOf(row.raw);
      if (!name) return tl::unexpected(name.error());
      one.line = *name;
      if (one.line) m_byLine.emplace(*one.line, place);
      if (!one.line || row.reason == otherEncoding) m_byPlace.emplace(row.row, place);
      if (row.reason != unfinishedRow) continue;
      std::string_view text = row.raw;
      while (text.ends_with(cutLetter)) text.remove_suffix(cutLetter.size());
      m_cut.emplace(place, text);
    }
    if (some->size() < asideReadAtOnce) return {};
  }
}

bool AsideRows::findAgain(const store::QuarantinedRow& row, const std::string& file) {
  const base::Digest place = placeOf(file, row.raw);
  const auto take = [&](auto at, auto last) {
    while (at != last && at->first.first == place && *m_rows[at->second].reason != row.reason) ++at;
    if (at == last || at->first.first != place) return false;
    m_rows[at->second].isFound = true;
    m_standing.erase(at);
    return true;
  };
  const auto [first, last] = m_standing.equal_range(Key{place, row.row});
  return take(first, last) || take(m_standing.lower_bound(Key{place, 0}), m_standing.end());
}

AsideRows::Before AsideRows::findAt(const std::string& file, std::int64_t row, const std::string& text) {
  if (m_rows.empty()) return {};
  const Key key{placeOf(file, text), row};
  if (const auto stands = m_standing.find(key); stands != m_standing.end()) {
    Row& one = m_rows[stands->second];
    one.isFound = true;
    m_standing.erase(stands);
    return {Was::Found, *one.reason, one.index};
  }
  if (!m_otherLetters.empty())
    if (const auto stands = m_otherLetters.find(Key{placeOf(file, asciiOf(text)), row}); stands != m_otherLetters.end()) {
      Row& one = m_rows[stands->second];
      one.isFound = true;
      m_otherLetters.erase(stands);
      return {Was::Found, *one.reason, one.index};
    }
  const auto closed = m_wereClosed.find(key);
  return closed == m_wereClosed.end() ? Before{} : Before{Was::Closed, *m_rows[closed->second].reason, m_rows[closed->second].index};
}

void AsideRows::prove(std::string_view order, std::string_view product, std::int64_t row, bool isNew) {
  if (m_byLine.empty()) return;
  const LineName line = lineOf(order, product);
  if (line && m_byLine.contains(*line)) m_proofs[*line].push_back({row, isNew, std::string(order)});
}

void AsideRows::isWhole(const std::string& text, const LineName& line, std::int64_t row, const std::function<bool(const std::string& file)>& mayBeOf) {
  for (const auto& [place, cut] : m_cut) {
    Row& one = m_rows[place];
    // Of a row elsewhere so much must be there that it can be no other.
    if (!one.isOpen() || !text.starts_with(cut) || (one.row != row && (!one.line || one.line != line)) || !mayBeOf(*one.file)) continue;
    close(one);
    return;
  }
}

base::Status AsideRows::closeProved(const std::string& file, const std::set<std::string>& related, const Brought& brought) {
  for (const auto& [line, proofs] : m_proofs) {
    std::multimap<std::int64_t, Row*> own, others, unrelated;  // by their number
    const auto [first, last] = m_byLine.equal_range(line);
    for (auto at = first; at != last; ++at) {
      Row& one = m_rows[at->second];
      if (!one.isOpen() || *one.reason == unfinishedRow) continue;
      if (*one.file == file) own.emplace(one.row, &one);
      else (related.contains(*one.file) ? others : unrelated).emplace(one.row, &one);
    }
    const auto closeOneOf = [this](std::multimap<std::int64_t, Row*>& rows, std::multimap<std::int64_t, Row*>::iterator at) {
      if (at == rows.end()) return false;
      close(*at->second);
      rows.erase(at);
      return true;
    };
    std::int64_t moved = 0;
    for (const Proof& proof : proofs) {
      if (closeOneOf(own, own.find(proof.row)) || closeOneOf(others, others.find(proof.row))) continue;
      moved += proof.isNew ? 1 : 0;
      // Rows that were taken in before a kill tell no more which files said the same.
      const auto at = unrelated.find(proof.row);
      if (at == unrelated.end()) continue;
      const auto isOf = brought(*at->second->file, proof.order);
      if (!isOf) return tl::unexpected(isOf.error());
      if (*isOf && closeOneOf(unrelated, at) && proof.isNew) --moved;
    }
    while (moved-- > 0 && (closeOneOf(own, own.begin()) || closeOneOf(others, others.begin()))) {}
  }
  return {};
}

void AsideRows::isReplaced(const std::string& file, std::int64_t row) {
  const auto [first, last] = m_byPlace.equal_range(row);
  for (auto at = first; at != last; ++at)
    if (*m_rows[at->second].file == file) m_rows[at->second].isReplaced = true;
}

AsideRows::ByPlace AsideRows::byPlace(const std::string& file) const {
  ByPlace rows;
  for (const auto& [number, place] : m_byPlace) {
    const Row& one = m_rows[place];
    if (!one.isOpen() || *one.file != file) continue;
    ++rows.open;
    rows.replaced += one.isReplaced ? 1 : 0;
  }
  return rows;
}

void AsideRows::closeReplaced(const std::string& file) {
  for (const auto& [number, place] : m_byPlace)
    if (Row& one = m_rows[place]; one.isOpen() && one.isReplaced && *one.file == file) close(one);
}

std::int64_t AsideRows::leftOpen(const std::string& file) const {
  return std::count_if(m_rows.begin(), m_rows.end(), [&](const Row& one) { return one.isOpen() && *one.file == file; });
}

void AsideRows::close(Row& row) {
  row.isClosed = true;
  m_closed.add(row.index, *row.file);
}

}  // namespace twinlane::transfer
