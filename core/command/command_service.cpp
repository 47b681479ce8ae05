#include "command/command_service.h"

#include "base/fault/buggify.h"
#include "base/fault/sabotage.h"
#include "base/format/utf8.h"
#include "command/conflict_account.h"
#include "command/refusal.h"
#include "command/write_rows.h"
#include "domain/format/encoding.h"
#include "domain/format/json_text.h"
#include "domain/limits.h"
#include "security/command_policy.h"

#include <algorithm>
#include <future>

namespace twinlane::command {

using store::AppendOutcome;
using store::AppendRequest;
using store::StreamRef;

namespace {

constexpr int maxAttempts = 5;
constexpr std::size_t keptBody = 4096;
constexpr int retryAfterMs = 2000;
constexpr std::size_t rowsOfAnOrder = 8;
constexpr std::size_t waitingChunks = 16;  // one for each thread that imports
constexpr std::size_t takenAtOnce = 16;
// Without a command for so long, facts go on as quickly as they come.
constexpr std::int64_t quietMicros = 20'000;
// And without one for so long, chunks are as long as they like.
constexpr std::int64_t atWorkMicros = 5'000'000;
constexpr std::int64_t waitOfFacts = 15;  // times as long as they held up commands
constexpr std::int64_t beginningOfGap = 200, patienceOfFacts = 20'000;  // us
constexpr std::size_t longestId = 4 * domain::limits::idLength;  // of characters in UTF-8

// A repeat is one of what could be read and of what could not.
base::Digest contentOf(const Envelope& envelope) {
  const base::Digest command = domain::contentDigest(envelope.command);
  if (envelope.misread.empty()) return command;
  base::DigestWriter all;
  all.field(base::ByteView(command));
  for (const domain::FieldProblem& problem : envelope.misread) all.field(std::string_view(problem.name)).field(std::string_view(problem.problem));
  return all.digest();
}

AppendRequest requestOf(FactChunk& chunk, base::Timestamp recordedAt) {
  AppendRequest request;
  request.command = chunk.id;
  request.content = chunk.content;
  request.principal = chunk.actor;
  request.origin = domain::Origin::Import;
  request.receivedAt = recordedAt;
  request.import = std::move(chunk.import);
  return request;
}

// Nothing that is tried again helps: the folder must be opened anew.
bool isForGood(const base::Error& error) { return error.code == base::ErrorCode::Damaged || error.code == base::ErrorCode::Fenced; }

Receipt ofOtherContent(const base::CommandId& id) {
  Receipt receipt;
  receipt.command = id;
  receipt.outcome = Outcome::Rejected;
  receipt.reason = domain::name(domain::RejectionReason::IdUsedForOtherContent);
  receipt.fields.push_back({"command_id", "was used for another command before; send this one under a new id"});
  return receipt;
}

}  // namespace

struct CommandService::FactWait {
  FactChunk chunk;
  FactReceipt receipt;
  std::promise<base::Result<FactReceipt>> done;
};

struct CommandService::Waiting {
  Envelope envelope;
  Answer answer;
  std::shared_ptr<FactWait> facts;  // then no envelope
  base::SteadyTime queuedAt, takenAt, decidedAt;
  telemetry::Trace trace;
  base::Timestamp receivedAt;
  base::Digest content{};
  std::string principal;
  StreamRef subject;
  std::optional<store::StreamCondition> customer;  // who orders, as the decision saw it
  std::int64_t version = 0, stateVersion = 0;  // of the subject, as the decision saw it
  bool tentative = false;  // the decision rests on effects of its own group
  std::vector<store::StreamCondition> neighbours;  // other streams of such effects, as the decision saw them: prices, limits
  Receipt receipt;
  int attempts = 0;
  std::ptrdiff_t request = -1;  // index in the group; -1 for a follower of an earlier command with the same id
};

struct CommandService::Group {
  std::vector<std::unique_ptr<Waiting>> taken;  // the first `decided` of them are in this group, the others come next
  std::size_t decided = 0;
  base::Timestamp recordedAt;

  // Of who stores it, from the hand-over until it is back.
  std::vector<AppendRequest> requests;
  base::Result<std::vector<AppendOutcome>> outcomes;
  base::SteadyTime appendAt, doneAt;
  bool isAsDecided = false;  // every part of it was stored
  bool isBack = false;       // under m_handOver
};

CommandService::CommandService(store::EventStore& store, const base::Clock& clock, telemetry::Telemetry& telemetry, CommandServiceOptions options)
    : m_store(store), m_clock(clock), m_telemetry(telemetry), m_options(std::move(options)), m_cache(store, m_options.cachedAggregates), m_queue(m_options.queue), m_facts(waitingChunks), m_groups(1) {}

CommandService::~CommandService() = default;

std::size_t CommandService::queued() const { return m_queue.size(); }
void CommandService::close() {
  m_queue.close();
  m_facts.close();
}

std::shared_ptr<const base::Error> CommandService::closedForGood() const {
  auto failed = failure();
  return failed && isForGood(*failed) ? failed : nullptr;
}

void CommandService::submit(Envelope envelope, Answer answer) {
  auto waiting = std::make_unique<Waiting>();
  waiting->envelope = std::move(envelope);
  waiting->answer = std::move(answer);
  waiting->queuedAt = m_clock.steady();
  waiting->receivedAt = m_clock.wall();
  // tryPush moves only when it takes the value.
  if (!m_queue.tryPush(std::move(waiting))) {
    m_telemetry.counters().busy.fetch_add(1, std::memory_order_relaxed);
    Receipt receipt;
    receipt.command = waiting->envelope.id;
    receipt.outcome = Outcome::Busy;
    receipt.reason = "too many commands at once; this one was not taken in";
    receipt.retryAfterMs = retryAfterMs;
    waiting->answer(receipt);
    return;
  }
  if (m_options.wake) m_options.wake();
}

std::future<base::Result<FactReceipt>> CommandService::post(FactChunk chunk) {
  auto wait = std::make_shared<FactWait>();
  wait->chunk = std::move(chunk);
  auto done = wait->done.get_future();
  auto waiting = std::make_unique<Waiting>();
  waiting->facts = wait;
  waiting->receivedAt = m_clock.wall();
  waiting->queuedAt = m_clock.steady();
  if (!m_facts.tryPush(std::move(waiting))) {
    wait->done.set_value(base::fail(base::ErrorCode::Stopped, "the command service takes in nothing more", {}, "try again in a moment; what was taken in stays"));
    return done;
  }
  if (m_options.wake) m_options.wake();
  if (m_options.driveInline)
    while (done.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
      if (!step()) storeStep();
  return done;
}

bool CommandService::step() {
  const bool worked = m_isBack.exchange(false, std::memory_order_acquire);
  if (worked) takeBack();
  m_stageBegan = m_clock.steady();
  if (!m_areFactsSeen && m_facts.size() > 0) {
    m_areFactsSeen = true;
    m_factsSince = m_stageBegan;
  }
  if (takeFacts()) return true;
  const bool decided = decideNext();
  return sendOff() || decided || worked;
}

bool CommandService::storeStep() {
  Group* group = nullptr;
  bool isNextReady = false;
  {
    const std::lock_guard lock(m_handOver);
    if (m_halted || m_offered == nullptr) return false;
    group = std::exchange(m_offered, nullptr);
    isNextReady = std::exchange(m_isNextReady, false);
  }
  if (isNextReady && m_options.wake) m_options.wake();
  store(*group);
  {
    const std::lock_guard lock(m_handOver);
    m_halted = !group->isAsDecided && !TWINLANE_SABOTAGE("stored-on-a-failed-one");
    group->isBack = true;
  }
  m_isBack.store(true, std::memory_order_release);
  if (m_options.wake) m_options.wake();
  m_store.upkeep();
  return true;
}

void CommandService::store(Group& group) {
  group.appendAt = m_clock.steady();
  m_store.append(std::move(group.requests), group.recordedAt, [&](store::EventStore::AppendResult result) { group.outcomes = std::move(result); });
  group.doneAt = m_clock.steady();
  group.isAsDecided = group.outcomes && std::all_of(group.outcomes->begin(), group.outcomes->end(), [](const AppendOutcome& outcome) { return outcome.kind == AppendOutcome::Kind::Stored; });
}

void CommandService::takeBack() {
  const auto isBack = [&] {
    const std::lock_guard lock(m_handOver);
    return m_groups.front().isBack;
  };
  while (isBack()) settleOldest();
}

// Commands that never leave a gap wait for a chunk all the same, now and then.
bool CommandService::areFactsOverdue() const {
  return m_factsTurn && m_areFactsSeen && m_stageBegan.microsSince(m_factsAgainAt) >= patienceOfFacts && m_stageBegan.microsSince(m_factsSince) >= patienceOfFacts;
}

// While commands come, facts have a turn right behind some that were served, when the next are likely a while away, and a
// sixteenth of the time at most: what they write also slows the flushes of commands. Later in the gap they would be in the way
// of the command that ends it.
bool CommandService::isGapForFacts() const {
  return m_factsTurn && m_stageBegan.nanos >= m_factsAgainAt.nanos && m_stageBegan.microsSince(m_servedAt) <= beginningOfGap;
}

bool CommandService::takeFacts() {
  Group& next = m_groups.back();
  if (m_groups.size() > 1 || next.decided > 0) return false;
  if (!areFactsOverdue() && (next.taken.size() + m_queue.size() > 0 || !(isQuiet() || isGapForFacts()))) return false;
  Group group;
  if (m_facts.take(group.taken, 1) == 0) return false;
  m_factsTurn = m_areFactsSeen = false;
  reopenIfFailed();
  Waiting& waiting = *group.taken.front();
  group.recordedAt = m_clock.wall();
  waiting.takenAt = waiting.decidedAt = m_stageBegan;
  if (auto ready = prepareFacts(*waiting.facts, group.recordedAt, group.requests); !ready) {
    m_cache.forgetAll();  // what was put as tentative on the way is not stored
    waiting.facts->done.set_value(tl::unexpected(ready.error()));
    return true;
  }
  waiting.request = static_cast<std::ptrdiff_t>(group.requests.size()) - 1;
  group.decided = 1;
  m_groups.push_front(std::move(group));
  m_cache.seal();
  store(m_groups.front());
  if (isSomebodyAtWork()) waiting.facts->receipt.heldMicros = m_groups.front().doneAt.microsSince(m_stageBegan);
  settleOldest();
  m_store.upkeep();
  const base::SteadyTime now = m_clock.steady();
  m_telemetry.recordFacts(now.microsSince(m_stageBegan));
  m_factsAgainAt.nanos = now.nanos + waitOfFacts * (now.nanos - m_stageBegan.nanos);
  return true;
}

std::chrono::microseconds CommandService::untilFacts() const {
  if (m_facts.size() == 0) return std::chrono::hours(1);
  const base::SteadyTime now = m_clock.steady();
  const std::int64_t quietIn = quietMicros - now.microsSince(m_commandAt), shareIn = m_factsAgainAt.microsSince(now);
  return std::chrono::microseconds(std::clamp<std::int64_t>(std::max(quietIn, shareIn), 1, quietMicros));
}

// The next command may come at any time.
bool CommandService::isSomebodyAtWork() const { return m_commandAt.nanos != 0 && m_stageBegan.microsSince(m_commandAt) < atWorkMicros; }

// No command is likely to come in this very moment, and facts had no more than their share of the time while somebody is at work:
// the lists that take them in need the machine as well.
bool CommandService::isQuiet() const {
  if (isSomebodyAtWork() && m_stageBegan.nanos < m_factsAgainAt.nanos && !m_queue.isClosed() && !m_options.driveInline) return false;
  return m_options.driveInline || m_stageBegan.microsSince(m_commandAt) >= quietMicros || m_queue.isClosed();
}

bool CommandService::decideNext() {
  if (areFactsOverdue()) return false;
  goOnWithTheOneThatWaits();
  Group& group = m_groups.back();
  std::size_t most = m_options.groupLimit;
  if (m_groups.size() == 1) {
    // Half of them, so that the others are decided while those are stored; all when it is the turn of facts then.
    const std::size_t waiting = group.taken.size() + m_queue.size();
    most = std::min(most, isTooLittle(group) || m_facts.size() > 0 ? waiting : (waiting + 1) / 2);
  }
  if (TWINLANE_BUGGIFY("a group takes one command")) most = std::min<std::size_t>(most, group.decided + 1);
  const std::size_t before = group.decided;
  while (group.decided < most && !m_isBack.load(std::memory_order_relaxed)) {
    if (group.decided == group.taken.size() && m_queue.take(group.taken, std::min(takenAtOnce, most - group.decided)) == 0) break;
    // Some of them came in after the last reading of the clock.
    m_commandAt = m_stageBegan = m_clock.steady();
    if (group.decided == 0) {
      // A store that was closed by a failed COMMIT is tried again with the next commands; until then append() refuses them.
      reopenIfFailed();
      group.recordedAt = m_clock.wall();
    }
    if (!decideOne(group, *group.taken[group.decided])) break;
    ++group.decided;
  }
  return group.decided > before;
}

// More has come in since the last group was sent off, and that still waits for the one before it: it takes in more, so that
// groups grow while the disk is busy.
void CommandService::goOnWithTheOneThatWaits() {
  if (m_groups.size() < 3 || !m_groups.back().taken.empty() || m_queue.size() == 0) return;
  Group& waiting = m_groups[m_groups.size() - 2];
  if (waiting.decided >= m_options.groupLimit) return;
  {
    const std::lock_guard lock(m_handOver);
    if (m_offered != &waiting) return;
    m_offered = nullptr;
  }
  m_groups.pop_back();
  m_cache.unseal();
}

bool CommandService::isTooLittle(const Group& group) const {
  return !m_options.wakeStore || group.taken.size() + m_queue.size() < m_options.handOverFrom;
}

bool CommandService::sendOff() {
  Group& group = m_groups.back();
  if (group.requests.empty()) {
    // Those that were taken could not be loaded or follow others.
    group.taken.erase(group.taken.begin(), group.taken.begin() + static_cast<std::ptrdiff_t>(group.decided));
    group.decided = 0;
    return false;
  }
  if (m_groups.size() == 1 && isTooLittle(group)) {
    seal();
    store(group);
    settleOldest();
    m_store.upkeep();
    return true;
  }
  if (m_groups.size() > 1 && group.decided < m_options.handOverFrom && !areFactsOverdue()) return false;
  {
    const std::lock_guard lock(m_handOver);
    m_isNextReady = m_offered != nullptr;
    if (m_isNextReady) return false;
    m_offered = &group;
  }
  seal();
  m_options.wakeStore();
  return true;
}

void CommandService::seal() {
  Group& sealed = m_groups.back();
  const auto next = sealed.taken.begin() + static_cast<std::ptrdiff_t>(sealed.decided);
  m_groups.emplace_back().taken.assign(std::make_move_iterator(next), std::make_move_iterator(sealed.taken.end()));
  sealed.taken.erase(next, sealed.taken.end());
  m_cache.seal();
  m_factsTurn = true;
}

// ---- decide

base::Result<domain::DecisionInput> CommandService::load(Waiting& waiting) {
  domain::DecisionInput input;
  waiting.version = waiting.stateVersion = 0;
  if (!waiting.subject.id.empty()) {
    const auto own = m_cache.load(waiting.subject);
    if (!own) return tl::unexpected(own.error());
    waiting.tentative = own->tentative;
    const Aggregate& aggregate = *own->aggregate;
    waiting.version = aggregate.version;
    waiting.stateVersion = aggregate.stateVersion;
    if (const auto* order = std::get_if<domain::OrderState>(&aggregate.state)) input.order = *order;
    else if (const auto* product = std::get_if<domain::ProductState>(&aggregate.state)) input.product.state = *product;
    else input.customer = std::get<domain::CustomerState>(aggregate.state);
  }
  if (auto loaded = loadNeeds(waiting, domain::needsOf(waiting.envelope.command, input), input); !loaded) return tl::unexpected(loaded.error());
  return input;
}

base::Status CommandService::loadNeeds(Waiting& waiting, const domain::Needs& needs, domain::DecisionInput& input) {
  const auto stockOf = [&](const domain::ProductId& product, domain::ProductFacts& facts) -> base::Status {
    const auto known = m_cache.stock(product);
    if (!known) return tl::unexpected(known.error());
    waiting.tentative = waiting.tentative || known->tentative;
    if (known->level) facts.stock = domain::StockFigures{known->level->onHand, known->level->reserved};
    return {};
  };
  const auto loaded = [&](const StreamRef& stream) {
    auto known = m_cache.load(stream);
    if (known && known->tentative) {
      waiting.tentative = true;
      waiting.neighbours.push_back({stream, known->aggregate->version});
    }
    return known;
  };
  if (needs.ownStock)
    if (auto found = stockOf(domain::ProductId(waiting.subject.id), input.product); !found) return found;
  for (const domain::ProductId& id : needs.products) {
    const auto product = loaded({domain::Category::Product, id.text});
    if (!product) return tl::unexpected(product.error());
    domain::ProductFacts facts{std::get<domain::ProductState>(product->aggregate->state), {}};
    if (auto found = stockOf(id, facts); !found) return found;
    input.products.emplace(id, std::move(facts));
  }
  if (!needs.customer) return {};
  const StreamRef stream{domain::Category::Customer, needs.customer->text};
  if (stream != waiting.subject) {
    const auto customer = loaded(stream);
    if (!customer) return tl::unexpected(customer.error());
    input.customer = std::get<domain::CustomerState>(customer->aggregate->state);
    waiting.customer = store::StreamCondition{stream, customer->aggregate->version};
  }
  const auto owed = m_cache.owed(*needs.customer, needs.currency);
  if (!owed) return tl::unexpected(owed.error());
  input.owed = owed->owed;
  waiting.tentative = waiting.tentative || owed->tentative;
  return {};
}

// False when it is to be decided again, in the next group.
bool CommandService::decideOne(Group& group, Waiting& waiting) {
  const Envelope& envelope = waiting.envelope;
  waiting.receipt = {};
  waiting.request = -1;
  waiting.takenAt = waiting.decidedAt = m_stageBegan;
  const domain::Subject subject = domain::subjectOf(envelope.command);
  waiting.subject = {subject.category, subject.id};
  if (const auto [first, isNew] = m_ids.try_emplace(envelope.id, &group); !isNew && !TWINLANE_SABOTAGE("no-dedupe-in-group")) {
    waiting.content = contentOf(envelope);  // settled from the first one's outcome
    if (first->second == &group) return true;
    Group& other = *first->second;
    // Repeats wait in the queue while the disk does not answer, as all others do.
    if (other.taken.size() >= 2 * m_options.groupLimit) return false;
    other.taken.push_back(std::make_unique<Waiting>(std::move(waiting)));
    ++other.decided;
    waiting.answer = nullptr;
    return true;
  }
  waiting.principal = envelope.actor.empty() ? m_options.principal.name : envelope.actor;
  waiting.receipt.command = envelope.id;
  waiting.customer.reset();
  waiting.tentative = false;
  waiting.neighbours.clear();
  waiting.trace.stageNanos = {m_stageBegan.nanos - waiting.queuedAt.nanos};

  AppendRequest request;
  request.command = envelope.id;
  request.principal = waiting.principal;
  request.origin = m_options.origin;
  // A group that waits for the disk takes in what comes after its own time.
  request.receivedAt = std::min(waiting.receivedAt, group.recordedAt);

  // The name is for the record, the roles are those of the folder.
  const bool allowed = security::mayGive({waiting.principal, m_options.principal.roles}, envelope.command);
  endStage(waiting, telemetry::Stage::Authorise);
  waiting.content = request.content = contentOf(envelope);
  auto problems = envelope.misread.empty() ? domain::check(envelope.command) : envelope.misread;
  if (problems.empty() && waiting.subject.id.empty() && envelope.expectedVersion.value_or(0) != 0)
    problems.push_back({"expected_version", "an order that gets its number here has no version yet: leave it out, or give 0"});
  // What is no id names no stream.
  if (const std::string& id = waiting.subject.id; !problems.empty() && !(id.size() <= longestId && base::isUtf8(id) && domain::isVisible(id))) waiting.subject.id.clear();
  endStage(waiting, telemetry::Stage::Validate);
  if (!allowed) {
    refuse(waiting, request, Outcome::Denied, {});
  } else if (!problems.empty()) {
    refuse(waiting, request, Outcome::Rejected, {domain::RejectionReason::InvalidFields, std::move(problems)});
  } else {
    auto input = load(waiting);
    endStage(waiting, telemetry::Stage::Load);
    if (!input) {
      sayNotStored(waiting.receipt, input.error());
      m_ids.erase(envelope.id);
      give(waiting, std::move(waiting.receipt));
      waiting.answer = nullptr;
      return true;
    }
    request.streams.push_back({waiting.subject, waiting.version});
    auto decision = domain::decide(envelope.command, *input);
    const bool stale = envelope.expectedVersion && !waiting.subject.id.empty() && *envelope.expectedVersion != waiting.version && !TWINLANE_SABOTAGE("expected-version-ignored");
    // A refusal is kept for ever, so it must not rest on effects of this group that may turn out not to be stored (a
    // neighbour that was sent before): it is decided again at the head of the next group, which is stored only when all of
    // this one was.
    if (waiting.tentative && (stale || !decision) && !TWINLANE_SABOTAGE("refusal-on-tentative")) {
      m_ids.erase(envelope.id);
      return false;
    }
    if (stale) {
      waiting.receipt.expected = envelope.expectedVersion;
      waiting.receipt.actual = waiting.version;
      refuse(waiting, request, Outcome::Conflict, {});
    } else if (!decision) {
      refuse(waiting, request, Outcome::Rejected, std::move(decision.error()));
    } else {
      acceptEvents(waiting, std::move(*decision), std::move(*input), group.recordedAt, request);
    }
  }
  endStage(waiting, telemetry::Stage::Decide);
  waiting.decidedAt = m_stageBegan;
  request.decideMicros = m_stageBegan.microsSince(waiting.takenAt);
  waiting.request = static_cast<std::ptrdiff_t>(group.requests.size());
  group.requests.push_back(std::move(request));
  return true;
}

// Stages follow each other without a gap, so that one reading of the clock ends one and begins the next.
void CommandService::endStage(Waiting& waiting, telemetry::Stage stage) {
  const base::SteadyTime now = m_clock.steady();
  waiting.trace.stageNanos[static_cast<std::size_t>(stage)] = now.nanos - m_stageBegan.nanos;
  m_stageBegan = now;
}

void CommandService::recordStages(std::vector<std::unique_ptr<Waiting>>& group, const std::vector<AppendOutcome>& outcomes, base::SteadyTime doneAt) {
  for (const auto& each : group) {
    Waiting& waiting = *each;
    if (waiting.request < 0 || waiting.facts) continue;
    const AppendOutcome& outcome = outcomes[static_cast<std::size_t>(waiting.request)];
    // The trace under this id is that of the command that came first.
    if (outcome.kind == AppendOutcome::Kind::Duplicate || outcome.kind == AppendOutcome::Kind::OtherContent) continue;
    telemetry::Trace& trace = waiting.trace;
    trace.command = waiting.envelope.id;
    trace.kind = waiting.envelope.command.index();
    trace.receivedAt = waiting.receivedAt;
    trace.queuedAt = waiting.queuedAt;
    trace.position = outcome.kind == AppendOutcome::Kind::Stored && outcome.outcome.count > 0 ? outcome.outcome.first + outcome.outcome.count - 1 : 0;
    auto stage = [&](telemetry::Stage which) -> std::int64_t& { return trace.stageNanos[static_cast<std::size_t>(which)]; };
    stage(telemetry::Stage::Commit) = outcome.commitNanos;
    stage(telemetry::Stage::Append) = doneAt.nanos - waiting.decidedAt.nanos - stage(telemetry::Stage::Commit);
    m_telemetry.record(trace);
  }
}

void CommandService::acceptEvents(Waiting& waiting, domain::Decision decision, domain::DecisionInput input, base::Timestamp recordedAt, AppendRequest& request) {
  Aggregate after{waiting.version, waiting.stateVersion, std::move(input.order)};
  if (waiting.subject.category == domain::Category::Product) after.state = std::move(input.product.state);
  else if (waiting.subject.category == domain::Category::Customer) after.state = std::move(input.customer);
  request.events.reserve(decision.events.size());
  request.rows.reserve(rowsOfAnOrder);
  for (const domain::Event& event : decision.events) {
    domain::EncodedEvent encoded = domain::encode(event);
    const auto happened = occurredAt(after, event, recordedAt);
    request.events.push_back({0, encoded.type, encoded.schemaVersion, std::move(encoded.payload), std::move(encoded.sealed), happened});
    evolveWithRows(after, waiting.subject, event, happened.value_or(recordedAt), 0, request.rows);
  }
  for (const domain::StockNeed& need : decision.stock) request.stock.push_back({need.product, need.available, need.onHand});
  if (decision.credit) {
    request.credit = store::CreditCondition{decision.credit->customer, decision.credit->currency, decision.credit->atMost};
    if (waiting.customer) request.streams.push_back(*waiting.customer);  // the limit is in the customer's own stream
  }
  // A neighbour that is not stored after all gave its effects to this one in vain.
  for (const store::StreamCondition& neighbour : waiting.neighbours)
    if (std::none_of(request.streams.begin(), request.streams.end(), [&](const store::StreamCondition& known) { return known.stream == neighbour.stream; })) request.streams.push_back(neighbour);
  m_cache.changeGuards(request.rows);
  if (auto state = stateToKeep(after)) request.rows.push_back(store::StateRow{0, std::move(*state)});
  if (!waiting.subject.id.empty()) m_cache.putTentative(waiting.subject, std::move(after));
}

void CommandService::refuse(Waiting& waiting, AppendRequest& request, Outcome outcome, domain::Rejection rejection) {
  Receipt& receipt = waiting.receipt;
  receipt.outcome = outcome;
  receipt.fields = std::move(rejection.fields);
  if (outcome == Outcome::Rejected) receipt.reason = domain::name(rejection.reason);
  if (outcome == Outcome::Denied) receipt.reason = "the roles of " + waiting.principal + " do not allow " + domain::typeName(waiting.envelope.command);
  if (!waiting.subject.id.empty()) receipt.stream = waiting.subject;
  store::Refusal refusal;
  refusal.kind = outcome == Outcome::Rejected ? store::OutcomeKind::Rejected : outcome == Outcome::Denied ? store::OutcomeKind::Denied : store::OutcomeKind::Conflict;
  refusal.reason = static_cast<int>(rejection.reason);
  refusal.detail = encodeRefusal(receipt);
  refusal.body = domain::toJson(domain::toNode(waiting.envelope.command));
  if (refusal.body.size() > keptBody) refusal.body.resize(keptBody);
  if (request.streams.empty() && !waiting.subject.id.empty()) request.streams.push_back({waiting.subject, std::nullopt});
  request.refusal = std::move(refusal);
}

base::Status CommandService::prepareFacts(FactWait& wait, base::Timestamp recordedAt, std::vector<AppendRequest>& requests) {
  FactChunk& chunk = wait.chunk;
  AppendRequest request = requestOf(chunk, recordedAt);
  for (std::size_t i = 0; i < chunk.streams.size(); ++i) {
    FactStream& stream = chunk.streams[i];
    const int index = static_cast<int>(i);
    request.streams.push_back({stream.stream, stream.mustBeNew ? std::optional<std::int64_t>(0) : stream.version});
    Aggregate aggregate = emptyAggregate(stream.stream.category);
    if (!stream.mustBeNew) {
      const auto known = m_cache.load(stream.stream);
      if (!known) return tl::unexpected(known.error());
      aggregate = *known->aggregate;
    }
    for (const Fact& fact : stream.facts) {
      domain::EncodedEvent encoded = domain::encode(fact.event);
      request.events.push_back({index, encoded.type, encoded.schemaVersion, std::move(encoded.payload), std::move(encoded.sealed), fact.occurredAt});
      if (const auto broken = guardBreak(aggregate, fact.event)) ++wait.receipt.guardBreaks[*broken];
      evolveWithRows(aggregate, stream.stream, fact.event, fact.occurredAt.value_or(request.receivedAt), index, request.rows);
    }
    if (auto state = stateToKeep(aggregate)) request.rows.push_back(store::StateRow{index, std::move(*state)});
    if (!stream.mustBeNew) m_cache.putTentative(stream.stream, std::move(aggregate));
  }
  m_cache.changeGuards(request.rows);
  // What comes with it is stored first, on the same conditions: nobody comes in between.
  for (FactChunk& account : chunk.with) requests.push_back(requestOf(account, recordedAt)), requests.back().streams = request.streams;
  requests.push_back(std::move(request));
  return {};
}

// ---- settle

void CommandService::give(Waiting& waiting, Receipt receipt) {
  telemetry::Counters& counters = m_telemetry.counters();
  std::atomic<std::int64_t>* counter = nullptr;
  switch (receipt.outcome) {
    case Outcome::Accepted: counter = &counters.accepted; break;
    case Outcome::Rejected:
    case Outcome::Denied: counter = &counters.rejected; break;
    case Outcome::Conflict: counter = &counters.conflicts; break;
    case Outcome::Duplicate: counter = &counters.duplicates; break;
    case Outcome::Busy:
    case Outcome::Unknown: counter = &counters.busy; break;
  }
  counter->fetch_add(1, std::memory_order_relaxed);
  if (receipt.outcome == Outcome::Denied) counters.denied.fetch_add(1, std::memory_order_relaxed);
  if (receipt.outcome == Outcome::Unknown) counters.unknown.fetch_add(1, std::memory_order_relaxed);
  m_telemetry.record(waiting.envelope.command.index(), receipt.micros.total);
  waiting.answer(receipt);
}

void CommandService::settleOldest() {
  Group group = std::move(m_groups.front());
  m_groups.pop_front();
  m_telemetry.recordCommit(group.doneAt.microsSince(group.appendAt));
  m_servedAt = group.doneAt;
  for (const auto& each : group.taken) {
    Waiting& waiting = *each;
    if (waiting.request >= 0 && !waiting.facts) m_ids.erase(waiting.envelope.id);
    waiting.receipt.micros.queue = waiting.takenAt.microsSince(waiting.queuedAt);
    waiting.receipt.micros.decide = waiting.decidedAt.microsSince(waiting.takenAt);
    waiting.receipt.micros.commit = group.doneAt.microsSince(group.appendAt);
    // Who repeated a command while its answer was on the way came later than that was done.
    waiting.receipt.micros.total = std::max<std::int64_t>(group.doneAt.microsSince(waiting.queuedAt), 0);
  }
  settle(group);
}

void CommandService::settle(Group& stored) {
  std::vector<std::unique_ptr<Waiting>>& group = stored.taken;
  if (!stored.outcomes) {
    const base::Error& error = stored.outcomes.error();
    if (TWINLANE_SABOTAGE("tentative-kept")) m_cache.commit({});
    else m_cache.forgetAll();
    decideAnew({});
    m_failure.set(std::make_shared<base::Error>(error));
    // What COMMIT did not answer only the journal can tell, opened again.
    fail(group, error, reopenIfFailed());
    return;
  }
  std::vector<AppendOutcome>& outcomes = *stored.outcomes;
  recordStages(group, outcomes, stored.doneAt);
  m_failure.set(nullptr);
  m_unsure.clear();  // the journal is open again, so a repeated id is found there
  m_telemetry.counters().commits.fetch_add(1, std::memory_order_relaxed);
  std::vector<StreamRef> inDoubt;
  // Only those that have no request of their own ask what became of another of their id.
  std::unordered_map<base::CommandId, store::StoredOutcome> known;
  const bool anyAsks = std::any_of(group.begin(), group.end(), [](const auto& waiting) { return waiting->request < 0; });
  std::vector<bool> redo(group.size(), false);
  std::int64_t events = 0;
  for (std::size_t i = 0; i < group.size(); ++i) {
    Waiting& waiting = *group[i];
    if (waiting.request < 0) continue;
    AppendOutcome& outcome = outcomes[static_cast<std::size_t>(waiting.request)];
    if (outcome.kind == AppendOutcome::Kind::Stored) events += outcome.outcome.count;
    if (anyAsks && (outcome.kind == AppendOutcome::Kind::Stored || outcome.kind == AppendOutcome::Kind::Duplicate)) known.emplace(outcome.outcome.command, outcome.outcome);
    redo[i] = !settleOne(waiting, outcome, inDoubt);
  }
  m_telemetry.counters().stored.fetch_add(events, std::memory_order_relaxed);
  m_cache.commit(inDoubt);
  std::vector<std::unique_ptr<Waiting>> again;
  for (std::size_t i = 0; i < group.size(); ++i) {
    Waiting& waiting = *group[i];
    if (redo[i]) {
      again.push_back(std::move(group[i]));
      continue;
    }
    if (waiting.request >= 0 || waiting.facts || !waiting.answer) continue;
    // The same id came again before this was stored: the first one's outcome answers.
    const auto first = known.find(waiting.envelope.id);
    if (first == known.end()) {
      again.push_back(std::move(group[i]));
      continue;
    }
    AppendOutcome outcome;
    outcome.outcome = first->second;
    outcome.kind = first->second.content == waiting.content || TWINLANE_SABOTAGE("content-not-compared-in-group") ? AppendOutcome::Kind::Duplicate : AppendOutcome::Kind::OtherContent;
    waiting.receipt.command = waiting.envelope.id;
    settleOne(waiting, outcome, inDoubt);
  }
  if (!stored.isAsDecided) decideAnew(std::move(again));
}

// Everything that was decided on top of a group which was not stored as decided, after those of it that come first.
void CommandService::decideAnew(std::vector<std::unique_ptr<Waiting>> first) {
  {
    const std::lock_guard lock(m_handOver);
    m_offered = nullptr;
    m_halted = false;
  }
  for (Group& group : m_groups)
    for (auto& waiting : group.taken)
      if (waiting->answer) first.push_back(std::move(waiting));
  m_groups.clear();
  m_groups.emplace_back().taken = std::move(first);
  m_ids.clear();
  m_cache.abandon();
}

// False when the command is to be decided anew.
bool CommandService::settleOne(Waiting& waiting, AppendOutcome& outcome, std::vector<StreamRef>& inDoubt) {
  if (waiting.facts) {
    waiting.facts->receipt.kind = outcome.kind;
    if (outcome.kind == AppendOutcome::Kind::StreamConflict)
      waiting.facts->done.set_value(waiting.facts->chunk.streams[outcome.failedCondition].mustBeNew
                                        ? base::fail(base::ErrorCode::Conflict, "this stream exists already", outcome.outcome.stream.toText(), "set these rows aside")
                                        : base::fail(base::ErrorCode::Conflict, "this stream has gone on meanwhile", outcome.outcome.stream.toText(), "number its lines anew"));
    else
      waiting.facts->done.set_value(std::move(waiting.facts->receipt));
    for (const FactStream& stream : waiting.facts->chunk.streams)
      if (outcome.kind != AppendOutcome::Kind::Stored) inDoubt.push_back(stream.stream);
      else if (stream.mustBeNew) m_cache.forget(stream.stream);
    return true;
  }
  Receipt receipt = std::move(waiting.receipt);
  const Receipt::Micros micros = receipt.micros;
  switch (outcome.kind) {
    case AppendOutcome::Kind::Stored:
      if (outcome.outcome.kind == store::OutcomeKind::Accepted) {
        receipt.outcome = Outcome::Accepted;
        receipt.position = outcome.outcome.first;
        receipt.events = outcome.outcome.count;
        receipt.stream = outcome.outcome.stream;
        receipt.version = outcome.outcome.version;
        if (waiting.subject.id.empty()) m_cache.forget(outcome.outcome.stream);
      } else if (receipt.outcome == Outcome::Conflict) {
        tellChangesSince(m_store, waiting.subject, waiting.envelope.command, receipt);
      }
      break;
    case AppendOutcome::Kind::Duplicate: {
      inDoubt.push_back(waiting.subject);
      Receipt first = receiptOf(outcome.outcome);
      if (first.outcome == Outcome::Conflict) tellChangesSince(m_store, waiting.subject, waiting.envelope.command, first);
      Receipt duplicate;
      duplicate.command = waiting.envelope.id;
      duplicate.outcome = Outcome::Duplicate;
      duplicate.position = first.position;
      duplicate.events = first.events;
      duplicate.stream = first.stream;
      duplicate.version = first.version;
      duplicate.first = std::make_shared<const Receipt>(std::move(first));
      receipt = std::move(duplicate);
      break;
    }
    case AppendOutcome::Kind::OtherContent:
      inDoubt.push_back(waiting.subject);
      receipt = ofOtherContent(waiting.envelope.id);
      break;
    case AppendOutcome::Kind::StreamConflict:
    case AppendOutcome::Kind::StockConflict:
    case AppendOutcome::Kind::CreditConflict:
      inDoubt.push_back(waiting.subject);
      if (waiting.customer) inDoubt.push_back(waiting.customer->stream);
      for (const store::StreamCondition& neighbour : waiting.neighbours) inDoubt.push_back(neighbour.stream);
      if (++waiting.attempts < maxAttempts) return false;
      receipt = {};
      receipt.command = waiting.envelope.id;
      receipt.outcome = Outcome::Busy;
      receipt.reason = "others keep changing what this command needs; this try stored nothing";
      receipt.retryAfterMs = retryAfterMs;
      break;
  }
  receipt.micros = micros;
  give(waiting, std::move(receipt));
  return true;
}

// False while the journal cannot be asked nor written.
bool CommandService::reopenIfFailed() {
  if (m_failure.get() == nullptr) return true;
  const auto opened = m_store.reopen();
  if (!opened && isForGood(opened.error())) m_failure.set(std::make_shared<base::Error>(opened.error()));
  return opened.has_value();
}

// To be given again, unless a COMMIT did not answer with this command in it: then that must be learnt first.
void CommandService::sayNotStored(Receipt& receipt, const base::Error& error) const {
  const auto closed = closedForGood();
  const bool isUnsure = m_unsure.contains(receipt.command);
  receipt.outcome = isUnsure ? Outcome::Unknown : Outcome::Busy;
  // An earlier try of the same command may have been stored.
  if (!isUnsure) receipt.reason = (closed ? closed->what : error.what) + "; this try stored nothing";
  else if (closed) receipt.reason = closed->what + "; whether this was stored only the journal tells once it is back: ask again then, with the same command id";
  else receipt.reason = "the disk did not answer whether this was stored; ask again with the same command id";
  if (!isUnsure && !closed) receipt.retryAfterMs = retryAfterMs;
}

// `told`: the journal can be asked what became of a commit.
void CommandService::fail(std::vector<std::unique_ptr<Waiting>>& group, const base::Error& error, bool told) {
  const auto closed = closedForGood();
  for (const auto& each : group) {
    Waiting& waiting = *each;
    if (waiting.facts) {
      if (waiting.request >= 0) waiting.facts->done.set_value(tl::unexpected(closed ? *closed : error));
      continue;
    }
    if (!waiting.answer) continue;
    Receipt receipt;
    receipt.command = waiting.envelope.id;
    receipt.micros = waiting.receipt.micros;
    if (error.code == base::ErrorCode::Unknown && !TWINLANE_SABOTAGE("unknown-called-refused")) m_unsure.insert(waiting.envelope.id);
    sayNotStored(receipt, error);
    if (m_unsure.contains(waiting.envelope.id)) {
      // The commit may have happened: only the journal knows, once it is open again. What it shows before that may be lost yet.
      const auto found = told ? m_store.outcome(waiting.envelope.id) : base::Result<std::optional<store::StoredOutcome>>(tl::unexpected(error));
      if (found) {
        m_unsure.erase(waiting.envelope.id);
        const Receipt::Micros micros = receipt.micros;
        if (*found) receipt = (*found)->content == waiting.content ? receiptOf(**found) : ofOtherContent(waiting.envelope.id);
        else sayNotStored(receipt, error);
        receipt.micros = micros;
      }
    }
    give(waiting, std::move(receipt));
  }
}

}  // namespace twinlane::command
