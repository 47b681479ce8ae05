#include "transfer/row_repair.h"

#include "domain/format/encoding.h"
#include "transfer/chunk_builder.h"
#include "transfer/profile/profile_preview.h"
#include "transfer/row_reason.h"
#include "transfer/taken_chunk.h"

#include <algorithm>
#include <functional>
#include <set>

namespace twinlane::transfer {
namespace {

constexpr std::string_view unreadLetterOfRow = "\xEF\xBF\xBD";
constexpr std::size_t keptSlack = 4;  // a row that is kept in part ends between characters
constexpr std::size_t eventsReadAtOnce = 256;
constexpr int mostTries = 1000;  // others may change an order between the numbering of its line and its storing

// The text of a row that was set aside is in UTF-8 whatever its file was in.
Profile ofTexts(const Profile& profile) {
  Profile utf8 = profile;
  utf8.encoding = "utf-8";
  return utf8;
}

base::Status fits(const Profile& profile, const CsvRow& header, const std::string& path) {
  if (profile.isHistory())
    return base::fail(base::ErrorCode::BadInput, "rows of files that are joined before they are taken in cannot be repaired one by one", path, "mend the files and take them in again: what is there already is not said twice");
  const auto problems = RowMapping::headerProblems(profile, header, path);
  if (problems.empty()) return {};
  return base::fail(base::ErrorCode::BadInput, problems.front().problem + " (" + problems.front().key + ")", path + ", line 1", problems.front().remedy);
}

// Views hold only within `then`. A text that is no single row is set aside as every other that cannot be read.
base::Status mapText(const Profile& profile, const std::string& header, std::string_view text, const std::function<base::Status(const CsvRow&, const MappedRow&, const RowMapping&)>& then) {
  const Profile utf8 = ofTexts(profile);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // of a text that was copied with it
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  CsvReader reader(ByteSource::ofText(header + "\n" + std::string(text)), {utf8.separator, utf8.quote});
  CsvRow row;
  if (auto first = reader.header(row); !first) return first;
  if (auto good = fits(utf8, row, "the header"); !good) return good;
  auto mapping = RowMapping::bind(utf8, row);
  if (!mapping) return tl::unexpected(mapping.error());
  const auto more = reader.next(row);
  MappedRow mapped;
  if (more && *more) {
    mapping->map(row, mapped);
    if (row.raw != text && !row.tooLong) mapped.reason = "not_one_row";
  } else {
    row = CsvRow{};
    row.raw = text;
    mapped.reason = more ? "not_one_row" : "bad_quotes";
  }
  if (mapped.reason == "not_one_row") mapped.fate = RowFate::Quarantine;
  return then(row, mapped, *mapping);
}

class Repair {
 public:
  Repair(const Profile& profile, const std::string& headerFile, command::FactSink& sink, store::ImportLedger& ledger, store::EventStore& events, const std::string& actor)
      : m_profile(profile), m_headerFile(headerFile), m_sink(sink), m_ledger(ledger), m_events(events), m_actor(actor) {}

  base::Result<RepairAccount> run(const std::vector<RepairedRow>& rows) {
    std::vector<store::QuarantinedRow> aside;
    for (const RepairedRow& row : rows) {
      auto found = rowAt(row.index);
      if (!found) return tl::unexpected(found.error());
      if (found->source != m_profile.source)
        return base::fail(base::ErrorCode::BadInput, "this row was set aside under the source '" + found->source + "', the profile is of '" + m_profile.source + "'",
                          found->file + ", row " + std::to_string(found->row), "take the profile of that source");
      if (!m_profile.isHistory() || !row.isAnother)
        if (auto header = headerOf(found->file); !header) return tl::unexpected(header.error());
      aside.push_back(std::move(*found));
    }
    const auto gone = goneFromTheirFiles(aside);
    if (!gone) return tl::unexpected(gone.error());
    std::set<std::string> changed;
    for (const store::QuarantinedRow& row : aside)
      if (gone->contains(row.index)) changed.insert(row.file);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto stands = gone->contains(aside[i].index) ? base::Result<bool>(false) : aside[i].repaired || !changed.contains(aside[i].file) ? base::Result<bool>(true) : isReadAsThen(aside[i]);
      if (!stands) return tl::unexpected(stands.error());
      if (auto taken = !*stands ? refuse(aside[i], "not_in_file") : m_profile.isHistory() ? sayAnother(aside[i]) : take(aside[i], rows[i].text); !taken) return tl::unexpected(taken.error());
    }
    return std::move(m_account);
  }

 private:
  base::Result<store::QuarantinedRow> rowAt(std::int64_t index) {
    auto found = m_ledger.quarantined(index - 1, 1);
    if (!found) return tl::unexpected(found.error());
    if (index < 1 || found->empty()) return base::fail(base::ErrorCode::NotFound, "no row of this number was set aside", std::to_string(index), "look at the list of rows that were not imported");
    return std::move(found->front());
  }

  base::Result<std::string> headerOf(const std::string& file) {
    const std::string& path = m_headerFile.empty() ? file : m_headerFile;
    if (const auto known = m_headers.find(path); known != m_headers.end()) return known->second;
    auto header = readHeader(m_profile, path);
    if (header) m_headers.emplace(path, *header);
    return header;
  }

  // What lies under the name of a file may be another one since, with other columns: the indexes of rows that do not stand there any
  // more. Each file is read up to the last of its rows.
  base::Result<std::set<std::int64_t>> goneFromTheirFiles(const std::vector<store::QuarantinedRow>& aside) const {
    std::set<std::int64_t> gone;
    if (m_profile.isHistory() || !m_headerFile.empty()) return gone;
    std::map<std::string, std::multimap<std::int64_t, const store::QuarantinedRow*>> files;
    for (const store::QuarantinedRow& row : aside)
      if (!row.repaired) files[row.file].emplace(row.row, &row);
    for (auto& [file, rows] : files) {
      auto source = ByteSource::open(file);
      if (!source) return tl::unexpected(source.error());
      CsvReader reader(std::move(*source), {m_profile.separator, m_profile.quote});
      CsvRow row;
      if (auto first = reader.header(row); !first) return tl::unexpected(first.error());
      const RowText texts(m_profile, row);
      while (!rows.empty()) {
        const auto next = reader.next(row);
        const bool more = next && *next;
        for (; !rows.empty() && (!more || rows.begin()->first <= row.number); rows.erase(rows.begin()))
          if (!more || rows.begin()->first < row.number || !isText(rows.begin()->second->raw, texts.readable(row, ChunkBuilder::keptRaw))) gone.insert(rows.begin()->second->index);
      }
    }
    return gone;
  }

  // Of a file that was changed: a row that has the same reason still is read under the same columns.
  base::Result<bool> isReadAsThen(const store::QuarantinedRow& aside) {
    const auto header = headerOf(aside.file);
    if (!header) return tl::unexpected(header.error());
    bool isSame = false;
    const auto read = mapText(m_profile, *header, aside.raw, [&](const CsvRow&, const MappedRow& mapped, const RowMapping&) -> base::Status {
      isSame = mapped.fate == RowFate::Quarantine && mapped.reason == aside.reason;
      return {};
    });
    return read ? base::Result<bool>(isSame) : tl::unexpected(read.error());
  }

  // Letters that could not be read may be read now.
  static bool isText(std::string kept, std::string now) {
    if (kept == now) return true;
    if (kept.find(unreadLetterOfRow) == std::string::npos) return false;
    for (std::string* text : {&kept, &now}) std::erase_if(*text, [](char letter) { return static_cast<unsigned char>(letter) >= 0x80; });
    return kept == now;
  }

  // The next reading of its files takes it in.
  base::Status sayAnother(const store::QuarantinedRow& aside) {
    if (aside.repaired) return already();
    // The id of a line of a log says which it is.
    if (aside.reason != movedLine || m_profile.shape == "event_log") return refuse(aside, aside.reason);
    command::FactChunk chunk;
    chunk.actor = m_actor;
    chunk.import.source = m_profile.source;
    chunk.import.prefix = nameOfAnother(aside.raw);
    chunk.import.firstRow = chunk.import.lastRow = 1;
    chunk.id = chunkId(m_profile.source, chunk.import.prefix, 1, 1);
    chunk.content = base::DigestWriter().field(std::string_view(m_profile.source)).field(base::ByteView(chunk.import.prefix)).digest();
    const auto stored = m_sink.accept(std::move(chunk));
    if (!stored) return tl::unexpected(stored.error());
    ++m_account.toCome;
    return {};
  }

  base::Status take(const store::QuarantinedRow& aside, const std::optional<std::string>& given) {
    const std::string& text = given ? *given : aside.raw;
    if (!given && !aside.repaired && text.size() + keptSlack > ChunkBuilder::keptRaw) return refuse(aside, "not_kept_whole");
    if (!given && !aside.repaired && text.find(unreadLetterOfRow) != std::string::npos) return refuse(aside, "unread_letters");
    const auto header = headerOf(aside.file);
    if (!header) return tl::unexpected(header.error());
    return mapText(m_profile, *header, text, [&](const CsvRow&, const MappedRow& mapped, const RowMapping&) -> base::Status {
      if (aside.repaired) return already();
      if (mapped.fate == RowFate::Quarantine) return refuse(aside, mapped.reason);
      return keep(aside, mapped, text);
    });
  }

  base::Status keep(const store::QuarantinedRow& aside, const MappedRow& mapped, const std::string& text) {
    ChunkBuilder builder(m_profile.source, aside.file, m_ledger);
    builder.add(aside.row, -aside.index, mapped, text);
    const bool isLine = mapped.fate != RowFate::Ignore;
    const store::StreamRef stream{mapped.fate == RowFate::ReturnLine ? domain::Category::Return : domain::Category::Order, std::string(mapped.order)};
    for (int tries = 0; tries < mostTries; ++tries) {
      bool goesOn = false;
      if (isLine) {
        const auto before = m_ledger.document(m_profile.source, stream.toText());
        if (!before) return tl::unexpected(before.error());
        goesOn = before->has_value();
        const auto why = goesOn ? whyNot(**before, aside, mapped) : std::string();
        if (!why) return tl::unexpected(why.error());
        if (!why->empty()) return refuse(aside, *why);
      }
      if (auto known = builder.lookUp(m_events); !known) return known;
      const auto outcome = m_sink.accept(builder.build(base::Digest{}, m_actor));
      if (outcome) {
        ++(outcome->kind != store::AppendOutcome::Kind::Stored ? m_account.already : isLine ? m_account.accepted : m_account.ignored);
        return {};
      }
      if (outcome.error().code != base::ErrorCode::Conflict) return tl::unexpected(outcome.error());
      if (!goesOn) return refuse(aside, "order_exists");
    }
    return base::fail(base::ErrorCode::Conflict, "the order is being changed all the time", stream.toText(), "try again in a moment");
  }

  // Why a row cannot go on with a document that is there; empty when it can.
  base::Result<std::string> whyNot(const store::ImportedDocument& document, const store::QuarantinedRow& aside, const MappedRow& mapped) {
    // Whether such a row is in already was looked at before it was set aside; a person says that it is one more.
    if (aside.reason != lineExists && aside.reason != movedLine) {
      const auto same = cameWith(document, aside.file);
      if (!same) return tl::unexpected(same.error());
      if (!*same && aside.reason != unfinishedRow) return "order_exists";
      // A row that was cut may have come whole since, with another file.
      const auto there = *same ? base::Result<bool>(false) : hasLine(document.stream, mapped);
      if (!there) return tl::unexpected(there.error());
      if (*there) return lineExists;
    }
    const auto first = m_events.readStream(document.stream, 0, 1);
    if (!first) return tl::unexpected(first.error());
    if (first->empty()) return std::string();
    const auto fact = domain::decode(first->front().type, first->front().schemaVersion, first->front().payload, first->front().sealed);
    if (!fact) return tl::unexpected(fact.error());
    const auto* placed = std::get_if<domain::OrderPlaced>(&*fact);
    const auto* returned = std::get_if<domain::ReturnReceived>(&*fact);
    const bool otherCurrency = (placed != nullptr && placed->currency != mapped.currency) || (returned != nullptr && returned->currency != mapped.currency);
    return otherCurrency ? "currency_mismatch" : std::string();
  }

  base::Result<bool> hasLine(const store::StreamRef& stream, const MappedRow& mapped) {
    for (std::int64_t version = 0;;) {
      const auto some = m_events.readStream(stream, version, eventsReadAtOnce);
      if (!some) return tl::unexpected(some.error());
      if (some->empty()) return false;
      for (const store::StoredEvent& event : *some) {
        version = event.version;
        const auto fact = domain::decode(event.type, event.schemaVersion, event.payload, event.sealed);
        if (!fact) return tl::unexpected(fact.error());
        const std::vector<domain::OrderLine>* lines = nullptr;
        if (const auto* placed = std::get_if<domain::OrderPlaced>(&*fact)) lines = &placed->lines;
        else if (const auto* returned = std::get_if<domain::ReturnReceived>(&*fact)) lines = &returned->lines;
        else if (const auto* more = std::get_if<domain::OrderLinesAdded>(&*fact)) lines = &more->lines;
        const auto isSame = [&](const domain::OrderLine& line) { return line.product.text == mapped.product && line.quantity == mapped.money.quantity && line.net == mapped.money.net; };
        if (lines != nullptr && std::any_of(lines->begin(), lines->end(), isSame)) return true;
      }
    }
  }

  // Whether the document began in the file of this name, and the name stands for one file.
  base::Result<bool> cameWith(const store::ImportedDocument& document, const std::string& file) {
    if (document.lastRow < 0) {
      const auto began = rowAt(-document.lastRow);
      if (!began) return tl::unexpected(began.error());
      return began->file == file;
    }
    const auto chunks = m_ledger.chunks(m_profile.source);
    if (!chunks) return tl::unexpected(chunks.error());
    bool began = false;
    std::int64_t before = 0;
    for (const store::ImportedChunk& chunk : *chunks) {  // by first row
      if (chunk.file != file || chunk.firstRow < 0) continue;
      if (chunk.firstRow <= before) return false;
      before = chunk.lastRow;
      began = began || (chunk.lastRow == document.lastRow && chunk.prefix == document.prefix);
    }
    return began;
  }

  base::Status refuse(const store::QuarantinedRow& aside, std::string reason) {
    m_account.refused.push_back({aside.index, std::move(reason)});
    return {};
  }

  base::Status already() {
    ++m_account.already;
    return {};
  }

  const Profile& m_profile;
  const std::string& m_headerFile;
  command::FactSink& m_sink;
  store::ImportLedger& m_ledger;
  store::EventStore& m_events;
  const std::string& m_actor;
  std::map<std::string, std::string> m_headers;
  RepairAccount m_account;
};

}  // namespace

base::Result<std::string> readHeader(const Profile& profile, const std::string& path) {
  auto source = ByteSource::open(path);
  if (!source) return tl::unexpected(source.error());
  CsvReader reader(std::move(*source), {profile.separator, profile.quote});
  CsvRow header;
  if (auto found = reader.header(header); !found) return tl::unexpected(found.error());
  if (auto good = fits(profile, header, path); !good) return tl::unexpected(good.error());
  return profile.encoding == "latin-1" ? inUtf8(header.raw, Encoding::Latin1) : std::string(header.raw);
}

base::Result<domain::Node> readRow(const Profile& profile, const std::string& header, const std::string& text) {
  domain::Node node;
  const auto read = mapText(profile, header, text, [&](const CsvRow& row, const MappedRow& mapped, const RowMapping& mapping) -> base::Status {
    node = nodeOf(row, mapped, mapping);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return node;
}

base::Digest nameOfAnother(const std::string& raw) { return base::DigestWriter().field(std::string_view("another one")).field(std::string_view(raw)).digest(); }

base::Result<RepairAccount> takeInRepaired(const Profile& profile, const std::string& headerFile, const std::vector<RepairedRow>& rows, command::FactSink& sink,
                                           store::ImportLedger& ledger, store::EventStore& events, const std::string& actor) {
  return Repair(profile, headerFile, sink, ledger, events, actor).run(rows);
}

}  // namespace twinlane::transfer
