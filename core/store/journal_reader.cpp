#include "store/journal_reader.h"

#include "base/fault/sabotage.h"
#include "store/chain.h"
#include "store/closing_chunk.h"
#include "store/journal_schema.h"

#include <algorithm>
#include <span>

namespace twinlane::store {

using base::fail;
using sqlite::Statement;

std::string selectOutcomes(const char* which) {
  return std::string("SELECT o.seq, o.command_id, o.content, o.outcome, o.count, s.category, s.id, o.version, o.reason, o.detail, p.name, "
                     "o.received_at, o.recorded_us, o.decided_us FROM outcomes o LEFT JOIN streams s ON s.stream=o.stream "
                     "LEFT JOIN principals p ON p.principal=o.principal ") + which;
}

namespace {

// Of a reading: decoded it is some five times as much, for every list that reads, and documents of 256 lines come by the
// thousand. Some five hundred events of commands fit.
constexpr std::size_t mostReadBytes = 64 * 1024;

constexpr const char* eventColumns =
    "SELECT e.position, s.category, s.id, s.number, e.version, e.type, e.schema_version, e.payload, e.sealed, e.digest, "
    "e.occurred_at, e.origin FROM events e JOIN streams s ON s.stream=e.stream ";

}  // namespace

StoredOutcome outcomeOf(const Statement& row) {
  StoredOutcome outcome;
  const std::int64_t seq = row.integer(0);
  outcome.first = seq > 0 ? seq : 0;
  outcome.command = base::CommandId::fromView(row.bytes(1));
  outcome.content = digestFrom(row.bytes(2));
  outcome.kind = static_cast<OutcomeKind>(row.integer(3));
  outcome.count = static_cast<int>(row.integer(4));
  if (!row.isNull(5)) outcome.stream = {static_cast<domain::Category>(row.integer(5)), std::string(row.text(6))};
  outcome.version = row.integer(7);
  outcome.reason = static_cast<int>(row.integer(8));
  outcome.detail = row.copyOfBytes(9);
  outcome.principal = row.text(10);
  outcome.receivedAt = {row.integer(11)};
  outcome.recordedAt = {row.integer(11) + row.integer(12)};
  outcome.decideMicros = row.integer(13);
  return outcome;
}

base::Result<std::unique_ptr<JournalReader>> JournalReader::open(const std::string& path, const base::FileSystem& files) {
  auto connection = sqlite::Connection::open(path, sqlite::Access::ReadOnly, files);
  if (!connection) return tl::unexpected(connection.error());
  std::unique_ptr<JournalReader> reader(new JournalReader(std::move(*connection)));
  if (auto ready = reader->prepare(); !ready) return tl::unexpected(ready.error());
  return reader;
}

base::Status JournalReader::prepare() {
  if (auto guarded = m_connection.guardReads(); !guarded) return guarded;
  // One snapshot: an owner may be changing its zone.
  const auto snapshot = sqlite::Transaction::snapshot(m_connection);
  if (!snapshot) return tl::unexpected(snapshot.error());
  if (auto ours = checkFormat(m_connection); !ours) return ours;
  if (auto sealed = checkSettings(m_connection); !sealed) return sealed;
  const auto identity = readIdentity(m_connection);
  if (!identity) return tl::unexpected(identity.error());
  m_identity = *identity;
  const std::string byPosition = std::string(eventColumns) + "WHERE e.position>? ORDER BY e.position LIMIT ?";
  const std::string byStream = std::string(eventColumns) +
                               "WHERE e.stream=(SELECT stream FROM streams WHERE category=? AND id=?) AND e.version>? ORDER BY e.version LIMIT ?";
  const std::string byCommand = selectOutcomes("WHERE o.command_id=?"), bySeq = selectOutcomes("WHERE o.seq BETWEEN ? AND ? ORDER BY o.seq");
  const std::pair<Statement*, const char*> statements[] = {
      {&m_events, byPosition.c_str()},
      {&m_streamEvents, byStream.c_str()},
      {&m_commits, "SELECT last, recorded_at FROM commits WHERE last>=? ORDER BY last"},
      {&m_outcomes, "SELECT o.seq, o.count, o.command_id, p.name FROM outcomes o JOIN principals p ON p.principal=o.principal WHERE o.seq>=? ORDER BY o.seq"},
      {&m_outcomeOf, "SELECT o.seq, o.count, o.command_id, p.name FROM outcomes o JOIN principals p ON p.principal=o.principal WHERE o.seq<=? AND o.seq>0 ORDER BY o.seq DESC LIMIT 1"},
      {&m_commitOf, "SELECT recorded_at FROM commits WHERE last>=? ORDER BY last LIMIT 1"},
      {&m_head, "SELECT last, link FROM commits ORDER BY last DESC LIMIT 1"},
      {&m_link, "SELECT link FROM commits WHERE last=?"},
      {&m_outcome, byCommand.c_str()},
      {&m_outcomesOf, bySeq.c_str()},
      {&m_chunk, "SELECT source, prefix, first_row, last_row FROM import_chunks WHERE chunk=?"},
      {&m_chunkFiles, "SELECT file, rows, accepted FROM import_files WHERE chunk=? ORDER BY file"},
      {&m_chunkIgnored, "SELECT rule, rows FROM import_ignored WHERE chunk=? AND file=?"},
      {&m_chunkQuarantined, "SELECT file, row, reason, raw FROM import_quarantine WHERE chunk=? ORDER BY id"},
      {&m_document, "SELECT s.category, s.id, (SELECT max(line) FROM order_lines l WHERE l.stream=s.stream), c.last_row, c.prefix, s.version FROM import_documents d JOIN streams s ON s.stream=d.stream JOIN import_chunks c ON c.chunk=d.chunk WHERE d.source=? AND d.document=?"},
      {&m_chunkDocuments, "SELECT d.document, s.category, s.id FROM import_documents d LEFT JOIN streams s ON s.stream=d.stream WHERE d.chunk=? ORDER BY d.document"},
      {&m_stock, "SELECT on_hand, reserved FROM stock WHERE product=?"},
      {&m_credit, "SELECT owed FROM credit WHERE customer=? AND currency=?"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = m_connection.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  auto loader = StreamLoader::over(m_connection);
  if (!loader) return tl::unexpected(loader.error());
  m_loader = std::move(*loader);
  return {};
}

StoredEvent JournalReader::eventOf(const Statement& row) {
  StoredEvent event;
  event.position = row.integer(0);
  event.stream = {static_cast<domain::Category>(row.integer(1)), std::string(row.text(2))};
  event.orderNumber = row.integer(3);
  event.version = row.integer(4);
  event.type = static_cast<int>(row.integer(5));
  event.schemaVersion = static_cast<int>(row.integer(6));
  event.payload = row.copyOfBytes(7);
  event.sealed = row.copyOfBytes(8);
  event.digest = digestFrom(row.bytes(9));
  if (!row.isNull(10)) event.occurredAt = base::Timestamp{row.integer(10)};
  event.origin = static_cast<domain::Origin>(row.integer(11));
  return event;
}

base::Status JournalReader::addCommand(StoredEvent& event) {
  auto row = m_outcomeOf.bind(1, event.position).step();
  if (!row) return tl::unexpected(row.error());
  if (*row) {
    event.index = static_cast<int>(event.position - m_outcomeOf.integer(0));
    event.command = base::CommandId::fromView(m_outcomeOf.bytes(2));
    event.actor = m_outcomeOf.text(3);
    m_outcomeOf.reset();
  }
  row = m_commitOf.bind(1, event.position).step();
  if (!row) return tl::unexpected(row.error());
  if (*row) {
    event.recordedAt = {m_commitOf.integer(0)};
    m_commitOf.reset();
  }
  return {};
}

base::Result<std::vector<StoredEvent>> JournalReader::read(Position after, std::size_t limit) {
  // Three cursors in step: events, the commit each belongs to, the command each came from.
  const auto snapshot = sqlite::Transaction::snapshot(m_connection);
  if (!snapshot) return tl::unexpected(snapshot.error());
  std::vector<StoredEvent> events;
  m_events.bind(1, after).bind(2, static_cast<std::int64_t>(limit));
  m_commits.bind(1, after + 1);
  Position commitLast = 0, commandFirst = 0, commandLast = 0;
  base::Timestamp recordedAt;
  base::CommandId command;
  std::string actor;
  base::Status problem;
  bool commandsOpen = false;
  std::size_t bytes = 0;
  for (;;) {
    const auto row = m_events.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    StoredEvent& event = events.emplace_back(eventOf(m_events));
    if (event.position != after + static_cast<Position>(events.size()) && !TWINLANE_SABOTAGE("gap-not-checked")) {
      problem = fail(base::ErrorCode::Damaged, "event " + std::to_string(after + static_cast<Position>(events.size())) + " is missing from the journal",
                     m_connection.path(), "restore a backup; nothing was changed");
      break;
    }
    while (commitLast < event.position) {
      const auto commit = m_commits.step();
      if (!commit || !*commit) {
        problem = fail(base::ErrorCode::Damaged, "event " + std::to_string(event.position) + " has no commit", m_connection.path(), "restore a backup");
        break;
      }
      commitLast = m_commits.integer(0);
      recordedAt = {m_commits.integer(1)};
    }
    if (!problem) break;
    if (!commandsOpen) {
      StoredEvent first = event;
      if (problem = addCommand(first); !problem) break;
      commandFirst = event.position - first.index;
      m_outcomes.bind(1, commandFirst);
      commandsOpen = true;
    }
    while (commandLast < event.position) {
      const auto outcome = m_outcomes.step();
      if (!outcome || !*outcome) {
        problem = fail(base::ErrorCode::Damaged, "event " + std::to_string(event.position) + " has no command", m_connection.path(), "restore a backup");
        break;
      }
      commandFirst = m_outcomes.integer(0);
      commandLast = commandFirst + m_outcomes.integer(1) - 1;
      command = base::CommandId::fromView(m_outcomes.bytes(2));
      actor = m_outcomes.text(3);
    }
    if (!problem) break;
    bytes += event.payload.size() + event.sealed.size();
    event.recordedAt = recordedAt;
    event.command = command;
    event.actor = actor;
    event.index = static_cast<int>(event.position - commandFirst);
    if (bytes >= mostReadBytes) break;
  }
  m_events.reset();
  m_commits.reset();
  m_outcomes.reset();
  if (!problem) return tl::unexpected(problem.error());
  return events;
}

base::Result<std::vector<StoredEvent>> JournalReader::readStream(const StreamRef& stream, std::int64_t afterVersion, std::size_t limit) {
  const auto snapshot = sqlite::Transaction::snapshot(m_connection);
  if (!snapshot) return tl::unexpected(snapshot.error());
  std::vector<StoredEvent> events;
  m_streamEvents.bind(1, static_cast<int>(stream.category)).bind(2, stream.id).bind(3, afterVersion).bind(4, static_cast<std::int64_t>(limit));
  for (;;) {
    const auto row = m_streamEvents.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return events;
    events.push_back(eventOf(m_streamEvents));
    if (auto added = addCommand(events.back()); !added) {
      m_streamEvents.reset();
      return tl::unexpected(added.error());
    }
  }
}

base::Result<StoreHead> JournalReader::head() {
  const auto row = m_head.step();
  if (!row) return tl::unexpected(row.error());
  StoreHead head{m_identity, 0, {}};
  if (*row) {
    head.position = m_head.integer(0);
    head.link = digestFrom(m_head.bytes(1));
    m_head.reset();
  }
  return head;
}

base::Result<std::optional<base::Digest>> JournalReader::linkAt(Position position) {
  const auto row = m_link.bind(1, position).step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  const base::Digest link = digestFrom(m_link.bytes(0));
  m_link.reset();
  return link;
}

base::Result<std::optional<base::Digest>> JournalReader::eventlessLinkAt(std::int64_t seq) {
  auto select = m_connection.prepare("SELECT link FROM outcomes WHERE seq=? AND link IS NOT NULL", false);
  if (!select) return tl::unexpected(select.error());
  const auto row = select->bind(1, seq).step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  return digestFrom(select->bytes(0));
}

base::Result<EventlessHead> eventlessHead(sqlite::Connection& connection) {
  auto select = connection.prepare("SELECT seq, link FROM outcomes WHERE seq<0 ORDER BY seq LIMIT 1", false);
  if (!select) return tl::unexpected(select.error());
  const auto row = select->step();
  if (!row) return tl::unexpected(row.error());
  return *row ? EventlessHead{select->integer(0), digestFrom(select->bytes(1))} : EventlessHead{};
}

base::Result<std::optional<base::Digest>> JournalReader::chunkDigest(std::int64_t seq) {
  auto row = m_chunk.bind(1, seq).step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  ImportChunk chunk;
  chunk.source = m_chunk.text(0);
  chunk.prefix = digestFrom(m_chunk.bytes(1));
  chunk.firstRow = m_chunk.integer(2);
  chunk.lastRow = m_chunk.integer(3);
  m_chunk.reset();
  for (m_chunkFiles.bind(1, seq);;) {
    row = m_chunkFiles.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    chunk.files.push_back({std::string(m_chunkFiles.text(0)), m_chunkFiles.integer(1), m_chunkFiles.integer(2), {}});
  }
  for (FileRows& file : chunk.files) {
    for (m_chunkIgnored.bind(1, seq).bind(2, file.file);;) {
      row = m_chunkIgnored.step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      file.ignored.emplace(m_chunkIgnored.text(0), m_chunkIgnored.integer(1));
    }
  }
  for (m_chunkQuarantined.bind(1, seq);;) {
    row = m_chunkQuarantined.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    chunk.quarantined.push_back({std::string(m_chunkQuarantined.text(0)), m_chunkQuarantined.integer(1), std::string(m_chunkQuarantined.text(2)), std::string(m_chunkQuarantined.text(3))});
  }
  std::vector<std::pair<std::string, StreamRef>> documents;
  for (m_chunkDocuments.bind(1, seq);;) {
    row = m_chunkDocuments.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    documents.emplace_back(m_chunkDocuments.text(0), StreamRef{static_cast<domain::Category>(m_chunkDocuments.integer(1)), std::string(m_chunkDocuments.text(2))});
  }
  return digestOf(chunk, documents);
}

base::Result<std::vector<base::Digest>> JournalReader::outcomeDigests(std::int64_t first, std::int64_t last) {
  std::vector<base::Digest> digests;
  m_outcomesOf.bind(1, first).bind(2, last);
  for (;;) {
    const auto row = m_outcomesOf.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return digests;
    const auto outcome = outcomeOf(m_outcomesOf);
    const auto import = chunkDigest(m_outcomesOf.integer(0));
    if (!import) {
      m_outcomesOf.reset();
      return tl::unexpected(import.error());
    }
    digests.push_back(digestOf(outcome, *import));
  }
}

base::Result<std::optional<StoredOutcome>> JournalReader::outcome(const base::CommandId& command) {
  const auto row = m_outcome.bind(1, command.view()).step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  auto found = outcomeOf(m_outcome);
  m_outcome.reset();
  return found;
}

base::Result<std::optional<StockLevel>> JournalReader::stock(const domain::ProductId& product) {
  const auto row = m_stock.bind(1, product.text).step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  const StockLevel level{{m_stock.integer(0)}, {m_stock.integer(1)}};
  m_stock.reset();
  return level;
}

base::Result<base::Amount> JournalReader::owed(const domain::CustomerId& customer, base::Currency currency) {
  const auto row = m_credit.bind(1, customer.text).bind(2, currency.toText()).step();
  if (!row) return tl::unexpected(row.error());
  const base::Amount owed{*row ? m_credit.integer(0) : 0};
  m_credit.reset();
  return owed;
}

base::Result<std::string> JournalReader::setting(const std::string& key) { return readSetting(m_connection, key); }

base::Result<std::vector<ImportedChunk>> JournalReader::chunks(const std::string& source) {
  auto select = m_connection.prepare("SELECT prefix, first_row, last_row, (SELECT min(file) FROM import_files f WHERE f.chunk=c.chunk) FROM import_chunks c WHERE source=? ORDER BY first_row, chunk", false);
  if (!select) return tl::unexpected(select.error());
  select->bind(1, source);
  std::vector<ImportedChunk> chunks;
  for (;;) {
    const auto row = select->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return chunks;
    chunks.push_back({digestFrom(select->bytes(0)), select->integer(1), select->integer(2), std::string(select->text(3))});
  }
}

base::Result<std::optional<ImportedDocument>> JournalReader::document(const std::string& source, const std::string& document) {
  const auto row = m_document.bind(1, source).bind(2, document).step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  ImportedDocument found{{static_cast<domain::Category>(m_document.integer(0)), std::string(m_document.text(1))}, static_cast<int>(m_document.integer(2)), m_document.integer(3), digestFrom(m_document.bytes(4)), m_document.integer(5)};
  m_document.reset();
  return found;
}

base::Result<std::vector<std::pair<std::string, StreamRef>>> JournalReader::documents(const std::string& source, const std::string& beginning, const std::string& after, std::size_t limit) {
  std::string end = beginning;
  ++end.back();
  auto select = m_connection.prepare("SELECT d.document, s.category, s.id FROM import_documents d JOIN streams s ON s.stream=d.stream WHERE d.source=? AND d.document>? AND d.document<? ORDER BY d.document LIMIT ?", false);
  if (!select) return tl::unexpected(select.error());
  select->bind(1, source).bind(2, std::max(beginning, after)).bind(3, end).bind(4, static_cast<std::int64_t>(limit));
  std::vector<std::pair<std::string, StreamRef>> found;
  for (;;) {
    const auto row = select->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return found;
    found.emplace_back(select->text(0), StreamRef{static_cast<domain::Category>(select->integer(1)), std::string(select->text(2))});
  }
}

namespace {

// Whether the row q of the chunk c is closed: by the chunk of either prefix that begins last before it.
std::string isClosed() {
  const auto by = [](const std::string& prefix) {
    return "coalesce((SELECT r.last_row FROM import_chunks r WHERE r.source=c.source AND r.prefix=" + prefix + " AND r.first_row<=-q.id ORDER BY r.first_row DESC LIMIT 1)>=-q.id, 0)";
  };
  return "(" + by("zeroblob(16)") + " OR " + by("x'" + base::toHex(closingPrefix()) + "'") + ")";
}

}  // namespace

base::Result<std::vector<QuarantinedRow>> JournalReader::quarantined(std::optional<std::string_view> source, std::int64_t afterIndex, std::size_t limit) {
  // In the order of their ids, whatever the planner thinks of it.
  const std::string sql = "SELECT q.file, q.row, q.reason, q.raw, q.id, c.source, " + isClosed() +
                          " FROM import_quarantine q CROSS JOIN import_chunks c ON c.chunk=q.chunk WHERE q.id>?1 AND (?3 IS NULL OR c.source=?3) ORDER BY q.id LIMIT ?2";
  auto select = m_connection.prepare(sql.c_str(), false);
  if (!select) return tl::unexpected(select.error());
  select->bind(1, afterIndex).bind(2, static_cast<std::int64_t>(limit)).bind(3, source);
  std::vector<QuarantinedRow> rows;
  for (;;) {
    const auto row = select->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return rows;
    rows.push_back({std::string(select->text(0)), select->integer(1), std::string(select->text(2)), std::string(select->text(3)), select->integer(4), std::string(select->text(5)), select->integer(6) != 0});
  }
}

namespace {

using Files = std::map<std::pair<std::string, std::string>, FileAccount>;
struct Sum {
  std::string sql;  // source and file first
  void (*take)(FileAccount&, const sqlite::Statement&);
};

// In one snapshot; `parameters` are those of each.
base::Result<Files> sumsOf(sqlite::Connection& connection, std::span<const Sum> sums, std::initializer_list<std::string_view> parameters) {
  const auto snapshot = sqlite::Transaction::snapshot(connection);
  if (!snapshot) return tl::unexpected(snapshot.error());
  Files files;
  for (const Sum& sum : sums) {
    auto select = connection.prepare(sum.sql.c_str(), false);
    if (!select) return tl::unexpected(select.error());
    int number = 0;
    for (const std::string_view parameter : parameters) select->bind(++number, parameter);
    const auto read = sqlite::eachRow(*select, [&](const sqlite::Statement& row) { sum.take(files[{std::string(row.text(0)), std::string(row.text(1))}], row); });
    if (!read) return tl::unexpected(read.error());
  }
  return files;
}

void takeRows(FileAccount& file, const sqlite::Statement& row) { file.rows += row.integer(2), file.accepted += row.integer(3); }
void takeQuarantined(FileAccount& file, const sqlite::Statement& row) {
  file.quarantined[std::string(row.text(2))] += row.integer(3);
  if (row.integer(4) > 0) file.repaired[std::string(row.text(2))] += row.integer(4);
}
void takeIgnored(FileAccount& file, const sqlite::Statement& row) { file.ignored[std::string(row.text(2))] += row.integer(3); }

}  // namespace

base::Result<ImportLedger::Account> JournalReader::account() {
  const Sum sums[] = {
      {"SELECT c.source, f.file, sum(f.rows), sum(f.accepted) FROM import_files f JOIN import_chunks c ON c.chunk=f.chunk GROUP BY 1, 2", takeRows},
      {"SELECT c.source, q.file, q.reason, count(*), sum(" + isClosed() + ") FROM import_quarantine q JOIN import_chunks c ON c.chunk=q.chunk GROUP BY 1, 2, 3", takeQuarantined},
      {"SELECT c.source, i.file, i.rule, sum(i.rows) FROM import_ignored i JOIN import_chunks c ON c.chunk=i.chunk GROUP BY 1, 2, 3", takeIgnored}};
  auto files = sumsOf(m_connection, sums, {});
  if (!files) return tl::unexpected(files.error());
  return accountOf(std::move(*files));
}

base::Result<FileAccount> JournalReader::account(const std::string& source, const std::string& file) {
  // Counted one by one: to sort them takes memory for each.
  const Sum sums[] = {
      {"SELECT c.source, f.file, f.rows, f.accepted FROM import_chunks c CROSS JOIN import_files f ON f.chunk=c.chunk AND f.file=?2 WHERE c.source=?1", takeRows},
      {"SELECT c.source, q.file, q.reason, 1, " + isClosed() + " FROM import_chunks c CROSS JOIN import_files f ON f.chunk=c.chunk AND f.file=?2 CROSS JOIN import_quarantine q ON q.chunk=c.chunk AND q.file=?2 WHERE c.source=?1", takeQuarantined},
      {"SELECT c.source, i.file, i.rule, i.rows FROM import_chunks c CROSS JOIN import_ignored i ON i.chunk=c.chunk AND i.file=?2 WHERE c.source=?1", takeIgnored}};
  auto files = sumsOf(m_connection, sums, {source, file});
  if (!files) return tl::unexpected(files.error());
  auto account = accountOf(std::move(*files));
  return account.files.empty() ? FileAccount{source, file, 0, 0, {}, {}, {}} : std::move(account.files.front());
}

}  // namespace twinlane::store
