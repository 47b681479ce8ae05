#include "transfer/history/history_import.h"

#include "transfer/chunk_size.h"
#include "transfer/history/history_files.h"
#include "transfer/history/known_facts.h"
#include "transfer/taken_chunk.h"

#include <algorithm>
#include <set>
#include <utility>

namespace twinlane::transfer {
namespace {

// A document is never cut.
constexpr std::int64_t rowsPerHistoryChunk = 200;
constexpr std::size_t rowsLeftAtOnce = 2000;
// Times that others may change a document between its being looked at and its being stored.
constexpr int mostTries = 1000;

const char* existsReason(domain::Category category) {
  switch (category) {
    case domain::Category::Customer: return "customer_exists";
    case domain::Category::Product: return "product_exists";
    default: return "order_exists";
  }
}

class HistoryImport {
 public:
  HistoryImport(const Profile& profile, command::FactSink& sink, store::ImportLedger& ledger, store::EventStore& events, const base::Clock& clock, const std::string& actor, const ImportProgress& progress)
      : m_profile(profile), m_sink(sink), m_ledger(ledger), m_events(events), m_clock(clock), m_actor(actor), m_progress(progress), m_started(clock.steady()) {}

  base::Result<ImportAccount> run(const std::vector<std::string>& paths) {
    auto staging = Staging::open(m_profile);
    if (!staging) return tl::unexpected(staging.error());
    m_staging = &*staging;
    const auto read = readHistory(m_profile, paths, *staging, [this](std::int64_t bytes, std::int64_t total) { return goOn(bytes / 2, total); });
    // What was only read is not taken in, so nothing is left behind.
    if (!read && m_account.cancelled) return finished();
    if (!read) return tl::unexpected(read.error());
    const auto counts = staging->counts();
    if (!counts) return tl::unexpected(counts.error());
    m_account.rowsInFiles = counts->rows;
    m_account.ambiguousTimes = counts->ambiguousTimes;
    m_account.missingTimes = counts->missingTimes;
    m_account.records = counts->records;
    if (auto known = learnKnown(); !known) return tl::unexpected(known.error());
    const auto documents = staging->documents();
    if (!documents) return tl::unexpected(documents.error());
    m_documents = *documents;
    if (auto done = sendLeft(); !done) return tl::unexpected(done.error());
    if (auto done = sendDocuments(); !done) return tl::unexpected(done.error());
    if (!m_account.cancelled) {
      // Nothing goes under in silence: what told nothing is set aside as well.
      if (auto found = m_staging->setRestAside(); !found) return tl::unexpected(found.error());
      if (auto done = sendLeft(); !done) return tl::unexpected(done.error());
    }
    return finished();
  }

 private:
  using Identity = std::pair<std::int64_t, base::Digest>;  // last row and prefix

  base::Status learnKnown() {
    const auto chunks = m_ledger.chunks(m_profile.source);
    if (!chunks) return tl::unexpected(chunks.error());
    for (const store::ImportedChunk& chunk : *chunks) m_known.emplace(chunk.lastRow, chunk.prefix);
    return {};
  }

  // ---- rows that make no document: set aside or left out

  base::Status sendLeft() {
    for (std::int64_t file = 1; file <= m_staging->files() && !m_account.cancelled; ++file) {
      base::DigestWriter prefix;
      prefix.field(std::string_view("rows left"));
      std::int64_t ordinal = 0;
      for (std::int64_t after = 0; !m_account.cancelled;) {
        auto rows = m_staging->left(file, after, rowsLeftAtOnce);
        if (!rows) return tl::unexpected(rows.error());
        if (rows->empty()) break;
        if (auto sent = sendLeftOf(*rows, prefix, ordinal); !sent) return sent;
        after = rows->back().number;
        goOn(0, 0);
      }
    }
    return {};
  }

  // A part that was accounted for before, by this file or by one that began with the same rows, is passed over.
  base::Status sendLeftOf(const std::vector<Staging::Left>& rows, base::DigestWriter& prefix, std::int64_t& ordinal) {
    const std::int64_t first = ordinal + 1;
    std::size_t known = 0;
    std::vector<base::Digest> digests;
    for (const Staging::Left& left : rows) {
      prefix.field(left.row.row).field(std::string_view(left.row.reason)).field(std::string_view(left.row.raw));
      digests.push_back(prefix.digest());
      ++ordinal;
      if (m_known.contains({ordinal, digests.back()})) known = digests.size();
    }
    m_account.rows += static_cast<std::int64_t>(rows.size());
    m_account.alreadyImported += static_cast<std::int64_t>(known);
    for (const Staging::Left& left : rows)
      if (auto done = m_staging->markDone(left.number); !done) return done;
    if (known == rows.size()) return {};
    command::FactChunk chunk = withIdentity({}, digests.back(), first + static_cast<std::int64_t>(known), ordinal);
    store::FileRows account{rows.front().row.file, 0, 0, {}};
    for (std::size_t i = known; i < rows.size(); ++i) {
      ++account.rows;
      if (rows[i].isIgnored) ++account.ignored[rows[i].row.reason];
      else chunk.import.quarantined.push_back(rows[i].row);
    }
    chunk.import.files.push_back(account);
    const auto quarantined = chunk.import.quarantined;
    const auto outcome = m_sink.accept(std::move(chunk));
    if (!outcome) return tl::unexpected(outcome.error());
    if (outcome->kind != store::AppendOutcome::Kind::Stored) {
      m_account.alreadyImported += account.rows;
      return {};
    }
    for (const auto& [rule, count] : account.ignored) m_account.ignored[rule] += count;
    for (const store::QuarantinedRow& row : quarantined) ++m_account.quarantined[row.reason];
    return {};
  }

  // ---- documents

  base::Status sendDocuments() {
    for (std::int64_t place = 1; !m_account.cancelled; ++place) {
      const auto customer = m_staging->customer(place);
      if (!customer) return tl::unexpected(customer.error());
      if (!*customer) break;
      if (auto added = add(historyOf((*customer)->first, (*customer)->second)); !added) return added;
    }
    for (std::int64_t place = 1; !m_account.cancelled; ++place) {
      const auto product = m_staging->product(place);
      if (!product) return tl::unexpected(product.error());
      if (!*product) break;
      if (auto added = add(historyOf((*product)->first, (*product)->second)); !added) return added;
    }
    const bool isPaymentKnown = tellsPayments(m_profile);
    for (std::int64_t place = 1; !m_account.cancelled; ++place) {
      const auto order = m_staging->order(place);
      if (!order) return tl::unexpected(order.error());
      if (!*order) break;
      History history = historyOf(**order, isPaymentKnown);
      history.mayBePart = m_profile.shape == "event_log" || m_profile.shape == "event_table";
      if (auto added = add(std::move(history)); !added) return added;
    }
    return m_account.cancelled || m_pending.empty() ? base::Status() : send();
  }

  base::Status add(History history) {
    m_pendingRows += static_cast<std::int64_t>(history.rows.size() + history.lines.size() + history.facts.size());
    m_pending.push_back(std::move(history));
    ++m_documentsDone;
    return m_pendingRows < m_size.rows() ? base::Status() : send();
  }

  command::FactChunk withIdentity(command::FactChunk chunk, const base::Digest& prefix, std::int64_t first, std::int64_t last) const {
    chunk.actor = m_actor;
    chunk.import.source = m_profile.source;
    chunk.import.prefix = prefix;
    chunk.import.firstRow = first;
    chunk.import.lastRow = last;
    chunk.id = chunkId(m_profile.source, prefix, first, last);
    chunk.content = base::DigestWriter().field(std::string_view(m_profile.source)).field(base::ByteView(prefix)).field(first).field(last).digest();
    return chunk;
  }

  // What the documents that wait add to the journal.
  struct Adding {
    std::vector<command::FactStream> streams;
    std::vector<std::pair<std::string, int>> documents;
    std::vector<std::int64_t> rows;
    std::vector<std::pair<std::int64_t, std::string>> differing;
    std::vector<std::int64_t> known;
    std::int64_t events = 0, orders = 0;
    base::DigestWriter said;
  };

  // `foreign` are streams of these names that others made.
  base::Result<Adding> whatIsNew(const std::set<std::string>& foreign) {
    Adding adding;
    for (const History& history : m_pending) {
      const std::string document = history.stream.toText();
      const auto before = m_ledger.document(m_profile.source, document);
      if (!before) return tl::unexpected(before.error());
      auto addition = additionTo(*before, history, m_events);
      if (!addition) return tl::unexpected(addition.error());
      if (foreign.contains(document)) {
        for (const std::int64_t row : addition->rows) adding.differing.emplace_back(row, existsReason(history.stream.category));
        continue;
      }
      for (const std::int64_t row : addition->differ) adding.differing.emplace_back(row, "document_differs");
      adding.known.insert(adding.known.end(), addition->known.begin(), addition->known.end());
      if (addition->stream.facts.empty()) continue;
      adding.events += static_cast<std::int64_t>(addition->stream.facts.size());
      if (!*before) {
        adding.documents.emplace_back(document, static_cast<int>(adding.streams.size()));
        adding.orders += history.stream.category == domain::Category::Order ? 1 : 0;
      }
      adding.said.field(std::string_view(document)).field(addition->stream.version.value_or(0)).field(static_cast<std::int64_t>(addition->stream.facts.size()));
      // A row that says one thing anew and another otherwise is set aside for that; what is new of it is in all the same.
      for (const std::int64_t row : addition->rows)
        if (std::find(addition->differ.begin(), addition->differ.end(), row) == addition->differ.end()) adding.rows.push_back(row);
      adding.streams.push_back(std::move(addition->stream));
    }
    return adding;
  }

  base::Status send() {
    std::set<std::string> foreign;
    for (int tries = 0;; ++tries) {
      auto adding = whatIsNew(foreign);
      if (!adding) return tl::unexpected(adding.error());
      const auto differing = std::move(adding->differing);
      const auto known = std::move(adding->known);
      const auto stored = keep(std::move(*adding));
      if (stored) {
        if (auto aside = setAside(differing); !aside) return aside;
        if (auto there = countKnown(known); !there) return there;
        break;
      }
      if (stored.error().code != base::ErrorCode::Conflict || tries >= mostTries) return stored;
      // Somebody changed a document since it was looked at, or made one of this name.
      const auto before = m_ledger.document(m_profile.source, stored.error().where);
      if (!before) return tl::unexpected(before.error());
      if (!*before) foreign.insert(stored.error().where);
    }
    m_pending.clear();
    m_pendingRows = 0;
    goOn(m_bytesTotal / 2 + (m_documents > 0 ? (m_bytesTotal - m_bytesTotal / 2) * m_documentsDone / m_documents : 0), m_bytesTotal);
    return {};
  }

  // The rows of a chunk by their files, each row once in the whole import: one that tells of several documents counts with the
  // first. Gives the rows that count.
  base::Result<std::vector<std::pair<std::int64_t, Staging::Row>>> accountFor(const std::vector<std::int64_t>& numbers, bool isAccepted, command::FactChunk& chunk) {
    std::vector<std::pair<std::int64_t, Staging::Row>> counted;
    std::map<std::string, store::FileRows> files;
    std::set<std::int64_t> seen;
    for (const std::int64_t number : numbers) {
      if (number <= 0 || !seen.insert(number).second) continue;
      auto row = m_staging->row(number);
      if (!row) return tl::unexpected(row.error());
      if (row->isDone) continue;
      auto path = m_staging->fileName(row->file);
      if (!path) return tl::unexpected(path.error());
      store::FileRows& file = files[*path];
      file.file = std::move(*path);
      ++file.rows;
      file.accepted += isAccepted ? 1 : 0;
      counted.emplace_back(number, std::move(*row));
    }
    for (auto& [path, account] : files) chunk.import.files.push_back(std::move(account));
    return counted;
  }

  // One commit: what documents add, and which rows say it.
  base::Status keep(Adding adding) {
    if (adding.streams.empty()) return {};
    m_prefix.field(base::ByteView(adding.said.digest()));
    command::FactChunk chunk;
    const auto counted = accountFor(adding.rows, true, chunk);
    if (!counted) return tl::unexpected(counted.error());
    const auto rows = static_cast<std::int64_t>(counted->size());
    chunk = withIdentity(std::move(chunk), m_prefix.digest(), m_lastRow + 1, m_lastRow + rows);
    chunk.streams = std::move(adding.streams);
    chunk.import.documents = std::move(adding.documents);
    const auto outcome = m_sink.accept(std::move(chunk));
    if (!outcome) return tl::unexpected(outcome.error());
    m_lastRow += rows;
    m_account.rows += rows;
    if (outcome->kind == store::AppendOutcome::Kind::Stored) {
      m_account.accepted += rows;
      m_account.events += adding.events;
      m_account.orders += adding.orders;
      countGuardBreaks(m_account, *outcome);
      m_size.learn(m_pendingRows, *outcome);
    } else {
      m_account.alreadyImported += rows;
    }
    return markDone(*counted);
  }

  // Rows that say otherwise than what is there. The identity of each is what it says, so that it is set aside once.
  base::Status setAside(const std::vector<std::pair<std::int64_t, std::string>>& differing) {
    for (const auto& [number, reason] : differing) {
      command::FactChunk chunk;
      const auto counted = accountFor({number}, false, chunk);
      if (!counted) return tl::unexpected(counted.error());
      if (counted->empty()) continue;
      const Staging::Row& row = counted->front().second;
      const base::Digest said = base::DigestWriter().field(std::string_view("differs")).field(std::string_view(reason)).field(std::string_view(row.raw)).digest();
      ++m_account.rows;
      chunk.import.quarantined.push_back({chunk.import.files.front().file, row.row, reason, row.raw});
      auto kind = store::AppendOutcome::Kind::Duplicate;
      if (m_known.insert({1, said}).second) {
        const auto outcome = m_sink.accept(withIdentity(std::move(chunk), said, 1, 1));
        if (!outcome) return tl::unexpected(outcome.error());
        kind = outcome->kind;
      }
      if (kind == store::AppendOutcome::Kind::Stored) ++m_account.quarantined[reason];
      else ++m_account.alreadyImported;
      if (auto done = markDone(*counted); !done) return done;
    }
    return {};
  }

  // Rows that say what is there; one that says something new as well is counted with that.
  base::Status countKnown(const std::vector<std::int64_t>& numbers) {
    for (const std::int64_t number : numbers) {
      if (number <= 0) continue;
      const auto row = m_staging->row(number);
      if (!row) return tl::unexpected(row.error());
      if (row->isDone) continue;
      ++m_account.rows;
      ++m_account.alreadyImported;
      if (auto done = m_staging->markDone(number); !done) return done;
    }
    return {};
  }

  base::Status markDone(const std::vector<std::pair<std::int64_t, Staging::Row>>& rows) {
    for (const auto& [number, row] : rows)
      if (auto done = m_staging->markDone(number); !done) return done;
    return {};
  }

  bool goOn(std::int64_t bytes, std::int64_t total) {
    if (total > 0) m_bytesTotal = total;
    m_bytesRead = std::max(m_bytesRead, bytes);
    if (m_progress.step && !m_progress.step(m_account, m_bytesRead, m_bytesTotal)) m_account.cancelled = true;
    return !m_account.cancelled;
  }

  base::Result<ImportAccount> finished() {
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
  const base::SteadyTime m_started;
  Staging* m_staging = nullptr;
  std::set<Identity> m_known;
  std::vector<History> m_pending;
  std::int64_t m_pendingRows = 0;
  ChunkSize m_size{rowsPerHistoryChunk};
  std::int64_t m_documents = 0, m_documentsDone = 0, m_lastRow = 0;
  std::int64_t m_bytesRead = 0, m_bytesTotal = 0;
  base::DigestWriter m_prefix;
  ImportAccount m_account;
};

}  // namespace

base::Result<ImportAccount> importHistory(const Profile& profile, const std::vector<std::string>& paths, command::FactSink& sink, store::ImportLedger& ledger, store::EventStore& events,
                                          const base::Clock& clock, const std::string& actor, const ImportProgress& progress) {
  return HistoryImport(profile, sink, ledger, events, clock, actor, progress).run(paths);
}

base::Status proveHistory(const Profile& profile, const std::vector<std::string>& paths) {
  auto staging = Staging::open(profile);
  if (!staging) return tl::unexpected(staging.error());
  const auto read = readHistory(profile, paths, *staging, {});
  return read ? base::Status() : tl::unexpected(read.error());
}

}  // namespace twinlane::transfer
