#include "transfer/file_reading.h"

#include <algorithm>

namespace twinlane::transfer {

base::Result<store::FileAccount> FileReading::account() const {
  auto all = m_ledger.account();
  if (!all) return tl::unexpected(all.error());
  for (store::FileAccount& file : all->files)
    if (file.source == m_source && file.file == m_file) return std::move(file);
  return store::FileAccount{m_source, m_file, 0, 0, {}, {}, {}};
}

base::Status FileReading::begin(const std::string& file) {
  m_file = file;
  m_known = m_knownElsewhere = 0;
  m_ignored.clear();
  m_standing = StandingRows({});
  if (auto read = m_standing.read(m_ledger, m_source); !read) return read;
  auto before = account();
  if (!before) return tl::unexpected(before.error());
  m_before = std::move(*before);
  return {};
}

bool FileReading::isAsideAlready(const store::QuarantinedRow& row, const std::set<std::string>& related) {
  if (m_standing.findAgain(row, m_file)) {
    ++m_known;
    return true;
  }
  const bool isOfOther = std::any_of(related.begin(), related.end(), [&](const std::string& file) { return file != m_file && m_standing.findAgain(row, file); });
  if (isOfOther) ++m_knownElsewhere;
  return isOfOther;
}

// What stands in another file under that number.
template <class IsIt>
base::Status FileReading::closeAt(std::int64_t row, const IsIt& isIt) {
  for (const auto& [index, file] : m_standing.standingAt(row)) {
    if (file == m_file) continue;
    const auto stood = m_ledger.quarantined(index - 1, 1);
    if (!stood) return tl::unexpected(stood.error());
    if (!stood->empty() && isIt(stood->front())) m_standing.closeOne(index);
  }
  return {};
}

base::Status FileReading::tookIn(const ChunkBuilder& builder, const std::set<std::string>& related) {
  constexpr std::string_view cutLetter = "\xEF\xBF\xBD";  // what stands for one of which only the first bytes are there
  const auto wasCut = closeAt(builder.firstRow(), [&](const store::QuarantinedRow& stood) {
    std::string_view text = stood.raw;
    while (text.ends_with(cutLetter)) text.remove_suffix(cutLetter.size());
    return stood.reason == "unfinished_row" && builder.firstText().starts_with(text) && (builder.firstOrdinal() == 1 || related.contains(stood.file));
  });
  if (!wasCut) return wasCut;
  for (const ChunkBuilder::Document& document : builder.documents())
    for (const ChunkBuilder::SourceRow& taken : document.rows) {
      const auto mended = closeAt(taken.row, [&](const store::QuarantinedRow& stood) { return related.contains(stood.file) && stood.raw.find(document.stream.id) != std::string::npos; });
      if (!mended) return mended;
    }
  return {};
}

base::Status FileReading::accept(command::FactChunk chunk, const base::Digest& prefix, std::int64_t first, std::int64_t last) {
  chunk.actor = m_actor;
  chunk.import.source = m_source;
  chunk.import.prefix = prefix;
  chunk.import.firstRow = first;
  chunk.import.lastRow = last;
  chunk.id = chunkId(m_source, prefix, first, last);
  chunk.content = base::DigestWriter().field(m_source).field(base::ByteView(prefix)).field(first).field(last).digest();
  const auto stored = m_sink.accept(std::move(chunk));
  return stored ? base::Status() : tl::unexpected(stored.error());
}

base::Status FileReading::close() {
  for (const auto& [first, last] : m_standing.ranges())
    if (auto closed = accept({}, {}, -last, -first); !closed) return closed;
  return {};
}

// Those that are neither set aside nor left out are in the shop, brought by this file or by another.
store::FileRows FileReading::missing(const store::FileAccount& account, std::int64_t rows) const {
  store::FileRows more{m_file, 0, 0, {}};
  for (const auto& [reason, count] : account.quarantined) rows -= count;
  for (const auto& [rule, count] : m_ignored) rows -= count;
  more.accepted = std::min(rows - account.accepted, std::int64_t{0});
  for (const auto& [rule, count] : account.ignored) more.ignored[rule] -= count;
  for (const auto& [rule, count] : m_ignored) more.ignored[rule] += count;
  more.ignored[store::thereAlready] += std::max(rows - account.accepted, std::int64_t{0});
  std::erase_if(more.ignored, [](const auto& some) { return some.second == 0; });
  more.rows = more.accepted;
  for (const auto& [rule, count] : more.ignored) more.rows += count;
  return more;
}

base::Status FileReading::end(std::int64_t rows) {
  // Another file under a name that was used before holds little of what was known: there only what is new counts.
  const auto elsewhere = m_before.ignored.find(store::thereAlready);
  const std::int64_t known = m_known + (elsewhere == m_before.ignored.end() ? 0 : std::min(elsewhere->second, m_knownElsewhere));
  const bool isAgain = 2 * known >= m_before.rows;
  if (isAgain) m_standing.closeRest(m_file);
  if (auto closed = close(); !closed) return closed;
  command::FactChunk chunk;
  if (isAgain) {
    const auto now = account();
    if (!now) return tl::unexpected(now.error());
    store::FileRows more = missing(*now, rows);
    if (more.accepted != 0 || !more.ignored.empty()) chunk.import.files.push_back(std::move(more));
  }
  // What this file brought in the place of another's row is that one's row all the same.
  for (const auto& [file, count] : m_standing.closed())
    if (file != m_file) chunk.import.files.push_back({file, count, 0, {{store::thereAlready, count}}});
  if (chunk.import.files.empty()) return {};
  const auto chunks = m_ledger.chunks(m_source);
  if (!chunks) return tl::unexpected(chunks.error());
  const auto number = static_cast<std::int64_t>(chunks->size());
  return accept(std::move(chunk), base::DigestWriter().field(std::string_view("accounts")).field(number).digest(), 1, 1);
}

}  // namespace twinlane::transfer
