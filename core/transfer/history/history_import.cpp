#include "transfer/history/history_import.h"

#include "transfer/chunk_size.h"
#include "transfer/history/history_accounts.h"
#include "transfer/history/history_files.h"
#include "transfer/history/joined_files.h"
#include "transfer/history/record_names.h"
#include "transfer/history/renumbered_orders.h"
#include "transfer/history/source_memory.h"
#include "transfer/history/standing_rows.h"
#include "transfer/history/table_name.h"
#include "transfer/row_reason.h"
#include "transfer/row_repair.h"
#include "transfer/taken_chunk.h"

#include <algorithm>
#include <set>
#include <utility>

namespace twinlane::transfer {
namespace {

constexpr std::int64_t rowsPerHistoryChunk = 200;
// A document of more, in lines and facts, goes on in the next chunk.
constexpr std::int64_t mostOfChunk = 1000;
// Of rows that make no document those that are kept count, and what they say; those that are left out are only numbers.
constexpr std::int64_t rowsAsidePerChunk = 400, rowsIgnoredPerChunk = 20'000;
constexpr std::size_t asideBytesPerChunk = 64 * 1024;
constexpr std::size_t rowsLeftAtOnce = 500;
// Times that others may change a document between its being looked at and its being stored.
constexpr int mostTries = 1000;

const char* existsReason(domain::Category category) {
  switch (category) {
    case domain::Category::Customer: return "customer_exists";
    case domain::Category::Product: return "product_exists";
    default: return "order_exists";
  }
}

// Lines that are there and an event is about.
std::size_t mentionsIn(const domain::Event& event) {
  if (const auto* picked = std::get_if<domain::LinesPicked>(&event)) return picked->lines.size();
  if (const auto* packed = std::get_if<domain::PackagePacked>(&event)) return packed->lines.size();
  if (const auto* shipped = std::get_if<domain::PackageShipped>(&event)) return shipped->lines.size();
  const auto* returned = std::get_if<domain::LinesReturned>(&event);
  return returned != nullptr ? returned->lines.size() : 0;
}

class HistoryImport {
 public:
  HistoryImport(const Profile& profile, command::FactSink& sink, store::ImportLedger& ledger, store::EventStore& events, const base::Clock& clock, const std::string& actor, const ImportProgress& progress)
      : m_profile(profile), m_sink(sink), m_ledger(ledger), m_events(events), m_clock(clock), m_actor(actor), m_progress(progress), m_started(clock.steady()) {}

  base::Result<ImportAccount> run(const std::vector<std::string>& paths) {
    auto staging = Staging::open(m_profile);
    if (!staging) return tl::unexpected(staging.error());
    m_staging = &*staging;
    if (auto known = learnKnown(); !known) return tl::unexpected(known.error());
    // Of a source that is new nothing is known.
    if (comesInParts(m_profile) && !m_known.empty()) staging->recallFrom(m_memory);
    auto read = readHistory(m_profile, paths, *staging, [this](std::int64_t bytes, std::int64_t total) { return goOn(bytes / 2, total); });
    // What was only read is not taken in, so nothing is left behind.
    if (!read && m_account.cancelled) return finished();
    if (!read) return tl::unexpected(read.error());
    if (!m_known.empty())
      if (auto recalled = staging->recallEvents(m_memory); !recalled) return tl::unexpected(recalled.error());
    m_account.unusedFiles = std::move(read->unused);
    m_names.learn(std::move(read->keys));
    for (std::int64_t file = 1; file <= m_staging->files(); ++file) m_given.insert(m_staging->fileName(file));
    if (auto standing = m_standing.read(m_ledger, m_profile.source, [this](const std::string& file, const std::string& raw) { return m_names.of(file, raw); }); !standing) return tl::unexpected(standing.error());
    const auto counts = staging->counts();
    if (!counts) return tl::unexpected(counts.error());
    m_account.rowsInFiles = counts->rows;
    m_account.ambiguousTimes = counts->ambiguousTimes;
    m_account.missingTimes = counts->missingTimes;
    m_account.records = counts->records;
    m_account.unknownObjects = counts->unknownObjects;
    const auto documents = staging->documents();
    if (!documents) return tl::unexpected(documents.error());
    m_documents = *documents;
    if (auto done = sendLeft(); !done) return tl::unexpected(done.error());
    if (auto done = compareKnown(); !done) return tl::unexpected(done.error());
    if (auto done = sendDocuments(); !done) return tl::unexpected(done.error());
    if (!m_account.cancelled) {
      // Nothing goes under in silence: what told nothing is set aside as well.
      if (auto found = m_staging->setRestAside(); !found) return tl::unexpected(found.error());
      if (auto done = sendLeft(); !done) return tl::unexpected(done.error());
    }
    if (!m_account.cancelled)
      if (auto done = settleFiles(); !done) return tl::unexpected(done.error());
    if (!m_account.cancelled && m_profile.areRowsAnywhere) {
      if (m_joined.isEmpty())
        if (auto learnt = m_joined.learn(*m_staging); !learnt) return tl::unexpected(learnt.error());
      for (const JoinedFiles::Mark& one : m_joined.marksAfter())
        if (auto marked = mark(one); !marked) return tl::unexpected(marked.error());
    }
    return finished();
  }

 private:
  base::Status learnKnown() {
    const auto chunks = m_ledger.chunks(m_profile.source);
    if (!chunks) return tl::unexpected(chunks.error());
    for (const store::ImportedChunk& chunk : *chunks) m_known.emplace(std::pair(chunk.lastRow, chunk.prefix), chunk);
    m_chunks = static_cast<std::int64_t>(chunks->size());
    return m_accounts.learn();
  }

  // Things of a run that say the same are told apart by their number among equals, so that each is taken in once and all of them
  // are known again.
  static base::Digest numbered(const base::Digest& said, int before) { return before == 0 ? said : base::DigestWriter().field(base::ByteView(said)).field(std::int64_t{before}).digest(); }
  int equalsBefore(const base::Digest& said) const {
    const auto found = m_equals.find(said);
    return found == m_equals.end() ? 0 : found->second;
  }

  // Of rows that are to be accounted for, however often they were and were closed since.
  base::Digest newIdentity(const base::Digest& said, std::int64_t firstRow, std::int64_t lastRow, const std::string& file) {
    for (;;)
      if (base::Digest one = numbered(said, m_equals[said]++); m_known.emplace(std::pair(lastRow, one), store::ImportedChunk{one, firstRow, lastRow, file}).second) return one;
  }

  // ---- rows that make no document: set aside or left out

  base::Status sendLeft() {
    for (std::int64_t file = 1; file <= m_staging->files() && !m_account.cancelled; ++file) {
      const auto accounted = accountedFor(file);
      if (!accounted) return tl::unexpected(accounted.error());
      if (auto sent = sendLeftOf(file, *accounted); !sent) return sent;
    }
    return {};
  }

  template <class Take>
  base::Status eachLeft(std::int64_t file, const Take& take) {
    base::DigestWriter prefix;
    prefix.field(std::string_view("rows left"));
    for (std::int64_t after = 0; !m_account.cancelled;) {
      auto rows = m_staging->left(file, after, rowsLeftAtOnce);
      if (!rows) return tl::unexpected(rows.error());
      if (rows->empty()) return {};
      after = rows->back().number;
      for (Staging::Left& left : *rows) {
        prefix.field(left.row.row).field(std::string_view(left.row.reason)).field(std::string_view(left.row.raw));
        if (auto taken = take(left, prefix); !taken) return taken;
      }
      goOn(0, 0);
    }
    return {};
  }

  // Which of a file's rows, from the first on, were accounted for before, by this file or by one that began with the same rows:
  // ends of chunks, with the file of each.
  using Accounted = std::map<std::int64_t, std::string>;
  base::Result<Accounted> accountedFor(std::int64_t file) {
    struct End {
      std::int64_t firstRow = 0;
      base::Digest prefix{};
    };
    std::map<std::int64_t, End> ends;
    Accounted accounted;
    std::int64_t ordinal = 0;
    const auto read = eachLeft(file, [&](const Staging::Left&, const base::DigestWriter& writer) -> base::Status {
      const base::Digest prefix = writer.digest();
      const auto known = m_known.find({++ordinal, numbered(prefix, equalsBefore(prefix))});
      if (known == m_known.end()) return {};
      ends[ordinal] = {known->second.firstRow, prefix};
      accounted[ordinal] = known->second.file;
      return {};
    });
    if (!read) return tl::unexpected(read.error());
    if (ends.empty()) return accounted;
    // The chunks that led there are this file's: the next that says the same is another.
    for (auto end = std::prev(ends.end()); end != ends.end(); end = ends.find(end->second.firstRow - 1)) ++m_equals[end->second.prefix];
    return accounted;
  }

  base::Status sendLeftOf(std::int64_t file, const Accounted& accounted) {
    LeftChunk next;
    std::int64_t ordinal = 0;
    base::Digest last{};
    const auto read = eachLeft(file, [&](Staging::Left& left, const base::DigestWriter& prefix) -> base::Status {
      if (auto done = m_staging->markDone(left.number); !done) return done;
      ++m_account.rows;
      const auto before = accounted.lower_bound(++ordinal);
      const bool isOfOther = before != accounted.end() && before->second != left.row.file;
      HistoryAccounts::Reading& reading = m_accounts.of(left.row.file);
      if (left.isIgnored) ++(isOfOther ? reading.elsewhere : reading.ignored[left.row.reason]);
      const bool standsHere = !left.isIgnored && m_standing.findAgain(left.row, left.row.file);
      const bool standsThere = !left.isIgnored && !standsHere && isOfOther && !m_given.contains(before->second) && m_standing.findAgain(left.row, before->second);
      reading.elsewhere += standsThere ? 1 : 0;
      // What stood for a row that a rule leaves out now is that row; an import that was stopped may have left it open.
      const bool stoodForIt = left.isIgnored && m_standing.came(StandingRows::Came::Known, left.row.file, left.row.row, left.row.raw);
      // A row that was accounted for and does not stand any more was closed: it is bad again.
      if (standsHere || standsThere || (left.isIgnored && before != accounted.end())) {
        ++m_account.alreadyImported;
        ++reading.known;
        return {};
      }
      if (stoodForIt || (!left.isIgnored && m_standing.came(StandingRows::Came::Aside, left.row.file, left.row.row, left.row.raw))) ++reading.known;
      if (next.account.rows == 0) next.firstRow = ordinal;
      next.account.file = left.row.file;
      ++next.account.rows;
      if (left.isIgnored) {
        ++next.account.ignored[left.row.reason];
      } else {
        next.bytes += left.row.raw.size();
        next.aside.push_back(std::move(left.row));
      }
      last = prefix.digest();
      const bool isFull = static_cast<std::int64_t>(next.aside.size()) >= m_leftSize.rows() || next.bytes >= asideBytesPerChunk || next.account.rows >= rowsIgnoredPerChunk;
      return isFull ? send(std::exchange(next, {}), last, ordinal) : base::Status();
    });
    return !read || next.account.rows == 0 ? read : send(std::move(next), last, ordinal);
  }

  struct LeftChunk {
    store::FileRows account;
    std::vector<store::QuarantinedRow> aside;
    std::size_t bytes = 0;
    std::int64_t firstRow = 0;
  };

  base::Status send(LeftChunk left, const base::Digest& prefix, std::int64_t lastRow) {
    command::FactChunk chunk = withIdentity({}, newIdentity(prefix, left.firstRow, lastRow, left.account.file), left.firstRow, lastRow);
    chunk.import.files.push_back(left.account);
    chunk.import.quarantined = left.aside;
    const auto outcome = accept(std::move(chunk));
    if (!outcome) return tl::unexpected(outcome.error());
    m_leftSize.learn(std::max<std::int64_t>(1, static_cast<std::int64_t>(left.aside.size())), *outcome);
    if (outcome->kind != store::AppendOutcome::Kind::Stored) {
      m_account.alreadyImported += left.account.rows;
      return {};
    }
    for (const auto& [rule, count] : left.account.ignored) m_account.ignored[rule] += count;
    for (const store::QuarantinedRow& row : left.aside) ++m_account.quarantined[row.reason];
    return {};
  }

  // ---- what files say of documents that are known

  // Before anything is sent: what all that was read says of documents that are there. It tells files that say more of them from those
  // that say them again, and which of their lines may stand under another document now.
  base::Status compareKnown() {
    if (m_known.empty()) return {};
    if (m_profile.areRowsAnywhere)
      if (auto compared = compareFiles(); !compared || m_account.cancelled) return compared;
    const auto isTold = m_staging->hasUnnamedLines();
    if (!isTold) return tl::unexpected(isTold.error());
    if (comesInParts(m_profile) && !*isTold) return {};
    if (auto compared = eachOrder([this](const Staging::Order& order) { return compareKnown(order); }); !compared || m_account.cancelled) return compared;
    const auto found = m_renumbered.find([this](const store::ImportedDocument& document) { return fileOf(document); }, [this](const store::StreamRef& stream) { return m_staging->tells(stream); });
    if (!found || (!m_mayMove && m_renumbered.isEmpty())) return found;
    // Before any of them, so that each knows which of its lines stand under others.
    return eachOrder([this](const Staging::Order& order) { return moveAway(order); });
  }

  template <class Take>
  base::Status eachOrder(const Take& take) {
    for (std::int64_t place = 1; goOn(0, 0); ++place) {
      const auto order = m_staging->order(place);
      if (!order) return tl::unexpected(order.error());
      if (!*order) return {};
      if (auto taken = take(**order); !taken) return taken;
    }
    return {};
  }

  // How files of flat lines are read.
  base::Status compareFiles() {
    if (auto learnt = m_joined.learn(*m_staging); !learnt) return learnt;
    if (!m_joined.areAllKnown()) {
      const auto compared = eachOrder([this](const Staging::Order& order) -> base::Status {
        const store::StreamRef stream = streamOf(order);
        const auto before = m_ledger.document(m_profile.source, stream.toText());
        if (!before) return tl::unexpected(before.error());
        if (!*before) return m_joined.addNew(order), base::Status();
        const auto known = KnownDocument::read(stream, m_events);
        if (!known) return tl::unexpected(known.error());
        return m_joined.compareKnown(order, **before, *known), base::Status();
      });
      if (!compared || m_account.cancelled) return compared;
    }
    if (auto decided = m_joined.decide(); !decided) return decided;
    for (const JoinedFiles::Mark& one : m_joined.marksBefore())
      if (auto marked = mark(one); !marked) return marked;
    return {};
  }

  // Which file a document began in.
  const std::string* fileOf(const store::ImportedDocument& document) const {
    const auto chunk = m_known.find({document.lastRow, document.prefix});
    return chunk == m_known.end() ? nullptr : &chunk->second.file;
  }

  base::Status compareKnown(const Staging::Order& order) {
    const store::StreamRef stream = streamOf(order);
    const auto before = m_ledger.document(m_profile.source, stream.toText());
    if (!before) return tl::unexpected(before.error());
    RenumberedOrders::Fresh fresh{stream, order.said.currency, order.said.customer, order.said.placedAt, {}, false};
    for (const Staging::Line& line : order.lines) fresh.lines.push_back(lineOf(line.said, 0));
    if (!*before) return m_renumbered.read(fresh);
    // What a piece says of an order is more of it: nothing is missing, and nothing of it stood elsewhere.
    if (std::any_of(order.lines.begin(), order.lines.end(), [this](const Staging::Line& line) { return m_joined.mayGoOn(line); })) return {};
    auto known = KnownDocument::read(stream, m_events);
    if (!known) return tl::unexpected(known.error());
    const SaidLines lines = compareLines(known->lines, fresh.lines);
    // Where lines stand, the order may have another customer and time than theirs.
    fresh.isOfKnown = true;
    fresh.customer.clear();
    fresh.placedAt.reset();
    if (auto read = m_renumbered.read(fresh); !read) return read;
    if (const std::string* file = fileOf(**before); file != nullptr && lines.again > 0) m_renumbered.isToldAgain(*file, **before, *known);
    const auto* placed = known->begin ? std::get_if<domain::OrderPlaced>(&known->begin->event) : nullptr;
    for (const domain::OrderLine& line : known->lines) {
      if (known->takenBack.contains(line.line)) continue;
      const Staging::Unsaid unsaid{hashOf(line), stream.toText(), placed != nullptr && placed->customer ? placed->customer->text : std::string(), known->begin ? known->begin->occurredAt : std::nullopt};
      if (auto put = m_staging->putUnsaid(unsaid, line.line); !put) return put;
      m_mayMove = true;
    }
    return {};
  }

  static std::int64_t hashOf(const domain::OrderLine& line) { return static_cast<std::int64_t>(base::shortHash(base::viewOf(textOf(line)))); }
  base::Status mark(const JoinedFiles::Mark& mark) {
    const auto stored = accept(withIdentity({}, mark.name, 1, mark.rows));
    return stored ? base::Status() : tl::unexpected(stored.error());
  }

  // Sets aside lines that known documents lack now and that stand under this one instead, or all of it.
  base::Status moveAway(const Staging::Order& order) {
    const store::StreamRef stream = streamOf(order);
    const auto isRenumbered = m_renumbered.has(stream);
    if (!isRenumbered) return tl::unexpected(isRenumbered.error());
    if (!m_mayMove && !*isRenumbered) return {};
    if (*isRenumbered) {
      const auto isOther = isAnotherOne(order);
      if (!isOther || *isOther) return isOther ? base::Status() : tl::unexpected(isOther.error());
    }
    const auto before = m_ledger.document(m_profile.source, stream.toText());
    if (!before) return tl::unexpected(before.error());
    if (!*before && *isRenumbered) return m_staging->moveAway(order);
    std::map<std::string, int> own;
    if (*before) {
      const auto known = KnownDocument::read(stream, m_events);
      if (!known) return tl::unexpected(known.error());
      for (const domain::OrderLine& line : known->lines) ++own[textOf(line)];
    }
    for (const Staging::Line& line : order.lines) {
      const domain::OrderLine said = lineOf(line.said, 0);
      if (line.row <= 0 || own[textOf(said)]-- > 0 || (!*isRenumbered && m_joined.mayGoOn(line))) continue;
      const auto is = *isRenumbered ? base::Result<bool>(true) : m_staging->takeUnsaid({hashOf(said), stream.toText(), line.said.customer, line.said.placedAt}, line.row);
      if (!is) return tl::unexpected(is.error());
      if (!*is) continue;
      const auto isOther = isAnotherOne(line.row);
      if (!isOther) return tl::unexpected(isOther.error());
      if (auto moved = *isOther ? m_staging->releaseUnsaid(line.row) : m_staging->moveAway(line.row); !moved) return moved;
    }
    return {};
  }

  // Whether a person says that it is no line or order under a new number.
  base::Result<bool> isAnotherOne(std::int64_t number) {
    if (number <= 0) return false;
    const auto row = m_staging->row(number);
    return row ? base::Result<bool>(m_known.contains({1, nameOfAnother(row->raw)})) : tl::unexpected(row.error());
  }
  base::Result<bool> isAnotherOne(const Staging::Order& order) {
    std::vector<std::int64_t> rows{order.row};
    for (const Staging::Line& line : order.lines) rows.push_back(line.row);
    for (const Staging::Event& event : order.events) rows.push_back(event.row);
    for (const auto& [row, package] : order.packages) rows.push_back(row);
    for (const std::int64_t row : rows)
      if (const auto is = isAnotherOne(row); !is || *is) return is;
    return false;
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
      History history = historyOf((*product)->first, (*product)->second);
      history.mayBePart = comesInParts(m_profile);
      if (auto added = add(std::move(history)); !added) return added;
    }
    const bool isPaymentKnown = tellsPayments(m_profile);
    for (std::int64_t place = 1; !m_account.cancelled; ++place) {
      auto order = m_staging->order(place);
      if (!order) return tl::unexpected(order.error());
      if (!*order) break;
      if ((*order)->isMoved) continue;
      std::optional<KnownDocument> known;
      if ((*order)->mayBePart && !m_known.empty()) {
        const store::StreamRef stream{domain::Category::Order, (*order)->said.id};
        const auto before = m_ledger.document(m_profile.source, stream.toText());
        if (!before) return tl::unexpected(before.error());
        if (*before) {
          auto read = m_memory.order(stream.id);
          if (!read) return tl::unexpected(read.error());
          known = std::move(*read);
          if (auto named = m_staging->nameEvents(stream.id, *known); !named) return named;
          complete(**order, *known);
        }
      }
      History history = historyOf(**order, isPaymentKnown, known ? &*known : nullptr);
      if (m_mayMove) {
        auto movedAway = m_staging->movedFrom(history.stream.toText());
        if (!movedAway) return tl::unexpected(movedAway.error());
        history.movedAway = std::move(*movedAway);
      }
      // Who only names an order that is known says nothing of how it began, but when.
      if (known && (*order)->row < 0 && !(*order)->said.placedAt) history.begin.reset();
      for (const auto& [row, reason] : history.untold)
        if (auto noted = m_staging->because(row, reason); !noted) return noted;
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

  command::FactChunk closingOf(command::FactChunk chunk, ClosingRange range) const { return withIdentity(std::move(chunk), store::closingPrefix(), -range.last, -range.first); }

  base::Result<command::FactReceipt> accept(command::FactChunk chunk) {
    if (auto told = m_standing.status(); !told) return tl::unexpected(told.error());
    return m_sink.accept(std::move(chunk));
  }

  // What the documents that wait add to the journal.
  struct Adding {
    std::vector<Addition> additions;
    std::vector<std::pair<std::int64_t, std::string>> differing;
    std::vector<std::int64_t> known;
  };

  // `foreign` are streams of these names that others made.
  base::Result<Adding> whatIsNew(const std::set<std::string>& foreign) {
    Adding adding;
    for (History& history : m_pending) {
      const std::string document = history.stream.toText();
      const auto before = m_ledger.document(m_profile.source, document);
      if (!before) return tl::unexpected(before.error());
      std::optional<KnownDocument> there;
      if (*before) {
        auto read = KnownDocument::read(history.stream, m_events);
        if (!read) return tl::unexpected(read.error());
        there = std::move(*read);
        if (auto named = m_staging->nameEvents(history.stream.id, *there); !named) return tl::unexpected(named.error());
      }
      if (auto said = m_joined.sayHow(history, there ? &*there : nullptr); !said) return tl::unexpected(said.error());
      for (HistoryFact& fact : history.facts) {
        if (fact.by == 0 || m_known.empty()) continue;
        const auto moved = m_staging->isMoved(fact.event, fact.by, history.stream.id);
        if (!moved) return tl::unexpected(moved.error());
        fact.isMoved = *moved;
      }
      if (there) learnSameRecords(history, *there);
      Addition addition = there ? additionTo(*there, (*before)->version, history) : additionToNothing(history);
      if (foreign.contains(document)) {
        for (const auto& rows : addition.rows)
          for (const std::int64_t row : rows) adding.differing.emplace_back(row, existsReason(history.stream.category));
        continue;
      }
      for (const std::int64_t row : addition.differ) adding.differing.emplace_back(row, documentDiffers);
      for (const std::int64_t row : addition.exist) adding.differing.emplace_back(row, lineExists);
      adding.known.insert(adding.known.end(), addition.known.begin(), addition.known.end());
      if (addition.stream.facts.empty()) continue;
      // A row that says one thing anew and another otherwise is set aside for that; what is new of it is in all the same.
      const std::set<std::int64_t> differ(addition.differ.begin(), addition.differ.end());
      for (auto& rows : addition.rows)
        if (!differ.empty()) rows.erase(std::remove_if(rows.begin(), rows.end(), [&](std::int64_t row) { return differ.contains(row); }), rows.end());
      adding.additions.push_back(std::move(addition));
    }
    return adding;
  }

  // Whose ids are in already: what a row of them adds, it adds to a record that its file had.
  void learnSameRecords(const History& history, const KnownDocument& there) {
    if (history.ownRow > 0) m_sameRecords.insert(history.ownRow);
    std::set<EventName> told;
    for (const KnownDocument::Told& fact : there.facts) told.insert(fact.by);
    for (const HistoryFact& fact : history.facts)
      if (fact.by != 0 && told.contains(fact.by)) m_sameRecords.insert(fact.row);
  }

  base::Status send() {
    std::set<std::string> foreign;
    for (int tries = 0;; ++tries) {
      auto adding = whatIsNew(foreign);
      if (!adding) return tl::unexpected(adding.error());
      const auto stored = keep(std::move(adding->additions));
      if (stored) {
        if (m_account.cancelled) return {};
        if (auto aside = setAside(adding->differing); !aside) return aside;
        if (auto there = countKnown(adding->known); !there) return there;
        break;
      }
      if (stored.error().code != base::ErrorCode::Conflict || tries >= mostTries) return stored;
      // Somebody changed a document since it was looked at, or made one of this name.
      const auto before = m_ledger.document(m_profile.source, stored.error().where);
      if (!before) return tl::unexpected(before.error());
      if (!*before) foreign.insert(stored.error().where);
    }
    m_pending.clear();
    m_sameRecords.clear();
    m_pendingRows = 0;
    goOn(m_bytesTotal / 2 + (m_documents > 0 ? (m_bytesTotal - m_bytesTotal / 2) * m_documentsDone / m_documents : 0), m_bytesTotal);
    return {};
  }

  // The rows of a chunk by their files, each row once in the whole import: one that tells of several documents counts with the
  // first. Gives the rows that count.
  base::Result<std::vector<std::pair<std::int64_t, Staging::Row>>> accountFor(const std::vector<std::int64_t>& numbers, command::FactChunk& chunk) {
    std::vector<std::pair<std::int64_t, Staging::Row>> counted;
    std::map<std::string, store::FileRows> files;
    std::set<std::int64_t> seen;
    for (const std::int64_t number : numbers) {
      if (number <= 0 || !seen.insert(number).second) continue;
      auto row = m_staging->row(number);
      if (!row) return tl::unexpected(row.error());
      if (row->isDone) continue;
      store::FileRows& file = files[m_staging->fileName(row->file)];
      file.file = m_staging->fileName(row->file);
      ++file.rows;
      ++file.accepted;
      counted.emplace_back(number, std::move(*row));
    }
    for (auto& [path, account] : files) chunk.import.files.push_back(std::move(account));
    return counted;
  }

  // What stands in the very row of one that comes in, and is that row before it was mended: it is closed with it.
  base::Result<std::optional<std::int64_t>> standsInPlace(const Staging::Row& row) {
    const std::string& file = m_staging->fileName(row.file);
    const auto index = m_standing.inPlace(file, row.row);
    if (!index) return std::optional<std::int64_t>();
    const auto standing = m_ledger.quarantined(*index - 1, 1);
    if (!standing) return tl::unexpected(standing.error());
    return standing->empty() || standing->front().repaired || !m_names.isMended(file, standing->front().reason, standing->front().raw, row.raw) ? std::nullopt : index;
  }

  base::Status findInPlace(const std::vector<std::int64_t>& numbers, std::set<std::int64_t>& rows) {
    for (const std::int64_t number : numbers) {
      if (m_standing.isEmpty() || number <= 0) continue;
      const auto row = m_staging->row(number);
      if (!row) return tl::unexpected(row.error());
      const auto standing = row->isDone ? base::Result<std::optional<std::int64_t>>(std::nullopt) : standsInPlace(*row);
      if (!standing) return tl::unexpected(standing.error());
      if (*standing) rows.insert(number);
    }
    return {};
  }

  // What one commit shall hold.
  struct Piece {
    std::vector<command::FactStream> streams;
    std::vector<std::pair<std::string, int>> documents;
    std::vector<std::int64_t> rows;
    std::int64_t events = 0, orders = 0, size = 0;
    std::set<std::int64_t> inPlace;  // rows that close what stands in their place, each with a chunk of its own in the commit where they lie apart
    base::DigestWriter said;
    bool isFull() const { return size >= mostOfChunk || inPlace.size() + 1 >= ClosingCommit::most; }
  };

  // What documents add, and which rows say it: one commit, more where a document is long.
  base::Status keep(std::vector<Addition> additions) {
    m_memory.forget();
    Piece piece;
    for (Addition& addition : additions) {
      const std::string document = addition.stream.stream.toText();
      std::int64_t version = addition.stream.version.value_or(0);
      bool mustBeNew = addition.stream.mustBeNew;
      if (!piece.streams.empty() && piece.inPlace.size() + 1 >= ClosingCommit::most) {
        if (auto stored = keep(std::exchange(piece, {})); !stored) return stored;
        if (!goOn(0, 0)) return {};
      }
      for (std::size_t from = 0; from < addition.stream.facts.size();) {
        command::FactStream& stream = piece.streams.emplace_back();
        stream.stream = addition.stream.stream;
        stream.mustBeNew = mustBeNew;
        if (!mustBeNew) stream.version = version;
        const int at = static_cast<int>(piece.streams.size()) - 1;
        if (mustBeNew) piece.documents.emplace_back(document, at);
        piece.orders += mustBeNew && stream.stream.category == domain::Category::Order ? 1 : 0;
        std::vector<EventName> events;
        for (; from < addition.stream.facts.size() && (stream.facts.empty() || !piece.isFull()); ++from) {
          if (auto named = name(addition.named[from], document, at, piece); !named) return named;
          piece.size += 1 + static_cast<std::int64_t>(std::max(addition.rows[from].size(), mentionsIn(addition.stream.facts[from].event)));
          piece.rows.insert(piece.rows.end(), addition.rows[from].begin(), addition.rows[from].end());
          if (auto found = findInPlace(addition.rows[from], piece.inPlace); !found) return found;
          stream.facts.push_back(std::move(addition.stream.facts[from]));
          events.push_back(addition.named[from].event);
        }
        for (std::string& one : SourceMemory::namesOf(document, (mustBeNew ? 0 : version) + 1, events)) piece.documents.emplace_back(std::move(one), at);
        for (std::string& one : from == addition.stream.facts.size() ? addition.pieces : addition.named[from - 1].pieces) piece.documents.emplace_back(std::move(one), at);
        const auto count = static_cast<std::int64_t>(stream.facts.size());
        piece.events += count;
        piece.said.field(std::string_view(document)).field(mustBeNew ? std::int64_t{0} : version).field(count);
        version += count;
        mustBeNew = false;
        if (from == addition.stream.facts.size()) break;
        if (auto stored = keep(std::exchange(piece, {})); !stored) return stored;
        if (!goOn(0, 0)) return {};
      }
    }
    return piece.streams.empty() ? base::Status() : keep(std::move(piece));
  }

  base::Status name(const Addition::Named& named, const std::string& document, int stream, Piece& piece) {
    if (!comesInParts(m_profile)) return {};
    for (const auto& [line, number] : named.lines)
      for (std::string& one : m_memory.namesOf(line, number)) piece.documents.emplace_back(std::move(one), stream);
    if (named.package.empty()) return {};
    auto one = m_memory.nameOf(named.package, document);
    if (!one) return tl::unexpected(one.error());
    if (*one) piece.documents.emplace_back(std::move(**one), stream);
    return {};
  }

  base::Status keep(Piece piece) {
    m_prefix.field(base::ByteView(piece.said.digest()));
    command::FactChunk chunk;
    const auto counted = accountFor(piece.rows, chunk);
    if (!counted) return tl::unexpected(counted.error());
    const auto rows = static_cast<std::int64_t>(counted->size());
    chunk = withIdentity(std::move(chunk), m_prefix.digest(), m_lastRow + 1, m_lastRow + rows);
    chunk.streams = std::move(piece.streams);
    chunk.import.documents = std::move(piece.documents);
    std::set<std::int64_t> begun;
    for (const auto& [number, row] : *counted)
      if (auto name = m_joined.nameDue(row.file); name && begun.insert(row.file).second) chunk.import.documents.emplace_back(std::move(*name), 0);
    std::map<std::int64_t, std::int64_t> closed;  // rows of the quarantine, by what is in now
    for (const auto& [number, row] : *counted) {
      if (!piece.inPlace.contains(number)) continue;
      const auto standing = standsInPlace(row);
      if (!standing) return tl::unexpected(standing.error());
      if (!*standing) continue;
      closed[number] = **standing;
    }
    std::set<std::int64_t> indexes;
    for (const auto& [number, index] : closed) indexes.insert(index);
    for (auto first = indexes.begin(), last = first; first != indexes.end(); first = last) {
      for (std::int64_t next = *first; last != indexes.end() && *last == next; ++last) ++next;
      chunk.with.push_back(closingOf({}, {*first, *std::prev(last)}));
    }
    const auto outcome = accept(std::move(chunk));
    if (!outcome) return tl::unexpected(outcome.error());
    m_lastRow += rows;
    m_account.rows += rows;
    if (outcome->kind == store::AppendOutcome::Kind::Stored) {
      m_account.accepted += rows;
      m_account.events += piece.events;
      m_account.orders += piece.orders;
      countGuardBreaks(m_account, *outcome);
      for (const std::int64_t file : begun) m_joined.isNamed(file);
      m_size.learn(std::max<std::int64_t>(piece.size, 1), *outcome);
      for (const auto& [number, row] : *counted) {
        const std::string& file = m_staging->fileName(row.file);
        const auto inPlace = closed.find(number);
        if (inPlace != closed.end()) m_standing.cameInPlace(inPlace->second, file, row.row, row.raw), m_accounts.closedInPlace(file);
        if (inPlace != closed.end() || m_standing.came(StandingRows::Came::In, file, row.row, row.raw) || m_sameRecords.contains(number)) ++m_accounts.of(file).known;
      }
    } else {
      m_account.alreadyImported += rows;
    }
    for (const auto& [number, row] : *counted) ++m_accounts.of(m_staging->fileName(row.file)).in;
    return markDone(*counted);
  }

  // Rows that say otherwise than what is there, at most so many and so long in one commit, which is known by what they say.
  base::Status setAside(const std::vector<std::pair<std::int64_t, std::string>>& differing) {
    struct Waiting {
      command::FactChunk chunk;
      std::vector<std::pair<std::int64_t, Staging::Row>> rows;
      std::map<std::string, store::FileRows> files;
      base::DigestWriter said;
      std::size_t bytes = 0;
    } waiting;
    const auto flush = [&]() -> base::Status {
      if (waiting.rows.empty()) return {};
      Waiting sent = std::exchange(waiting, {});
      for (auto& [path, account] : sent.files) sent.chunk.import.files.push_back(std::move(account));
      const auto rows = static_cast<std::int64_t>(sent.rows.size());
      const std::vector<store::QuarantinedRow> aside = sent.chunk.import.quarantined;
      const auto outcome = accept(withIdentity(std::move(sent.chunk), newIdentity(sent.said.digest(), 1, rows, aside.front().file), 1, rows));
      if (!outcome) return tl::unexpected(outcome.error());
      m_leftSize.learn(rows, *outcome);
      for (const store::QuarantinedRow& row : aside) ++(outcome->kind == store::AppendOutcome::Kind::Stored ? m_account.quarantined[row.reason] : m_account.alreadyImported);
      return markDone(sent.rows);
    };
    std::set<std::int64_t> seen;
    for (const auto& [number, reason] : differing) {
      if (number <= 0 || !seen.insert(number).second) continue;
      auto row = m_staging->row(number);
      if (!row) return tl::unexpected(row.error());
      if (row->isDone) continue;
      const std::string& file = m_staging->fileName(row->file);
      const store::QuarantinedRow aside{file, row->row, reason, row->raw};
      const bool standsHere = m_standing.findAgain(aside, file);
      // Which of them it was came out since.
      if (!standsHere && reason == lineExists && m_joined.isKnown(row->file)) {
        if (auto there = countKnown({number}); !there) return there;
        continue;
      }
      ++m_account.rows;
      if (standsHere || m_standing.findElsewhere(aside, file, m_given)) {
        ++m_accounts.of(file).known;
        m_accounts.of(file).elsewhere += standsHere ? 0 : 1;
        ++m_account.alreadyImported;
        if (auto done = m_staging->markDone(number); !done) return done;
        continue;
      }
      if (m_standing.came(StandingRows::Came::Aside, file, row->row, row->raw)) ++m_accounts.of(file).known;
      waiting.said.field(std::string_view("differs")).field(std::string_view(reason)).field(std::string_view(row->raw));
      waiting.bytes += row->raw.size();
      store::FileRows& account = waiting.files[file];
      account.file = file;
      ++account.rows;
      waiting.chunk.import.quarantined.push_back(aside);
      waiting.rows.emplace_back(number, std::move(*row));
      if (static_cast<std::int64_t>(waiting.rows.size()) < m_leftSize.rows() && waiting.bytes < asideBytesPerChunk) continue;
      if (auto stored = flush(); !stored) return stored;
    }
    return flush();
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
      const std::string& file = m_staging->fileName(row->file);
      ++m_accounts.of(file).known;
      ++m_accounts.of(file).in;
      // An import that was stopped may have left open what stood for it.
      m_standing.came(StandingRows::Came::Known, file, row->row, row->raw);
      if (auto done = m_staging->markDone(number); !done) return done;
    }
    return {};
  }

  // ---- the accounts of files

  // A file that is read anew, mended or grown, has one account: that of its rows as they are now. Of another file under its name,
  // which holds little of what was known, only what is new counts.
  base::Status settleFiles() {
    std::set<std::string> again;
    for (const std::string& file : m_given)
      if (m_accounts.isLaterVersion(file)) again.insert(file);
    m_standing.closeCame();
    ClosingCommit commit([this](command::FactChunk chunk) -> base::Status {
      const auto stored = accept(std::move(chunk));
      return stored ? base::Status() : tl::unexpected(stored.error());
    });
    const auto closing = [&](command::FactChunk chunk, ClosingRange part) { return commit.add(closingOf(std::move(chunk), part)); };
    // What another file brought in place of a row that was closed, or that waited for it, is its row all the same.
    const auto closed = m_standing.eachClosed([&](ClosingRange range, bool areIn) { return closeRows(m_ledger, range, [&](const std::string& file) { return areIn && !again.contains(file); }, closing); });
    if (!closed) return closed;
    if (auto stored = commit.end(); !stored) return stored;
    auto differences = m_accounts.differences(again, m_account);
    if (!differences) return tl::unexpected(differences.error());
    command::FactChunk chunk;
    chunk.import.files = std::move(*differences);
    if (chunk.import.files.empty()) return {};
    const auto stored = accept(withIdentity(std::move(chunk), base::DigestWriter().field(std::string_view("accounts")).field(m_chunks).digest(), 1, 1));
    return stored ? base::Status() : tl::unexpected(stored.error());
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
  HistoryChunks m_known;                     // of the source before this run
  std::int64_t m_chunks = 0;                 // their number
  StandingRows m_standing{[this](const std::string& file, const std::string& other) { return !m_profile.hasTables() || m_profile.areRowsAnywhere || tableOf(file) == tableOf(other); }};
  HistoryAccounts m_accounts{m_profile.source, m_ledger, m_standing};
  std::map<base::Digest, int> m_equals;      // how many in this run said the same
  RecordNames m_names{m_profile};
  std::set<std::string> m_given;             // files that are read now
  JoinedFiles m_joined{m_profile.source, m_known, m_ledger, m_events};  // the same, where rows are joined by their documents
  bool m_mayMove = false;                    // lines of known documents are not said any more
  RenumberedOrders m_renumbered{m_ledger, m_events, m_profile.source};
  SourceMemory m_memory{m_ledger, m_events, m_profile.source};
  std::vector<History> m_pending;
  std::set<std::int64_t> m_sameRecords;      // their rows with ids that the journal has
  std::int64_t m_pendingRows = 0;
  ChunkSize m_size{rowsPerHistoryChunk}, m_leftSize{rowsAsidePerChunk};
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
