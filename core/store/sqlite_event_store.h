// The embedded engine of the journal: one SQLite file in WAL mode with synchronous=FULL, one writing connection, read-only
// connections for readers. append() is serialized by a lock; in production the command and the store thread call it. An
// unknown COMMIT closes the store for writing until reopen(); a stale fence and damage close it for good. The fence is raised
// at each opening and compared in each write transaction, so that a stale writer is stopped; a head witness beside the file
// tells a truncated journal.
#pragma once

#include "base/clock.h"
#include "base/file_system.h"
#include "store/event_store.h"

namespace twinlane::store {

struct SqliteStoreOptions {
  std::string path;         // of journal.sqlite
  bool readOnly = false;    // beside a running owner, or to check it: append() is refused, head() asks the file
  std::string storeId;      // for a new journal
  std::string zone;         // for a journal without events; empty leaves it as it is, UTC for a new one
  // Runs between the last write of a group and its COMMIT; tests delay commits with it.
  std::function<void()> beforeCommit;
};

class SqliteEventStore final : public EventStore, public ImportLedger {
 public:
  // Whether the file could be a journal of ours, told from its first bytes; nothing is opened or changed. Foreign, Newer;
  // Damaged when it is missing or no journal any more though the witness beside it saw one.
  static base::Status inspect(const std::string& path, const base::FileSystem& files);
  static base::Result<std::unique_ptr<SqliteEventStore>> open(const SqliteStoreOptions& options, base::FileSystem& files, const base::Clock& clock);
  ~SqliteEventStore() override;

  void append(std::vector<AppendRequest> group, base::Timestamp recordedAt, AppendDone done) override;
  void upkeep() override;
  base::Result<std::vector<StoredEvent>> read(Position after, std::size_t limit) override;
  base::Result<std::vector<StoredEvent>> readStream(const StreamRef& stream, std::int64_t afterVersion, std::size_t limit) override;
  base::Result<LoadedStream> load(const StreamRef& stream, std::size_t limit) override;
  base::Result<StoreHead> head() override;
  base::Result<std::optional<base::Digest>> linkAt(Position position) override;
  base::Status reopen() override;
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

  std::string zone() const;
  // Whether there was a witness when this store was opened; without one nobody can tell a journal that was cut short.
  bool witnessed() const;

 private:
  class Impl;
  explicit SqliteEventStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace twinlane::store
