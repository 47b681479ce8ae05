// One group is stored while the next is decided: whatever the disk, other writers and clients that send again do meanwhile,
// each answer is one that the journal bears out. Steps of both threads are drawn from a seed and taken on one.
#include "base/id_source.h"
#include "command/command_service.h"
#include "command/refusal.h"
#include "command/write_rows.h"
#include "domain/format/encoding.h"
#include "store/memory_event_store.h"
#include "store/sqlite_event_store.h"
#include "support/sample_orders.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <algorithm>
#include <cctype>
#include <deque>
#include <map>
#include <semaphore>
#include <set>
#include <thread>

using namespace twinlane;
using command::Outcome;
using command::Receipt;
using store::Position;
using store::StreamRef;
using tests::orderOf;
using tests::pounds;

namespace {

const base::Currency euros{{'E', 'U', 'R'}};

enum class Fault { None, Full, Failed, LostStored, LostNotStored };

// A store that fails as it is told to. Like the real one it is closed after a COMMIT that did not answer.
class UnreliableStore final : public store::EventStore {
 public:
  explicit UnreliableStore(store::EventStore& inner) : m_inner(inner) {}

  Fault next = Fault::None;
  int failingReopens = 0;
  bool closed = false;
  std::set<base::CommandId> acknowledged;
  std::function<void(const std::vector<store::AppendRequest>&, Fault)> appending;

  void append(std::vector<store::AppendRequest> group, base::Timestamp recordedAt, AppendDone done) override {
    if (closed) return done(base::fail(base::ErrorCode::Io, "closed"));
    const Fault fault = std::exchange(next, Fault::None);
    appending(group, fault);
    switch (fault) {
      case Fault::None:
        for (const store::AppendRequest& request : group) acknowledged.insert(request.command);
        return m_inner.append(std::move(group), recordedAt, std::move(done));
      case Fault::Full: return done(base::fail(base::ErrorCode::DiskFull, "full"));
      case Fault::Failed: return done(base::fail(base::ErrorCode::Io, "failed"));
      case Fault::LostStored: m_inner.append(std::move(group), recordedAt, [](const AppendResult&) {}); break;
      case Fault::LostNotStored: break;
    }
    closed = true;
    done(base::fail(base::ErrorCode::Unknown, "lost"));
  }
  base::Status reopen() override {
    if (closed && failingReopens-- > 0) return base::fail(base::ErrorCode::Io, "still bad");
    closed = false;
    return {};
  }
  void upkeep() override { m_inner.upkeep(); }
  base::Result<std::vector<store::StoredEvent>> read(Position after, std::size_t limit) override { return m_inner.read(after, limit); }
  base::Result<std::vector<store::StoredEvent>> readStream(const StreamRef& stream, std::int64_t after, std::size_t limit) override { return m_inner.readStream(stream, after, limit); }
  base::Result<store::LoadedStream> load(const StreamRef& stream, std::size_t limit) override {
    if (closed) return base::fail(base::ErrorCode::Io, "closed");
    return m_inner.load(stream, limit);
  }
  base::Result<store::StoreHead> head() override { return m_inner.head(); }
  base::Result<std::optional<base::Digest>> linkAt(Position position) override { return m_inner.linkAt(position); }
  bool waitFor(Position position, int timeoutMs) override { return m_inner.waitFor(position, timeoutMs); }
  base::Result<std::optional<store::StoredOutcome>> outcome(const base::CommandId& command) override { return m_inner.outcome(command); }
  base::Result<std::optional<store::StockLevel>> stock(const domain::ProductId& product) override { return m_inner.stock(product); }
  base::Result<base::Amount> owed(const domain::CustomerId& customer, base::Currency currency) override { return m_inner.owed(customer, currency); }
  void setListener(store::CommitListener* listener) override { m_inner.setListener(listener); }

 private:
  store::EventStore& m_inner;
};

// The shop as the fold of a journal, and what it answers to a command that comes alone.
struct Shop {
  std::map<StreamRef, command::Aggregate> streams;
  std::map<domain::ProductId, store::StockLevel> stock;
  std::map<std::pair<domain::CustomerId, base::Currency>, base::Amount> owed;

  command::Aggregate find(const StreamRef& stream) const {
    const auto known = streams.find(stream);
    return known == streams.end() ? command::emptyAggregate(stream.category) : known->second;
  }
  std::vector<store::RowChange> apply(const StreamRef& stream, const domain::Event& event, base::Timestamp when) {
    command::Aggregate& aggregate = streams.try_emplace(stream, command::emptyAggregate(stream.category)).first->second;
    std::vector<store::RowChange> rows;
    command::evolveWithRows(aggregate, stream, event, when, 0, rows);
    for (const store::RowChange& row : rows)
      if (const auto* change = std::get_if<store::StockChange>(&row)) {
        stock[change->product].onHand += change->onHand;
        stock[change->product].reserved += change->reserved;
      } else if (const auto* credit = std::get_if<store::CreditChange>(&row)) {
        owed[{credit->customer, credit->currency}] += credit->owed;
      }
    return rows;
  }
  void apply(const store::StoredEvent& stored) { apply(stored.stream, *domain::decode(stored.type, stored.schemaVersion, stored.payload, stored.sealed), stored.when()); }

  domain::ProductFacts factsOf(const domain::ProductId& id) const {
    domain::ProductFacts facts{std::get<domain::ProductState>(find({domain::Category::Product, id.text}).state), {}};
    if (const auto level = stock.find(id); level != stock.end()) facts.stock = domain::StockFigures{level->second.onHand, level->second.reserved};
    return facts;
  }
  // All streams that a command is decided by.
  std::set<StreamRef> lookedAt(const domain::Command& command) const {
    const domain::Subject subject = domain::subjectOf(command);
    const StreamRef own{subject.category, subject.id};
    std::set<StreamRef> all{own};
    const domain::Needs needs = domain::needsOf(command, ownOf(subject));
    for (const domain::ProductId& product : needs.products) all.insert({domain::Category::Product, product.text});
    if (needs.customer) all.insert({domain::Category::Customer, needs.customer->text});
    return all;
  }
  domain::DecisionInput ownOf(const domain::Subject& subject) const {
    domain::DecisionInput input;
    if (subject.id.empty()) return input;
    const command::Aggregate own = find({subject.category, subject.id});
    if (const auto* order = std::get_if<domain::OrderState>(&own.state)) input.order = *order;
    else if (subject.category == domain::Category::Product) input.product = factsOf(domain::ProductId(subject.id));
    else input.customer = std::get<domain::CustomerState>(own.state);
    return input;
  }
  tl::expected<domain::Decision, domain::Rejection> decide(const domain::Command& command) const {
    domain::DecisionInput input = ownOf(domain::subjectOf(command));
    const domain::Needs needs = domain::needsOf(command, input);
    for (const domain::ProductId& product : needs.products) input.products.emplace(product, factsOf(product));
    if (needs.customer) {
      input.customer = std::get<domain::CustomerState>(find({domain::Category::Customer, needs.customer->text}).state);
      if (const auto known = owed.find({*needs.customer, needs.currency}); known != owed.end()) input.owed = known->second;
    }
    return domain::decide(command, input);
  }
};

// What a run must have gone through, over all seeds, to show anything.
struct Situations {
  std::map<std::string, int> seen{{"a refusal rests on a group that fails", 0},
                                  {"an order takes stock of a group that fails", 0},
                                  {"a group is lost and stored, others on its way", 0},
                                  {"a group is lost and not stored, others on its way", 0},
                                  {"a part of a group is not stored, others on its way", 0},
                                  {"another writer moves a stream of a group on its way", 0},
                                  {"a group is stored before the one before it is settled", 0},
                                  {"a command on its way is sent again", 0},
                                  {"a command on its way is sent again with other content", 0},
                                  {"a command that is stored is sent again", 0},
                                  {"what was decided later joins a group", 0},
                                  {"a stream goes on in what joins a group", 0},
                                  {"facts come while groups are on their way", 0},
                                  {"the journal stays closed", 0},
                                  {"a refusal is kept", 0},
                                  {"a conflict is kept", 0}};
};

// One command that was sent.
struct Asked {
  command::Envelope envelope;
  base::Digest content{};
  Position sentAt = 0;
  int round = 0;  // of step(), when it was sent
  bool isRepeated = false;
  bool isAnswered = false;
};

class Run {
 public:
  Run(store::EventStore& journal, std::uint64_t seed, bool others, Situations& situations)
      : m_journal(journal), m_store(journal), m_random(seed), m_ids(m_clock, m_random), m_others(others), m_situations(situations.seen),
        m_service(m_store, m_clock, m_telemetry, [] {
          command::CommandServiceOptions options;
          options.groupLimit = 16;
          options.handOverFrom = 2;
          options.cachedAggregates = 8;
          options.driveInline = true;
          options.wakeStore = [] {};
          return options;
        }()) {
    m_store.appending = [this](const std::vector<store::AppendRequest>& group, Fault fault) {
      if (m_isStoring)
        for (std::uint64_t n = below(8); n > 0; --n) act();
      look(group, fault);
    };
  }

  // The first thing that was wrong; empty when nothing was.
  std::string problem() {
    prepare();
    for (int i = 0; i < 150 && m_problem.empty(); ++i) act();
    m_store.next = Fault::None;
    m_store.failingReopens = 0;
    drain();
    if (m_problem.empty()) compareJournal();
    // What others moved it may know as it was.
    if (m_problem.empty() && !m_others) probe();
    return m_problem;
  }

 private:
  std::uint64_t below(std::uint64_t bound) { return m_random.below(bound); }
  bool oneIn(std::uint64_t n) { return below(n) == 0; }
  void wrong(const std::string& what) {
    if (m_problem.empty()) m_problem = what;
  }

  // ---- what happens

  void prepare() {
    for (const char* customer : {"C1", "C2"})
      send(domain::RegisterCustomer{domain::CustomerId(customer), "Ann", "", "", "", base::Amount{200'000}, pounds});
    for (const char* product : {"P1", "P2"}) send(domain::ListProduct{domain::ProductId(product), "Cup", base::Amount{25'000}, pounds});
    send(domain::ReceiveStock{domain::ProductId("P1"), {6'000}});
    drain();
  }

  void act() {
    // While a group is being stored there is only what the other thread and others do.
    if (oneIn(3)) m_clock.advanceMicros(static_cast<std::int64_t>(below(1000)));
    const std::uint64_t what = below(m_isStoring ? 8 : 12);
    switch (m_isStoring && what == 7 ? 10 : what) {
      case 0: case 1: case 2: case 3:
        for (std::uint64_t n = 1 + below(5); n > 0; --n) sendSome();
        break;
      case 4: case 5: case 6:
        do ++m_round;
        while (m_service.step() && !oneIn(4));
        break;
      case 7: case 8:
        m_isStoring = true;
        for (bool isFirst = true; m_service.storeStep() && !oneIn(3); isFirst = false)
          if (!isFirst) ++m_situations["a group is stored before the one before it is settled"];
        m_isStoring = false;
        break;
      case 9:
        if (!oneIn(2)) break;
        m_store.next = static_cast<Fault>(1 + below(4));
        m_store.failingReopens = oneIn(3) ? static_cast<int>(below(4)) : 0;
        break;
      case 10:
        if (m_others && !m_store.closed) changeFromOutside();
        break;
      default:
        // Facts ask for no version, so they rest on there being no other writer.
        if (!m_others && oneIn(4)) giveFacts();
    }
  }

  void drain() {
    for (;;) {
      ++m_round;
      if (!m_service.step() && !m_service.storeStep()) break;
    }
    for (const Asked& asked : m_asked)
      if (!asked.isAnswered) wrong("a command got no answer");
  }

  domain::OrderId someOrder() { return domain::OrderId("O" + std::to_string(below(6))); }
  domain::ProductId someProduct() { return domain::ProductId(oneIn(3) ? "P2" : "P1"); }

  domain::Command someCommand() {
    const domain::OrderId order = oneIn(12) ? domain::OrderId(std::to_string(1 + below(20))) : someOrder();
    switch (below(20)) {
      case 0: case 1: case 2: case 3: case 4: {
        domain::PlaceOrder place = orderOf(oneIn(6) ? "" : order.text, someProduct().text, static_cast<std::int64_t>(1 + below(3)));
        if (oneIn(2)) place.customer = domain::CustomerId(oneIn(2) ? "C1" : "C2");
        if (oneIn(2)) place.lines.front().unitPrice.reset();
        return place;
      }
      case 5: case 6: case 7: return domain::CancelOrder{order, "x"};
      case 8: case 9: return domain::RecordPayment{order, {10'000}, "card"};
      case 10: return domain::RefundPayment{order, {10'000}};
      case 11: return domain::HoldOrder{order, "x"};
      case 12: return domain::ReleaseOrder{order};
      case 13: return domain::AmendLines{order, {{1, {}, {static_cast<std::int64_t>(1 + below(4)) * 1000}, {}, {}, {}, {}, {}}}, {}};
      case 14: return domain::ShipPackage{order, "", {}, ""};
      case 15: return domain::ReceiveStock{someProduct(), {static_cast<std::int64_t>(1 + below(4)) * 1000}};
      case 16: return domain::AdjustStock{domain::ProductId("P1"), {-1000}, "flood"};
      case 17: return domain::ChangePrice{someProduct(), base::Amount{static_cast<std::int64_t>(1 + below(5)) * 10'000}, pounds};
      case 18: return domain::UpdateProfile{domain::CustomerId("C1"), "", "", "", "", base::Amount{static_cast<std::int64_t>(10 + below(30)) * 10'000}, oneIn(3) ? euros : pounds};
      default: return domain::AddNote{order, oneIn(4) ? "" : "ring twice"};
    }
  }

  void sendSome() {
    if (!m_asked.empty() && oneIn(8)) {
      const Asked& before = m_asked[m_asked.size() - 1 - below(std::min<std::size_t>(m_asked.size(), 12))];
      const bool other = oneIn(5);
      if (!before.isAnswered && m_service.queued() == 0) ++m_situations[other ? "a command on its way is sent again with other content" : "a command on its way is sent again"];
      if (isStored(before.envelope.id)) ++m_situations["a command that is stored is sent again"];
      const domain::Command command = other ? domain::Command(domain::AddNote{someOrder(), "other"}) : before.envelope.command;
      send(command, other ? std::nullopt : before.envelope.expectedVersion, before.envelope.id);
      return;
    }
    const domain::Command command = someCommand();
    std::optional<std::int64_t> expected;
    if (const domain::Subject subject = domain::subjectOf(command); !subject.id.empty() && oneIn(8))
      expected = std::max<std::int64_t>(now().find({subject.category, subject.id}).version + static_cast<std::int64_t>(below(3)) - 1, 0);
    send(command, expected);
  }

  void send(const domain::Command& command, std::optional<std::int64_t> expected = {}, std::optional<base::CommandId> id = {}) {
    Asked asked;
    asked.envelope = tests::envelope(id.value_or(m_ids.next()), command);
    asked.envelope.expectedVersion = expected;
    asked.content = domain::contentDigest(command);
    asked.sentAt = head();
    asked.round = m_round;
    for (Asked& other : m_asked) {
      if (other.envelope.id != asked.envelope.id) continue;
      asked.isRepeated = other.isRepeated = true;
      // After a COMMIT that did not answer, the first one's answer is given as it is.
      if (other.content == asked.content) asked.sentAt = std::min(asked.sentAt, other.sentAt);
    }
    m_asked.push_back(asked);
    m_service.submit(asked.envelope, [this, at = m_asked.size() - 1](const Receipt& receipt) { judge(m_asked[at], receipt); });
  }

  // Another writer that knows the journal as it is.
  void changeFromOutside() {
    const domain::Command command = someCommand();
    const domain::Subject subject = domain::subjectOf(command);
    if (subject.id.empty() || !domain::check(command).empty()) return;
    Shop after = now();
    const auto decision = after.decide(command);
    if (!decision) return;
    const StreamRef stream{subject.category, subject.id};
    store::AppendRequest request;
    request.command = m_ids.next();
    request.principal = "ben";
    request.streams.push_back({stream, after.find(stream).version});
    std::vector<domain::Event> events = decision->events;
    // So many that no version of a group on its way is met by chance.
    for (int i = 0; i < 10; ++i) {
      if (subject.category == domain::Category::Order) events.emplace_back(domain::NoteAdded{"by ben"});
      else if (subject.category == domain::Category::Product) events.emplace_back(domain::PriceChanged{base::Amount{10'000 + i}, pounds});
      else events.emplace_back(domain::ProfileUpdated{"Ben", "", "", "", {}, {}});
    }
    for (const domain::Event& event : events) {
      domain::EncodedEvent encoded = domain::encode(event);
      request.events.push_back({0, encoded.type, encoded.schemaVersion, encoded.payload, encoded.sealed, {}});
      for (store::RowChange& row : after.apply(stream, event, m_clock.wall())) request.rows.push_back(std::move(row));
    }
    m_outside.insert(stream);
    for (const store::RowChange& row : request.rows)
      if (const auto* change = std::get_if<store::StockChange>(&row)) m_outside.insert({domain::Category::Product, change->product.text});
      else if (const auto* credit = std::get_if<store::CreditChange>(&row)) m_outside.insert({domain::Category::Customer, credit->customer.text});
    if (m_service.queued() == 0)
      for (const Asked& asked : m_asked)
        if (!asked.isAnswered && domain::subjectOf(asked.envelope.command).id == subject.id) {
          ++m_situations["another writer moves a stream of a group on its way"];
          break;
        }
    m_journal.append({request}, m_clock.wall(), [](const store::EventStore::AppendResult&) {});
  }

  void giveFacts() {
    if (m_service.queued() == 0 && isAnyOpen()) ++m_situations["facts come while groups are on their way"];
    command::FactChunk chunk;
    chunk.id = m_ids.next();
    chunk.actor = "import";
    domain::OrderPlaced placed;
    placed.currency = pounds;
    placed.lines.push_back({1, domain::ProductId("P1"), {1000}, {10'000}, {10'000}, "", {}, {}, {}, false});
    chunk.streams.push_back({{domain::Category::Order, "F" + std::to_string(below(4))}, true, {{placed, {}}}});
    chunk.streams.push_back({{domain::Category::Order, someOrder().text}, false, {{domain::NoteAdded{"fact"}, {}}, {domain::PaymentRecorded{{5'000}, "cash"}, {}}}});
    chunk.import.source = "shop";
    chunk.import.prefix = domain::contentDigest(domain::AddNote{domain::OrderId("F"), std::to_string(++m_chunks)});
    chunk.import.firstRow = chunk.import.lastRow = m_chunks;
    const auto accepted = m_service.accept(chunk);
    if (accepted && !isStored(chunk.id)) wrong("facts were taken in and are not in the journal");
  }

  // ---- what is known

  Position head() { return m_journal.head()->position; }
  bool isStored(const base::CommandId& id) {
    const auto found = m_journal.outcome(id);
    return found && found->has_value();
  }
  bool isAnyOpen() const {
    return std::any_of(m_asked.begin(), m_asked.end(), [](const Asked& asked) { return !asked.isAnswered; });
  }
  // The shop after each position.
  const Shop& at(Position position) {
    while (static_cast<Position>(m_shops.size()) <= position) {
      m_shops.push_back(m_shops.back());
      m_shops.back().apply(m_journal.read(static_cast<Position>(m_shops.size()) - 2, 1)->front());
    }
    return m_shops[static_cast<std::size_t>(position)];
  }
  const Shop& now() { return at(head()); }

  // What another writer has moved the service may know as it was, each stream and guard row as of another moment.
  bool isMovedFromOutside(const domain::Command& command) {
    const auto streams = now().lookedAt(command);
    return std::any_of(streams.begin(), streams.end(), [&](const StreamRef& stream) { return m_outside.contains(stream); });
  }

  // What is about to be stored, while others wait.
  void look(const std::vector<store::AppendRequest>& group, Fault fault) {
    std::set<base::CommandId> ids;
    std::set<int> rounds;
    std::map<StreamRef, std::set<int>> streams;
    for (const store::AppendRequest& request : group) {
      ids.insert(request.command);
      for (const Asked& asked : m_asked)
        if (asked.envelope.id == request.command && !asked.isAnswered) {
          rounds.insert(asked.round);
          streams[request.streams.empty() ? StreamRef{} : request.streams.front().stream].insert(asked.round);
        }
    }
    if (rounds.size() > 1) ++m_situations["what was decided later joins a group"];
    for (const auto& [stream, own] : streams)
      if (!stream.id.empty() && own.size() > 1) ++m_situations["a stream goes on in what joins a group"];
    std::vector<const Asked*> waiting;
    if (m_service.queued() == 0)
      for (const Asked& asked : m_asked)
        if (!asked.isAnswered && !ids.contains(asked.envelope.id)) waiting.push_back(&asked);
    if (waiting.empty()) return;
    if (fault == Fault::LostStored) ++m_situations["a group is lost and stored, others on its way"];
    if (fault == Fault::LostNotStored) ++m_situations["a group is lost and not stored, others on its way"];
    if (fault != Fault::None && m_store.failingReopens > 0) ++m_situations["the journal stays closed"];
    if (fault == Fault::None) {
      for (const store::AppendRequest& request : group)
        if (!request.refusal && !request.streams.empty() && request.streams.front().version && now().find(request.streams.front().stream).version > *request.streams.front().version) {
          ++m_situations["a part of a group is not stored, others on its way"];
          break;
        }
      return;
    }
    if (fault == Fault::LostStored) return;
    Shop hoped = now();
    for (const store::AppendRequest& request : group)
      for (const store::NewEvent& event : request.events)
        hoped.apply(request.streams[static_cast<std::size_t>(event.stream)].stream, *domain::decode(event.type, event.schemaVersion, event.payload, event.sealed), m_clock.wall());
    for (const Asked* asked : waiting) {
      const auto then = hoped.decide(asked->envelope.command), is = now().decide(asked->envelope.command);
      if (!then && is) ++m_situations["a refusal rests on a group that fails"];
      if (then && !is && is.error().reason == domain::RejectionReason::OutOfStock) ++m_situations["an order takes stock of a group that fails"];
    }
  }

  // ---- what must hold

  // An answer is borne out by the journal as it is when it is given, and a refusal is what the shop would have said to the
  // command alone at some moment between sending and answering.
  void judge(Asked& asked, const Receipt& receipt) {
    const auto say = [&](const std::string& what) {
      wrong(std::string(domain::typeName(asked.envelope.command)) + " for '" + domain::subjectOf(asked.envelope.command).id + "' was answered " + command::name(receipt.outcome) + " (" +
            receipt.reason + ") at " + std::to_string(head()) + ", sent at " + std::to_string(asked.sentAt) + ": " + what);
    };
    if (std::exchange(asked.isAnswered, true)) return say("answered twice");
    if (m_store.closed && !m_store.acknowledged.contains(asked.envelope.id) && receipt.outcome != Outcome::Busy && receipt.outcome != Outcome::Unknown) return say("the journal is closed");
    const auto kept = *m_journal.outcome(asked.envelope.id);
    switch (receipt.outcome) {
      case Outcome::Unknown: return m_store.closed ? void() : say("the journal can be asked");
      case Outcome::Busy: return kept && !asked.isRepeated ? say("it is stored") : void();
      case Outcome::Duplicate:
        if (!kept || kept->content != asked.content || receipt.first == nullptr) return say("nothing of that id is stored");
        if (receipt.first->outcome != command::receiptOf(*kept).outcome || receipt.first->position != kept->first) return say("that was not the first answer");
        return;
      case Outcome::Accepted:
        if (!kept || kept->kind != store::OutcomeKind::Accepted || kept->content != asked.content) return say("it is not stored");
        if (kept->first != receipt.position || kept->count != receipt.events) return say("it is stored elsewhere");
        return;
      case Outcome::Rejected:
      case Outcome::Denied:
      case Outcome::Conflict: break;
    }
    if (receipt.reason == domain::name(domain::RejectionReason::IdUsedForOtherContent)) return kept && kept->content != asked.content ? void() : say("nothing else of that id is stored");
    if (!kept || kept->kind == store::OutcomeKind::Accepted) return say("it is not kept");
    ++m_situations[receipt.outcome == Outcome::Conflict ? "a conflict is kept" : "a refusal is kept"];
    if (receipt.reason == domain::name(domain::RejectionReason::InvalidFields)) return domain::check(asked.envelope.command).empty() ? say("its fields are right") : void();
    if (isMovedFromOutside(asked.envelope.command)) return;
    const domain::Subject subject = domain::subjectOf(asked.envelope.command);
    for (Position position = asked.sentAt; position <= head(); ++position) {
      const Shop& shop = at(position);
      if (receipt.outcome == Outcome::Conflict) {
        const std::int64_t version = shop.find({subject.category, subject.id}).version;
        if (version == receipt.actual && version != asked.envelope.expectedVersion) return;
      } else if (const auto decision = shop.decide(asked.envelope.command); !decision && domain::name(decision.error().reason) == receipt.reason) {
        return;
      }
    }
    // An order that gets its number as id is known by it only when it is stored; until then its id is free, while its goods
    // are taken already. Then one of two reasons is said.
    if (receipt.outcome == Outcome::Rejected && std::isdigit(static_cast<unsigned char>(subject.id.front())) && !now().decide(asked.envelope.command)) return;
    say("at no moment was it so");
  }

  // The journal is what one command after another would have left.
  void compareJournal() {
    std::map<base::CommandId, std::size_t> byId;
    for (std::size_t i = m_asked.size(); i-- > 0;) byId[m_asked[i].envelope.id] = i;
    std::map<base::CommandId, Position> firsts;
    const auto events = *m_journal.read(0, 100'000);
    std::map<StreamRef, std::size_t> latest;
    for (std::size_t i = 0; i < events.size();) {
      std::size_t end = i + 1;
      while (end < events.size() && events[end].command == events[i].command) ++end;
      const base::CommandId id = events[i].command;
      if (!firsts.emplace(id, events[i].position).second) return wrong("a command is stored twice, at " + std::to_string(events[i].position));
      if (const auto kept = *m_journal.outcome(id); kept->recordedAt < kept->receivedAt) return wrong("a command was stored before it was received, at " + std::to_string(events[i].position));
      if (const auto known = byId.find(id); known != byId.end()) {
        const Asked& asked = m_asked[known->second];
        const std::string what = std::string(domain::typeName(asked.envelope.command)) + " at " + std::to_string(events[i].position);
        const domain::Command* command = &asked.envelope.command;
        if (const auto kept = *m_journal.outcome(id); kept->content != asked.content)
          for (const Asked& other : m_asked)
            if (other.envelope.id == id && other.content == kept->content) command = &other.envelope.command;
        if (!isMovedFromOutside(*command) && !isDecidedSo(at(events[i].position - 1), *command, events, i, end)) return wrong(what + " is not what was decided by what is before it");
        if (!asked.isRepeated) {
          const auto [before, first] = latest.try_emplace(events[i].stream, known->second);
          if (!first && before->second > known->second && !domain::subjectOf(*command).id.empty()) return wrong(what + " was sent before its predecessor in the stream");
          before->second = known->second;
        }
      }
      i = end;
    }
    // States kept with the events are those of the times that were stored.
    command::AggregateCache fresh(m_journal, 10);
    for (const auto& [stream, aggregate] : now().streams) {
      const auto known = fresh.load(stream);
      if (!known || known->aggregate->version != aggregate.version || known->aggregate->state != aggregate.state) return wrong(stream.toText() + " is not the fold of its events");
    }
    for (const auto& [product, level] : now().stock) {
      const auto kept = *m_journal.stock(product);
      if (!kept || kept->onHand != level.onHand || kept->reserved != level.reserved) return wrong("the stock of " + product.text + " is not that of the events");
    }
    for (const auto& [key, amount] : now().owed)
      if (*m_journal.owed(key.first, key.second) != amount) return wrong("what " + key.first.text + " owes is not that of the events");
  }

  static bool isDecidedSo(const Shop& shop, const domain::Command& command, const std::vector<store::StoredEvent>& events, std::size_t first, std::size_t end) {
    const auto decision = shop.decide(command);
    if (!decision || decision->events.size() != end - first) return false;
    for (std::size_t i = first; i < end; ++i) {
      const domain::EncodedEvent encoded = domain::encode(decision->events[i - first]);
      if (encoded.type != events[i].type || encoded.payload != events[i].payload || encoded.sealed != events[i].sealed) return false;
    }
    return true;
  }

  // What the service knows at the end is the fold of the journal: told by versions, and by orders for one piece too many.
  void probe() {
    const auto answerTo = [&](const domain::Command& command, std::optional<std::int64_t> expected = {}) {
      send(command, expected);
      drain();
    };
    for (int order = 0; order < 6; ++order) {
      const domain::OrderId id("O" + std::to_string(order));
      answerTo(domain::AddNote{id, "look"}, 1'000'000);
      for (const domain::Command& command : {domain::Command(domain::CancelOrder{id, "x"}), domain::Command(domain::ReleaseOrder{id}), domain::Command(domain::RefundPayment{id, {1'000'000}})}) answerTo(command);
    }
    for (const char* product : {"P1", "P2"}) {
      const auto level = *m_journal.stock(domain::ProductId(product));
      if (!level) continue;
      const std::int64_t free = std::max<std::int64_t>(level->available().thousandths / 1000, 0);
      answerTo(orderOf(std::string("more-") + product, product, free + 1, 1));
      if (free > 0) answerTo(orderOf(std::string("all-") + product, product, free, 1));
    }
    for (const char* customer : {"C1", "C2"}) {
      domain::PlaceOrder place = orderOf(std::string("for-") + customer, "X", 1);
      place.customer = domain::CustomerId(customer);
      const auto limit = std::get<domain::CustomerState>(now().find({domain::Category::Customer, customer}).state).limit();
      const base::Amount left = *limit - *m_journal.owed(*place.customer, pounds);
      place.lines.front().unitPrice = base::Amount{std::max<std::int64_t>(left.tenThousandths, 0) + 100};
      answerTo(place);
      place.lines.front().unitPrice = left;
      if (left.tenThousandths > 0) answerTo(place);
    }
  }

  store::EventStore& m_journal;
  UnreliableStore m_store;
  base::ManualClock m_clock{{1'700'000'000'000'000}};
  base::SeededRandom m_random;
  base::IdSource m_ids;
  telemetry::Telemetry m_telemetry{std::vector<std::pair<std::string, bool>>(std::variant_size_v<domain::Command>, {"command", true})};
  const bool m_others;
  std::map<std::string, int>& m_situations;
  std::deque<Asked> m_asked;
  std::set<StreamRef> m_outside;  // what another writer moved
  std::vector<Shop> m_shops{1};
  int m_round = 0, m_chunks = 0;
  bool m_isStoring = false;
  std::string m_problem;
  command::CommandService m_service;  // last: its answers come here
};

}  // namespace

class TwoGroupsTest : public QObject {
  Q_OBJECT
 private slots:
  void oneGroupIsStoredWhileTheNextIsDecided();
  void aCommandOnItsWayIsDecidedOnce();
  void whoNeedsANeighbourSharesItsGroup();
  void repeatsWaitWhileTheDiskDoesNotAnswer();
  void aRepeatedConflictIsToldTheSame();
  void aGroupThatComesBackBetweenTwoCommandsLosesNone();
  void everyAnswerIsBorneOut();
  void everyAnswerIsBorneOutOnDisk();
};

namespace {

struct DeskOfTwo {
  base::ManualClock clock{{1'700'000'000'000'000}};
  base::SeededRandom random{1};
  base::IdSource ids{clock, random};
  store::MemoryEventStore store{"test"};
  telemetry::Telemetry telemetry{std::vector<std::pair<std::string, bool>>(std::variant_size_v<domain::Command>, {"command", true})};
  int handedOver = 0;
  command::CommandService service{store, clock, telemetry, [this] {
                                    command::CommandServiceOptions options;
                                    options.handOverFrom = 4;
                                    options.wakeStore = [this] { ++handedOver; };
                                    return options;
                                  }()};
  std::vector<std::string> answers;

  void send(const domain::Command& command, std::optional<base::CommandId> id = {}) {
    service.submit(tests::envelope(id.value_or(ids.next()), command), [this](const Receipt& receipt) { answers.push_back(command::name(receipt.outcome)); });
  }
};

}  // namespace

void TwoGroupsTest::oneGroupIsStoredWhileTheNextIsDecided() {
  DeskOfTwo desk;
  // Few are stored at once, on the thread that decides.
  for (int i = 0; i < 3; ++i) desk.send(orderOf("A" + std::to_string(i)));
  QVERIFY(desk.service.step());
  QCOMPARE(desk.answers.size(), std::size_t{3});
  QCOMPARE(desk.handedOver, 0);
  // Of many half are handed over; the rest is decided meanwhile and not answered before it is stored.
  for (int i = 0; i < 12; ++i) desk.send(domain::AddNote{domain::OrderId("A" + std::to_string(i % 3)), "x"});
  while (desk.service.step()) {
  }
  QCOMPARE(desk.handedOver, 1);
  QCOMPARE(desk.answers.size(), std::size_t{3});
  QVERIFY(desk.service.storeStep());
  QCOMPARE(desk.store.head()->position, 3 + 6);
  QVERIFY(desk.service.step());
  QCOMPARE(desk.answers.size(), std::size_t{3 + 6});
  QVERIFY(desk.service.storeStep());
  while (desk.service.step()) {
  }
  QCOMPARE(desk.answers, std::vector<std::string>(15, "accepted"));
  QCOMPARE(desk.telemetry.counters().commits.load(), 3);
}

void TwoGroupsTest::aCommandOnItsWayIsDecidedOnce() {
  DeskOfTwo desk;
  const base::CommandId id = desk.ids.next();
  desk.send(orderOf("A0"), id);
  for (int i = 1; i < 8; ++i) desk.send(orderOf("A" + std::to_string(i)));
  while (desk.service.step()) {
  }
  desk.send(orderOf("A0"), id);
  desk.send(orderOf("B0"), id);
  while (desk.service.step()) {
  }
  QVERIFY(desk.service.storeStep());
  desk.service.step();
  QCOMPARE(desk.answers, (std::vector<std::string>{"accepted", "accepted", "accepted", "accepted", "duplicate", "rejected"}));
}

void TwoGroupsTest::whoNeedsANeighbourSharesItsGroup() {
  DeskOfTwo desk;
  for (int i = 0; i < 20; ++i) {
    const std::string n = std::to_string(i);
    desk.send(domain::RegisterCustomer{domain::CustomerId("N" + n), "Ann", "", "", "", {}, {}});
    domain::PlaceOrder order = orderOf("A" + n, "Q" + n);
    order.customer = domain::CustomerId("N" + n);
    desk.send(domain::ListProduct{domain::ProductId("Q" + n), "Cup", base::Amount{25'000}, pounds});
    desk.send(order);
  }
  while (desk.service.step() || desk.service.storeStep()) {
  }
  QCOMPARE(desk.answers, std::vector<std::string>(60, "accepted"));
  // One for two orders would be a flush for each.
  QVERIFY2(desk.telemetry.counters().commits.load() <= 10, std::to_string(desk.telemetry.counters().commits.load()).c_str());
}

void TwoGroupsTest::repeatsWaitWhileTheDiskDoesNotAnswer() {
  base::ManualClock clock{{1'700'000'000'000'000}};
  base::SeededRandom random{1};
  base::IdSource ids{clock, random};
  store::MemoryEventStore journal("test");
  UnreliableStore store(journal);
  telemetry::Telemetry telemetry{std::vector<std::pair<std::string, bool>>(std::variant_size_v<domain::Command>, {"command", true})};
  command::CommandServiceOptions options;
  options.queue = 64;
  options.groupLimit = 32;
  options.handOverFrom = 4;
  options.wakeStore = [] {};
  command::CommandService service(store, clock, telemetry, options);
  std::map<std::string, int> answers;
  int sent = 0;
  const auto send = [&](const std::string& order, base::CommandId id) {
    ++sent;
    service.submit(tests::envelope(id, orderOf(order)), [&](const Receipt& receipt) { ++answers[command::name(receipt.outcome)]; });
  };
  const base::CommandId id = ids.next();
  int busy = 0;
  store.appending = [&](const std::vector<store::AppendRequest>&, Fault) {
    if (std::exchange(busy, 1) != 0) return;
    // Meanwhile a second group comes to wait, and then one client repeats itself.
    for (int i = 0; i < 20; ++i) send("B" + std::to_string(i), ids.next());
    for (int i = 0; i < 10'000; ++i) {
      if (i % 16 == 0)
        while (service.step()) {
        }
      send("A0", id);
    }
    busy = answers["busy"];
  };
  send("A0", id);
  for (int i = 1; i < 12; ++i) send("A" + std::to_string(i), ids.next());
  QVERIFY(service.step());
  QVERIFY(service.storeStep());
  QVERIFY2(busy > 9'000, std::to_string(busy).c_str());
  while (service.storeStep() || service.step()) {
  }
  QCOMPARE(answers["accepted"] + answers["duplicate"] + answers["busy"], sent);
  QCOMPARE(answers["accepted"], 32);
}

void TwoGroupsTest::aRepeatedConflictIsToldTheSame() {
  DeskOfTwo desk;
  desk.send(orderOf("A0"));
  desk.service.step();
  desk.send(domain::AddNote{domain::OrderId("A0"), "x"});
  desk.service.step();
  const base::CommandId id = desk.ids.next();
  std::vector<std::size_t> since;
  const auto note = [&] {
    command::Envelope envelope = tests::envelope(id, domain::AddNote{domain::OrderId("A0"), "y"});
    envelope.expectedVersion = 1;
    desk.service.submit(std::move(envelope), [&](const Receipt& receipt) { since.push_back((receipt.first ? *receipt.first : receipt).since.size()); });
  };
  note();
  for (int i = 1; i < 12; ++i) desk.send(orderOf("A" + std::to_string(i)));
  desk.service.step();
  note();
  while (desk.service.step() || desk.service.storeStep()) {
  }
  QCOMPARE(since, (std::vector<std::size_t>{1, 1}));
}

namespace {

// Does something at a given reading of the clock on the thread that made it.
class AlarmClock final : public base::Clock {
 public:
  base::Timestamp wall() const override { return {1'700'000'000'000'000}; }
  base::SteadyTime steady() const override {
    if (std::this_thread::get_id() == m_owner && left > 0 && --left == 0) alarm();
    return {1'000'000'000};
  }
  mutable int left = 0;
  std::function<void()> alarm;

 private:
  const std::thread::id m_owner = std::this_thread::get_id();
};

}  // namespace

void TwoGroupsTest::aGroupThatComesBackBetweenTwoCommandsLosesNone() {
  AlarmClock clock;
  base::SeededRandom random(1);
  base::IdSource ids(clock, random);
  store::MemoryEventStore journal("test");
  UnreliableStore store(journal);
  std::binary_semaphore go(0), isStoring(0), mayStore(0), isStored(0);
  store.appending = [&](const std::vector<store::AppendRequest>&, Fault) {
    isStoring.release();
    mayStore.acquire();
  };
  telemetry::Telemetry telemetry{std::vector<std::pair<std::string, bool>>(std::variant_size_v<domain::Command>, {"command", true})};
  command::CommandServiceOptions options;
  options.groupLimit = 4;
  options.handOverFrom = 2;
  options.wakeStore = [] {};
  command::CommandService service(store, clock, telemetry, options);
  int answers = 0, sent = 0;
  const auto send = [&](int count) {
    for (; count > 0; --count) service.submit(tests::envelope(ids.next(), orderOf("A" + std::to_string(sent++))), [&](const Receipt& receipt) { answers += receipt.outcome == Outcome::Accepted; });
  };
  std::jthread storing([&] {
    for (int group = 0; group < 2; ++group) {
      go.acquire();
      service.storeStep();
      isStored.release();
    }
  });
  // The first group is being stored, the second is full and waits.
  send(8);
  QVERIFY(service.step());
  go.release();
  isStoring.acquire();
  while (service.step()) {
  }
  // Between two commands of the third the first comes back and the second is taken.
  clock.alarm = [&] {
    mayStore.release();
    isStored.acquire();
    go.release();
    isStoring.acquire();
  };
  send(3);
  clock.left = 7;  // one reading for the step, four for a command
  QVERIFY(service.step());
  QCOMPARE(clock.left, 0);
  // The third waits, with one of its commands left over for the fourth, and more come in.
  send(1);
  while (service.step()) {
  }
  mayStore.release();
  isStored.acquire();
  storing.join();
  store.appending = [](const std::vector<store::AppendRequest>&, Fault) {};
  while (service.step() || service.storeStep()) {
  }
  QCOMPARE(answers, sent);
}

void TwoGroupsTest::everyAnswerIsBorneOut() {
  Situations situations;
  for (std::uint64_t seed = 1; seed <= tests::roundsOf(300); ++seed) {
    store::MemoryEventStore journal("test");
    Run run(journal, seed, seed % 3 == 0, situations);
    const std::string problem = run.problem();
    QVERIFY2(problem.empty(), ("seed " + std::to_string(seed) + ": " + problem).c_str());
  }
  for (const auto& [situation, count] : situations.seen) {
    qInfo("%6d  %s", count, situation.c_str());
    QVERIFY2(count > 0 || tests::sanitized, ("never: " + situation).c_str());
  }
}

void TwoGroupsTest::everyAnswerIsBorneOutOnDisk() {
  Situations situations;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const tests::TempFolder folder;
    const auto files = base::makeDiskFileSystem();
    const base::SystemClock clock;
    const auto journal = std::move(*store::SqliteEventStore::open({folder / "journal.sqlite", false, "test", "UTC", {}}, *files, clock));
    Run run(*journal, seed, seed % 2 == 0, situations);
    const std::string problem = run.problem();
    QVERIFY2(problem.empty(), ("seed " + std::to_string(seed) + ": " + problem).c_str());
  }
}

TWINLANE_TEST(TwoGroupsTest)
#include "two_groups_test.moc"
