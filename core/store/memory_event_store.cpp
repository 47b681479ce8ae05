#include "store/memory_event_store.h"

#include "store/closing_chunk.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <set>

namespace twinlane::store {
namespace {

// By source and index.
std::set<std::pair<std::string, std::int64_t>> closedBy(const std::vector<std::pair<std::string, ImportChunk>>& chunks) {
  std::set<std::pair<std::string, std::int64_t>> closed;
  for (const auto& [source, chunk] : chunks)
    if (chunk.prefix == base::Digest{} || chunk.prefix == closingPrefix())
      for (std::int64_t row = chunk.firstRow; row < 0 && row <= chunk.lastRow; ++row) closed.emplace(source, -row);
  return closed;
}

}  // namespace

MemoryEventStore::MemoryEventStore(std::string storeId, std::function<void()> beforeCommit)
    : m_storeId(std::move(storeId)), m_beforeCommit(std::move(beforeCommit)) {}

std::int64_t MemoryEventStore::versionOf(const StreamRef& stream) const {
  const auto found = m_tables.streams.find(stream);
  return found == m_tables.streams.end() ? 0 : static_cast<std::int64_t>(found->second.positions.size());
}

base::Amount MemoryEventStore::owedBy(const domain::CustomerId& customer, base::Currency currency) const {
  const auto found = m_tables.credit.find({customer, currency});
  return found == m_tables.credit.end() ? base::Amount{} : found->second;
}

AppendOutcome MemoryEventStore::apply(AppendRequest& request, Commit& commit, CommitParts& parts) {
  const base::Timestamp recordedAt = parts.recordedAt;
  AppendOutcome result;
  if (const auto known = m_tables.outcomes.find(request.command); known != m_tables.outcomes.end()) {
    result.outcome = known->second;
    result.kind = known->second.content == request.content ? AppendOutcome::Kind::Duplicate : AppendOutcome::Kind::OtherContent;
    return result;
  }
  StoredOutcome& outcome = result.outcome;
  outcome.command = request.command;
  outcome.content = request.content;
  outcome.principal = request.principal;
  outcome.receivedAt = request.receivedAt;
  outcome.recordedAt = recordedAt;
  outcome.decideMicros = request.decideMicros;
  if (request.refusal) {
    outcome.kind = request.refusal->kind;
    outcome.reason = request.refusal->reason;
    outcome.detail = request.refusal->detail;
    advance(m_tables.eventless, digestOf(outcome, std::nullopt));
    m_tables.outcomes.emplace(request.command, outcome);
    return result;
  }
  for (std::size_t i = 0; i < request.streams.size(); ++i) {
    const StreamCondition& condition = request.streams[i];
    if (condition.stream.id.empty() || !condition.version || versionOf(condition.stream) == *condition.version) continue;
    outcome.stream = condition.stream;
    return {AppendOutcome::Kind::StreamConflict, outcome, i, versionOf(condition.stream)};
  }
  for (std::size_t i = 0; i < request.stock.size(); ++i) {
    const auto level = m_tables.stock.find(request.stock[i].product);
    const StockLevel found = level == m_tables.stock.end() ? StockLevel{} : level->second;
    if (const auto lacking = lackOf(request.stock[i], found)) return {AppendOutcome::Kind::StockConflict, outcome, i, lacking->thousandths};
  }
  if (request.credit) {
    const base::Amount owed = owedBy(request.credit->customer, request.credit->currency);
    if (owed > request.credit->atMost) return {AppendOutcome::Kind::CreditConflict, outcome, 0, owed.tenThousandths};
  }
  outcome.count = static_cast<int>(request.events.size());
  outcome.first = request.events.empty() ? 0 : static_cast<Position>(m_tables.events.size()) + 1;
  int index = 0;
  for (NewEvent& event : request.events) {
    StreamRef& ref = request.streams[static_cast<std::size_t>(event.stream)].stream;
    if (ref.id.empty()) {
      ref.id = std::to_string(m_tables.lastNumber + 1);
      for (int suffix = 2; m_tables.streams.contains(ref); ++suffix) ref.id = std::to_string(m_tables.lastNumber + 1) + "-" + std::to_string(suffix);
    }
    auto [stream, created] = m_tables.streams.try_emplace(ref);
    if (created && ref.category == domain::Category::Order) stream->second.number = ++m_tables.lastNumber;
    const auto position = static_cast<Position>(m_tables.events.size()) + 1;
    StoredEvent stored = storedEvent(std::move(event), {position, ref, stream->second.number, static_cast<std::int64_t>(stream->second.positions.size()) + 1, index++}, request, recordedAt);
    stream->second.positions.push_back(stored.position);
    commit.last = stored.position;
    commit.events.push_back(stored);
    m_tables.events.push_back(std::move(stored));
  }
  for (const RowChange& row : request.rows)
    if (const auto* change = std::get_if<StockChange>(&row)) {
      StockLevel& level = m_tables.stock[change->product];
      level.onHand += change->onHand;
      level.reserved += change->reserved;
    } else if (const auto* line = std::get_if<OrderLineRow>(&row)) {
      int& last = m_tables.lastLines[request.streams[static_cast<std::size_t>(line->stream)].stream];
      last = std::max(last, line->line);
    } else if (const auto* credit = std::get_if<CreditChange>(&row)) {
      m_tables.credit[{credit->customer, credit->currency}] += credit->owed;
    } else if (const auto* state = std::get_if<StateRow>(&row)) {
      Stream& stream = m_tables.streams[request.streams[static_cast<std::size_t>(state->stream)].stream];
      stream.stateVersion = static_cast<std::int64_t>(stream.positions.size());
      stream.state = state->state;
    }
  if (!request.streams.empty() && versionOf(request.streams.front().stream) > 0) {
    outcome.stream = request.streams.front().stream;
    outcome.version = versionOf(outcome.stream);
  }
  std::optional<base::Digest> import;
  if (request.import) {
    std::vector<std::pair<std::string, StreamRef>> brought;
    for (const auto& [document, stream] : request.import->documents) {
      const StreamRef& ref = request.streams[static_cast<std::size_t>(stream)].stream;
      const bool isNew = m_tables.documents.emplace(std::pair(request.import->source, document), ImportedDocument{ref, 0, request.import->lastRow, request.import->prefix}).second;
      if (isNew) brought.emplace_back(document, ref);
    }
    std::sort(brought.begin(), brought.end());
    import = digestOf(*request.import, brought);
    m_tables.chunks.emplace_back(request.import->source, *request.import);
  }
  if (request.events.empty()) advance(m_tables.eventless, digestOf(outcome, import));
  else parts.outcomes.push_back(digestOf(outcome, import));
  m_tables.outcomes.emplace(request.command, outcome);
  return result;
}

void MemoryEventStore::append(std::vector<AppendRequest> group, base::Timestamp recordedAt, AppendDone done) {
  std::vector<AppendOutcome> outcomes;
  auto commit = std::make_shared<Commit>();
  {
    const std::lock_guard writing(m_writing);
    if (m_beforeCommit) m_beforeCommit();
    {
      const std::lock_guard lock(m_visible);
      CommitParts parts;
      parts.fence = 1;
      parts.recordedAt = recordedAt;
      commit->first = static_cast<Position>(m_tables.events.size()) + 1;
      for (AppendRequest& request : group) outcomes.push_back(apply(request, *commit, parts));
      if (!commit->events.empty()) {
        parts.first = commit->first;
        parts.last = commit->last;
        parts.eventless = m_tables.eventless;
        for (const StoredEvent& event : commit->events) parts.events.push_back(event.digest);
        const base::Digest previous = m_tables.links.empty() ? base::Digest{} : m_tables.links.rbegin()->second;
        commit->link = linkOf(previous, parts);
        m_tables.links.emplace(commit->last, commit->link);
      }
    }
    if (!commit->events.empty() && m_listener != nullptr) m_listener->committed(commit);
  }
  m_headMoved.notify_all();
  done(std::move(outcomes));
}

base::Result<std::vector<StoredEvent>> MemoryEventStore::read(Position after, std::size_t limit) {
  const std::lock_guard lock(m_visible);
  std::vector<StoredEvent> events;
  for (auto i = static_cast<std::size_t>(after); i < m_tables.events.size() && events.size() < limit; ++i) events.push_back(m_tables.events[i]);
  return events;
}

base::Result<std::vector<StoredEvent>> MemoryEventStore::readStream(const StreamRef& stream, std::int64_t afterVersion, std::size_t limit) {
  const std::lock_guard lock(m_visible);
  std::vector<StoredEvent> events;
  const auto found = m_tables.streams.find(stream);
  if (found == m_tables.streams.end()) return events;
  const auto& positions = found->second.positions;
  for (auto i = static_cast<std::size_t>(afterVersion); i < positions.size() && events.size() < limit; ++i)
    events.push_back(m_tables.events[static_cast<std::size_t>(positions[i] - 1)]);
  return events;
}

base::Result<LoadedStream> MemoryEventStore::load(const StreamRef& stream, std::size_t limit) {
  const std::lock_guard lock(m_visible);
  LoadedStream loaded;
  const auto found = m_tables.streams.find(stream);
  if (found == m_tables.streams.end()) return loaded;
  loaded.stateVersion = found->second.stateVersion;
  loaded.state = found->second.state;
  const auto& positions = found->second.positions;
  for (auto i = static_cast<std::size_t>(loaded.stateVersion); i < positions.size() && loaded.events.size() < limit; ++i)
    loaded.events.push_back(m_tables.events[static_cast<std::size_t>(positions[i] - 1)]);
  return loaded;
}

base::Result<StoreHead> MemoryEventStore::head() {
  const std::lock_guard lock(m_visible);
  StoreHead head{{m_storeId, 1}, static_cast<Position>(m_tables.events.size()), {}};
  if (!m_tables.links.empty()) head.link = m_tables.links.rbegin()->second;
  return head;
}

base::Result<std::optional<base::Digest>> MemoryEventStore::linkAt(Position position) {
  const std::lock_guard lock(m_visible);
  const auto found = m_tables.links.find(position);
  return found == m_tables.links.end() ? std::nullopt : std::optional(found->second);
}

bool MemoryEventStore::waitFor(Position position, int timeoutMs) {
  std::unique_lock lock(m_visible);
  return m_headMoved.wait_for(lock, std::chrono::milliseconds(timeoutMs), [&] { return static_cast<Position>(m_tables.events.size()) >= position; });
}

base::Result<std::optional<StoredOutcome>> MemoryEventStore::outcome(const base::CommandId& command) {
  const std::lock_guard lock(m_visible);
  const auto found = m_tables.outcomes.find(command);
  return found == m_tables.outcomes.end() ? std::nullopt : std::optional(found->second);
}

base::Result<std::optional<StockLevel>> MemoryEventStore::stock(const domain::ProductId& product) {
  const std::lock_guard lock(m_visible);
  const auto found = m_tables.stock.find(product);
  return found == m_tables.stock.end() ? std::nullopt : std::optional(found->second);
}

base::Result<base::Amount> MemoryEventStore::owed(const domain::CustomerId& customer, base::Currency currency) {
  const std::lock_guard lock(m_visible);
  return owedBy(customer, currency);
}

void MemoryEventStore::setListener(CommitListener* listener) {
  const std::lock_guard lock(m_writing);
  m_listener = listener;
}

base::Result<std::vector<ImportedChunk>> MemoryEventStore::chunks(const std::string& source) {
  const std::lock_guard lock(m_visible);
  std::vector<ImportedChunk> chunks;
  for (const auto& [name, chunk] : m_tables.chunks)
    if (name == source) chunks.push_back({chunk.prefix, chunk.firstRow, chunk.lastRow, chunk.files.empty() ? std::string() : chunk.files.front().file});
  return chunks;
}

base::Result<std::optional<ImportedDocument>> MemoryEventStore::document(const std::string& source, const std::string& document) {
  const std::lock_guard lock(m_visible);
  const auto found = m_tables.documents.find({source, document});
  if (found == m_tables.documents.end()) return std::nullopt;
  ImportedDocument answer = found->second;
  if (const auto lines = m_tables.lastLines.find(answer.stream); lines != m_tables.lastLines.end()) answer.lines = lines->second;
  if (const auto stream = m_tables.streams.find(answer.stream); stream != m_tables.streams.end()) answer.version = static_cast<std::int64_t>(stream->second.positions.size());
  return answer;
}

base::Result<std::vector<std::pair<std::string, StreamRef>>> MemoryEventStore::documents(const std::string& source, const std::string& beginning, const std::string& after, std::size_t limit) {
  const std::lock_guard lock(m_visible);
  std::vector<std::pair<std::string, StreamRef>> found;
  for (auto next = m_tables.documents.lower_bound({source, std::max(beginning, after)}); next != m_tables.documents.end() && found.size() < limit; ++next) {
    const std::string& document = next->first.second;
    if (next->first.first != source || !document.starts_with(beginning)) break;
    if (document > after) found.emplace_back(document, next->second.stream);
  }
  return found;
}

base::Result<std::vector<QuarantinedRow>> MemoryEventStore::quarantined(std::int64_t afterIndex, std::size_t limit) {
  const std::lock_guard lock(m_visible);
  std::vector<QuarantinedRow> rows;
  const auto closed = closedBy(m_tables.chunks);
  std::int64_t index = 0;
  for (const auto& [name, chunk] : m_tables.chunks)
    for (const QuarantinedRow& row : chunk.quarantined) {
      if (++index <= afterIndex || rows.size() >= limit) continue;
      QuarantinedRow& told = rows.emplace_back(row);
      told.index = index;
      told.source = name;
      told.repaired = closed.contains({name, index});
    }
  return rows;
}

base::Result<std::vector<QuarantinedRow>> MemoryEventStore::quarantined(const std::string& source, std::int64_t afterIndex, std::size_t limit) {
  auto rows = quarantined(afterIndex, std::numeric_limits<std::size_t>::max());
  if (!rows) return rows;
  std::erase_if(*rows, [&](const QuarantinedRow& row) { return row.source != source; });
  if (rows->size() > limit) rows->resize(limit);
  return rows;
}

base::Result<FileAccount> MemoryEventStore::account(const std::string& source, const std::string& file) {
  auto all = account();
  if (!all) return tl::unexpected(all.error());
  for (FileAccount& one : all->files)
    if (one.source == source && one.file == file) return std::move(one);
  return FileAccount{source, file, 0, 0, {}, {}, {}};
}

base::Result<ImportLedger::Account> MemoryEventStore::account() {
  const std::lock_guard lock(m_visible);
  std::map<std::pair<std::string, std::string>, FileAccount> files;
  const auto closed = closedBy(m_tables.chunks);
  std::int64_t index = 0;
  for (const auto& [name, chunk] : m_tables.chunks) {
    for (const FileRows& some : chunk.files) {
      FileAccount& file = files[{name, some.file}];
      file.rows += some.rows;
      file.accepted += some.accepted;
      for (const auto& [rule, rows] : some.ignored) file.ignored[rule] += rows;
    }
    for (const QuarantinedRow& row : chunk.quarantined) {
      FileAccount& file = files[{name, row.file}];
      ++file.quarantined[row.reason];
      if (closed.contains({name, ++index})) ++file.repaired[row.reason];
    }
  }
  return accountOf(std::move(files));
}

}  // namespace twinlane::store
