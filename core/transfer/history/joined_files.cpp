#include "transfer/history/joined_files.h"

#include "transfer/taken_chunk.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {

constexpr const char *wholeFile = "whole file", *unclearFile = "unclear file";
// Names in the ledger: of a file that goes on with documents, and of what it says more of one.
constexpr const char *furtherBegin = "further-", *pieceBegin = "piece-", *behindParts = "-~";
constexpr std::size_t lettersOfName = 16, partsAtOnce = 1000;
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
    if (auto learnt = learnNamed(file); !learnt) return learnt;
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

bool JoinedFiles::areAllKnown() const {
  return std::all_of(m_files.begin(), m_files.end(), [](const File& file) { return file.beginsAsKnown; });
}

base::Result<std::optional<std::int64_t>> JoinedFiles::linesIn(const std::string& piece) {
  const auto all = m_ledger.document(m_source, piece);
  if (!all) return tl::unexpected(all.error());
  if (*all) return std::optional<std::int64_t>();
  std::int64_t lines = 0;
  for (std::string after;;) {
    const auto parts = m_ledger.documents(m_source, piece + "-", after, partsAtOnce);
    if (!parts) return tl::unexpected(parts.error());
    if (!parts->empty()) after = parts->back().first;
    if (!parts->empty()) lines = std::stoll(after.substr(piece.size() + 1));
    if (parts->size() < partsAtOnce) return std::optional(lines);
  }
}

base::Status JoinedFiles::sayHow(History& history, const KnownDocument* known) {
  if (isEmpty()) return {};
  const std::string pieces = pieceBegin + base::toHex(base::DigestWriter().field(std::string_view(history.stream.toText())).digest()).substr(0, lettersOfName) + "-";
  struct Said {
    int piece = -1;
    std::int64_t lines = 0;
  };
  std::map<std::int64_t, Said> byFile;  // that says more
  bool areKnown = !history.lines.empty();
  history.pieces.clear();
  history.isPieceAgain = false;
  history.more.clear();
  for (HistoryLine& line : history.lines) {
    const File& file = m_files.at(static_cast<std::size_t>(line.file - 1));
    areKnown = areKnown && file.isKnown;
    line.isUnclear = file.isUnclear;
    line.piece = -1;
    if (!file.isFurther) continue;
    const auto [said, isFirst] = byFile.emplace(line.file, Said{});
    if (isFirst) {
      HistoryPiece piece{pieces + base::toHex(file.digest).substr(0, lettersOfName), 0, known == nullptr ? 0 : known->lastLine, false};
      const auto in = linesIn(piece.name);
      if (!in) return tl::unexpected(in.error());
      if (!*in) {
        history.isPieceAgain = true;
      } else {
        piece.in = **in;
        said->second.piece = static_cast<int>(history.pieces.size());
        // Its charges came with the first of them.
        if (piece.in == 0) addCharges(history.more, history.chargesOf[line.file]);
        history.isPieceAgain = history.isPieceAgain || piece.in > 0;
        if (file.since && known != nullptr) {
          piece.since = known->lastLineAt(*file.since);
          const auto others = hasOthers(pieces, piece.name);
          if (!others) return tl::unexpected(others.error());
          piece.mayBeOther = *others;
        }
        history.pieces.push_back(std::move(piece));
      }
    }
    line.place = ++said->second.lines;
    line.piece = said->second.piece;
  }
  if (!areKnown) return {};
  const auto some = m_ledger.documents(m_source, pieces, {}, 1);
  if (!some) return tl::unexpected(some.error());
  history.isPieceAgain = history.isPieceAgain || !some->empty();
  return {};
}

// Whether others than this piece of a document came in.
base::Result<bool> JoinedFiles::hasOthers(const std::string& pieces, const std::string& piece) {
  for (const std::string& after : {std::string(), piece + behindParts}) {
    const auto some = m_ledger.documents(m_source, pieces, after, 1);
    if (!some) return tl::unexpected(some.error());
    if (!some->empty() && !some->front().first.starts_with(piece)) return true;
  }
  return false;
}

std::optional<std::string> JoinedFiles::nameDue(std::int64_t number) const {
  if (isEmpty()) return std::nullopt;
  const File& file = m_files.at(static_cast<std::size_t>(number - 1));
  return file.isFurther && !file.isNamed ? std::optional(furtherBegin + base::toHex(file.digest)) : std::nullopt;
}

base::Status JoinedFiles::learnNamed(File& file) {
  const auto named = m_ledger.document(m_source, furtherBegin + base::toHex(file.digest));
  if (!named) return tl::unexpected(named.error());
  file.isFurther = file.isNamed = named->has_value();
  if (!file.isNamed) return {};
  const auto chunk = m_chunks.find({(*named)->lastRow, (*named)->prefix});
  if (chunk == m_chunks.end()) return {};
  const auto outcome = m_events.outcome(chunkId(m_source, chunk->second.prefix, chunk->second.firstRow, chunk->second.lastRow));
  if (!outcome) return tl::unexpected(outcome.error());
  if (*outcome) file.since = (*outcome)->first - 1;
  return {};
}

std::vector<JoinedFiles::Mark> JoinedFiles::marksBefore() const {
  std::vector<Mark> marks;
  for (const File& file : m_files)
    if (file.isUnclear && !isMarked(unclearFile, file)) marks.push_back({file.rows, nameOf(unclearFile, file.digest)});
  return marks;
}

std::vector<JoinedFiles::Mark> JoinedFiles::marksAfter() const {
  std::vector<Mark> marks;
  for (const File& file : m_files)
    if (!isMarked(wholeFile, file)) marks.push_back({file.rows, nameOf(wholeFile, file.digest)});
  return marks;
}

}  // namespace twinlane::transfer
