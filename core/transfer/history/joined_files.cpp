#include "transfer/history/joined_files.h"

#include "transfer/taken_chunk.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {

constexpr const char *wholeFile = "whole file", *furtherFile = "further file", *unclearFile = "unclear file", *pieceBegin = "piece-";
constexpr std::size_t lettersOfPiece = 16;
// Of so few documents that are known a file may as well say all anew.
constexpr std::int64_t fewDocuments = 2;

}  // namespace

base::Digest JoinedFiles::nameOf(const char* what, const base::Digest& digest) { return base::DigestWriter().field(std::string_view(what)).field(base::ByteView(digest)).digest(); }

base::Status JoinedFiles::learn(Staging& staging) {
  for (std::int64_t number = 1; number <= staging.files(); ++number) {
    File& file = m_files.emplace_back();
    base::DigestWriter writer;
    const auto read = staging.eachRow(number, [&](const std::string& raw) {
      writer.field(std::string_view(raw));
      ++file.rows;
      const auto known = m_chunks.lower_bound({file.rows, base::Digest{}});
      if (known == m_chunks.end() || known->first.first != file.rows) return;
      file.isKnown = m_chunks.contains({file.rows, nameOf(wholeFile, writer.digest())});
      file.beginsAsKnown = file.beginsAsKnown || file.isKnown;
    });
    if (!read) return read;
    file.digest = writer.digest();
  }
  return {};
}

void JoinedFiles::pass(File& file, const Staging::Order& order) {
  file.last = streamOf(order).toText();
  if (file.first.empty()) file.first = file.last;
}

void JoinedFiles::addNew(const Staging::Order& order) {
  for (const Staging::Line& line : order.lines) {
    of(line).hasNew = true;
    pass(of(line), order);
  }
}

void JoinedFiles::compareKnown(const Staging::Order& order, const store::ImportedDocument& document, const KnownDocument& known) {
  struct Said {
    std::vector<domain::OrderLine> lines;
    std::optional<base::Timestamp> placedAt;  // the earliest of its rows
  };
  std::map<std::int64_t, Said> byFile;
  for (const Staging::Line& line : order.lines) {
    Said& said = byFile[line.file];
    said.lines.push_back(lineOf(line.said, 0));
    if (line.said.placedAt && (!said.placedAt || *line.said.placedAt < *said.placedAt)) said.placedAt = line.said.placedAt;
  }
  const auto moneyOf = [](const std::vector<domain::OrderLine>& lines) {
    std::vector<Money> money;
    for (const domain::OrderLine& line : lines) money.emplace_back(line.quantity.thousandths, line.net.tenThousandths);
    std::sort(money.begin(), money.end());
    return money;
  };
  for (auto& [number, said] : byFile) {
    File& file = m_files.at(static_cast<std::size_t>(number - 1));
    pass(file, order);
    if (file.beginsAsKnown) continue;
    const std::vector<Money> money = moneyOf(said.lines);
    ++file.documents;
    file.isMoneySame = file.isMoneySame && money == moneyOf(known.lines);
    if (!file.money) file.money = money.front();
    file.isMoneyMixed = file.isMoneyMixed || money.front() != *file.money || money.back() != *file.money;
    const bool isThen = !said.placedAt || !known.begin || said.placedAt == known.begin->occurredAt;
    file.isRenamed = file.isRenamed && isThen;
    rename(file, known.lines, said.lines);
    std::vector<domain::OrderLine> there = known.lines;
    const SaidLines lines = compareLines(there, said.lines);
    if (lines.unsaid == 0 && isThen) ++file.saidAgain;
    if (file.documents <= fewDocuments) file.few.push_back({streamOf(order), document.lastRow, document.prefix, known.lines.size() == 1 && lines.again == 1});
    file.lines += lines;
  }
}

void JoinedFiles::rename(File& file, const std::vector<domain::OrderLine>& there, const std::vector<domain::OrderLine>& said) {
  file.isRenamed = file.isRenamed && there.size() == said.size();
  for (std::size_t i = 0; file.isRenamed && i < said.size(); ++i) {
    const std::string &was = there[i].product.text, &is = said[i].product.text;
    file.isRenamed = file.newNames.emplace(was, is).first->second == is && file.oldNames.emplace(is, was).first->second == was;
  }
  if (file.isRenamed) return;
  file.newNames.clear();
  file.oldNames.clear();
}

base::Status JoinedFiles::decide() {
  for (File& file : m_files) {
    // One that was begun and killed goes on as what it was.
    file.isFurther = isMarked(furtherFile, file);
    file.isUnclear = isMarked(unclearFile, file);
    if (file.isFurther || file.isUnclear || file.beginsAsKnown || file.documents == 0) continue;
    const SaidLines& lines = file.lines;
    const bool isFew = file.documents <= fewDocuments;
    const auto isBorder = isFew ? areAtBorder(file) : base::Result<bool>(false);
    if (!isBorder) return tl::unexpected(isBorder.error());
    // It may be that line, or one more.
    if (*isBorder && file.documents == 1 && file.few.front().hasOneLine) {
      file.isUnclear = true;
      continue;
    }
    if (file.isRecoded() || lines.unsaid <= lines.changed || 8 * file.saidAgain > file.documents) continue;
    if (isFew ? !*isBorder : file.isRenamed) continue;
    file.isFurther = 4 * lines.again + lines.changed < 4 * (std::min(lines.unsaid, lines.fresh) - lines.changed);
    file.isUnclear = !file.isFurther && lines.again <= lines.unsaid;
  }
  return {};
}

base::Result<bool> JoinedFiles::areAtBorder(const File& file) const {
  for (const Told& told : file.few)
    if (const auto is = isAtBorder(file, told); !is || !*is) return is;
  return true;
}

// Whether the file goes on where another one ended, or ends where that began. Of one that has no other document only new ones before
// it tell; behind it they may be what came since it was corrected.
base::Result<bool> JoinedFiles::isAtBorder(const File& file, const Told& told) const {
  const auto began = m_chunks.find({told.lastRow, told.prefix});
  if (began == m_chunks.end()) return false;
  const auto taken = TakenChunk::read(m_source, began->second, m_events);
  if (!taken) return tl::unexpected(taken.error());
  const auto& documents = taken->documents();
  if (documents.empty()) return false;
  bool isLast = documents.back().stream == told.stream;
  const bool isFirst = began->second.firstRow == 1 && documents.front().stream == told.stream;
  for (auto next = m_chunks.begin(); isLast && next != m_chunks.end(); ++next) {
    if (next->second.firstRow != told.lastRow + 1 || next->second.file != began->second.file) continue;
    const auto more = TakenChunk::read(m_source, next->second, m_events);
    if (!more) return tl::unexpected(more.error());
    isLast = more->documents().empty();
  }
  const std::string name = told.stream.toText();
  const bool isAlone = isFirst && isLast;
  return (isLast && !isAlone && file.first == name) || (isFirst && file.last == name && !(isAlone && file.first == name));
}

bool JoinedFiles::goOn() const {
  return std::any_of(m_files.begin(), m_files.end(), [](const File& file) { return file.isFurther || file.isUnclear; });
}

base::Status JoinedFiles::sayHow(History& history, const Staging::Order& order) {
  if (isEmpty()) return {};
  const std::string pieces = pieceBegin + base::toHex(base::DigestWriter().field(std::string_view(history.stream.toText())).digest()).substr(0, lettersOfPiece) + "-";
  std::map<std::int64_t, bool> isToCome;  // by file that says more
  bool areKnown = !order.lines.empty();
  for (std::size_t i = 0; i < order.lines.size(); ++i) {
    const File& file = of(order.lines[i]);
    areKnown = areKnown && file.isKnown;
    history.lines[i].isUnclear = file.isUnclear;
    if (!file.isFurther) continue;
    const auto [piece, isFirst] = isToCome.emplace(order.lines[i].file, false);
    if (isFirst) {
      std::string name = pieces + base::toHex(file.digest).substr(0, lettersOfPiece);
      const auto before = m_ledger.document(m_source, name);
      if (!before) return tl::unexpected(before.error());
      piece->second = !*before;
      if (!*before) history.pieces.push_back(std::move(name));
    }
    history.lines[i].isFurther = piece->second;
  }
  if (!areKnown) return {};
  const auto some = m_ledger.documents(m_source, pieces, {}, 1);
  if (!some) return tl::unexpected(some.error());
  history.isPieceAgain = !some->empty();
  return {};
}

std::vector<JoinedFiles::Mark> JoinedFiles::marksBefore() const {
  std::vector<Mark> marks;
  for (const File& file : m_files)
    for (const auto& [is, what] : {std::pair(file.isFurther, furtherFile), {file.isUnclear, unclearFile}})
      if (is && !isMarked(what, file)) marks.push_back({file.rows, nameOf(what, file.digest)});
  return marks;
}

std::vector<JoinedFiles::Mark> JoinedFiles::marksAfter() const {
  std::vector<Mark> marks;
  for (const File& file : m_files)
    if (!isMarked(wholeFile, file)) marks.push_back({file.rows, nameOf(wholeFile, file.digest)});
  return marks;
}

}  // namespace twinlane::transfer
