#include "store/journal_writer.h"

#include "base/fault/buggify.h"
#include "base/fault/sabotage.h"
#include "store/journal_reader.h"
#include "store/journal_schema.h"

#include <algorithm>
#include <utility>

namespace twinlane::store {

using base::ErrorCode;
using base::fail;
using sqlite::Statement;

namespace {

constexpr std::size_t cachedHeads = 100'000, cachedPrincipals = 10'000;

}  // namespace

base::Result<std::unique_ptr<JournalWriter>> JournalWriter::open(const std::string& path, const std::string& storeId, const std::string& zone,
                                                                base::FileSystem& files) {
  // Made only where there is surely none: a disk in trouble may tell no size.
  const auto page = files.exists(path) ? readFirstPage(path, files) : base::Result<FirstPage>();
  if (!page) return tl::unexpected(page.error());
  if (page->kind == FirstPage::Kind::Nothing)
    if (auto made = createJournal(path, storeId, zone.empty() ? "UTC" : zone, files); !made) return tl::unexpected(made.error());
  const bool hasWal = files.sizeOf(path + "-wal") > 0;
  auto connection = sqlite::Connection::open(path, sqlite::Access::ReadWrite, files);
  if (!connection) return tl::unexpected(connection.error());
  if (auto ours = checkFormat(*connection); !ours) return tl::unexpected(ours.error());
  if (auto set = connection->run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=-1"); !set)
    return tl::unexpected(set.error());
  if (auto set = connection->setCache(65'536); !set) return tl::unexpected(set.error());
  if (TWINLANE_SABOTAGE("normal-for-full")) (void)connection->run("PRAGMA synchronous=NORMAL");
  std::unique_ptr<JournalWriter> writer(new JournalWriter(std::move(*connection), files));
  // A flush that failed may have left frames that can be read and are on no disk: what is written behind them would be lost
  // with them when the power goes. So the WAL begins anew before anything is stored; who reads the journal meanwhile only
  // keeps that waiting.
  writer->m_isWalDoubtful = hasWal;
  if (auto begun = writer->beginWalAnew(); !begun && begun.error().code != ErrorCode::InUse) return tl::unexpected(begun.error());
  if (auto ready = writer->prepare(); !ready) return tl::unexpected(ready.error());
  auto slices = sqlite::CheckpointSlices::open(writer->m_connection, files);
  if (!slices) return tl::unexpected(slices.error());
  writer->m_slices.emplace(std::move(*slices));
  // Days and months are counted in it, so it can be chosen until there is something to count.
  if (!zone.empty() && zone != writer->m_zone && writer->m_head.position == 0) {
    auto transaction = sqlite::Transaction::begin(writer->m_connection);
    if (!transaction) return tl::unexpected(transaction.error());
    if (auto put = writeSetting(writer->m_connection, "zone", zone); !put) return tl::unexpected(put.error());
    if (auto done = transaction->commit(); !done) return tl::unexpected(done.error());
    writer->m_zone = zone;
  }
  return writer;
}

JournalWriter::JournalWriter(sqlite::Connection connection, const base::FileSystem& files) : m_connection(std::move(connection)), m_files(files), m_heads(cachedHeads) {}

base::Status JournalWriter::prepare() {
  const std::string byCommand = selectOutcomes("WHERE o.command_id=?");
  const std::string insertOutcome = std::string(TWINLANE_SABOTAGE("outcome-replaced") ? "INSERT OR REPLACE" : "INSERT OR IGNORE") +
                                    " INTO outcomes(seq, command_id, content, outcome, count, stream, version, principal, received_at, decided_us, recorded_us, reason, detail, body, link) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
  const std::pair<Statement*, const char*> statements[] = {
      {&m_fenceGet, "SELECT value FROM fence WHERE one=1"},
      {&m_streamFind, "SELECT stream, version, number FROM streams WHERE category=? AND id=?"},
      {&m_streamInsert, "INSERT INTO streams(stream, category, id, version, number) VALUES(?,?,?,?,?)"},
      {&m_streamUpdate, "UPDATE streams SET version=? WHERE stream=?"},
      {&m_eventInsert, "INSERT INTO events(position, stream, version, type, schema_version, payload, sealed, digest, occurred_at, origin) VALUES(?,?,?,?,?,?,?,?,?,?)"},
      {&m_commitInsert, "INSERT INTO commits(last, first, previous, link, fence, recorded_at, eventless) VALUES(?,?,?,?,?,?,?)"},
      {&m_outcomeInsert, insertOutcome.c_str()},
      {&m_outcomeFind, byCommand.c_str()},
      {&m_principalFind, "SELECT principal FROM principals WHERE name=?"},
      {&m_principalInsert, "INSERT INTO principals(name) VALUES(?) RETURNING principal"},
      {&m_orderPut, "INSERT OR REPLACE INTO orders VALUES(?,?,?,?,?,?,?,?,?,?,?)"},
      {&m_linePut, "INSERT OR REPLACE INTO order_lines VALUES(?,?,?,?,?,?,?,?,?,?,?,?)"},
      {&m_productPut, "INSERT OR REPLACE INTO products VALUES(?,?,?,?)"},
      {&m_customerPut, "INSERT OR REPLACE INTO customers VALUES(?,?,?,?,?,?,?)"},
      {&m_stockAdd, "INSERT INTO stock VALUES(?1,?2,?3,1) ON CONFLICT(product) DO UPDATE SET on_hand=on_hand+?2, reserved=reserved+?3, version=version+1"},
      {&m_stockGet, "SELECT on_hand, reserved FROM stock WHERE product=?"},
      {&m_creditAdd, "INSERT INTO credit VALUES(?1,?2,?3) ON CONFLICT(customer, currency) DO UPDATE SET owed=owed+?3"},
      {&m_creditGet, "SELECT owed FROM credit WHERE customer=? AND currency=?"},
      {&m_statePut, "UPDATE streams SET state_version=?, state=? WHERE stream=?"},
      {&m_chunkInsert, "INSERT INTO import_chunks VALUES(?,?,?,?,?)"},
      {&m_fileInsert, "INSERT INTO import_files VALUES(?,?,?,?)"},
      {&m_ignoredInsert, "INSERT INTO import_ignored VALUES(?,?,?,?)"},
      {&m_quarantineInsert, "INSERT INTO import_quarantine(chunk, file, row, reason, raw) VALUES(?,?,?,?,?)"},
      {&m_documentInsert, "INSERT OR IGNORE INTO import_documents VALUES(?,?,?,?)"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = m_connection.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  auto loader = StreamLoader::over(m_connection);
  if (!loader) return tl::unexpected(loader.error());
  m_loader = std::move(*loader);
  if (auto sealed = checkSettings(m_connection); !sealed) return sealed;
  const auto identity = readIdentity(m_connection);
  if (!identity) return tl::unexpected(identity.error());
  const auto zone = readSetting(m_connection, "zone");
  if (!zone) return tl::unexpected(zone.error());
  const auto last = m_connection.number("SELECT max(last) FROM commits");
  const auto number = m_connection.number("SELECT max(number) FROM streams WHERE number IS NOT NULL");
  const auto stream = m_connection.number("SELECT max(stream) FROM streams");
  for (const auto* value : {&last, &number, &stream})
    if (!*value) return tl::unexpected(value->error());
  m_zone = *zone;
  m_head.identity = *identity;
  m_head.position = *last;
  m_committedNumber = m_lastNumber = *number;
  m_committedStream = m_nextStream = *stream + 1;
  auto link = m_connection.prepare("SELECT link FROM commits ORDER BY last DESC LIMIT 1", false);
  if (!link) return tl::unexpected(link.error());
  const auto row = link->step();
  if (!row) return tl::unexpected(row.error());
  if (*row) m_head.link = digestFrom(link->bytes(0));
  const auto eventless = eventlessHead(m_connection);
  if (!eventless) return tl::unexpected(eventless.error());
  m_committedEventless = m_eventless = *eventless;
  if (auto raised = raiseFence(); !raised) return raised;
  return m_connection.inPlace(m_files);
}

base::Status JournalWriter::raiseFence() {
  auto transaction = sqlite::Transaction::begin(m_connection);
  if (!transaction) return tl::unexpected(transaction.error());
  const std::string raise = std::string("UPDATE fence SET value=value+1 WHERE ") + fenceHolds;
  if (auto raised = m_connection.run(raise.c_str()); !raised) return raised;
  if (m_connection.changes() != 1)
    return fail(ErrorCode::Damaged, "the fence of this journal, which keeps a second writer out, is missing or was changed", m_connection.path(), "restore a backup; nothing was changed");
  const auto value = m_connection.number("SELECT value FROM fence WHERE one=1");
  if (!value) return tl::unexpected(value.error());
  m_fence = *value;
  return transaction->commit();
}

base::Status JournalWriter::beginWalAnew() {
  if (!m_isWalDoubtful) return {};
  // Not FULL: after that, a reader at the end of the WAL would have the next commit go on behind it.
  auto checkpoint = m_connection.prepare("PRAGMA wal_checkpoint(TRUNCATE)", false);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  const auto row = checkpoint->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row || checkpoint->integer(0) != 0)
    return fail(ErrorCode::InUse, "somebody reads the journal for long, and its WAL must begin anew first", m_connection.path(), "end what reads it (verify, a backup), and try again");
  m_isWalDoubtful = false;
  return {};
}

base::Status JournalWriter::compareFence() {
  if (TWINLANE_SABOTAGE("fence-not-compared")) return {};
  const auto row = m_fenceGet.step();
  if (!row) return tl::unexpected(row.error());
  const std::int64_t value = *row ? m_fenceGet.integer(0) : -1;
  m_fenceGet.reset();
  if (value != m_fence) return fail(ErrorCode::Fenced, "another program has opened this journal for writing since", m_connection.path(), "close this one and open the folder again");
  return {};
}

void JournalWriter::forget() {
  if (TWINLANE_SABOTAGE("heads-kept-after-failure")) return;
  m_heads.clear();
  m_principals.clear();
  m_lastNumber = m_committedNumber;
  m_eventless = m_committedEventless;
  m_nextStream = m_committedStream;
}

base::Result<JournalWriter::Written> JournalWriter::write(std::vector<AppendRequest>& group, base::Timestamp recordedAt,
                                                         const std::function<void()>& beforeCommit) {
  if (auto begun = beginWalAnew(); !begun) return tl::unexpected(begun.error());
  auto transaction = sqlite::Transaction::begin(m_connection);
  if (!transaction) return tl::unexpected(transaction.error());
  Written written;
  written.commit = std::make_shared<Commit>();
  Commit& commit = *written.commit;
  commit.first = m_head.position + 1;
  commit.last = m_head.position;
  CommitParts parts;
  parts.fence = m_fence;
  parts.recordedAt = recordedAt;
  auto giveUp = [&](const base::Error& error) {
    forget();
    return tl::unexpected(error);
  };
  if (auto same = compareFence(); !same) return giveUp(same.error());
  written.outcomes.reserve(group.size());
  for (AppendRequest& request : group) {
    auto outcome = apply(request, commit, parts);
    if (!outcome) return giveUp(outcome.error());
    written.outcomes.push_back(std::move(*outcome));
  }
  if (!commit.events.empty()) {
    parts.first = commit.first;
    parts.last = commit.last;
    parts.events.reserve(commit.events.size());
    for (const StoredEvent& event : commit.events) parts.events.push_back(event.digest);
    if (TWINLANE_SABOTAGE("link-order")) std::reverse(parts.events.begin(), parts.events.end());
    parts.eventless = m_eventless;
    commit.link = linkOf(m_head.link, parts);
    if (auto put = m_commitInsert.bind(1, commit.last).bind(2, commit.first).bind(3, base::ByteView(m_head.link)).bind(4, base::ByteView(commit.link))
                       .bind(5, m_fence).bind(6, recordedAt.micros).bind(7, m_eventless.seq).execute(); !put)
      return giveUp(put.error());
  }
  if (!commit.events.empty() && TWINLANE_SABOTAGE("witness-before-commit")) {
    // The witness that is made there names what is not stored yet; nothing else may.
    const StoreHead stored = std::exchange(m_head, {m_head.identity, commit.last, commit.link});
    if (beforeCommit) beforeCommit();
    m_head = stored;
  } else if (beforeCommit) {
    beforeCommit();
  }
  if (TWINLANE_BUGGIFY("a group is not stored")) return giveUp(base::Error{ErrorCode::Io, "planted: the group was not stored", {}, {}});
  if (TWINLANE_SABOTAGE("ack-before-commit")) new sqlite::Transaction(std::move(*transaction));  // upkeep() ends it
  else if (auto committed = transaction->commit(); !committed && !TWINLANE_SABOTAGE("commit-ignored")) {
    base::Error error = committed.error();
    error.code = error.code == ErrorCode::DiskFull ? ErrorCode::DiskFull : ErrorCode::Unknown;
    return giveUp(error);
  }
  // Now, so that what was taken away during the flush is seen too: it would be acknowledged and gone.
  if (auto there = m_connection.inPlace(m_files); !there) {
    m_isTakenAway = true;
    base::Error error = there.error();
    error.code = ErrorCode::Unknown;
    return giveUp(error);
  }
  if (TWINLANE_BUGGIFY("COMMIT does not answer")) return giveUp(base::Error{ErrorCode::Unknown, "planted: COMMIT did not answer", {}, {}});
  if (!commit.events.empty()) {
    m_head.position = commit.last;
    m_head.link = commit.link;
  }
  // History is asked for by nobody just after it came in.
  for (const AppendRequest& request : group)
    if (request.origin == domain::Origin::Import)
      for (const StreamCondition& condition : request.streams) m_heads.erase(condition.stream);
  m_committedNumber = m_lastNumber;
  m_committedEventless = m_eventless;
  m_committedStream = m_nextStream;
  return written;
}

base::Status JournalWriter::upkeep() {
  if (TWINLANE_SABOTAGE("ack-before-commit")) (void)m_connection.run("COMMIT");
  return m_slices ? m_slices->step() : base::Status();
}

base::Result<std::optional<AppendOutcome>> JournalWriter::earlier(const AppendRequest& request) {
  const auto row = m_outcomeFind.bind(1, request.command.view()).step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  AppendOutcome outcome;
  outcome.outcome = outcomeOf(m_outcomeFind);
  m_outcomeFind.reset();
  outcome.kind = outcome.outcome.content == request.content || TWINLANE_SABOTAGE("content-not-compared") ? AppendOutcome::Kind::Duplicate : AppendOutcome::Kind::OtherContent;
  return outcome;
}

base::Result<JournalWriter::StreamHead*> JournalWriter::find(const StreamRef& stream) {
  if (StreamHead* known = m_heads.find(stream)) return known;
  const auto row = m_streamFind.bind(1, static_cast<int>(stream.category)).bind(2, stream.id).step();
  if (!row) return tl::unexpected(row.error());
  StreamHead head;
  if (*row) {
    head = {m_streamFind.integer(0), m_streamFind.integer(1), m_streamFind.integer(2), false};
    m_streamFind.reset();
  }
  return &m_heads.put(stream, head);
}

base::Result<LoadedStream> JournalWriter::load(const StreamRef& stream, std::size_t limit) {
  auto loaded = m_loader.load(stream, limit);
  // Nobody else makes it, so that it is new need not be asked again.
  if (loaded && loaded->stateVersion == 0 && loaded->events.empty() && m_heads.find(stream) == nullptr) m_heads.put(stream, {});
  return loaded;
}

base::Result<JournalWriter::StreamHead*> JournalWriter::createStream(StreamRef& stream, StreamHead* head, std::int64_t version) {
  const std::int64_t number = stream.category == domain::Category::Order ? m_lastNumber + 1 : 0;
  if (stream.id.empty()) {
    // The dense number is the id unless an imported or named order took that text before.
    std::string id = std::to_string(number);
    for (int suffix = 2;; ++suffix) {
      const auto taken = find({stream.category, id});
      if (!taken) return tl::unexpected(taken.error());
      head = *taken;
      if (head->key == 0) break;
      id = std::to_string(number) + "-" + std::to_string(suffix);
    }
    stream.id = std::move(id);
  }
  *head = {m_nextStream, 0, number, true};
  m_streamInsert.bind(1, head->key).bind(2, static_cast<int>(stream.category)).bind(3, stream.id).bind(4, version);
  if (number > 0) m_streamInsert.bind(5, number);
  else m_streamInsert.bind(5, nullptr);
  if (auto put = m_streamInsert.execute(); !put) return tl::unexpected(put.error());
  ++m_nextStream;
  if (number > 0 && !TWINLANE_SABOTAGE("number-twice")) m_lastNumber = number;
  return head;
}

base::Result<std::int64_t> JournalWriter::findPrincipal(const std::string& name) {
  if (const auto known = m_principals.find(name); known != m_principals.end()) return known->second;
  const auto row = m_principalFind.bind(1, name).step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return 0;
  const std::int64_t key = m_principalFind.integer(0);
  m_principalFind.reset();
  if (m_principals.size() < cachedPrincipals) m_principals.emplace(name, key);
  return key;
}

base::Result<std::int64_t> JournalWriter::addPrincipal(const std::string& name) {
  const auto row = m_principalInsert.bind(1, name).step();
  if (!row) return tl::unexpected(row.error());
  const std::int64_t key = m_principalInsert.integer(0);
  m_principalInsert.reset();
  if (m_principals.size() < cachedPrincipals) m_principals.emplace(name, key);
  return key;
}

base::Result<std::optional<AppendOutcome>> JournalWriter::guardBroken(const AppendRequest& request) {
  if (TWINLANE_SABOTAGE("guard-not-checked")) return std::nullopt;
  for (std::size_t i = 0; i < request.stock.size(); ++i) {
    const auto row = m_stockGet.bind(1, request.stock[i].product.text).step();
    if (!row) return tl::unexpected(row.error());
    const StockLevel level = *row ? StockLevel{{m_stockGet.integer(0)}, {m_stockGet.integer(1)}} : StockLevel{};
    m_stockGet.reset();
    if (const auto lacking = lackOf(request.stock[i], level)) return AppendOutcome{AppendOutcome::Kind::StockConflict, {}, i, lacking->thousandths};
  }
  if (!request.credit) return std::nullopt;
  const auto row = m_creditGet.bind(1, request.credit->customer.text).bind(2, request.credit->currency.toText()).step();
  if (!row) return tl::unexpected(row.error());
  const base::Amount owed{*row ? m_creditGet.integer(0) : 0};
  m_creditGet.reset();
  if (owed <= request.credit->atMost) return std::nullopt;
  return AppendOutcome{AppendOutcome::Kind::CreditConflict, {}, 0, owed.tenThousandths};
}

base::Result<AppendOutcome> JournalWriter::apply(AppendRequest& request, Commit& commit, CommitParts& parts) {
  const base::Timestamp recordedAt = parts.recordedAt;
  // Conditions come first; a request that breaks one leaves no trace. A repeated command usually breaks a condition too
  // (its first run moved the stream), so the earlier outcome is looked up before a conflict is called one.
  std::vector<StreamHead*> heads(request.streams.size(), nullptr);
  std::optional<AppendOutcome> broken;
  for (std::size_t i = 0; i < request.streams.size() && !broken && !request.refusal; ++i) {
    const StreamCondition& condition = request.streams[i];
    if (condition.stream.id.empty()) continue;
    const auto found = find(condition.stream);
    if (!found) return tl::unexpected(found.error());
    heads[i] = *found;
    if (condition.version && *condition.version != heads[i]->version && !TWINLANE_SABOTAGE("stream-condition-ignored")) {
      broken = AppendOutcome{AppendOutcome::Kind::StreamConflict, {}, i, heads[i]->version};
      broken->outcome.stream = condition.stream;
    }
  }
  if (!broken && !request.refusal) {
    auto guarded = guardBroken(request);
    if (!guarded) return tl::unexpected(guarded.error());
    broken = std::move(*guarded);
  }
  if (broken) {
    auto before = earlier(request);
    if (!before) return tl::unexpected(before.error());
    return *before ? std::move(**before) : std::move(*broken);
  }

  auto who = findPrincipal(request.principal);
  if (!who) return tl::unexpected(who.error());
  if (*who == 0) {
    // Nobody is kept who only repeated what another did.
    auto before = earlier(request);
    if (!before) return tl::unexpected(before.error());
    if (*before) return std::move(**before);
    who = addPrincipal(request.principal);
    if (!who) return tl::unexpected(who.error());
  }
  AppendOutcome result;
  StoredOutcome& outcome = result.outcome;
  outcome.command = request.command;
  outcome.content = request.content;
  outcome.principal = request.principal;
  outcome.receivedAt = request.receivedAt;
  outcome.recordedAt = recordedAt;
  outcome.decideMicros = request.decideMicros;
  outcome.count = static_cast<int>(request.events.size());
  const bool accepted = !request.refusal;
  // An accepted command without events (a chunk of rows that were all left out) has no position to be filed under.
  const std::int64_t seq = accepted && !request.events.empty() ? commit.last + 1 : m_eventless.seq - 1;
  if (accepted) {
    for (std::size_t i = 0; i < heads.size(); ++i) {
      if (heads[i] != nullptr && heads[i]->key != 0) continue;
      const auto count = std::count_if(request.events.begin(), request.events.end(), [&](const NewEvent& event) { return event.stream == static_cast<int>(i); });
      if (count == 0) continue;
      auto created = createStream(request.streams[i].stream, heads[i], count);
      if (!created) return tl::unexpected(created.error());
      heads[i] = *created;
    }
    outcome.kind = OutcomeKind::Accepted;
    outcome.first = request.events.empty() ? 0 : seq;
  } else {
    outcome.kind = request.refusal->kind;
    outcome.reason = request.refusal->reason;
    outcome.detail = request.refusal->detail;
  }
  std::int64_t ownEvents = 0;
  for (const NewEvent& event : request.events) ownEvents += event.stream == 0 ? 1 : 0;
  const bool hasStream = accepted && !heads.empty() && heads.front() != nullptr && heads.front()->key != 0;
  if (hasStream) {
    outcome.stream = request.streams.front().stream;
    outcome.version = heads.front()->version + ownEvents;
  }
  m_outcomeInsert.bind(1, seq).bind(2, request.command.view()).bind(3, base::ByteView(request.content)).bind(4, static_cast<int>(outcome.kind)).bind(5, outcome.count);
  if (hasStream) m_outcomeInsert.bind(6, heads.front()->key).bind(7, outcome.version);
  else m_outcomeInsert.bind(6, nullptr).bind(7, nullptr);
  m_outcomeInsert.bind(8, *who).bind(9, request.receivedAt.micros).bind(10, request.decideMicros).bind(11, recordedAt.micros - request.receivedAt.micros);
  if (request.refusal) m_outcomeInsert.bind(12, request.refusal->reason).bind(13, base::ByteView(request.refusal->detail)).bind(14, request.refusal->body);
  else m_outcomeInsert.bind(12, nullptr).bind(13, nullptr).bind(14, nullptr);
  EventlessHead eventless = m_eventless;
  if (seq < 0) {
    // A chunk without events brings no documents.
    advance(eventless, digestOf(outcome, request.import ? std::optional(digestOf(*request.import, {})) : std::nullopt));
    m_outcomeInsert.bind(15, base::ByteView(eventless.link));
  } else {
    m_outcomeInsert.bind(15, nullptr);
  }
  if (auto put = m_outcomeInsert.execute(); !put) return tl::unexpected(put.error());
  if (m_connection.changes() == 0) {
    // The id was there. A stream made above is undone, which happens only to a repeated order without an id of its own:
    // its number is given back.
    auto before = earlier(request);
    if (!before) return tl::unexpected(before.error());
    if (!*before) return fail(ErrorCode::Damaged, "the outcome of a command is missing", m_connection.path(), "restore a backup");
    for (auto at = heads.rbegin(); at != heads.rend(); ++at)
      if (StreamHead* head = *at; head != nullptr && head->created && head->key == m_nextStream - 1) {
        auto removal = m_connection.prepare("DELETE FROM streams WHERE stream=?", false);
        if (!removal) return tl::unexpected(removal.error());
        if (auto removed = removal->bind(1, head->key).execute(); !removed) return tl::unexpected(removed.error());
        if (head->number != 0) --m_lastNumber;
        --m_nextStream;
        *head = {};
      }
    return std::move(**before);
  }
  m_eventless = eventless;
  if (!accepted) return result;
  if (auto put = insertEvents(request, heads, recordedAt, commit); !put) return tl::unexpected(put.error());
  if (auto put = insertRows(request, heads); !put) return tl::unexpected(put.error());
  std::optional<base::Digest> import;
  if (request.import) {
    const auto put = insertImport(*request.import, seq, request, heads);
    if (!put) return tl::unexpected(put.error());
    import = *put;
  }
  if (seq > 0) parts.outcomes.push_back(digestOf(outcome, import));
  return result;
}

base::Status JournalWriter::insertEvents(AppendRequest& request, const std::vector<StreamHead*>& heads, base::Timestamp recordedAt, Commit& commit) {
  int index = 0;
  std::vector<int> counts(heads.size(), 0);
  for (NewEvent& event : request.events) {
    const auto at = static_cast<std::size_t>(event.stream);
    ++counts[at];
    StreamHead& head = *heads[at];
    const StoredEvent& stored = commit.events.emplace_back(
        storedEvent(std::move(event), {++commit.last, request.streams[at].stream, head.number, ++head.version, index++}, request, recordedAt));
    m_eventInsert.bind(1, stored.position).bind(2, head.key).bind(3, stored.version).bind(4, stored.type).bind(5, stored.schemaVersion).bind(6, base::ByteView(stored.payload));
    if (stored.sealed.empty()) m_eventInsert.bind(7, nullptr);
    else m_eventInsert.bind(7, base::ByteView(stored.sealed));
    m_eventInsert.bind(8, base::ByteView(stored.digest));
    if (stored.occurredAt) m_eventInsert.bind(9, stored.occurredAt->micros);
    else m_eventInsert.bind(9, nullptr);
    if (auto put = m_eventInsert.bind(10, static_cast<int>(stored.origin)).execute(); !put) return put;
  }
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (heads[i] == nullptr || heads[i]->key == 0) continue;
    StreamHead& head = *heads[i];
    // A stream that is only a condition stays as it is.
    if (!head.created && counts[i] > 0)
      if (auto put = m_streamUpdate.bind(1, head.version).bind(2, head.key).execute(); !put) return put;
    head.created = false;
  }
  return {};
}

base::Status JournalWriter::insertRows(const AppendRequest& request, const std::vector<StreamHead*>& heads) {
  struct {
    JournalWriter& w;
    const std::vector<StreamHead*>& heads;
    std::int64_t key(int stream) const { return heads[static_cast<std::size_t>(stream)]->key; }
    base::Status operator()(const OrderRow& row) const {
      const std::string currency = row.currency.toText();
      w.m_orderPut.bind(1, key(row.stream)).bind(2, static_cast<int>(row.status)).bind(3, static_cast<int>(row.payment));
      if (row.customer) w.m_orderPut.bind(4, row.customer->text);
      else w.m_orderPut.bind(4, nullptr);
      return w.m_orderPut.bind(5, currency).bind(6, row.lines).bind(7, row.goods.tenThousandths).bind(8, row.charges.tenThousandths).bind(9, row.paid.tenThousandths)
          .bind(10, row.refunded.tenThousandths).bind(11, row.returned.tenThousandths).execute();
    }
    base::Status operator()(const OrderLineRow& row) const {
      return w.m_linePut.bind(1, key(row.stream)).bind(2, row.line).bind(3, row.product.text).bind(4, row.ordered.thousandths).bind(5, row.picked.thousandths)
          .bind(6, row.boxed.thousandths).bind(7, row.shipped.thousandths).bind(8, row.delivered.thousandths).bind(9, row.returned.thousandths)
          .bind(10, row.cancelled.thousandths).bind(11, row.net.tenThousandths).bind(12, row.reserved ? 1 : 0).execute();
    }
    base::Status operator()(const ProductRow& row) const {
      const std::string currency = row.currency.toText();
      return w.m_productPut.bind(1, key(row.stream)).bind(2, row.name).bind(3, row.price.tenThousandths).bind(4, currency).execute();
    }
    base::Status operator()(const CustomerRow& row) const {
      const std::string currency = row.creditCurrency.toText();
      w.m_customerPut.bind(1, key(row.stream)).bind(2, row.name).bind(3, row.email).bind(4, row.phone).bind(5, row.address);
      if (row.creditLimit) w.m_customerPut.bind(6, row.creditLimit->tenThousandths);
      else w.m_customerPut.bind(6, nullptr);
      return w.m_customerPut.bind(7, currency).execute();
    }
    base::Status operator()(const StockChange& change) const {
      return w.m_stockAdd.bind(1, change.product.text).bind(2, change.onHand.thousandths).bind(3, change.reserved.thousandths).execute();
    }
    base::Status operator()(const CreditChange& change) const {
      const std::string currency = change.currency.toText();
      return w.m_creditAdd.bind(1, change.customer.text).bind(2, currency).bind(3, change.owed.tenThousandths).execute();
    }
    base::Status operator()(const StateRow& row) const {
      return w.m_statePut.bind(1, heads[static_cast<std::size_t>(row.stream)]->version).bind(2, base::ByteView(row.state)).bind(3, key(row.stream)).execute();
    }
  } put{*this, heads};
  if (TWINLANE_SABOTAGE("write-rows-dropped") && request.rows.size() > 3) return {};
  for (const RowChange& row : request.rows)
    if (auto done = std::visit(put, row); !done) return done;
  return {};
}

base::Result<base::Digest> JournalWriter::insertImport(const ImportChunk& chunk, std::int64_t seq, const AppendRequest& request, const std::vector<StreamHead*>& heads) {
  if (auto put = m_chunkInsert.bind(1, seq).bind(2, chunk.source).bind(3, base::ByteView(chunk.prefix)).bind(4, chunk.firstRow).bind(5, chunk.lastRow).execute(); !put)
    return tl::unexpected(put.error());
  for (const FileRows& file : chunk.files) {
    if (auto put = m_fileInsert.bind(1, seq).bind(2, file.file).bind(3, file.rows).bind(4, file.accepted).execute(); !put) return tl::unexpected(put.error());
    for (const auto& [rule, rows] : file.ignored)
      if (auto put = m_ignoredInsert.bind(1, seq).bind(2, file.file).bind(3, rule).bind(4, rows).execute(); !put) return tl::unexpected(put.error());
  }
  for (const QuarantinedRow& bad : chunk.quarantined)
    if (auto put = m_quarantineInsert.bind(1, seq).bind(2, bad.file).bind(3, bad.row).bind(4, bad.reason).bind(5, bad.raw).execute(); !put) return tl::unexpected(put.error());
  std::vector<std::pair<std::string, StreamRef>> brought;
  for (const auto& [document, stream] : chunk.documents) {
    const auto at = static_cast<std::size_t>(stream);
    if (auto put = m_documentInsert.bind(1, chunk.source).bind(2, document).bind(3, heads[at]->key).bind(4, seq).execute(); !put) return tl::unexpected(put.error());
    if (m_connection.changes() > 0) brought.emplace_back(document, request.streams[at].stream);
  }
  std::sort(brought.begin(), brought.end());
  return digestOf(chunk, brought);
}

}  // namespace twinlane::store
