#include "transfer/moved_lines.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {

constexpr std::size_t chunksHeld = 4;
constexpr int movedCacheKilobytes = 2048;

base::Digest contentOf(const domain::OrderLine& line) {
  base::DigestWriter content;
  content.field(line.product.text).field(line.quantity.thousandths).field(line.unitPrice.tenThousandths).field(line.net.tenThousandths).field(line.description);
  const auto maybe = [&](const std::optional<std::int64_t>& number) { content.field(std::int64_t{number.has_value()}).field(number.value_or(0)); };
  maybe(line.discount ? std::optional(line.discount->millionths) : std::nullopt);
  maybe(line.discountAmount ? std::optional(line.discountAmount->tenThousandths) : std::nullopt);
  maybe(line.taxRate ? std::optional(line.taxRate->millionths) : std::nullopt);
  return content.digest();
}

std::int64_t saidKey(const store::StreamRef& stream, const base::Digest& content) {
  const base::Digest digest = base::DigestWriter().field(static_cast<std::int64_t>(stream.category)).field(stream.id).field(base::ByteView(content)).digest();
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < 8; ++i) key = key << 8 | digest[i];
  return static_cast<std::int64_t>(key);
}

}  // namespace

void MovedLines::beginFile(std::int64_t recognised, ReadLines readLines) {
  m_recognised = recognised;
  m_readLines = std::move(readLines);
  m_isVersion = recognised > 0;
  m_last = {};
  m_there.clear();
  m_rowsOf.clear();
  m_firstRowOf.clear();
  m_byFirstRow.clear();
  m_loaded.clear();
  m_countSaid = {};
  m_said.reset();
}

void MovedLines::isThere(std::int64_t row, const store::StreamRef& stream, const domain::OrderLine& line, const store::ImportedChunk& chunk, std::size_t place) {
  // A row that was repaired stands nowhere.
  if (chunk.firstRow < 0) return;
  m_isVersion = true;
  m_there.insert_or_assign(row, Anchor{&chunk, stream, place});
  m_rowsOf.emplace(saidKey(stream, contentOf(line)), row);
  m_firstRowOf.emplace(stream.toText(), row);
}

const MovedLines::Anchor& MovedLines::before(std::int64_t row) const {
  const auto next = m_there.lower_bound(row);
  return next == m_there.begin() ? m_last : std::prev(next)->second;
}

base::Result<std::set<std::int64_t>> MovedLines::movedIn(const ChunkBuilder& builder) {
  std::set<std::int64_t> moved;
  const Anchor* of = nullptr;
  std::vector<std::vector<Place>> versions;
  // Seen from another row of its document, a line stands at the beginning of the file only together with all that stood there.
  const auto movedAt = [&](std::int64_t row, const ChunkBuilder::Document& document, std::size_t line) -> base::Result<bool> {
    const Anchor& anchor = before(row);
    if (of != &anchor) {
      auto found = behind(anchor);
      if (!found) return tl::unexpected(found.error());
      versions = std::move(*found);
      of = &anchor;
    }
    const bool isAtStart = anchor.chunk == nullptr && m_recognised == 0;
    std::set<base::Digest> together;
    for (std::size_t i = 0; isAtStart && row != document.rows[line].row && i < document.lines.size(); ++i) together.insert(contentOf(document.lines[i]));
    for (const std::vector<Place>& version : versions) {
      const auto isOne = isMoved(version, document.stream, contentOf(document.lines[line]), document.rows[line].at, isAtStart, together);
      if (!isOne || *isOne) return isOne;
    }
    return false;
  };
  std::map<std::int64_t, std::pair<const ChunkBuilder::Document*, std::size_t>> rows;
  for (const ChunkBuilder::Document& document : builder.documents())
    for (std::size_t i = 0; m_isVersion && i < document.lines.size(); ++i) rows.emplace(document.rows[i].row, std::pair(&document, i));
  for (const auto& [row, line] : rows) {
    const auto& [document, i] = line;
    auto isOne = movedAt(row, *document, i);
    // Of equal lines of its order nobody can tell which one is more, so it may be the first of its rows that are.
    const auto [first, last] = m_rowsOf.equal_range(saidKey(document->stream, contentOf(document->lines[i])));
    for (auto equal = first; equal != last && isOne && !*isOne; ++equal) isOne = movedAt(equal->second, *document, i);
    if (const auto begins = m_firstRowOf.find(document->stream.toText()); begins != m_firstRowOf.end() && isOne && !*isOne) isOne = movedAt(begins->second, *document, i);
    if (!isOne) return tl::unexpected(isOne.error());
    if (*isOne) moved.insert(row);
  }
  if (!m_there.empty()) m_last = m_there.rbegin()->second;
  m_there.clear();
  m_rowsOf.clear();
  m_firstRowOf.clear();
  return moved;
}

std::vector<const store::ImportedChunk*> MovedLines::from(std::int64_t row, const std::set<std::string>& files) {
  if (m_byFirstRow.empty())
    for (const auto& [last, chunk] : m_chunks)
      if (chunk.firstRow > 0) m_byFirstRow.emplace(chunk.firstRow, &chunk);
  std::vector<const store::ImportedChunk*> found;
  const auto [first, last] = m_byFirstRow.equal_range(row);
  for (auto at = first; at != last; ++at)
    if (files.contains(at->second->file) && !m_known.isOwnChunk(*at->second)) found.push_back(at->second);
  return found;
}

base::Result<std::vector<std::vector<MovedLines::Place>>> MovedLines::behind(const Anchor& anchor) {
  std::vector<std::vector<Place>> versions;
  const auto begin = [&](const store::ImportedChunk& chunk) -> base::Status {
    const auto loaded = load(chunk);
    if (!loaded) return tl::unexpected(loaded.error());
    std::size_t place = 0;
    if (anchor.chunk != nullptr) {
      const auto document = std::find_if((*loaded)->lines.begin(), (*loaded)->lines.end(), [&](const Line& line) { return line.stream == anchor.stream; });
      place = static_cast<std::size_t>(document - (*loaded)->lines.begin()) + anchor.place + 1;
    }
    versions.push_back({{*loaded, place}});
    // What moved may stand in the next chunk.
    for (const store::ImportedChunk* next : from(chunk.lastRow + 1, {chunk.file})) {
      const auto more = load(*next);
      if (!more) return tl::unexpected(more.error());
      if (versions.back().size() > 1) versions.push_back({versions.back().front()});
      versions.back().push_back({*more, 0});
    }
    return {};
  };
  if (anchor.chunk != nullptr) {
    if (auto begun = begin(*anchor.chunk); !begun) return tl::unexpected(begun.error());
    return versions;
  }
  for (const store::ImportedChunk* chunk : from(m_recognised + 1, m_known.related()))
    if (auto begun = begin(*chunk); !begun) return tl::unexpected(begun.error());
  return versions;
}

base::Result<std::shared_ptr<MovedLines::Chunk>> MovedLines::load(const store::ImportedChunk& chunk) {
  const auto known = std::find_if(m_loaded.begin(), m_loaded.end(), [&](const auto& one) { return one->chunk == &chunk; });
  if (known != m_loaded.end()) {
    std::rotate(known, known + 1, m_loaded.end());
    return m_loaded.back();
  }
  const auto taken = TakenChunk::read(m_source, chunk, m_events);
  if (!taken) return tl::unexpected(taken.error());
  auto loaded = std::make_shared<Chunk>();
  loaded->chunk = &chunk;
  for (const TakenChunk::Document& document : taken->documents())
    for (const domain::OrderLine& line : document.lines) {
      const base::Digest content = contentOf(line);
      loaded->byContent.emplace(content, loaded->lines.size());
      loaded->lines.push_back({document.stream, content, document.earliest, {}, false});
    }
  if (m_loaded.size() >= chunksHeld) m_loaded.erase(m_loaded.begin());
  m_loaded.push_back(loaded);
  return loaded;
}

// Where rows come and go at the ends of a file, as in an export of what is open, an order that is gone and a new one with an equal
// line are told apart by their times.
base::Result<bool> MovedLines::isMoved(const std::vector<Place>& version, const store::StreamRef& stream, const base::Digest& content, const std::optional<base::Timestamp>& at, bool isAtStart, const std::set<base::Digest>& together) {
  const auto mayBe = [&](const Place& place) {
    const auto [first, last] = place.first->byContent.equal_range(content);
    return std::any_of(first, last, [&](const auto& one) { return one.second >= place.second && place.first->lines[one.second].stream != stream; });
  };
  if (std::none_of(version.begin(), version.end(), mayBe)) return false;
  Line* moved = nullptr;
  Chunk* of = nullptr;
  bool isBefore = false;  // a line that is said again follows
  for (const auto& [chunk, place] : version) {
    for (std::size_t i = place; i < chunk->lines.size() && !isBefore; ++i) {
      Line& line = chunk->lines[i];
      const auto said = isSaid(*chunk, line);
      if (!said) return tl::unexpected(said.error());
      isBefore = *said;
      if (!isBefore && !together.empty() && !together.contains(line.content)) return false;
      if (isBefore || moved != nullptr || line.isTaken || line.content != content || line.stream == stream) continue;
      moved = &line;
      of = chunk.get();
    }
    if (isBefore) break;
  }
  if (moved == nullptr) return false;
  bool isOne = (isBefore && !isAtStart) || moved->earliest == at;
  for (std::size_t i = 0; i < of->lines.size() && !isOne; ++i) {
    if (of->lines[i].stream != moved->stream) continue;
    // What is left of its order is said.
    const auto times = timesSaid(moved->stream, of->lines[i].content);
    if (!times) return tl::unexpected(times.error());
    isOne = *times > 0;
  }
  moved->isTaken = isOne;
  return isOne;
}

base::Result<bool> MovedLines::isSaid(Chunk& chunk, Line& line) {
  if (!line.isSaid) {
    const auto times = timesSaid(line.stream, line.content);
    if (!times) return tl::unexpected(times.error());
    const auto [first, last] = chunk.byContent.equal_range(line.content);
    const auto there = std::count_if(first, last, [&](const auto& one) { return chunk.lines[one.second].stream == line.stream; });
    line.isSaid = *times >= there;
  }
  return *line.isSaid;
}

base::Result<std::int64_t> MovedLines::timesSaid(const store::StreamRef& stream, const base::Digest& content) {
  if (!m_said)
    if (auto read = readFile(); !read) return tl::unexpected(read.error());
  const auto row = m_countSaid.bind(1, saidKey(stream, content)).step();
  if (!row) return tl::unexpected(row.error());
  const std::int64_t times = m_countSaid.integer(0);
  m_countSaid.reset();
  return times;
}

base::Status MovedLines::readFile() {
  auto said = sqlite::Connection::openTemporary();
  if (!said) return tl::unexpected(said.error());
  m_said.emplace(std::move(*said));
  if (auto set = m_said->setCache(movedCacheKilobytes); !set) return set;
  if (auto made = m_said->run("CREATE TABLE said(line INTEGER NOT NULL); BEGIN"); !made) return made;
  auto insert = m_said->prepare("INSERT INTO said VALUES(?)");
  if (!insert) return tl::unexpected(insert.error());
  const auto read = m_readLines([&](const store::StreamRef& stream, const domain::OrderLine& line) -> base::Status {
    const auto stored = insert->bind(1, saidKey(stream, contentOf(line))).step();
    return stored ? base::Status() : tl::unexpected(stored.error());
  });
  if (!read) return read;
  if (auto sorted = m_said->run("COMMIT; CREATE INDEX said_line ON said(line)"); !sorted) return sorted;
  auto count = m_said->prepare("SELECT count(*) FROM said WHERE line=?");
  if (!count) return tl::unexpected(count.error());
  m_countSaid = std::move(*count);
  return {};
}

}  // namespace twinlane::transfer
