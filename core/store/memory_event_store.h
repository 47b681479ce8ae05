// The journal in memory: the port's second engine, for tests and for what must not touch a disk. Same contract as the
// SQLite engine, same chain; nothing survives it. append() is serialized by a lock, reads from any thread.
#pragma once

#include "store/chain.h"
#include "store/event_store.h"

#include <condition_variable>
#include <mutex>
#include <unordered_map>

namespace twinlane::store {

class MemoryEventStore final : public EventStore, public ImportLedger {
 public:
  // `beforeCommit` runs between the last check of a group and its becoming visible; tests delay commits with it.
  explicit MemoryEventStore(std::string storeId, std::function<void()> beforeCommit = {});

  void append(std::vector<AppendRequest> group, base::Timestamp recordedAt, AppendDone done) override;
  void upkeep() override {}
  base::Result<std::vector<StoredEvent>> read(Position after, std::size_t limit) override;
  base::Result<std::vector<StoredEvent>> readStream(const StreamRef& stream, std::int64_t afterVersion, std::size_t limit) override;
  base::Result<LoadedStream> load(const StreamRef& stream, std::size_t limit) override;
  base::Result<StoreHead> head() override;
  base::Result<std::optional<base::Digest>> linkAt(Position position) override;
  base::Status reopen() override { return {}; }
  bool waitFor(Position position, int timeoutMs) override;
  base::Result<std::optional<StoredOutcome>> outcome(const base::CommandId& command) override;
  base::Result<std::optional<StockLevel>> stock(const domain::ProductId& product) override;
  base::Result<base::Amount> owed(const domain::CustomerId& customer, base::Currency currency) override;
  void setListener(CommitListener* listener) override;

  base::Result<std::vector<ImportedChunk>> chunks(const std::string& source) override;
  base::Result<std::optional<ImportedDocument>> document(const std::string& source, const std::string& document) override;
  base::Result<std::vector<std::pair<std::string, StreamRef>>> documents(const std::string& source, const std::string& beginning, const std::string& after, std::size_t limit) override;
  base::Result<std::vector<QuarantinedRow>> quarantined(std::int64_t afterIndex, std::size_t limit) override;
  base::Result<std::vector<QuarantinedRow>> quarantined(const std::string& source, std::int64_t afterIndex, std::size_t limit) override;
  base::Result<Account> account() override;
  base::Result<FileAccount> account(const std::string& source, const std::string& file) override;

 private:
  struct Stream {
    std::int64_t number = 0;
    std::vector<Position> positions;
    std::int64_t stateVersion = 0;
    base::Bytes state;
  };
  // All that a group changes, so that it can be made visible in one assignment of parts.
  struct Tables {
    std::vector<StoredEvent> events;
    std::unordered_map<StreamRef, Stream> streams;
    std::unordered_map<base::CommandId, StoredOutcome> outcomes;
    std::unordered_map<domain::ProductId, StockLevel> stock;
    std::map<std::pair<domain::CustomerId, base::Currency>, base::Amount> credit;
    std::map<Position, base::Digest> links;
    std::int64_t lastNumber = 0;
    EventlessHead eventless;
    std::vector<std::pair<std::string, ImportChunk>> chunks;
    std::map<std::pair<std::string, std::string>, ImportedDocument> documents;
    std::unordered_map<StreamRef, int> lastLines;
  };

  AppendOutcome apply(AppendRequest& request, Commit& commit, CommitParts& parts);
  std::int64_t versionOf(const StreamRef& stream) const;
  base::Amount owedBy(const domain::CustomerId& customer, base::Currency currency) const;

  const std::string m_storeId;
  const std::function<void()> m_beforeCommit;
  std::mutex m_writing;                // held for a whole group
  mutable std::mutex m_visible;        // held while tables change or are read
  std::condition_variable m_headMoved;
  Tables m_tables;
  CommitListener* m_listener = nullptr;
};

}  // namespace twinlane::store
