// Reads a journal over one read-only connection. One thread at a time. Each call is one short snapshot. Within the room
// and for rooms that read a journal beside its owner.
#pragma once

#include "store/chain.h"
#include "store/stream_loader.h"

namespace twinlane::store {

class JournalReader {
 public:
  static base::Result<std::unique_ptr<JournalReader>> open(const std::string& path, const base::FileSystem& files);

  base::Result<std::vector<StoredEvent>> read(Position after, std::size_t limit);
  base::Result<std::vector<StoredEvent>> readStream(const StreamRef& stream, std::int64_t afterVersion, std::size_t limit);
  base::Result<LoadedStream> load(const StreamRef& stream, std::size_t limit) { return m_loader.load(stream, limit); }
  base::Result<StoreHead> head();
  base::Result<std::optional<base::Digest>> linkAt(Position position);
  // Of an outcome without events.
  base::Result<std::optional<base::Digest>> eventlessLinkAt(std::int64_t seq);
  // Digests of the outcomes filed under first..last, in that order, from all that is kept of them.
  base::Result<std::vector<base::Digest>> outcomeDigests(std::int64_t first, std::int64_t last);
  base::Result<std::optional<StoredOutcome>> outcome(const base::CommandId& command);
  base::Result<std::optional<StockLevel>> stock(const domain::ProductId& product);
  base::Result<base::Amount> owed(const domain::CustomerId& customer, base::Currency currency);
  base::Result<std::string> setting(const std::string& key);

  base::Result<std::vector<ImportedChunk>> chunks(const std::string& source);
  base::Result<std::optional<ImportedDocument>> document(const std::string& source, const std::string& document);
  base::Result<std::vector<std::pair<std::string, StreamRef>>> documents(const std::string& source, const std::string& beginning, const std::string& after, std::size_t limit);
  // Of one source; none named: of all.
  base::Result<std::vector<QuarantinedRow>> quarantined(std::optional<std::string_view> source, std::int64_t afterIndex, std::size_t limit);
  base::Result<ImportLedger::Account> account();
  base::Result<FileAccount> account(const std::string& source, const std::string& file);

  sqlite::Connection& connection() { return m_connection; }

 private:
  explicit JournalReader(sqlite::Connection connection) : m_connection(std::move(connection)) {}
  base::Status prepare();
  // Event columns of `statement` into an event; command, actor and times are added by the caller.
  static StoredEvent eventOf(const sqlite::Statement& statement);
  base::Status addCommand(StoredEvent& event);
  base::Result<std::optional<base::Digest>> chunkDigest(std::int64_t seq);

  sqlite::Connection m_connection;
  StoreIdentity m_identity;
  sqlite::Statement m_events, m_streamEvents, m_commits, m_outcomes, m_outcomeOf, m_commitOf, m_head, m_link, m_outcome, m_stock, m_credit, m_outcomesOf, m_chunk, m_chunkFiles, m_chunkIgnored, m_chunkQuarantined, m_chunkDocuments, m_document;
  StreamLoader m_loader;
};

StoredOutcome outcomeOf(const sqlite::Statement& row);
// The columns that outcomeOf reads, from `outcomes o`; `which` is the rest of the query.
std::string selectOutcomes(const char* which);
base::Result<EventlessHead> eventlessHead(sqlite::Connection& connection);

}  // namespace twinlane::store
