#include "transfer/known_lines.h"

#include "domain/format/encoding.h"
#include "transfer/row_closing.h"
#include "transfer/row_reason.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {

constexpr std::size_t eventsOfKnownAtOnce = 1024;
constexpr int saidCacheKilobytes = 2048;

using LineFate = ChunkBuilder::LineFate;
using LineFates = ChunkBuilder::LineFates;

LineFates allOf(std::size_t lines, LineFate fate, const char* reason = "") { return {std::vector<LineFate>(lines, fate), reason, {}}; }

}  // namespace

base::CommandId chunkId(const std::string& source, const store::ImportedChunk& chunk) { return chunkId(source, chunk.prefix, chunk.firstRow, chunk.lastRow); }

base::Status KnownLines::beginFile(const std::string& file) {
  m_file = file;
  m_ownThere = 0;
  m_own.clear();
  m_recognised.clear();
  m_byId.clear();
  m_repairs.clear();
  if (m_said)
    if (auto forgotten = m_said->run("DELETE FROM said"); !forgotten) return forgotten;
  m_related.clear();
  for (const auto& [last, chunk] : m_chunks) {
    m_byId.emplace(chunkId(m_source, chunk), &chunk);
    if (chunk.firstRow >= 0 || onlyCloses(chunk)) continue;
    Repair repair;
    for (const auto& [index, row] : {std::pair(-chunk.lastRow, &repair.firstRow), std::pair(-chunk.firstRow, &repair.lastRow)}) {
      const auto aside = m_ledger.quarantined(index - 1, 1);
      if (!aside) return tl::unexpected(aside.error());
      if (aside->empty()) continue;
      repair.file = aside->front().file;
      *row = aside->front().row;
    }
    m_repairs.emplace(chunkId(m_source, chunk), std::move(repair));
  }
  return {};
}

void KnownLines::isOwn(const store::ImportedChunk& chunk) {
  m_own.insert(chunkId(m_source, chunk));
  m_related.insert(chunk.file);
}

void KnownLines::isRecognised(const store::ImportedChunk& chunk) {
  isOwn(chunk);
  m_recognised.insert(chunkId(m_source, chunk));
}

base::Result<KnownLines::Said> KnownLines::saidOf(const store::StreamRef& stream) {
  if (!m_said) return Said();
  const std::string name = stream.toText();
  const auto row = m_saidOf.bind(1, name).step();
  if (!row) return tl::unexpected(row.error());
  Said said;
  if (*row)
    for (const auto& [column, lines] : {std::pair(0, &said.lines), std::pair(1, &said.recognised)})
      for (const char letter : m_saidOf.text(column)) lines->push_back(letter == '1');
  m_saidOf.reset();
  return said;
}

base::Status KnownLines::keepSaid(const store::StreamRef& stream, const Said& said) {
  if (!m_said) {
    auto opened = sqlite::Connection::openTemporary();
    if (!opened) return tl::unexpected(opened.error());
    m_said = std::make_unique<sqlite::Connection>(std::move(*opened));
    if (auto set = m_said->setCache(saidCacheKilobytes); !set) return set;
    if (auto made = m_said->run("CREATE TABLE said(stream TEXT PRIMARY KEY, lines TEXT NOT NULL, recognised TEXT NOT NULL) WITHOUT ROWID; BEGIN"); !made) return made;
    for (const auto& [statement, sql] : {std::pair(&m_saidOf, "SELECT lines, recognised FROM said WHERE stream=?"), std::pair(&m_keepSaid, "INSERT OR REPLACE INTO said VALUES(?,?,?)")}) {
      auto prepared = m_said->prepare(sql);
      if (!prepared) return tl::unexpected(prepared.error());
      *statement = std::move(*prepared);
    }
  }
  const std::string name = stream.toText();
  const auto textOf = [](const std::vector<bool>& lines) {
    std::string text;
    for (const bool one : lines) text += one ? '1' : '0';
    return text;
  };
  const std::string lines = textOf(said.lines), recognised = textOf(said.recognised);
  const auto kept = m_keepSaid.bind(1, name).bind(2, lines).bind(3, recognised).step();
  return kept ? base::Status() : tl::unexpected(kept.error());
}

base::Result<KnownLines::Known> KnownLines::read(const store::StreamRef& stream, bool withRecognised) const {
  Known known;
  bool isBegun = false;
  for (std::int64_t version = 0;;) {
    const auto slice = m_events.readStream(stream, version, eventsOfKnownAtOnce);
    if (!slice) return tl::unexpected(slice.error());
    if (slice->empty()) return known;
    for (const store::StoredEvent& stored : *slice) {
      version = stored.version;
      if (stored.origin != domain::Origin::Import) continue;
      const bool isOwn = m_own.contains(stored.command);
      const bool isRecognised = withRecognised && m_recognised.contains(stored.command);
      if (isOwn && isBegun && !isRecognised) continue;
      auto event = domain::decode(stored.type, stored.schemaVersion, stored.payload, stored.sealed);
      if (!event) return tl::unexpected(event.error());
      std::vector<domain::OrderLine>* lines = nullptr;
      const auto begin = [&](auto& said) {
        lines = &said.lines;
        if (std::exchange(isBegun, true)) return;
        known.customer = said.customer;
        known.currency = said.currency;
        known.country = said.country;
      };
      if (auto* placed = std::get_if<domain::OrderPlaced>(&*event)) begin(*placed);
      else if (auto* returned = std::get_if<domain::ReturnReceived>(&*event)) begin(*returned);
      else if (auto* more = std::get_if<domain::OrderLinesAdded>(&*event)) lines = &more->lines;
      if ((isOwn && !isRecognised) || lines == nullptr) continue;
      std::vector<Known::Line>& all = isRecognised ? known.recognised : known.lines;
      if (!isRecognised && stored.occurredAt && (!known.earliest || *stored.occurredAt < *known.earliest)) known.earliest = stored.occurredAt;
      for (domain::OrderLine& line : *lines) {
        line.line = 0;
        const auto chunk = m_byId.find(stored.command);
        const auto repaired = m_repairs.find(stored.command);
        const store::ImportedChunk* of = chunk == m_byId.end() ? nullptr : chunk->second;
        const std::size_t place = all.empty() || all.back().chunk != of ? 0 : all.back().place + 1;
        all.push_back({std::move(line), of, place, repaired == m_repairs.end() ? nullptr : &repaired->second, stream.category == domain::Category::Return ? stored.occurredAt : std::nullopt});
      }
    }
  }
}

base::Result<bool> KnownLines::broughtBy(const std::string& file, const std::string& order) const {
  for (const auto category : {domain::Category::Order, domain::Category::Return}) {
    const auto known = read({category, order});
    if (!known) return tl::unexpected(known.error());
    if (std::any_of(known->lines.begin(), known->lines.end(), [&](const Known::Line& line) { return line.chunk != nullptr && line.chunk->file == file; })) return true;
  }
  return false;
}

base::Result<bool> KnownLines::isBroughtHere(std::string_view order, std::string_view product) const {
  for (const auto category : {domain::Category::Order, domain::Category::Return}) {
    const auto known = read({category, std::string(order)}, true);
    if (!known) return tl::unexpected(known.error());
    if (std::any_of(known->recognised.begin(), known->recognised.end(), [&](const Known::Line& one) { return one.line.product.text == product; })) return true;
  }
  return false;
}

base::Result<bool> KnownLines::isRepairedTo(std::string_view order, std::string_view product, std::int64_t row) const {
  for (const auto category : {domain::Category::Order, domain::Category::Return}) {
    const auto known = read({category, std::string(order)});
    if (!known) return tl::unexpected(known.error());
    const auto isOne = [&](const Known::Line& one) { return one.repaired != nullptr && one.repaired->file == m_file && one.repaired->firstRow <= row && row <= one.repaired->lastRow && one.line.product.text == product; };
    if (std::any_of(known->lines.begin(), known->lines.end(), isOne)) return true;
  }
  return false;
}

const char* KnownLines::saysOtherwise(const Document& document, const Known& known) {
  if (document.currency != known.currency) return "currency_mismatch";
  const bool isOther = (document.customer && document.customer != known.customer) || (!document.country.empty() && document.country != known.country);
  return isOther ? documentDiffers : nullptr;
}

// Whether the rows are the whole order once more, in another order or corrected: its products all come again, and a line as it was.
bool KnownLines::saysAllOf(const Known& known, const Document& document) {
  const auto comesAgain = [&](const Known::Line& one) { return std::any_of(document.lines.begin(), document.lines.end(), [&](const domain::OrderLine& line) { return line.product == one.line.product; }); };
  const auto isSame = [&](const Known::Line& one) { return std::find(document.lines.begin(), document.lines.end(), one.line) != document.lines.end(); };
  return std::all_of(known.lines.begin(), known.lines.end(), comesAgain) && std::any_of(known.lines.begin(), known.lines.end(), isSame);
}

// What comes back counts when it came: of another time it is said otherwise.
bool KnownLines::isSame(const Known::Line& one, const Document& document, std::size_t line) {
  const bool isTimeSaid = document.stream.category == domain::Category::Return && line < document.rows.size() && document.rows[line].at;
  return one.line == document.lines[line] && (!isTimeSaid || one.at == document.rows[line].at);
}

// Rows at a border are further lines. Where most of them say what is there, they may as well be a piece of the order once more, and
// to add those would count them twice.
LineFates KnownLines::goesOn(const Document& document, const Known& known, std::vector<bool>& said) {
  LineFates fates = allOf(document.lines.size(), LineFate::New, lineExists);
  std::size_t same = 0;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    std::size_t at = 0;
    while (at < said.size() && (said[at] || !isSame(known.lines[at], document, i))) ++at;
    if (at == said.size()) continue;
    said[at] = true;
    fates.fates[i] = LineFate::Aside;
    ++same;
  }
  if (2 * same > document.lines.size()) return fates;
  said.assign(said.size(), true);
  return allOf(document.lines.size(), LineFate::New);
}

base::Status KnownLines::isSaid(const Document& document) {
  const auto known = read(document.stream, true);
  if (!known) return tl::unexpected(known.error());
  auto said = saidOf(document.stream);
  if (!said) return tl::unexpected(said.error());
  said->lines.resize(known->lines.size());
  said->recognised.resize(known->recognised.size());
  for (const domain::OrderLine& line : document.lines) {
    const auto take = [&](const std::vector<Known::Line>& lines, std::vector<bool>& of) {
      std::size_t at = 0;
      while (at < of.size() && (of[at] || lines[at].line != line)) ++at;
      if (at < of.size()) of[at] = true;
      return at < of.size();
    };
    if (!take(known->lines, said->lines)) take(known->recognised, said->recognised);
  }
  return keepSaid(document.stream, *said);
}

base::Result<LineFates> KnownLines::fatesOf(const Document& document, const Place& place) {
  const std::size_t count = document.lines.size();
  auto known = read(document.stream, place.stoodAside);
  if (!known) return tl::unexpected(known.error());
  if (known->lines.empty() && known->recognised.empty()) return allOf(count, LineFate::New);
  if (const char* reason = known->lines.empty() ? nullptr : saysOtherwise(document, *known)) return allOf(count, LineFate::Aside, reason);
  auto said = saidOf(document.stream);
  if (!said) return tl::unexpected(said.error());
  auto fates = fatesOf(document, place, *known, *said);
  if (!fates) return fates;
  if (auto kept = keepSaid(document.stream, *said); !kept) return tl::unexpected(kept.error());
  return fates;
}

base::Result<LineFates> KnownLines::fatesOf(const Document& document, const Place& place, const Known& known, Said& ofStream) {
  const std::size_t count = document.lines.size();
  std::vector<bool>& said = ofStream.lines;
  const bool isFirstTime = said.empty();
  said.resize(known.lines.size());
  if (isFirstTime && !place.stoodAside) {
    const auto border = borderOf(document, place);
    if (!border) return tl::unexpected(border.error());
    const bool fromItsFirst = document.lines.front() == known.lines.front().line;
    // Where a file has no other document, it may be the same one whose values were corrected.
    const bool isOtherProduct = std::none_of(document.lines.begin(), document.lines.end(), [&](const domain::OrderLine& line) {
      return std::any_of(known.lines.begin(), known.lines.end(), [&](const Known::Line& one) { return one.line.product == line.product; });
    });
    if (*border == Border::AmongOthers && !fromItsFirst && !saysAllOf(known, document)) return goesOn(document, known, said);
    if (*border == Border::Alone && isOtherProduct) {
      said.assign(said.size(), true);
      return allOf(count, LineFate::New);
    }
    if (*border == Border::AmongOthers && known.lines.size() == 1) {
      said[0] = true;
      LineFates fates = allOf(count, LineFate::New, lineExists);
      fates.fates[0] = LineFate::Aside;
      return fates;
    }
  }

  LineFates fates = allOf(count, LineFate::New, documentDiffers);
  std::int64_t own = 0;
  bool isSomeNew = false;
  std::size_t next = 0;  // most files say them in their order again
  const auto isThere = [&](std::size_t line, const Known::Line& one) {
    fates.fates[line] = LineFate::There;
    if (one.chunk == nullptr) return;
    fates.there.resize(count);
    fates.there[line] = {one.chunk, one.place};
    m_related.insert(one.chunk->file);
    if (one.chunk->file == m_file) ++own;
  };
  ofStream.recognised.resize(known.recognised.size());
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t tried = 0;
    while (tried < said.size() && (said[(next + tried) % said.size()] || !isSame(known.lines[(next + tried) % said.size()], document, i))) ++tried;
    if (tried == said.size()) {
      std::size_t at = 0;
      while (at < known.recognised.size() && (ofStream.recognised[at] || !isSame(known.recognised[at], document, i))) ++at;
      if (at == known.recognised.size()) {
        isSomeNew = true;
        continue;
      }
      ofStream.recognised[at] = true;
      isThere(i, known.recognised[at]);
      continue;
    }
    const std::size_t at = (next + tried) % said.size();
    said[at] = true;
    next = at + 1;
    isThere(i, known.lines[at]);
  }
  // Where the document goes on in the next chunk, nobody knows yet what becomes of the lines that were not said so far.
  // A repaired row is said otherwise where it stands in the file, not by the rows that follow it.
  bool isUnsaid = false;
  for (std::size_t at = 0; at < said.size(); ++at) {
    const Repair* repaired = known.lines[at].repaired;
    const auto standsThere = [&](const auto& row) { return (repaired->file == m_file || m_related.contains(repaired->file)) && row.row >= repaired->firstRow && row.row <= repaired->lastRow; };
    const auto isOf = [&](const domain::OrderLine& line) { return line.product == known.lines[at].line.product; };
    if (place.stoodAside && std::none_of(document.lines.begin(), document.lines.end(), isOf)) continue;
    isUnsaid = isUnsaid || (!said[at] && (repaired == nullptr || std::any_of(document.rows.begin(), document.rows.end(), standsThere)));
  }
  // A line that is there and is said otherwise now would count twice.
  if (isSomeNew && isUnsaid) std::replace(fates.fates.begin(), fates.fates.end(), LineFate::New, LineFate::Aside);
  // Only all of them tell when it was placed; none of them comes before that.
  const bool isEarlier = document.earliest && known.earliest && *document.earliest < known.earliest;
  if (!isSomeNew && isFirstTime && !place.stoodAside && (isEarlier || (count == said.size() && document.earliest != known.earliest))) return allOf(count, LineFate::Aside, documentDiffers);
  m_ownThere += own;
  return fates;
}

base::Result<KnownLines::Border> KnownLines::borderOf(const Document& document, const Place& place) const {
  if (place.beginsFile)
    if (const auto border = endOfEarlier(document); !border || *border != Border::None) return border;
  return place.endsFile ? beginOfEarlier(document) : Border::None;
}

const store::ImportedChunk* KnownLines::beganIn(const Document& document) const {
  const auto [first, last] = m_chunks.equal_range(document.before->lastRow);
  const auto found = std::find_if(first, last, [&](const auto& one) { return one.second.prefix == document.before->prefix; });
  return found == last || found->second.firstRow < 0 ? nullptr : &found->second;
}

base::Result<KnownLines::Border> KnownLines::endOfEarlier(const Document& document) const {
  const store::ImportedChunk* chunk = beganIn(document);
  bool isAlone = chunk != nullptr && chunk->firstRow == 1;
  while (chunk != nullptr && !m_own.contains(chunkId(m_source, *chunk))) {
    const auto taken = TakenChunk::read(m_source, *chunk, m_events);
    if (!taken) return tl::unexpected(taken.error());
    if (taken->documents().empty() || taken->documents().back().stream != document.stream) return Border::None;
    isAlone = isAlone && taken->documents().size() == 1;
    // A long one goes on in the next chunk of that file.
    const auto next = std::find_if(m_chunks.begin(), m_chunks.end(), [&](const auto& one) { return one.second.firstRow == chunk->lastRow + 1 && one.second.file == chunk->file; });
    if (next == m_chunks.end()) return isAlone ? Border::Alone : Border::AmongOthers;
    const auto goesOn = TakenChunk::read(m_source, next->second, m_events);
    if (!goesOn) return tl::unexpected(goesOn.error());
    // Rows that were only set aside or left out may follow.
    if (goesOn->documents().empty()) return isAlone ? Border::Alone : Border::AmongOthers;
    chunk = &next->second;
  }
  return Border::None;
}

base::Result<KnownLines::Border> KnownLines::beginOfEarlier(const Document& document) const {
  const store::ImportedChunk* chunk = beganIn(document);
  if (chunk == nullptr || chunk->firstRow != 1 || m_own.contains(chunkId(m_source, *chunk))) return Border::None;
  const auto taken = TakenChunk::read(m_source, *chunk, m_events);
  if (!taken) return tl::unexpected(taken.error());
  if (taken->documents().empty() || taken->documents().front().stream != document.stream) return Border::None;
  return taken->documents().size() == 1 ? Border::Alone : Border::AmongOthers;
}

}  // namespace twinlane::transfer
