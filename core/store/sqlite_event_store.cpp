#include "store/sqlite_event_store.h"

#include "base/fault/buggify.h"
#include "base/fault/sabotage.h"
#include "store/chain.h"
#include "store/journal_reader.h"
#include "store/journal_schema.h"
#include "store/journal_writer.h"
#include "store/witness.h"

#include <condition_variable>
#include <chrono>
#include <filesystem>
#include <mutex>

namespace twinlane::store {

namespace {

std::string witnessOf(const std::string& path) { return (std::filesystem::path(path).parent_path() / "head.witness").string(); }

bool sawNothing(const Witness::Seen& seen) { return seen.head.position == 0 && seen.eventless.seq == 0; }

tl::unexpected<base::Error> lost(const std::string& path, const Witness::Seen& seen, const std::string& found) {
  const std::string stored = seen.head.position > 0 ? "event " + std::to_string(seen.head.position) + " was stored" : "commands were received";
  return base::fail(base::ErrorCode::Damaged, found + ", but " + stored + ": part of the log is lost", path,
                    "restore a backup, or put the missing file (journal.sqlite or journal.sqlite-wal) back; nothing was changed");
}

constexpr const char* noFile = "there is no journal.sqlite";

// False: there is no witness to compare with.
base::Result<bool> compareWithWitness(const std::string& path, const std::string& witnessPath, base::FileSystem& files) {
  const auto seen = Witness::seen(witnessPath, files);
  if (!seen) return tl::unexpected(seen.error());
  if (!*seen) return false;
  if (sawNothing(**seen) || TWINLANE_SABOTAGE("witness-not-compared")) return true;
  const StoreHead& last = (*seen)->head;
  const auto lost = [&](const std::string& found) { return twinlane::store::lost(path, **seen, found); };
  if (!files.exists(path)) return lost(noFile);
  auto reader = JournalReader::open(path, files);
  if (!reader) {
    // It was emptied. (SQLite says as much of a file that it cannot open for another reason.)
    const auto page = reader.error().code == base::ErrorCode::NotFound ? readFirstPage(path, files) : base::Result<FirstPage>(tl::unexpected(reader.error()));
    return page && page->kind == FirstPage::Kind::Nothing ? lost("the journal is empty") : tl::unexpected(reader.error());
  }
  const auto head = (*reader)->head();
  if (!head) return tl::unexpected(head.error());
  if (head->identity.incarnation != last.identity.incarnation) return false;
  if (head->position < last.position) return lost("the journal ends at " + std::to_string(head->position));
  if (last.position > 0) {
    const auto link = (*reader)->linkAt(last.position);
    if (!link) return tl::unexpected(link.error());
    if (!*link || **link != last.link) return lost("the journal holds another history");
  }
  if ((*seen)->eventless.seq == 0) return true;
  const auto eventless = (*reader)->eventlessLinkAt((*seen)->eventless.seq);
  if (!eventless) return tl::unexpected(eventless.error());
  if (!*eventless || **eventless != (*seen)->eventless.link) return lost("answers to refused commands are missing from the journal");
  return true;
}

}  // namespace

class SqliteEventStore::Impl {
 public:
  Impl(SqliteStoreOptions options, base::FileSystem& files, const base::Clock& clock, std::unique_ptr<JournalWriter> writer, std::optional<Witness> witness, bool witnessed, std::string zone)
      : m_options(std::move(options)), m_files(files), m_clock(clock), m_writer(std::move(writer)), m_witness(std::move(witness)), m_witnessed(witnessed), m_zone(std::move(zone)) {
    if (m_writer) m_head = m_writer->head();
  }
  ~Impl() {
    if (m_writer && m_isWitnessBehind && !m_closedBecause) writeWitness();
  }

  AppendResult append(std::vector<AppendRequest>& group, base::Timestamp recordedAt) {
    const std::lock_guard lock(m_writing);
    if (m_options.readOnly) return base::fail(base::ErrorCode::Denied, "the journal was opened for reading only", m_options.path, "close the owner of the folder first");
    if (m_closedBecause) return tl::unexpected(*m_closedBecause);
    base::SteadyTime rowsWritten;
    auto written = m_writer->write(group, recordedAt, [&] {
      if (m_options.beforeCommit) m_options.beforeCommit();
      if (TWINLANE_SABOTAGE("witness-before-commit")) writeWitness();
      rowsWritten = m_clock.steady();
    });
    if (!written) {
      // After a COMMIT that failed nothing is accepted until the journal is opened again. A full disk was rolled back whole.
      const auto code = written.error().code;
      if (code == base::ErrorCode::Unknown || code == base::ErrorCode::Fenced || code == base::ErrorCode::Damaged) {
        m_closedBecause = written.error();
        if (code == base::ErrorCode::Unknown) m_closedBecause->code = m_writer->isTakenAway() ? base::ErrorCode::Damaged : base::ErrorCode::Io;
      }
      return tl::unexpected(written.error());
    }
    const std::int64_t commitNanos = m_clock.steady().nanos - rowsWritten.nanos;
    for (AppendOutcome& outcome : written->outcomes) outcome.commitNanos = commitNanos;
    m_isWitnessBehind = true;
    if (!written->commit->events.empty()) tell(std::move(written->commit));
    return std::move(written->outcomes);
  }

  base::Result<LoadedStream> load(const StreamRef& stream, std::size_t limit) {
    // A reader's pages are gone after each commit, the writer's are not; but a group that is being stored is not waited for.
    if (const std::unique_lock lock(m_writing, std::try_to_lock); lock && m_writer && !m_closedBecause) return m_writer->load(stream, limit);
    return ask([&](JournalReader& reader) { return reader.load(stream, limit); });
  }

  void upkeep() {
    const std::lock_guard lock(m_writing);
    if (!m_writer || m_closedBecause || TWINLANE_BUGGIFY("upkeep waits")) return;
    if (m_isWitnessBehind) writeWitness();
    (void)m_writer->upkeep();
  }

  base::Status reopen() {
    const std::lock_guard lock(m_writing);
    if (!m_closedBecause) return {};
    if (m_closedBecause->code != base::ErrorCode::Io) return tl::unexpected(*m_closedBecause);
    {
      const std::lock_guard readersLock(m_readersMutex);
      m_readers.clear();
    }
    if (m_writer) m_fence = m_writer->fence();
    m_writer.reset();
    auto commit = openAgain();
    if (!commit) {
      // Damage does not pass.
      if (commit.error().code == base::ErrorCode::Damaged) m_closedBecause = commit.error();
      return tl::unexpected(commit.error());
    }
    m_closedBecause.reset();
    writeWitness();
    if (*commit != nullptr && !TWINLANE_SABOTAGE("unanswered-commit-not-told")) tell(std::move(*commit));
    return {};
  }

  base::Result<StoreHead> head() {
    if (m_options.readOnly) return ask([](JournalReader& reader) { return reader.head(); });
    const std::lock_guard lock(m_headMutex);
    return m_head;
  }

  // Not beyond the head: what a COMMIT wrote that did not answer may yet be lost.
  base::Result<std::vector<StoredEvent>> read(Position after, std::size_t limit) {
    const auto now = head();
    if (!now) return tl::unexpected(now.error());
    if (after >= now->position) return std::vector<StoredEvent>();
    return ask([&](JournalReader& reader) { return reader.read(after, std::min(limit, static_cast<std::size_t>(now->position - after))); });
  }

  bool waitFor(Position position, int timeoutMs) {
    // Without a writer nobody tells of a new commit: the file answers for now.
    if (m_options.readOnly) {
      const auto now = head();
      return now && now->position >= position;
    }
    std::unique_lock lock(m_headMutex);
    return m_headMoved.wait_for(lock, std::chrono::milliseconds(timeoutMs), [&] { return m_head.position >= position; });
  }

  template <class Ask>
  auto ask(Ask question) -> decltype(question(std::declval<JournalReader&>())) {
    std::unique_ptr<JournalReader> reader;
    {
      const std::lock_guard lock(m_readersMutex);
      if (!m_readers.empty()) {
        reader = std::move(m_readers.back());
        m_readers.pop_back();
      }
    }
    if (!reader) {
      auto opened = JournalReader::open(m_options.path, m_files);
      if (!opened) return tl::unexpected(opened.error());
      reader = std::move(*opened);
    }
    auto answer = question(*reader);
    const std::lock_guard lock(m_readersMutex);
    // After an error a cursor may still be open and would pin a snapshot: such a reader is not used again.
    if (answer && m_readers.size() < 8) m_readers.push_back(std::move(reader));
    return answer;
  }

  bool witnessed() const { return m_witnessed; }
  std::string zone() const { return m_zone; }
  void setListener(CommitListener* listener) {
    const std::lock_guard lock(m_writing);
    m_listener = listener;
  }

 private:
  // One that cannot be written only weakens the next opening's check. Under m_writing.
  void writeWitness() {
    if (!TWINLANE_BUGGIFY("the witness is not written")) (void)m_witness->write({m_writer->head(), m_writer->eventless()});
    m_isWitnessBehind = false;
  }

  // What is durable now: to the listener, and whoever waits for the head. Under m_writing.
  void tell(std::shared_ptr<const Commit> commit) {
    {
      const std::lock_guard headLock(m_headMutex);
      m_head = m_writer->head();
    }
    if (m_listener != nullptr) m_listener->committed(std::move(commit));
    m_headMoved.notify_all();
  }

  // A writer as if for the first time, and the commit that was not answered.
  base::Result<std::shared_ptr<Commit>> openAgain() {
    if (const auto whole = compareWithWitness(m_options.path, witnessOf(m_options.path), m_files); !whole) return tl::unexpected(whole.error());
    auto commit = beyondHead();
    if (!commit) return commit;
    auto writer = JournalWriter::open(m_options.path, m_options.storeId, {}, m_files);
    if (!writer) return tl::unexpected(writer.error());
    m_writer = std::move(*writer);
    return commit;
  }

  // The commit that was not answered, when the journal holds it: there is at most one, and its chain is proved from the last
  // acknowledged head on. Nothing when it was not stored.
  base::Result<std::shared_ptr<Commit>> beyondHead() {
    auto reader = JournalReader::open(m_options.path, m_files);
    if (!reader) return tl::unexpected(reader.error());
    const auto now = (*reader)->head();
    if (!now) return tl::unexpected(now.error());
    if (now->position == m_head.position && now->link == m_head.link) return std::shared_ptr<Commit>();
    auto commit = std::make_shared<Commit>();
    commit->first = m_head.position + 1;
    commit->last = now->position;
    commit->link = now->link;
    CommitParts parts;
    for (Position read = m_head.position; read < now->position;) {
      auto events = (*reader)->read(read, 10'000);
      if (!events) return tl::unexpected(events.error());
      if (events->empty()) break;
      read = events->back().position;
      for (StoredEvent& event : *events) {
        parts.events.push_back(digestOf(event.stream, event.version, event.type, event.schemaVersion, event.payload, event.sealed, event.occurredAt, event.origin));
        commit->events.push_back(std::move(event));
      }
    }
    auto outcomes = (*reader)->outcomeDigests(commit->first, commit->last);
    if (!outcomes) return tl::unexpected(outcomes.error());
    const auto eventless = eventlessHead((*reader)->connection());
    if (!eventless) return tl::unexpected(eventless.error());
    parts.first = commit->first;
    parts.last = commit->last;
    parts.fence = m_fence;
    if (!commit->events.empty()) parts.recordedAt = commit->events.front().recordedAt;
    parts.outcomes = std::move(*outcomes);
    parts.eventless = *eventless;
    if (commit->events.empty() || linkOf(m_head.link, parts) != now->link)
      return base::fail(base::ErrorCode::Damaged, "after a failed write the journal does not go on from event " + std::to_string(m_head.position), m_options.path,
                        "restore a backup; nothing was changed");
    return commit;
  }

  const SqliteStoreOptions m_options;
  base::FileSystem& m_files;
  const base::Clock& m_clock;

  std::mutex m_writing;
  std::unique_ptr<JournalWriter> m_writer;
  std::optional<Witness> m_witness;
  bool m_isWitnessBehind = false;  // until the answers of a group are out
  const bool m_witnessed;
  CommitListener* m_listener = nullptr;
  std::optional<base::Error> m_closedBecause;
  std::int64_t m_fence = 0;  // of the writer that was closed
  const std::string m_zone;

  std::mutex m_headMutex;
  std::condition_variable m_headMoved;
  StoreHead m_head;

  std::mutex m_readersMutex;
  std::vector<std::unique_ptr<JournalReader>> m_readers;
};

base::Status SqliteEventStore::inspect(const std::string& path, const base::FileSystem& files) {
  const bool isThere = files.exists(path);
  const auto page = isThere ? readFirstPage(path, files) : base::Result<FirstPage>();
  if (!page) return tl::unexpected(page.error());
  if (isThere && page->kind != FirstPage::Kind::Foreign) return acceptable(*page, path);
  const auto seen = Witness::seen(witnessOf(path), files);
  if (!seen || !*seen || sawNothing(**seen)) return acceptable(*page, path);
  return lost(path, **seen, isThere ? "the first page of journal.sqlite is not that of a journal" : noFile);
}

base::Result<std::unique_ptr<SqliteEventStore>> SqliteEventStore::open(const SqliteStoreOptions& options, base::FileSystem& files, const base::Clock& clock) {
  const std::string witnessPath = witnessOf(options.path);
  // Before the file is opened for writing: a journal that was cut short is left as it was found. An owner beside a reader
  // writes the witness after the journal and this reads it before, so that it is no newer than what is read then.
  const auto witnessed = compareWithWitness(options.path, witnessPath, files);
  if (!witnessed) return tl::unexpected(witnessed.error());
  if (options.readOnly) {
    // Opened once now, so that a file that is not ours is told here.
    const auto reader = JournalReader::open(options.path, files);
    if (!reader) return tl::unexpected(reader.error());
    auto zone = (*reader)->setting("zone");
    if (!zone) return tl::unexpected(zone.error());
    return std::unique_ptr<SqliteEventStore>(new SqliteEventStore(std::make_unique<Impl>(options, files, clock, nullptr, std::nullopt, *witnessed, std::move(*zone))));
  }
  auto writer = JournalWriter::open(options.path, options.storeId, options.zone, files);
  if (!writer) return tl::unexpected(writer.error());
  auto witness = Witness::open(witnessPath, files);
  if (!witness) return tl::unexpected(witness.error());
  if (auto put = witness->write({(*writer)->head(), (*writer)->eventless()}); !put) return tl::unexpected(put.error());
  std::string inUse = (*writer)->zone();
  return std::unique_ptr<SqliteEventStore>(new SqliteEventStore(std::make_unique<Impl>(options, files, clock, std::move(*writer), std::move(*witness), *witnessed, std::move(inUse))));
}

SqliteEventStore::SqliteEventStore(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
SqliteEventStore::~SqliteEventStore() = default;

void SqliteEventStore::append(std::vector<AppendRequest> group, base::Timestamp recordedAt, AppendDone done) { done(m_impl->append(group, recordedAt)); }
void SqliteEventStore::upkeep() { m_impl->upkeep(); }
base::Result<std::vector<StoredEvent>> SqliteEventStore::read(Position after, std::size_t limit) {
  return m_impl->read(after, limit);
}
base::Result<std::vector<StoredEvent>> SqliteEventStore::readStream(const StreamRef& stream, std::int64_t afterVersion, std::size_t limit) {
  return m_impl->ask([&](JournalReader& reader) { return reader.readStream(stream, afterVersion, limit); });
}
base::Result<LoadedStream> SqliteEventStore::load(const StreamRef& stream, std::size_t limit) {
  return m_impl->load(stream, limit);
}
base::Result<StoreHead> SqliteEventStore::head() { return m_impl->head(); }
base::Result<std::optional<base::Digest>> SqliteEventStore::linkAt(Position position) {
  return m_impl->ask([&](JournalReader& reader) { return reader.linkAt(position); });
}
base::Status SqliteEventStore::reopen() { return m_impl->reopen(); }
bool SqliteEventStore::waitFor(Position position, int timeoutMs) { return m_impl->waitFor(position, timeoutMs); }
base::Result<std::optional<StoredOutcome>> SqliteEventStore::outcome(const base::CommandId& command) {
  return m_impl->ask([&](JournalReader& reader) { return reader.outcome(command); });
}
base::Result<std::optional<StockLevel>> SqliteEventStore::stock(const domain::ProductId& product) {
  return m_impl->ask([&](JournalReader& reader) { return reader.stock(product); });
}
base::Result<base::Amount> SqliteEventStore::owed(const domain::CustomerId& customer, base::Currency currency) {
  return m_impl->ask([&](JournalReader& reader) { return reader.owed(customer, currency); });
}
void SqliteEventStore::setListener(CommitListener* listener) { m_impl->setListener(listener); }
base::Result<std::vector<ImportedChunk>> SqliteEventStore::chunks(const std::string& source) {
  return m_impl->ask([&](JournalReader& reader) { return reader.chunks(source); });
}
base::Result<std::optional<ImportedDocument>> SqliteEventStore::document(const std::string& source, const std::string& document) {
  return m_impl->ask([&](JournalReader& reader) { return reader.document(source, document); });
}
base::Result<std::vector<std::pair<std::string, StreamRef>>> SqliteEventStore::documents(const std::string& source, const std::string& beginning, const std::string& after, std::size_t limit) {
  return m_impl->ask([&](JournalReader& reader) { return reader.documents(source, beginning, after, limit); });
}
base::Result<std::vector<QuarantinedRow>> SqliteEventStore::quarantined(std::int64_t afterIndex, std::size_t limit) {
  return m_impl->ask([&](JournalReader& reader) { return reader.quarantined(std::nullopt, afterIndex, limit); });
}
base::Result<std::vector<QuarantinedRow>> SqliteEventStore::quarantined(const std::string& source, std::int64_t afterIndex, std::size_t limit) {
  return m_impl->ask([&](JournalReader& reader) { return reader.quarantined(source, afterIndex, limit); });
}
base::Result<FileAccount> SqliteEventStore::account(const std::string& source, const std::string& file) {
  return m_impl->ask([&](JournalReader& reader) { return reader.account(source, file); });
}
base::Result<ImportLedger::Account> SqliteEventStore::account() {
  return m_impl->ask([&](JournalReader& reader) { return reader.account(); });
}
std::string SqliteEventStore::zone() const { return m_impl->zone(); }
bool SqliteEventStore::witnessed() const { return m_impl->witnessed(); }

}  // namespace twinlane::store
