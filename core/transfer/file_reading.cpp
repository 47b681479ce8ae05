#include "transfer/file_reading.h"

#include "transfer/row_reason.h"
#include "transfer/row_repair.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {

constexpr std::int64_t cameBackAtOnce = 400;
constexpr std::string_view unreadLetter = "\xEF\xBF\xBD";

}  // namespace

base::Status FileReading::begin(const std::string& file) {
  m_file = file;
  m_known = m_knownElsewhere = m_stored = m_standFor = m_leftOutNow = 0;
  m_ignored.clear();
  m_texts.reset();
  // The names of rows hang on the columns.
  if (!m_aside->isEmpty()) {
    const auto header = readHeader(m_profile, file);
    if (!header) return tl::unexpected(header.error());
    if (*header != m_header) m_aside.emplace();
  }
  if (auto read = m_aside->read(m_ledger, m_source, [this](const std::string& text) { return nameOf(text); }); !read) return read;
  auto before = m_ledger.account(m_source, m_file);
  if (!before) return tl::unexpected(before.error());
  m_before = std::move(*before);
  return {};
}

// Its columns are taken for those of the file at hand.
base::Result<AsideRows::Name> FileReading::nameOf(const std::string& text) {
  Profile utf8 = m_profile;
  if (!m_texts) {
    const auto header = readHeader(m_profile, m_file);
    if (!header) return tl::unexpected(header.error());
    m_header = *header;
    utf8.encoding = "utf-8";
    CsvReader reader(ByteSource::ofText(*header + "\n"), {utf8.separator, utf8.quote});
    CsvRow row;
    if (auto first = reader.header(row); !first) return tl::unexpected(first.error());
    auto mapping = RowMapping::bind(utf8, row);
    if (!mapping) return tl::unexpected(mapping.error());
    m_texts.emplace(std::move(*mapping));
  }
  CsvReader reader(ByteSource::ofText(text), {m_profile.separator, m_profile.quote});
  CsvRow row;
  const auto more = reader.next(row);
  if (!more || !*more) return AsideRows::Name();
  MappedRow mapped;
  m_texts->map(row, mapped);
  // A letter that could not be read says nothing of the product.
  if (mapped.product.find(unreadLetter) != std::string_view::npos) return AsideRows::Name{AsideRows::nameOf(mapped.order, {}), true};
  if (const auto line = AsideRows::lineOf(mapped.order, mapped.product)) return AsideRows::Name{line, false};
  m_texts->mapNames(row, mapped);
  return AsideRows::Name{AsideRows::nameOf(mapped.order, mapped.product), true};
}

bool FileReading::isRepaired(const store::QuarantinedRow& row, const std::set<std::string>& related) {
  const bool isOne = m_aside->isRepaired(row, row.file) || std::any_of(related.begin(), related.end(), [&](const std::string& file) { return m_aside->isRepaired(row, file); });
  if (isOne) ++m_known;
  return isOne;
}

bool FileReading::isAsideAlready(const store::QuarantinedRow& row, const std::set<std::string>& related) {
  if (m_aside->findAgain(row, m_file)) {
    ++m_known;
    return true;
  }
  const bool isOfOther = std::any_of(related.begin(), related.end(), [&](const std::string& file) { return file != m_file && m_aside->findAgain(row, file); });
  if (isOfOther) ++m_knownElsewhere;
  return isOfOther;
}

base::Result<AsideRows::Before> FileReading::wasAside(const std::string& in, store::QuarantinedRow row, const std::function<base::Result<bool>()>& isBrought, bool isReadNow) {
  AsideRows::Before before = m_aside->findAt(in, row.row, row.raw);
  if (before.was == AsideRows::Was::Found && isReadNow && row.reason != before.reason && !isOfOthers(before.reason)) {
    before.was = AsideRows::Was::Mended;
    return before;
  }
  if (before.was == AsideRows::Was::Found && isReadNow && row.reason.empty() && before.reason == documentDiffers) {
    before.was = AsideRows::Was::Waiting;
    return before;
  }
  if (before.was == AsideRows::Was::Found) ++(in == m_file ? m_known : m_knownElsewhere);
  // The row with its end is in.
  if (before.was == AsideRows::Was::Closed && before.reason == unfinishedRow) return AsideRows::Before();
  if (before.was == AsideRows::Was::Closed) {
    const auto isIn = isBrought ? isBrought() : false;
    if (!isIn) return tl::unexpected(isIn.error());
    if (*isIn) return AsideRows::Before();
    row.reason = before.reason;
    m_aside->comesBack(row);
    if (const auto name = nameOf(row.raw); name && !name->isByPlace) m_aside->putAside(row.row, name->line);
  }
  return before;
}

base::Result<bool> FileReading::isRepairedOtherwise(std::int64_t row, std::string_view order, std::string_view product, const KnownLines& lines) {
  const std::int64_t index = m_aside->repairedAt(m_file, row);
  if (index == 0) return false;
  const auto was = m_ledger.quarantined(index - 1, 1);
  if (!was) return tl::unexpected(was.error());
  const auto name = was->empty() ? base::Result<AsideRows::Name>(AsideRows::Name()) : nameOf(was->front().raw);
  if (!name) return tl::unexpected(name.error());
  if (!name->line || name->isByPlace || name->line != AsideRows::lineOf(order, product)) return false;
  const auto isThisLine = lines.isRepairedTo(order, product, row);
  return isThisLine ? base::Result<bool>(!*isThisLine) : isThisLine;
}

base::Status FileReading::tookIn(const ChunkBuilder& builder, const std::set<std::string>& related) {
  m_stored += builder.rows() - builder.there();
  if (m_aside->isEmpty()) return {};
  for (const store::QuarantinedRow& row : builder.quarantined()) {
    const auto name = row.reason == unfinishedRow ? base::Result<AsideRows::Name>(AsideRows::Name()) : nameOf(row.raw);
    if (!name) return tl::unexpected(name.error());
    if (!name->isByPlace) m_aside->putAside(row.row, name->line);
  }
  const auto mayBeOf = [&](const std::string& file) { return file == m_file || related.contains(file); };
  m_aside->isWhole(builder.firstText(), {}, builder.firstRow(), [&](const std::string& file) { return builder.firstOrdinal() == 1 || mayBeOf(file); });
  for (const ChunkBuilder::Document& document : builder.documents())
    for (std::size_t i = 0; i < document.lines.size(); ++i) {
      const AsideRows::LineName line = AsideRows::lineOf(document.stream.id, document.lines[i].product.text);
      m_aside->isWhole(document.rows[i].raw, line, document.rows[i].row, mayBeOf);
      m_aside->takenIn(document.stream.id, document.lines[i].product.text, document.rows[i].row);
      m_aside->isReplaced(m_file, document.rows[i].row);
    }
  return {};
}

command::FactChunk FileReading::named(command::FactChunk chunk, const base::Digest& prefix, std::int64_t first, std::int64_t last) const {
  chunk.actor = m_actor;
  chunk.import.source = m_source;
  chunk.import.prefix = prefix;
  chunk.import.firstRow = first;
  chunk.import.lastRow = last;
  chunk.id = chunkId(m_source, prefix, first, last);
  chunk.content = base::DigestWriter().field(m_source).field(base::ByteView(prefix)).field(first).field(last).digest();
  return chunk;
}

base::Status FileReading::accept(command::FactChunk chunk) {
  const auto stored = m_sink.accept(std::move(chunk));
  return stored ? base::Status() : tl::unexpected(stored.error());
}

base::Status FileReading::close() {
  ClosingCommit commit([this](command::FactChunk chunk) { return accept(std::move(chunk)); });
  const auto closing = [&](command::FactChunk chunk, ClosingRange part) { return commit.add(named(std::move(chunk), store::closingPrefix(), -part.last, -part.first)); };
  // What this file brought in the place of another's row is that one's row all the same.
  const auto closed = m_aside->eachClosed([&](ClosingRange range) { return closeRows(m_ledger, range, [this](const std::string& file) { return file != m_file; }, closing); });
  return closed ? commit.end() : closed;
}

// Those that are neither set aside nor left out are in the shop, brought by this file or by another.
store::FileRows FileReading::missing(const store::FileAccount& account, std::int64_t rows) const {
  store::FileRows more{m_file, 0, 0, {}};
  for (const auto& [reason, count] : account.quarantined) rows -= count;
  for (const auto& [rule, count] : m_ignored) rows -= count;
  more.accepted = std::min(rows - account.accepted, std::int64_t{0});
  for (const auto& [rule, count] : account.ignored) more.ignored[rule] -= count;
  for (const auto& [rule, count] : m_ignored) more.ignored[rule] += count;
  // A row that a rule left out is not in the shop though the profile is another now and takes it: nobody brought it.
  const auto before = account.ignored.find(store::thereAlready);
  std::int64_t there = std::max(rows - account.accepted, std::int64_t{0}), out = there - m_knownElsewhere - (before == account.ignored.end() ? 0 : before->second);
  for (const auto& [rule, count] : account.ignored) {
    const auto now = m_ignored.find(rule);
    const std::int64_t less = rule == store::thereAlready ? 0 : std::clamp(count - (now == m_ignored.end() ? 0 : now->second), std::int64_t{0}, std::max(out, std::int64_t{0}));
    more.ignored[rule] += less;
    out -= less;
    there -= less;
  }
  more.ignored[store::thereAlready] += there;
  std::erase_if(more.ignored, [](const auto& some) { return some.second == 0; });
  more.rows = more.accepted;
  for (const auto& [rule, count] : more.ignored) more.rows += count;
  return more;
}

base::Status FileReading::acceptAccount(command::FactChunk chunk) {
  const auto chunks = m_ledger.chunks(m_source);
  if (!chunks) return tl::unexpected(chunks.error());
  const auto number = static_cast<std::int64_t>(chunks->size());
  return accept(named(std::move(chunk), base::DigestWriter().field(std::string_view("accounts")).field(number).digest(), 1, 1));
}

base::Status FileReading::storeAside() {
  for (std::int64_t stored = 0; stored < m_aside->cameBack();) {
    command::FactChunk chunk;
    chunk.import.quarantined = m_aside->cameBack(m_file, stored, cameBackAtOnce);
    if (auto told = m_aside->status(); !told) return told;
    const auto rows = static_cast<std::int64_t>(chunk.import.quarantined.size());
    chunk.import.files = {{m_file, rows, 0, {}}};
    stored += rows;
    if (auto accepted = acceptAccount(std::move(chunk)); !accepted) return accepted;
  }
  return {};
}

// Another file under an old name holds little of what was known. What was closed of it was there as well; what only its place tells of
// says nothing of either, unless there was nothing else.
bool FileReading::isSame(std::int64_t closed) {
  const auto elsewhere = m_before.ignored.find(store::thereAlready);
  const std::int64_t known = m_known + m_standFor + (elsewhere == m_before.ignored.end() ? 0 : std::min(elsewhere->second, m_knownElsewhere)) + closed;
  const AsideRows::ByPlace byPlace = m_aside->byPlace(m_file);
  return byPlace.open == m_before.rows ? byPlace.replaced == byPlace.open : 2 * known >= m_before.rows - byPlace.open;
}

// Rows that were left out before are told by the account; where more are now, and fewer are left than were taken in, these are in.
void FileReading::keepTakenIn(const store::FileAccount& account, std::int64_t rows) {
  std::int64_t takenIn = account.accepted - rows, more = m_leftOutNow;
  for (const auto& [reason, count] : account.quarantined) takenIn += count;
  for (const auto& [rule, count] : m_ignored) takenIn += count;
  for (const auto& [rule, count] : m_before.ignored) more -= rule == store::thereAlready ? 0 : count;
  takenIn = std::max(std::min(takenIn, more), std::int64_t{0});
  for (auto& [rule, count] : m_ignored) {
    const auto was = m_before.ignored.find(rule);
    const std::int64_t in = std::clamp(count - (was == m_before.ignored.end() ? 0 : was->second), std::int64_t{0}, takenIn);
    count -= in;
    takenIn -= in;
  }
}

base::Status FileReading::end(std::int64_t rows, const KnownLines& lines) {
#ifndef NDEBUG
  // Every row is told once: what the account below cannot show.
  if (const auto told = m_known + m_knownElsewhere + m_stored + m_aside->cameBack(); told != rows)
    return base::fail(base::ErrorCode::Damaged, "of " + std::to_string(rows) + " rows " + std::to_string(told) + " were told", m_file, "report this");
#endif
  const auto brought = [&](const std::string& file, const std::string& order) { return lines.broughtBy(file, order); };
  if (auto proved = m_aside->closeProved(m_file, lines.related(), brought); !proved) return proved;
  m_aside->closeAnew(m_file);
  const bool same = isSame(m_aside->closed(m_file));
  if (same) m_aside->closeReplaced(m_file);
  if (auto closed = close(); !closed) return closed;
  if (auto stored = storeAside(); !stored) return stored;
  command::FactChunk chunk;
  // Of another one only what is new counts.
  if (same) {
    const auto now = m_ledger.account(m_source, m_file);
    if (!now) return tl::unexpected(now.error());
    const std::int64_t all = rows + m_aside->leftOpen(m_file);
    keepTakenIn(*now, all);
    store::FileRows more = missing(*now, all);
    if (more.accepted != 0 || !more.ignored.empty()) chunk.import.files.push_back(std::move(more));
  }
  if (auto told = m_aside->status(); !told) return told;
  return chunk.import.files.empty() ? base::Status() : acceptAccount(std::move(chunk));
}

}  // namespace twinlane::transfer
