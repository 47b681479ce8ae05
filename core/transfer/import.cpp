// Two readings of every file: the first proves that all of them are CSV with the right header to their very end and finds
// where an earlier import stopped, so that nothing is half-imported; the second takes rows in, chunk by chunk.
#include "transfer/import.h"

#include "base/fault/sabotage.h"
#include "transfer/chunk_builder.h"
#include "transfer/chunk_size.h"
#include "transfer/csv/file_proof.h"
#include "transfer/file_reading.h"
#include "transfer/history/history_import.h"
#include "transfer/mended_rows.h"
#include "transfer/moved_lines.h"
#include "transfer/row_reason.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <sys/resource.h>
#include <tuple>
#include <unordered_map>

namespace twinlane::transfer {
namespace {

// Rows that are gathered to be held against a longer chunk must not fill the memory.
constexpr std::size_t mostBytesGathered = 16 * 1024 * 1024;
constexpr std::int64_t rowsBetweenLooks = 50'000;

constexpr std::size_t asideAtOnce = 10'000;

// Times that others may change an order between the numbering of its lines and their storing.
constexpr int mostRenumbered = 1000;

struct OpenedFile {
  CsvReader reader;
  RowMapping mapping;
};

base::Result<OpenedFile> openFile(const Profile& profile, const std::string& path) {
  auto source = ByteSource::open(path);
  if (!source) return tl::unexpected(source.error());
  CsvReader reader(std::move(*source), {profile.separator, profile.quote});
  CsvRow header;
  if (auto found = reader.header(header); !found) return tl::unexpected(found.error());
  if (const auto problems = RowMapping::headerProblems(profile, header, path); !problems.empty()) return tl::unexpected(errorOf(problems));
  auto mapping = RowMapping::bind(profile, header);
  if (!mapping) return tl::unexpected(mapping.error());
  return OpenedFile{std::move(reader), std::move(*mapping)};
}

// A file has one account however its path is written: it stands under its own name in the folder where it really is. The name stays
// as it is given, since it tells of which table the file is.
std::string accountName(const std::string& path) {
  std::error_code failed;
  const std::filesystem::path given(path);
  const bool isFolder = std::filesystem::is_directory(given, failed);
  const std::filesystem::path folder = isFolder ? given : given.has_parent_path() ? given.parent_path() : std::filesystem::path(".");
  const std::filesystem::path real = std::filesystem::canonical(folder, failed);
  if (failed) return path;
  return (isFolder ? real : real / given.filename()).string();
}

// Gives every row of the file up to the one that refuses it, and at its end the verdict over all of them. `row` gets the
// number of the row and says whether to go on.
base::Status readToEnd(const Profile& profile, const std::string& path, const std::function<bool(std::int64_t, const CsvRow&, CsvReader&)>& row) {
  auto opened = openFile(profile, path);
  if (!opened) return tl::unexpected(opened.error());
  FileProof proof(profile, path);
  CsvRow read;
  for (std::int64_t ordinal = 1;; ++ordinal) {
    const auto more = opened->reader.next(read);
    if (!more) return tl::unexpected(more.error());
    const auto problem = *more ? proof.add(opened->mapping.rows(), read) : proof.verdict();
    if (problem) return tl::unexpected(errorOf({*problem}));
    if (!*more || !row(ordinal, read, opened->reader)) return {};
  }
}

// A chunk on its way.
struct Sent {
  Sent(std::unique_ptr<ChunkBuilder> of, const base::Digest& upTo, std::int64_t bytes) : builder(std::move(of)), prefix(upTo), bytesRead(bytes) {}
  std::unique_ptr<ChunkBuilder> builder;
  base::Digest prefix;
  std::int64_t bytesRead = 0, events = 0, orders = 0;
  std::set<std::string> goesOn;  // documents that were there before
  std::future<base::Result<command::FactReceipt>> answer;
};

class Import {
 public:
  Import(const Profile& profile, command::FactSink& sink, store::ImportLedger& ledger, store::EventStore& events, const base::Clock& clock,
         const std::string& actor, const ImportProgress& progress, const ChunkLimits& limits)
      : m_profile(profile), m_sink(sink), m_ledger(ledger), m_events(events), m_clock(clock), m_actor(actor), m_progress(progress), m_limits(limits), m_started(clock.steady()) {}

  base::Result<ImportAccount> run(const std::vector<std::string>& paths) {
    // Headers first: they are quick, and say most of what can be wrong.
    for (const std::string& path : paths) {
      const auto opened = openFile(m_profile, path);
      if (!opened) return tl::unexpected(opened.error());
      m_bytesTotal += opened->reader.source().bytesTotal();
    }
    if (auto known = learnKnown(); !known) return tl::unexpected(known.error());
    std::int64_t rowsInFiles = 0, inAlready = 0;
    for (const std::string& path : paths) {
      if (m_account.cancelled) break;
      const auto rows = prove(path);
      if (!rows) return tl::unexpected(rows.error());
      inAlready = *rows;
      rowsInFiles += m_rowsProved;
    }
    if (!m_account.cancelled) m_account.rowsInFiles = rowsInFiles;
    for (const std::string& path : paths) {
      if (m_account.cancelled) break;
      if (paths.size() > 1) {
        // A file before this one may have brought the same rows.
        if (auto known = learnKnown(); !known) return tl::unexpected(known.error());
        const auto rows = prove(path);
        if (!rows) return tl::unexpected(rows.error());
        inAlready = *rows;
      }
      if (auto taken = takeIn(path, inAlready); !taken) return tl::unexpected(taken.error());
    }
    return finished();
  }

 private:
  base::Status learnKnown() {
    const auto chunks = m_ledger.chunks(m_profile.source);
    if (!chunks) return tl::unexpected(chunks.error());
    m_known.clear();
    for (const store::ImportedChunk& chunk : *chunks) m_known.emplace(chunk.lastRow, chunk);
    return {};
  }

  // Whether a chunk in the journal ends with this row of the file.
  bool isKnown(const std::string& path, std::int64_t ordinal, CsvReader& reader, bool isUnfinished) {
    const auto [first, last] = m_known.equal_range(ordinal);
    if (first == last) return false;
    const base::Digest prefix = reader.prefixDigest(), unfinished = isUnfinished ? ofUnfinished(prefix) : prefix;
    bool isOne = false;
    for (auto chunk = first; chunk != last; ++chunk) {
      if (chunk->second.prefix != prefix && chunk->second.prefix != unfinished) continue;
      m_isUnfinishedAside = isUnfinished && chunk->second.prefix == unfinished;
      if (!isOne || chunk->second.file == path) m_recognisedIn[ordinal] = chunk->second.file;
      isOne = true;
      m_knownLines.isRecognised(chunk->second);
    }
    return isOne;
  }

  // A row that was cut is another than the row with its end.
  static base::Digest ofUnfinished(const base::Digest& prefix) { return base::DigestWriter().field(base::ByteView(prefix)).field(std::string_view("unfinished")).digest(); }

  // Reads the file to its end; gives the number of rows from its start that are in the journal already.
  base::Result<std::int64_t> prove(const std::string& path) {
    std::int64_t known = 0;
    if (auto begun = m_knownLines.beginFile(path); !begun) return tl::unexpected(begun.error());
    m_recognisedIn.clear();
    m_isUnfinishedAside = false;
    m_rowsProved = m_unfinished = 0;
    const auto proved = readToEnd(m_profile, path, [&](std::int64_t ordinal, const CsvRow& row, CsvReader& reader) {
      m_rowsProved = ordinal;
      if (!row.hasEnd && m_profile.unfinishedAside) m_unfinished = ordinal;
      if (isKnown(path, ordinal, reader, m_unfinished == ordinal)) known = ordinal - (TWINLANE_SABOTAGE("row-taken-twice") ? 1 : 0);
      return ordinal % rowsBetweenLooks != 0 || goOn(0);
    });
    if (!proved) return tl::unexpected(proved.error());
    return known;
  }

  base::Status takeIn(const std::string& path, std::int64_t inAlready) {
    auto opened = openFile(m_profile, path);
    if (!opened) return tl::unexpected(opened.error());
    CsvReader& reader = opened->reader;
    CsvRow row;
    MappedRow mapped;
    std::int64_t ordinal = 0, gatherTo = 0;
    base::Digest prefix{};
    bool due = false;
    m_path = path;
    m_recognised = inAlready;
    m_lastDocument.reset();
    m_hasDocuments = inAlready > 0;
    if (auto begun = m_reading.begin(path); !begun) return begun;
    m_mended.beginFile();
    m_waiting.beginFile();
    m_moved.beginFile(inAlready, [this, path](const MovedLines::Tell& tell) { return tellLines(path, tell); });
    std::unique_ptr<ChunkBuilder> builder;
    while (!m_account.cancelled) {
      const auto more = reader.next(row);
      if (!more) return tl::unexpected(more.error());
      if (!*more) break;
      if (++ordinal <= inAlready) {
        opened->mapping.map(row, mapped);
        if (m_mended.isDue(mapped, m_size.rows()))
          if (auto taken = takeMended(reader); !taken) return taken;
        if (m_waiting.isDue(mapped, 0))
          if (auto taken = takeWaiting(reader); !taken) return taken;
        if (auto known = knownRow(path, row, ordinal, mapped, opened->mapping); !known) return known;
        continue;
      }
      if (!m_mended.isEmpty())
        if (auto taken = takeMended(reader); !taken || m_account.cancelled) return taken;
      opened->mapping.map(row, mapped);
      if (!m_waiting.isEmpty() && !m_waiting.goesOn(mapped)) {
        if (builder)
          if (auto sent = send(std::move(builder), prefix, reader, Cut::AtBorder); !sent) return sent;
        due = false;
        if (auto taken = takeWaiting(reader); !taken || m_account.cancelled) return taken;
      }
      if (mapped.fate == RowFate::Ignore && ordinal != m_unfinished) {
        m_reading.leftOut(mapped.reason);
        m_reading.isIn(mapped.order, mapped.product, row.number);
        m_reading.isReplaced(row.number);
      }
      if (ordinal == m_unfinished) {
        if (builder)
          if (auto sent = send(std::move(builder), prefix, reader, Cut::AtFileEnd); !sent) return sent;
        const std::string raw = opened->mapping.rows().readable(row, ChunkBuilder::keptRaw);
        if (auto held = holdBack(path, row, ordinal, mapped, raw, reader); !held) return held;
        break;
      }
      if (due) {
        const bool goesOn = builder->goesOn(mapped), full = builder->rows() >= m_limits.mostRows || builder->bytes() >= m_limits.mostBytes;
        if (full || !goesOn) {
          if (auto sent = send(std::move(builder), prefix, reader, goesOn ? Cut::WithinDocument : Cut::AtBorder); !sent) return sent;
          due = false;
          if (m_account.cancelled) break;
        }
      }
      if (!builder) {
        builder = std::make_unique<ChunkBuilder>(m_profile.source, path, m_ledger);
        gatherTo = endOfLongerKnown(ordinal);
      }
      builder->add(row.number, ordinal, mapped, opened->mapping.rows().readable(row, ChunkBuilder::keptRaw));
      if (gatherTo > 0 && builder->rows() == 1) {
        // Rows of another file, which the chunk only happens to be as long as: nothing is to be told of it.
        const auto isNew = builder->bringsANewDocument(m_events);
        if (!isNew) return tl::unexpected(isNew.error());
        if (*isNew) gatherTo = 0;
      }
      if (ordinal < gatherTo) due = builder->bytes() >= mostBytesGathered;
      else due = due || ordinal == gatherTo || builder->rows() >= m_size.rows() || builder->bytes() >= m_limits.mostBytes;
      if (due || ordinal + 1 == m_unfinished || !m_waiting.isEmpty()) prefix = reader.prefixDigest();
    }
    if (!m_mended.isEmpty())
      if (auto taken = takeMended(reader); !taken) return taken;
    if (!m_account.cancelled && builder)
      if (auto sent = send(std::move(builder), reader.prefixDigest(), reader, Cut::AtFileEnd); !sent) return sent;
    if (auto settled = settle(); !settled) return settled;
    if (!m_account.cancelled && !m_waiting.isEmpty())
      if (auto taken = takeWaiting(reader); !taken) return taken;
    if (auto settled = settle(); !settled) return settled;
    m_bytesBefore += reader.source().bytesTotal();
    return m_account.cancelled ? base::Status() : m_reading.end(ordinal, m_knownLines);
  }

  base::Status tellLines(const std::string& path, const MovedLines::Tell& tell) const {
    return forEachRow(path, [&](const MappedRow& mapped) {
      const bool isLine = mapped.fate == RowFate::SaleLine || mapped.fate == RowFate::ReturnLine;
      return isLine ? tell(ChunkBuilder::streamOf(mapped), ChunkBuilder::lineOf(mapped)) : base::Status();
    });
  }

  base::Status forEachRow(const std::string& path, const std::function<base::Status(const MappedRow&)>& row) const {
    auto opened = openFile(m_profile, path);
    if (!opened) return tl::unexpected(opened.error());
    CsvRow read;
    MappedRow mapped;
    for (;;) {
      const auto more = opened->reader.next(read);
      if (!more) return tl::unexpected(more.error());
      if (!*more) return {};
      opened->mapping.map(read, mapped);
      if (auto taken = row(mapped); !taken) return taken;
    }
  }

  // A row up to which the file was read before.
  base::Status knownRow(const std::string& path, const CsvRow& row, std::int64_t ordinal, const MappedRow& mapped, const RowMapping& mapping) {
    const auto found = m_recognisedIn.lower_bound(ordinal);
    const std::string& in = found == m_recognisedIn.end() ? path : found->second;
    const bool isCut = m_isUnfinishedAside && ordinal == m_unfinished;
    AsideRows::Before before;
    if (m_reading.hasAside()) {
      std::string raw = mapping.rows().readable(row, ChunkBuilder::keptRaw);
      // One that was closed may be so since a later chunk took it in, which is the one that was recognised.
      const auto isBrought = [&]() -> base::Result<bool> {
        if (isCut) return false;
        MappedRow names;
        if (mapped.order.empty() || mapped.product.empty()) mapping.mapNames(row, names);
        else names.order = mapped.order, names.product = mapped.product;
        if (names.order.empty()) return false;
        return m_knownLines.isBroughtHere(names.order, names.product);
      };
      const auto was = m_reading.wasAside(in, {path, row.number, mapped.fate == RowFate::Quarantine ? mapped.reason : std::string(), raw}, isBrought, !isCut);
      if (!was) return tl::unexpected(was.error());
      before = *was;
      if (before.was == AsideRows::Was::Mended) {
        if (in == path && mapped.fate == RowFate::Ignore) m_reading.leftOut(mapped.reason);
        m_mended.add(in, before.index, row.number, mapped, std::move(raw));
        return {};
      }
      if (before.was == AsideRows::Was::Waiting) {
        m_waiting.add(in, before.index, row.number, mapped, std::move(raw));
        return {};
      }
      if (before.was == AsideRows::Was::NotAside) m_mended.isIn(mapped), m_waiting.isIn(mapped);
    }
    ++m_account.rows;
    if (before.was == AsideRows::Was::Closed) {
      ++m_account.quarantined[before.reason];
      return {};
    }
    ++m_account.alreadyImported;
    if (before.was == AsideRows::Was::Found) return {};
    if (in != path) {
      m_reading.knownElsewhere(1);
      return {};
    }
    m_reading.known(1);
    if (mapped.fate == RowFate::Quarantine || isCut) return {};
    if (mapped.fate == RowFate::Ignore) m_reading.leftOutNow(mapped.reason);
    m_reading.isIn(mapped.order, mapped.product, row.number);
    return {};
  }

  // Rows that stood aside until now.
  base::Status takeMended(const CsvReader& reader) {
    if (auto settled = settle(); !settled) return settled;
    if (auto told = m_reading.status(); !told) return told;
    for (const ChunkBuilder::Document& document : m_mended.takeSaid())
      if (auto told = m_knownLines.isSaid(document); !told) return told;
    for (auto& builder : m_mended.take()) {
      if (auto settled = settle(); !settled || m_account.cancelled) return settled;
      const auto stand = standOpen(*builder);
      if (!stand) return tl::unexpected(stand.error());
      if (!*stand) continue;
      const auto held = holdLines(*builder, [](const ChunkBuilder::Document&, std::size_t) { return KnownLines::Place{false, false, false, true}; });
      if (!held) return held;
      m_reading.standFor(builder->rows());
      m_sent.emplace(std::move(builder), base::Digest{}, m_bytesBefore + reader.source().bytesRead());
      post(*m_sent);
    }
    return {};
  }

  // Rows of an order that stood aside since it had lines that were not said beside them: they come in once all of it is said.
  base::Status takeWaiting(const CsvReader& reader) {
    if (auto settled = settle(); !settled) return settled;
    if (auto told = m_reading.status(); !told) return told;
    for (const ChunkBuilder::Document& document : m_waiting.takeSaid())
      if (auto told = m_knownLines.isSaid(document); !told) return told;
    for (auto& builder : m_waiting.take()) {
      if (auto settled = settle(); !settled || m_account.cancelled) return settled;
      bool areNew = true, areOwn = true;  // the latter: this file brought them, and was stopped before it closed what stood for them
      if (auto known = builder->lookUp(m_events); !known) return known;
      const auto held = builder->hold([&](const ChunkBuilder::Document& document, std::size_t, std::size_t) {
        auto fates = m_knownLines.fatesOf(document, {false, false, false, true});
        areNew = areNew && fates && std::all_of(fates->fates.begin(), fates->fates.end(), [](ChunkBuilder::LineFate fate) { return fate == ChunkBuilder::LineFate::New; });
        areOwn = areOwn && fates && fates->there.size() == fates->fates.size() && std::all_of(fates->there.begin(), fates->there.end(), [&](const auto& there) { return there.first != nullptr && m_knownLines.isOwnChunk(*there.first); });
        return fates;
      });
      if (!held) return held;
      areOwn = areOwn && builder->there() == builder->rows();
      const auto stand = standOpen(*builder);
      if (!stand) return tl::unexpected(stand.error());
      if (!*stand) continue;
      const auto repaired = repairedOtherwise(*builder);
      if (!repaired) return tl::unexpected(repaired.error());
      if (!(areNew && builder->accepted() > 0 && repaired->empty()) && !areOwn) {
        stayAside(*builder);
        continue;
      }
      if (areOwn) builder->file() == m_path ? m_reading.known(builder->there()) : m_reading.knownElsewhere(builder->there());
      m_reading.standFor(builder->rows());
      m_sent.emplace(std::move(builder), base::Digest{}, m_bytesBefore + reader.source().bytesRead());
      post(*m_sent);
    }
    return {};
  }

  void stayAside(const ChunkBuilder& builder) {
    m_account.rows += builder.rows();
    m_account.alreadyImported += builder.rows();
    builder.file() == m_path ? m_reading.known(builder.rows()) : m_reading.knownElsewhere(builder.rows());
  }

  // A person may have repaired some meanwhile: then the next reading of the file tells what is left.
  base::Result<bool> standOpen(const ChunkBuilder& builder) {
    const auto rows = m_ledger.quarantined(-builder.lastOrdinal() - 1, static_cast<std::size_t>(builder.rows()));
    if (!rows) return tl::unexpected(rows.error());
    if (std::none_of(rows->begin(), rows->end(), [](const store::QuarantinedRow& row) { return row.repaired; })) return true;
    m_account.rows += builder.rows();
    m_account.alreadyImported += builder.rows();
    m_reading.known(builder.rows());
    return false;
  }

  // The last row has no line end, so it may be cut: it is set aside until the file comes with its end, unless it is in already.
  base::Status holdBack(const std::string& path, const CsvRow& row, std::int64_t ordinal, MappedRow& mapped, const std::string& raw, CsvReader& reader) {
    if (auto settled = settle(); !settled || m_account.cancelled) return settled;
    ChunkBuilder asItIs(m_profile.source, path, m_ledger);
    asItIs.add(row.number, ordinal, mapped, raw);
    if (auto held = hold(asItIs, Cut::AtFileEnd); !held) return held;
    if (asItIs.isEmpty()) {
      countThere(asItIs);
      return {};
    }
    mapped.fate = RowFate::Quarantine;
    mapped.reason = unfinishedRow;
    auto builder = std::make_unique<ChunkBuilder>(m_profile.source, path, m_ledger);
    builder->add(row.number, ordinal, mapped, raw);
    return send(std::move(builder), ofUnfinished(reader.prefixDigest()), reader, Cut::AtFileEnd);
  }

  // The end of the longest chunk in the journal that begins with this row: its rows are told only as a whole. 0: none.
  std::int64_t endOfLongerKnown(std::int64_t ordinal) const {
    if (ordinal != m_recognised + 1) return 0;
    std::int64_t end = 0;
    for (const auto& [last, chunk] : m_known)
      if (chunk.firstRow == ordinal) end = std::max(end, last);
    return end;
  }

  // Whether the rows are a piece of a chunk that was taken in: a shorter file ends, or goes on otherwise, within a chunk of a
  // longer one. A digest tells nothing of a shorter prefix, so what the rows say is held against what that chunk brought.
  // That chunk; null when they are no such piece.
  base::Result<const store::ImportedChunk*> isPieceOfKnown(const ChunkBuilder& builder, bool mayGoOn) const {
    if (builder.firstOrdinal() != m_recognised + 1) return nullptr;
    std::optional<bool> someNew;
    for (const auto& [last, chunk] : m_known) {
      if (chunk.firstRow != builder.firstOrdinal() || last <= builder.lastOrdinal()) continue;
      if (!someNew) {
        // The next file of a source is told without reading what others began with.
        const auto answer = builder.bringsANewDocument(m_events);
        if (!answer) return tl::unexpected(answer.error());
        someNew = *answer;
      }
      if (*someNew) return nullptr;
      const auto whole = TakenChunk::read(m_profile.source, chunk, m_events);
      if (!whole) return tl::unexpected(whole.error());
      const auto aside = builder.asPieceOf(*whole, mayGoOn);
      if (!aside) continue;
      const auto there = wereSetAside(*aside, chunk.file, builder.firstRow(), builder.lastRow());
      if (!there) return tl::unexpected(there.error());
      if (*there) return &chunk;
    }
    return nullptr;
  }

  // Whether these rows and no others were set aside of that part of a file.
  base::Result<bool> wereSetAside(const std::vector<store::QuarantinedRow>& rows, const std::string& file, std::int64_t firstRow, std::int64_t lastRow) const {
    std::set<std::tuple<std::int64_t, std::string, std::string>> sought, found;
    for (const store::QuarantinedRow& row : rows) sought.emplace(row.row, row.reason, row.raw);
    for (std::int64_t index = 0;;) {
      const auto some = m_ledger.quarantined(index, asideAtOnce);
      if (!some) return tl::unexpected(some.error());
      if (some->empty()) return found.size() == sought.size();
      for (const store::QuarantinedRow& row : *some) {
        if (row.file != file || row.row < firstRow || row.row > lastRow) continue;
        if (!sought.contains({row.row, row.reason, row.raw})) return false;
        found.emplace(row.row, row.reason, row.raw);
      }
      index += static_cast<std::int64_t>(some->size());
    }
  }

  enum class Cut { AtBorder, WithinDocument, AtFileEnd };

  // What is on its way is settled first; then the chunk is, and the rows of the next are read meanwhile.
  base::Status send(std::unique_ptr<ChunkBuilder> builder, const base::Digest& prefix, const CsvReader& reader, Cut cut) {
    if (auto settled = settle(); !settled) return settled;
    if (m_account.cancelled) return {};
    const auto there = isPieceOfKnown(*builder, cut != Cut::AtBorder);
    if (!there) return tl::unexpected(there.error());
    const std::int64_t bytesRead = m_bytesBefore + reader.source().bytesRead();
    if (const store::ImportedChunk* whole = *there) {
      m_recognised = builder->lastOrdinal();
      std::int64_t cameBack = 0;
      builder->dropAside([&](const store::QuarantinedRow& row) {
        const auto was = m_reading.wasAside(whole->file, row);
        const AsideRows::Before before = was ? *was : AsideRows::Before();
        if (before.was == AsideRows::Was::Closed) ++m_account.quarantined[before.reason], ++cameBack;
        return before.was == AsideRows::Was::Found;
      });
      const std::int64_t known = builder->rows() - builder->there() - cameBack;
      if (whole->file == builder->file()) {
        m_reading.known(known);
      } else {
        m_reading.knownElsewhere(known);
        for (const auto& [rule, rows] : builder->ignored()) m_reading.leftOut(rule, -rows);
      }
      for (const ChunkBuilder::Document& document : builder->documents())
        for (std::size_t i = 0; i < document.lines.size(); ++i) {
          m_reading.isIn(document.stream.id, document.lines[i].product.text, document.rows[i].row);
          m_moved.isThere(document.rows[i].row, document.stream, document.lines[i], *whole, i);
        }
      m_hasDocuments = true;
      m_account.alreadyImported += builder->rows() - cameBack;
      m_account.rows += builder->rows();
      goOn(bytesRead);
      return {};
    }
    if (auto held = hold(*builder, cut); !held) return held;
    m_hasDocuments = m_hasDocuments || !builder->documents().empty();
    if (builder->isEmpty()) {
      countThere(*builder);
      goOn(bytesRead);
      return {};
    }
    m_sent.emplace(std::move(builder), prefix, bytesRead);
    post(*m_sent);
    return {};
  }

  // Holds the rows against what other files of the source brought.
  base::Status hold(ChunkBuilder& builder, Cut cut) {
    const std::size_t documents = builder.documents().size();
    const auto held = holdLines(
        builder,
        [&](const ChunkBuilder::Document&, std::size_t place) {
          const bool isLast = place + 1 == documents;
          const bool endsFile = isLast && (cut == Cut::AtFileEnd || (cut == Cut::WithinDocument && isOfLastDocument(builder)));
          return KnownLines::Place{place == 0 && !m_hasDocuments, endsFile, isLast && cut == Cut::WithinDocument, false};
        },
        [&](const ChunkBuilder::Document& document, std::size_t line, const store::ImportedChunk& chunk, std::size_t place) {
          m_moved.isThere(document.rows[line].row, document.stream, document.lines[line], chunk, place);
        });
    if (!held) return held;
    const auto moved = m_moved.movedIn(builder);
    if (!moved) return tl::unexpected(moved.error());
    builder.setAside(*moved, movedLine);
    m_reading.standFor(static_cast<std::int64_t>(moved->size()));
    const auto repaired = repairedOtherwise(builder);
    if (!repaired) return tl::unexpected(repaired.error());
    if (!repaired->empty()) builder.setAside(*repaired, documentDiffers);
    builder.dropAside([this](const store::QuarantinedRow& row) { return m_reading.isAsideAlready(row, m_knownLines.related()) || m_reading.isRepaired(row, m_knownLines.related()); });
    return m_reading.status();
  }

  // What the file says now of rows that were repaired under another number would count beside them.
  base::Result<std::set<std::int64_t>> repairedOtherwise(const ChunkBuilder& builder) {
    std::set<std::int64_t> rows;
    if (!m_reading.hasAside()) return rows;
    for (const ChunkBuilder::Document& document : builder.documents())
      for (std::size_t i = 0; i < document.lines.size(); ++i) {
        const auto is = m_reading.isRepairedOtherwise(document.rows[i].row, document.stream.id, document.lines[i].product.text, m_knownLines);
        if (!is) return tl::unexpected(is.error());
        if (*is) rows.insert(document.rows[i].row);
      }
    return rows;
  }

  // Whether a chunk that is cut within a document ends in the last one of its file: that is looked up once, since few are so long.
  // A file that cannot be read any more is told by who reads it on.
  bool isOfLastDocument(const ChunkBuilder& builder) {
    if (!m_lastDocument) {
      m_lastDocument = 0;
      std::int64_t ordinal = 0;
      std::string order;
      const auto read = forEachRow(builder.file(), [&](const MappedRow& mapped) -> base::Status {
        ++ordinal;
        if (mapped.order.empty() || mapped.order == order) return {};
        order = mapped.order;
        m_lastDocument = ordinal;
        return {};
      });
      if (!read) return false;
    }
    return builder.lastOrdinal() >= *m_lastDocument;
  }

  using PlaceOf = std::function<KnownLines::Place(const ChunkBuilder::Document& document, std::size_t place)>;
  // A line that a chunk brought, behind so many of its document there.
  using IsThere = std::function<void(const ChunkBuilder::Document& document, std::size_t line, const store::ImportedChunk& chunk, std::size_t place)>;
  base::Status holdLines(ChunkBuilder& builder, const PlaceOf& placeOf, const IsThere& isThere = {}) {
    if (auto known = builder.lookUp(m_events); !known) return known;
    const std::int64_t ownBefore = m_knownLines.ownThere();
    const auto held = builder.hold([&](const ChunkBuilder::Document& document, std::size_t place, std::size_t) {
      auto fates = m_knownLines.fatesOf(document, placeOf(document, place));
      for (std::size_t i = 0; fates && i < fates->fates.size(); ++i) {
        if (fates->fates[i] != ChunkBuilder::LineFate::There) continue;
        m_reading.isIn(document.stream.id, document.lines[i].product.text, document.rows[i].row);
        if (isThere && !fates->there.empty() && fates->there[i].first != nullptr) isThere(document, i, *fates->there[i].first, fates->there[i].second);
      }
      return fates;
    });
    if (!held) return held;
    const std::int64_t own = m_knownLines.ownThere() - ownBefore;
    m_reading.known(own);
    m_reading.knownElsewhere(builder.there() - own);
    return {};
  }

  void countThere(const ChunkBuilder& builder) {
    m_account.alreadyImported += builder.there();
    m_account.rows += builder.there();
  }

  void post(Sent& sent) {
    command::FactChunk chunk = sent.builder->build(sent.prefix, m_actor);
    sent.goesOn.clear();
    sent.events = sent.orders = 0;
    for (const command::FactStream& stream : chunk.streams) {
      if (!stream.mustBeNew) sent.goesOn.insert(stream.stream.toText());
      sent.events += static_cast<std::int64_t>(stream.facts.size());
      if (stream.mustBeNew && stream.stream.category == domain::Category::Order) ++sent.orders;
    }
    sent.answer = m_sink.post(std::move(chunk));
  }

  // Waits for the chunk on its way and counts it.
  base::Status settle() {
    if (!m_sent) return {};
    Sent sent = std::move(*m_sent);
    m_sent.reset();
    ChunkBuilder& builder = *sent.builder;
    auto outcome = sent.answer.get();
    for (int renumbered = 0; !outcome; outcome = sent.answer.get()) {
      if (outcome.error().code != base::ErrorCode::Conflict) return tl::unexpected(outcome.error());
      // Lines of a document that somebody changed since they were numbered are numbered anew.
      const std::string& where = outcome.error().where;
      if (sent.goesOn.contains(where) ? ++renumbered >= mostRenumbered : !builder.setAside(where, "order_exists")) return tl::unexpected(outcome.error());
      if (auto known = builder.lookUp(m_events); !known) return known;
      post(sent);
    }
    if (outcome->kind == store::AppendOutcome::Kind::Stored) {
      m_account.events += sent.events;
      m_account.orders += sent.orders;
      countGuardBreaks(m_account, *outcome);
      count(builder);
      m_account.alreadyImported += builder.there();
      if (auto told = m_reading.tookIn(builder, m_knownLines.related()); !told) return told;
    } else {
      // The same rows were taken in by another file of this run, or by somebody else at the same time.
      m_account.alreadyImported += builder.rows();
      m_reading.knownElsewhere(builder.rows() - builder.there());
    }
    m_size.learn(builder.rows(), *outcome);
    m_account.rows += builder.rows();
    m_knownLines.isOwn({sent.prefix, builder.firstOrdinal(), builder.lastOrdinal(), builder.file()});
    goOn(sent.bytesRead);
    return {};
  }

  void count(const ChunkBuilder& builder) {
    m_account.accepted += builder.accepted();
    for (const auto& [rule, rows] : builder.ignored()) m_account.ignored[rule] += rows;
    for (const store::QuarantinedRow& row : builder.quarantined()) ++m_account.quarantined[row.reason];
    m_account.ambiguousTimes += builder.ambiguousTimes();
    m_account.missingTimes += builder.missingTimes();
  }

  bool goOn(std::int64_t bytesRead) {
    if (m_progress.step && !m_progress.step(finished(), bytesRead, m_bytesTotal)) m_account.cancelled = true;
    return !m_account.cancelled;
  }

  const ImportAccount& finished() {
    m_account.measure(m_clock, m_started);
    return m_account;
  }

  const Profile& m_profile;
  command::FactSink& m_sink;
  store::ImportLedger& m_ledger;
  store::EventStore& m_events;
  const base::Clock& m_clock;
  const std::string& m_actor;
  const ImportProgress& m_progress;
  const ChunkLimits m_limits;
  ChunkSize m_size{m_limits.rows};
  std::optional<Sent> m_sent;
  const base::SteadyTime m_started;
  KnownChunks m_known;
  KnownLines m_knownLines{m_profile.source, m_known, m_ledger, m_events};
  MovedLines m_moved{m_known, m_knownLines, m_profile.source, m_events};
  MendedRows m_mended{m_profile.source, m_ledger, m_limits.mostRows, m_limits.mostBytes};
  MendedRows m_waiting{m_profile.source, m_ledger, m_limits.mostRows, m_limits.mostBytes};  // of one order
  std::string m_path;  // of the file at hand
  FileReading m_reading{m_profile, m_actor, m_sink, m_ledger};
  std::map<std::int64_t, std::string> m_recognisedIn;  // ends of chunks of the file at hand that were there, and their files
  bool m_hasDocuments = false;  // rows of some came before, in the file at hand
  std::optional<std::int64_t> m_lastDocument;  // row of the file at hand with which its last one begins, once it was asked for
  std::int64_t m_recognised = 0;  // rows from the start of the file at hand that were taken in before
  ImportAccount m_account;
  std::int64_t m_rowsProved = 0;  // of the file that was proved last
  std::int64_t m_unfinished = 0;  // its last row, when that is to be set aside for having no end
  bool m_isUnfinishedAside = false;  // it was
  std::int64_t m_bytesBefore = 0, m_bytesTotal = 0;
};

}  // namespace

void ImportAccount::measure(const base::Clock& clock, base::SteadyTime started) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  seconds = static_cast<double>(clock.steady().microsSince(started)) / 1e6;
  peakRssKb = usage.ru_maxrss;
}

bool ImportAccount::balanced() const {
  std::int64_t sum = accepted + alreadyImported;
  for (const auto& [reason, count] : quarantined) sum += count;
  for (const auto& [rule, count] : ignored) sum += count;
  return sum == rows;
}

void countGuardBreaks(ImportAccount& account, const command::FactReceipt& receipt) {
  for (const auto& [reason, count] : receipt.guardBreaks) account.guardBreaks[domain::name(reason)] += count;
}

base::Status proveFiles(const Profile& profile, const std::vector<std::string>& paths) {
  if (profile.isHistory()) return proveHistory(profile, paths);
  for (const std::string& path : paths)
    if (auto proved = readToEnd(profile, path, [](std::int64_t, const CsvRow&, CsvReader&) { return true; }); !proved) return proved;
  return {};
}

base::Result<ImportAccount> importFiles(const Profile& profile, const std::vector<std::string>& paths, command::FactSink& sink,
                                        store::ImportLedger& ledger, store::EventStore& events, const base::Clock& clock,
                                        const std::string& actor, const ImportProgress& progress, const ChunkLimits& limits) {
  std::vector<std::string> names;
  for (const std::string& path : paths) names.push_back(accountName(path));
  if (profile.isHistory()) return importHistory(profile, names, sink, ledger, events, clock, actor, progress);
  return Import(profile, sink, ledger, events, clock, actor, progress, limits).run(names);
}

}  // namespace twinlane::transfer
