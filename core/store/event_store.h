// The port of the journal, made for several writers though the embedded engine has one: conflicts come from the store,
// what callers cache are hints. append() may be called from any thread (the embedded engine serializes), reads from any
// thread at once. No SQL type, no integer stream key and no in-process tail in this contract; one contract suite runs over
// every engine.
#pragma once

#include "store/append.h"

#include <functional>

namespace twinlane::store {

// Told after each durable commit, on the thread that committed. Must be quick and must not call back into the store.
class CommitListener {
 public:
  virtual ~CommitListener() = default;
  virtual void committed(std::shared_ptr<const Commit> commit) = 0;
};

// Guard row of a product.
struct StockLevel {
  base::Quantity onHand, reserved;
  base::Quantity available() const { return onHand - reserved; }
};

// What was found where a condition asks for more; nothing when it holds.
inline std::optional<base::Quantity> lackOf(const StockCondition& condition, const StockLevel& level) {
  if (condition.available && level.available() < *condition.available) return level.available();
  if (condition.onHand && level.onHand < *condition.onHand) return level.onHand;
  return std::nullopt;
}

// The latest state of a stream that was kept with its events, and the events after it. Without a state all are after it.
// These events are for folding: what they were asked by is left out (command, index, actor).
struct LoadedStream {
  std::int64_t stateVersion = 0;
  base::Bytes state;
  std::vector<StoredEvent> events;
};

class EventStore {
 public:
  using AppendResult = base::Result<std::vector<AppendOutcome>>;
  using AppendDone = std::function<void(AppendResult)>;

  virtual ~EventStore() = default;

  // One group commit, recorded at the time given: the one that states kept with it were folded with. `done` is called once, after durability: one outcome per request in their order, or an error that
  // holds for the whole group. ErrorCode::Unknown: the commit may or may not have happened; look the commands up.
  virtual void append(std::vector<AppendRequest> group, base::Timestamp recordedAt, AppendDone done) = 0;

  // Small work on its files that would otherwise be done inside an append: for the one who appends, between two of them.
  // What could not be done is tried again the next time.
  virtual void upkeep() = 0;

  // Events after `after` in order, at most `limit`, fewer when they are large; none only at the end. Damaged when a position is missing.
  virtual base::Result<std::vector<StoredEvent>> read(Position after, std::size_t limit) = 0;
  virtual base::Result<std::vector<StoredEvent>> readStream(const StreamRef& stream, std::int64_t afterVersion, std::size_t limit) = 0;
  // For the one who decides, also while a group is being stored; at most `limit` events, the rest by readStream.
  virtual base::Result<LoadedStream> load(const StreamRef& stream, std::size_t limit) = 0;
  virtual base::Result<StoreHead> head() = 0;
  // Link of the commit that ends at `position`; nothing when no commit ends there.
  virtual base::Result<std::optional<base::Digest>> linkAt(Position position) = 0;
  // After an append that answered Unknown: opens the journal again and checks what it holds beyond the last acknowledged
  // commit; then outcome() tells what was stored, and append() goes on. An error leaves it closed; it may be tried again.
  // Ok at once when nothing is closed.
  virtual base::Status reopen() = 0;
  // True when the head has reached `position` before the time is over.
  virtual bool waitFor(Position position, int timeoutMs) = 0;
  virtual base::Result<std::optional<StoredOutcome>> outcome(const base::CommandId& command) = 0;
  // Guard row; nothing for a product whose stock is not tracked.
  virtual base::Result<std::optional<StockLevel>> stock(const domain::ProductId& product) = 0;
  // Guard row: what a customer owes in a currency over all orders.
  virtual base::Result<base::Amount> owed(const domain::CustomerId& customer, base::Currency currency) = 0;
  // At most one; set before the first append.
  virtual void setListener(CommitListener* listener) = 0;
};

struct ImportedChunk {
  base::Digest prefix{};
  std::int64_t firstRow = 0, lastRow = 0;
  std::string file;
};

// What a document of a source became. `lines` is the highest line number its stream holds, so that rows of the same document
// found later go on from there; 0 for a stream without lines in the write tables.
struct ImportedDocument {
  StreamRef stream;
  int lines = 0;
  // End of the chunk in which it began: tells whether a file is the one that brought it.
  std::int64_t lastRow = 0;
  base::Digest prefix{};
  std::int64_t version = 0;  // of its stream when it had so many lines
};

// What became of the rows of one file of a source, over all imports.
struct FileAccount {
  std::string source, file;
  std::int64_t rows = 0, accepted = 0;
  std::map<std::string, std::int64_t> quarantined, ignored;  // by reason, by rule; rows = accepted + these
  // Rows that stood in quarantine, by reason, and have the fate now that their repaired text or a later reading of the file gave.
  std::map<std::string, std::int64_t> repaired;
};

// Import tables of the journal, for reading. Any thread.
class ImportLedger {
 public:
  virtual ~ImportLedger() = default;
  // All chunks of a source, by first row.
  virtual base::Result<std::vector<ImportedChunk>> chunks(const std::string& source) = 0;
  // A document of this source, under the text of the stream it became ("order-536365"): an order and a return may share a number.
  virtual base::Result<std::optional<ImportedDocument>> document(const std::string& source, const std::string& document) = 0;
  // Documents of this source whose names go on from a beginning in plain letters, after `after`, by name, each with its stream.
  virtual base::Result<std::vector<std::pair<std::string, StreamRef>>> documents(const std::string& source, const std::string& beginning, const std::string& after, std::size_t limit) = 0;
  virtual base::Result<std::vector<QuarantinedRow>> quarantined(std::int64_t afterIndex, std::size_t limit) = 0;
  // Those of one source.
  virtual base::Result<std::vector<QuarantinedRow>> quarantined(const std::string& source, std::int64_t afterIndex, std::size_t limit) = 0;
  // Sums over all chunks, in all and by source and file.
  struct Account {
    std::int64_t rows = 0, accepted = 0;
    std::map<std::string, std::int64_t> quarantined, ignored, repaired;
    std::vector<FileAccount> files;
  };
  virtual base::Result<Account> account() = 0;
  // Of one file; all zero when it has none.
  virtual base::Result<FileAccount> account(const std::string& source, const std::string& file) = 0;
};

// The whole account from that of each source and file, in which those quarantined and the rows still count what was closed.
ImportLedger::Account accountOf(std::map<std::pair<std::string, std::string>, FileAccount> files);

}  // namespace twinlane::store
