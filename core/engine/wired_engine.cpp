#include "engine/wired_engine.h"

#include "base/fault/buggify.h"
#include "base/zone.h"
#include "care/verify.h"
#include "projection/proof_mark.h"
#include "projection/stop_mark.h"
#include "projection/view_comparison.h"
#include "store/memory_event_store.h"
#include "store/sqlite_event_store.h"
#include "telemetry/kept_telemetry.h"

#include <algorithm>
#include <future>

namespace twinlane::engine {
namespace {

constexpr int idleMs = 50;
constexpr int besideOwnerMs = 20;
constexpr int sampleMs = 100;
constexpr std::int64_t columnsKeptNanos = 600'000'000'000;  // when nobody asks for them any more
constexpr std::int64_t keepMicros = 5'000'000;  // between two writings of telemetry
constexpr int projectionNiceness = 10, importNiceness = 15, proofNiceness = 19;
constexpr int proofIdleMs = 1000;
constexpr int longRequestMs = 3'600'000;  // a retry of thousands of orders, or a request behind the steps of lists that are made anew
constexpr int stopTimeoutMs = 2000;
constexpr std::size_t rowsExplained = 20;
constexpr std::int64_t shadowEventsAtOnce = 10'000;  // a fraction of a second, within which it ends when the engine stops

template <std::size_t... I>
std::vector<std::pair<std::string, bool>> latencyNames(std::index_sequence<I...>) {
  std::vector<std::pair<std::string, bool>> names{{std::variant_alternative_t<I, domain::Command>::name, true}...};
  for (const char* kind : security::queryNames) names.emplace_back(kind, false);
  return names;
}

// Of the folder of lists: where the log is folded once more for a question.
constexpr const char* shadowOfWhy = "/why";
constexpr const char* shadowOfRebuild = "/explain";

tl::unexpected<base::Error> noList(const std::string& name) {
  std::string known;
  for (const std::string& each : projection::readModelNames()) known += (known.empty() ? "" : ", ") + each;
  return base::fail(base::ErrorCode::NotFound, "there is no list named '" + name + "'", name, "known are " + known);
}

// What is wrong with a file of a list, and will be when the folder is opened the next time.
bool isOfAList(const base::Error& error, const std::string& views) {
  using E = base::ErrorCode;
  return error.where.starts_with(views) && error.code != E::DiskFull && error.code != E::InUse && error.code != E::TimedOut && error.code != E::Stopped;
}

tl::unexpected<base::Error> engineStops() { return base::fail(base::ErrorCode::Stopped, "the engine stops", {}, "open the folder again"); }

// A store id: 16 random bytes as text, made once when a journal is created.
std::string newStoreId(base::Random& random) {
  base::Bytes bytes;
  for (int half = 0; half < 2; ++half) {
    const std::uint64_t value = random.next();
    for (int i = 0; i < 8; ++i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  }
  return base::toHex(bytes);
}

}  // namespace

base::Result<std::unique_ptr<Engine>> Engine::open(const Options& options) {
  auto engine = WiredEngine::open(options);
  if (!engine) return tl::unexpected(engine.error());
  return std::unique_ptr<Engine>(std::move(*engine));
}

WiredEngine::WiredEngine(const Options& options) : m_options(options), m_clock(options.clock), m_files(options.files), m_columns(options.orderColumnBytes) {
  if (m_clock == nullptr) {
    m_ownClock = std::make_unique<base::SystemClock>();
    m_clock = m_ownClock.get();
  }
  if (m_files == nullptr) {
    m_ownFiles = base::makeDiskFileSystem();
    m_files = m_ownFiles.get();
  }
  base::Random* random = options.random;
  if (random == nullptr) {
    m_ownRandom = std::make_unique<base::SystemRandom>();
    random = m_ownRandom.get();
  }
  m_ids = std::make_unique<base::IdSource>(*m_clock, *random);
  m_telemetry = std::make_unique<telemetry::Telemetry>(latencyNames(std::make_index_sequence<std::variant_size_v<domain::Command>>{}));
}

base::Result<std::unique_ptr<WiredEngine>> WiredEngine::open(const Options& options) {
  if (!options.zone.empty())
    if (const auto zone = base::Zone::named(options.zone); !zone) return tl::unexpected(zone.error());
  std::unique_ptr<WiredEngine> engine(new WiredEngine(options));
  const bool write = options.mode == Mode::ReadWrite;
  auto folder = DataFolder::open(options.dataFolder, options.create && write, options.mode != Mode::ReadOnly, *engine->m_files);
  if (!folder) return tl::unexpected(folder.error());
  engine->m_folder = std::move(*folder);
  if (auto opened = engine->openStore(); !opened) return tl::unexpected(opened.error());
  engine->m_feed = std::make_unique<feed::Feed>(*engine->m_store, options.tailEvents, [raw = engine.get()] {
    const std::lock_guard lock(raw->m_projectionWorkersMutex);
    for (const auto& worker : raw->m_projectionWorkers) worker->wake();
  });
  engine->m_store->setListener(engine->m_feed.get());
  if (write)
    if (auto opened = engine->openProjections(); !opened) return tl::unexpected(opened.error());
  engine->m_answers = std::make_unique<query::ResultCache>(options.cachedAnswerBytes, engine->m_telemetry->counters());
  engine->m_sources = {engine->m_store.get(), engine->m_ledger, engine->m_files, engine->m_clock, engine->m_folder.views(), engine->m_zone,
                       {engine->m_telemetry.get(), engine->m_clock, std::variant_size_v<domain::Command>},
                       options.inMemory ? std::string() : engine->m_folder.journal(), options.questionMs, engine->m_answers.get(), options.principal.roles, &engine->m_columns};
  engine->m_pool = std::make_unique<query::WorkerReaderPool>([raw = engine.get()] { return raw->makePolicedReader(); }, options.queryQueue, options.readers, options.threads);
  if (write) {
    command::CommandServiceOptions commands;
    commands.queue = options.commandQueue;
    commands.groupLimit = options.groupLimit;
    commands.principal = options.principal;
    commands.cachedAggregates = options.cachedAggregates;
    commands.origin = options.training ? domain::Origin::Training : domain::Origin::Live;
    commands.driveInline = !options.threads;
    commands.wake = [raw = engine.get()] {
      if (raw->m_commandWorker) raw->m_commandWorker->wake();
    };
    if (options.threads || options.storesApart)
      commands.wakeStore = [raw = engine.get()] {
        if (raw->m_storeWorker) raw->m_storeWorker->wake();
      };
    if (TWINLANE_BUGGIFY("small groups are handed over")) commands.handOverFrom = 1;
    engine->m_commands = std::make_unique<command::CommandService>(*engine->m_store, *engine->m_clock, *engine->m_telemetry, commands);
  }
  if (write && options.telemetryKept && !options.inMemory) {
    engine->m_telemetry->keepRows();
    engine->m_telemetryFile = std::make_unique<telemetry::TelemetryFile>(engine->m_folder.telemetry(), *engine->m_files);
    engine->m_telemetryNote = engine->m_telemetryFile->note();
  }
  engine->m_lastKept = engine->m_clock->steady();
  if (options.threads) engine->startThreads();
  else engine->nameSteps();
  return engine;
}

base::Status WiredEngine::openStore() {
  if (m_options.inMemory) {
    auto memory = std::make_unique<store::MemoryEventStore>("memory");
    m_ledger = memory.get();
    m_store = std::move(memory);
    m_zone = m_options.zone.empty() ? "UTC" : m_options.zone;
    return {};
  }
  store::SqliteStoreOptions options;
  options.path = m_folder.journal();
  options.readOnly = m_options.mode != Mode::ReadWrite;
  options.zone = m_options.zone;
  base::SystemRandom systemRandom;
  options.storeId = newStoreId(m_options.random != nullptr ? *m_options.random : systemRandom);
  auto opened = store::SqliteEventStore::open(options, *m_files, *m_clock);
  if (!opened) return tl::unexpected(opened.error());
  m_zone = (*opened)->zone();
  m_ledger = opened->get();
  m_witnessed = (*opened)->witnessed();
  m_store = std::move(*opened);
  return {};
}

base::Status WiredEngine::openProjections() {
  if (!m_options.projections) return {};
  const base::Status made = m_files->makeFolder(m_folder.views());
  for (const char* shadows : {shadowOfWhy, shadowOfRebuild}) projection::Shadow::sweep(m_folder.views() + shadows, *m_files);
  for (const std::string& name : m_options.lists.empty() ? projection::readModelNames() : m_options.lists) {
    auto model = projection::makeReadModel(name, m_zone);
    if (!model) return tl::unexpected(model.error());
    const int version = (*model)->version();
    auto opened = made ? projection::Projection::open(std::move(*model), m_folder.views(), m_zone, *m_feed, *m_clock, *m_telemetry, *m_files) : tl::unexpected(made.error());
    if (opened) m_projections.push_back(std::move(*opened));
    else if (isOfAList(opened.error(), m_folder.views())) m_unopened.push_back(unopened(name, version, opened.error()));
    else return tl::unexpected(opened.error());
  }
  return {};
}

void WiredEngine::startThreads() {
  const std::size_t workers = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(m_options.workers, 1)), 1, std::max<std::size_t>(m_projections.size(), 1));
  if (!m_projections.empty()) {
    std::vector<ListTurns::List> lists;
    for (const auto& list : m_projections) lists.push_back({[list = list.get()] { return list->position(); }, [list = list.get()] { return list->step(); }});
    m_turns = std::make_unique<ListTurns>(std::move(lists));
    const std::lock_guard lock(m_projectionWorkersMutex);
    for (std::size_t w = 0; w < workers; ++w) {
      m_projectionWorkers.push_back(std::make_unique<base::Worker>(
          "projection-" + std::to_string(w + 1),
          [this] {
            const bool worked = m_turns->step();
            const bool anyFailed = std::any_of(m_projections.begin(), m_projections.end(), [](const auto& list) { return list->failed(); });
            if (worked || anyFailed) {
              // Under the lock, so that a waiter between its check and its wait is not missed.
              const std::lock_guard progress(m_progressMutex);
              m_progress.notify_all();
            }
            return worked;
          },
          idleMs, projectionNiceness));
    }
  }
  if (m_commands) {
    m_commandWorker = std::make_unique<base::Worker>("command", [this] { return m_commands->step(); }, [this] { return std::min(m_commands->untilFacts(), std::chrono::microseconds(std::chrono::milliseconds(idleMs))); });
    m_storeWorker = std::make_unique<base::Worker>("store", [this] { return m_commands->storeStep(); }, idleMs);
  }
  if (m_options.proveEveryMs > 0 && !m_projections.empty()) {
    m_prover = std::make_unique<Prover>(verifySources(), m_options.proveEveryMs);
    m_proofWorker = std::make_unique<base::Worker>("prover", [this] { return m_prover->step(); }, std::min(proofIdleMs, m_options.proveEveryMs), proofNiceness);
  }
  m_sampler = std::make_unique<base::Worker>(
      "sampler",
      [this] {
        takeSample();
        return false;
      },
      sampleMs);
}

WiredEngine::~WiredEngine() { stop(); }

// ---- write lane

void WiredEngine::submit(command::Envelope envelope, Answer answer) {
  if (!m_commands) {
    command::Receipt receipt;
    receipt.command = envelope.id;
    receipt.outcome = command::Outcome::Denied;
    receipt.reason = "this folder was opened for reading only";
    answer(receipt);
    return;
  }
  m_commands->submit(std::move(envelope), std::move(answer));
}

command::Receipt WiredEngine::submitAndWait(command::Envelope envelope) {
  auto promise = std::make_shared<std::promise<command::Receipt>>();
  auto future = promise->get_future();
  submit(std::move(envelope), [promise](const command::Receipt& receipt) { promise->set_value(receipt); });
  if (!m_options.threads)
    while (future.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
      if (!m_commands->step()) m_commands->storeStep();
  return future.get();
}

base::Result<transfer::ImportAccount> WiredEngine::importFiles(const transfer::Profile& profile, const std::vector<std::string>& paths, const transfer::ImportProgress& progress) {
  if (!m_commands) return openedForReading();
  const auto run = [&] { return transfer::importFiles(profile, paths, *m_commands, *m_ledger, *m_store, *m_clock, "import", progress); };
  if (!m_options.threads) return run();
  std::promise<base::Result<transfer::ImportAccount>> account;
  bool isDone = false;
  base::Worker importer("import", [&] {
    if (!std::exchange(isDone, true)) account.set_value(run());
    return false;
  }, idleMs, importNiceness);
  return account.get_future().get();
}

base::Result<transfer::RepairAccount> WiredEngine::takeInRepaired(const transfer::Profile& profile, const std::string& headerFile, const std::vector<transfer::RepairedRow>& rows) {
  if (!m_commands) return openedForReading();
  return transfer::takeInRepaired(profile, headerFile, rows, *m_commands, *m_ledger, *m_store, "import");
}

// ---- read lane

projection::Projection* WiredEngine::find(const std::string& name) const {
  for (const auto& projection : m_projections)
    if (projection->name() == name) return projection.get();
  return nullptr;
}

projection::Status WiredEngine::unopened(const std::string& name, int version, const base::Error& error) const {
  projection::Status status;
  status.name = name;
  status.version = version;
  status.generation = projection::generationsOf(*m_files, m_folder.views(), name).current;
  const bool isNotMade = m_options.mode != Mode::ReadWrite && error.where.starts_with(m_folder.views()) && !m_files->exists(error.where), isLasting = isNotMade || isOfAList(error, m_folder.views());
  status.state = isLasting ? projection::State::Failed : projection::State::CatchingUp;
  status.isWatched = false;
  std::string action = "move " + error.where + " away, or give the right to read and write it, and open the folder again: the list is made anew where it is gone";
  if (isNotMade) action = error.remedy;
  else if (!isLasting) action = "ask again, it may pass";
  status.failure = projection::Failure{isNotMade ? projection::Failure::notMade : base::name(error.code), {}, error.what + " (" + error.where + ")", action, m_clock->wall()};
  status.error = status.failure->what;
  return status;
}

tl::unexpected<base::Error> WiredEngine::notAtWork(const std::string& name) const {
  for (const projection::Status& each : m_unopened)
    if (each.name == name) return base::fail(base::ErrorCode::Io, "the list '" + name + "' could not be opened: " + each.error, name, each.failure->action);
  return noList(name);
}

void WiredEngine::tellProof(projection::Status& status) const {
  if (m_prover) m_prover->tell(status);
  else if (!m_options.inMemory && m_options.threads) status.proof = projection::keptProof(*m_files, m_folder.views(), status.name, status.generation);
  // Of another file, which was in this one's place.
  if (!m_prover && status.proof && status.proof->position > status.position) status.proof.reset();
}

std::vector<projection::Status> WiredEngine::projections() const {
  if (m_options.mode != Mode::ReadWrite) return statusesFromFiles();
  std::vector<projection::Status> all;
  for (const auto& projection : m_projections) {
    all.push_back(projection->status());
    if (m_stopped) all.back().state = projection::State::Stopped;
    tellProof(all.back());
  }
  for (projection::Status status : m_unopened) {
    status.head = status.lagEvents = head().position;
    all.push_back(std::move(status));
  }
  return all;
}

std::vector<projection::Status> WiredEngine::statusesFromFiles() const {
  std::vector<projection::Status> all;
  const auto reader = query::makeReader(m_sources);
  const auto positions = reader->positions();
  const auto headNow = m_store->head();
  if (!positions || !headNow) return all;
  for (const query::ListPosition& list : *positions) {
    if (list.fault) {
      all.push_back(unopened(list.name, list.version, *list.fault));
      all.back().head = all.back().lagEvents = headNow->position;
      continue;
    }
    projection::Status status;
    status.name = list.name;
    status.isWatched = false;
    status.position = list.position;
    status.version = list.version;
    status.generation = list.generation;
    status.pausedBy = list.pausedBy;
    status.parked = list.parked;
    status.discarded = list.discarded;
    status.pauseReason = list.pauseReason;
    if (list.paused) status.failure = projection::keptFailure(*m_files, m_folder.views(), list.name);
    if (status.failure) status.error = status.failure->what;
    status.head = std::max(headNow->position, list.position);
    status.lagEvents = status.head - list.position;
    // The owner keeps the view; from outside only its file can be seen.
    status.state = list.paused ? projection::State::Paused : status.lagEvents == 0 ? projection::State::Live : projection::State::CatchingUp;
    if (status.lagEvents > 0)
      if (const auto at = m_feed->recordedAt(list.position + 1)) status.lagMs = std::max<std::int64_t>((m_clock->wall().micros - at->micros + 999) / 1000, 0);
    tellProof(status);
    all.push_back(status);
  }
  return all;
}

tl::unexpected<base::Error> WiredEngine::openedForReading() const {
  return base::fail(base::ErrorCode::Denied, "this folder was opened for reading only", m_folder.path(), "close its owner first");
}

// A call that waits or works on its caller's thread: the engine ends when it is over.
class WiredEngine::CallBeside {
 public:
  explicit CallBeside(WiredEngine& engine) : m_engine(engine) {
    const std::lock_guard lock(m_engine.m_progressMutex);
    ++m_engine.m_callsBeside;
  }
  ~CallBeside() {
    const std::lock_guard lock(m_engine.m_progressMutex);
    --m_engine.m_callsBeside;
    m_engine.m_progress.notify_all();
  }
  CallBeside(const CallBeside&) = delete;

 private:
  WiredEngine& m_engine;
};

// In steps: a worker tells what it did at the end of a round, and beside an owner nobody does. False when the time is over or the
// engine stops.
bool WiredEngine::await(std::unique_lock<std::mutex>& progress, std::int64_t timeoutMs, const std::function<bool()>& isThere) {
  const base::SteadyTime start = m_clock->steady();
  while (!isThere()) {
    const std::int64_t left = timeoutMs - m_clock->steady().microsSince(start) / 1000;
    if (left <= 0 || m_stopped) return false;
    m_progress.wait_for(progress, std::chrono::milliseconds(std::min<std::int64_t>(left, m_options.mode == Mode::ReadWrite ? idleMs : besideOwnerMs)));
  }
  return true;
}

base::Status WiredEngine::change(const std::string& name, const std::function<void(projection::Projection&)>& request, int timeoutMs) {
  if (m_options.mode != Mode::ReadWrite) return openedForReading();
  projection::Projection* projection = find(name);
  if (projection == nullptr) return notAtWork(name);
  if (!m_options.threads) {
    request(*projection);
    projection->step();
    return projection->answer();
  }
  const CallBeside call(*this);
  const auto noAnswer = [&]() -> base::Status {
    if (m_stopped) return engineStops();
    return base::fail(base::ErrorCode::TimedOut, "the list '" + name + "' did not answer in time", {}, "look at its state and try again");
  };
  std::unique_lock lock(m_progressMutex);
  if (!await(lock, timeoutMs, [&] { return !m_asked.contains(projection); })) return noAnswer();
  m_asked.insert(projection);
  lock.unlock();
  request(*projection);
  {
    const std::lock_guard workers(m_projectionWorkersMutex);
    for (const auto& worker : m_projectionWorkers) worker->wake();
  }
  lock.lock();
  const bool isAnswered = await(lock, timeoutMs, [&] { return projection->answered(); });
  m_asked.erase(projection);
  m_progress.notify_all();
  return isAnswered ? projection->answer() : noAnswer();
}

base::Status WiredEngine::pause(const std::string& name, const std::string& actor, const std::string& reason) {
  return change(name, [&](projection::Projection& p) { p.requestPause(actor, reason); }, m_options.requestMs);
}

base::Status WiredEngine::resume(const std::string& name, const std::string& actor) {
  return change(name, [&](projection::Projection& p) { p.requestResume(actor); }, m_options.requestMs);
}

base::Result<std::vector<std::pair<std::string, projection::Parked>>> WiredEngine::parked(const std::string& name) const {
  std::vector<std::pair<std::string, projection::Parked>> all;
  for (const std::string& each : projection::readModelNames()) {
    if (!name.empty() && name != each) continue;
    auto connection = openList(each);
    auto parked = connection ? projection::parkedIn(*connection) : tl::unexpected(connection.error());
    if (!parked && !name.empty()) return tl::unexpected(parked.error());
    if (!parked) {
      projection::Parked unknown;
      unknown.fault = parked.error();
      parked = std::move(unknown);
    }
    all.emplace_back(each, std::move(*parked));
  }
  if (all.empty()) return noList(name);
  return all;
}

base::Status WiredEngine::setWhenPoisoned(const std::string& name, projection::WhenPoisoned whenPoisoned) {
  return change(name, [&](projection::Projection& p) { p.requestWhenPoisoned(whenPoisoned); }, m_options.requestMs);
}

base::Result<projection::ParkedRetryAnswer> WiredEngine::retryParked(const std::string& name, const projection::ParkedRetry& retry) {
  const auto answer = std::make_shared<projection::ParkedRetryAnswer>();
  if (auto done = change(name, [&](projection::Projection& p) { p.requestRetry(retry, answer); }, longRequestMs); !done) return tl::unexpected(done.error());
  return *answer;
}

base::Status WiredEngine::beginRebuild(const std::string& name, const std::string& actor, bool isHeld) {
  return change(name, [&](projection::Projection& p) { p.requestRebuild(actor, isHeld); }, longRequestMs);
}

base::Result<projection::RebuildOutcome> WiredEngine::awaitRebuild(const std::string& name, const RebuildProgress& progress) {
  if (m_options.mode != Mode::ReadWrite) return openedForReading();
  if (find(name) == nullptr) return notAtWork(name);
  const CallBeside call(*this);
  auto outcome = rebuildOutcome(name, progress);
  if (outcome && !outcome->isUsed && !outcome->difference.first.empty())
    if (auto explained = explain(name, outcome->generation, outcome->difference); !explained) return tl::unexpected(explained.error());
  return outcome;
}

base::Result<projection::RebuildOutcome> WiredEngine::acceptRebuild(const std::string& name) {
  const CallBeside call(*this);
  // After the folder was opened it is compared once more.
  if (const projection::Projection* projection = find(name); projection != nullptr && projection->status().rebuild)
    if (auto compared = rebuildOutcome(name, {}); !compared || compared->isUsed) return compared;
  if (auto accepted = change(name, [](projection::Projection& p) { p.requestAccept(); }, longRequestMs); !accepted) return tl::unexpected(accepted.error());
  return rebuildOutcome(name, {});
}

base::Status WiredEngine::cancelRebuild(const std::string& name) {
  return change(name, [](projection::Projection& p) { p.requestCancel(); }, longRequestMs);
}

base::Status WiredEngine::goBack(const std::string& name) {
  return change(name, [](projection::Projection& p) { p.requestGoBack(); }, longRequestMs);
}

base::Status WiredEngine::proveSoon(const std::string& name) {
  if (!m_prover) return base::fail(base::ErrorCode::Stopped, "lists are not compared with the log while this runs", name, "give the command verify");
  if (!name.empty() && find(name) == nullptr) return notAtWork(name);
  for (const auto& projection : m_projections)
    if (name.empty() || projection->name() == name) m_prover->wish(projection->name());
  m_proofWorker->wake();
  return {};
}

base::Result<projection::RebuildOutcome> WiredEngine::rebuildOutcome(const std::string& name, const RebuildProgress& progress) {
  projection::Projection& projection = *find(name);
  for (;;) {
    const auto standing = projection.status().rebuild;
    if (!standing || standing->state != projection::RebuildState::Folding) break;
    if (progress && !progress(*standing)) return base::fail(base::ErrorCode::Stopped, "the list '" + name + "' goes on being made anew", name, "see how far it is with: projections");
    if (m_stopped) return engineStops();
    if (!m_options.threads) {
      if (projection.step()) continue;
      return base::fail(base::ErrorCode::Stopped, "the list '" + name + "' cannot go on being made anew now", name, "see how it stands: projections");
    }
    std::unique_lock lock(m_progressMutex);
    m_progress.wait_for(lock, std::chrono::milliseconds(idleMs));
  }
  auto outcome = projection.rebuilt();
  if (!outcome) return base::fail(base::ErrorCode::Stopped, "the new generation of '" + name + "' was given up", name, "begin it again: rebuild " + name);
  if (outcome->failure) return tl::unexpected(*outcome->failure);
  return *outcome;
}

base::Result<std::unique_ptr<projection::Shadow>> WiredEngine::openShadow(const std::string& folder, const std::string& name, const projection::ParkDecisions& decisions) {
  const auto now = m_store->head();
  if (!now) return tl::unexpected(now.error());
  auto model = projection::makeReadModel(name, m_zone);
  if (!model) return tl::unexpected(model.error());
  projection::FoldOptions options;
  options.decisions = decisions;
  options.atOnce = shadowEventsAtOnce;
  options.rest = [this] { return !m_stopped; };
  return projection::Shadow::open({folder, name, m_zone, {now->identity, (*model)->version(), m_zone, base::zoneDatabaseVersion()}}, std::move(options), *m_feed, *m_clock, *m_files);
}

base::Result<sqlite::Connection> WiredEngine::openList(const std::string& name) const {
  return sqlite::Connection::open(projection::viewPath(m_folder.views(), name, projection::generationsOf(*m_files, m_folder.views(), name).current), sqlite::Access::ReadOnly, *m_files);
}

// Folds the log once more, on the caller's thread, as the new generation did: what that could take in it has beyond the list in use.
base::Status WiredEngine::explain(const std::string& name, int generation, projection::ViewDifference& difference) {
  auto next = sqlite::Connection::open(projection::viewPath(m_folder.views(), name, generation), sqlite::Access::ReadOnly, *m_files);
  if (!next) return tl::unexpected(next.error());
  const std::lock_guard one(m_shadowMutex);
  const std::string folder = m_folder.views() + shadowOfRebuild;
  base::Result<projection::ParkDecisions> decisions;
  {
    const auto snapshot = sqlite::Transaction::snapshot(*next);
    if (!snapshot) return tl::unexpected(snapshot.error());
    decisions = projection::decisionsIn(*next);
  }
  if (!decisions) return tl::unexpected(decisions.error());
  for (const projection::ParkedStream& each : difference.unfolded) decisions->failed.insert(each.position);
  auto shadow = openShadow(folder, name, *decisions);
  if (!shadow) return tl::unexpected(shadow.error());
  auto explained = projection::explain(difference, rowsExplained, (*shadow)->fold(), (*shadow)->file());
  shadow->reset();
  (void)m_files->remove(folder);
  return explained;
}

// Of an order by its id or, where that may be taken for a number, the name of its stream.
base::Result<std::optional<std::int64_t>> WiredEngine::numberOf(const std::string& order) const {
  constexpr std::string_view stream = "order-";
  for (const std::string_view id : {std::string_view(order), order.starts_with(stream) ? std::string_view(order).substr(stream.size()) : std::string_view()}) {
    if (id.empty()) continue;
    const auto first = m_store->readStream({domain::Category::Order, std::string(id)}, 0, 1);
    if (!first) return tl::unexpected(first.error());
    if (!first->empty()) return first->front().orderNumber;
  }
  return std::nullopt;
}

// Whose name its row in the list of orders tells; empty where there is none.
base::Result<std::string> WiredEngine::customerIn(sqlite::Connection& orderList, std::int64_t order) {
  auto select = orderList.prepare("SELECT customer FROM order_list WHERE number=?", false);
  if (!select) return tl::unexpected(select.error());
  const auto row = select->bind(1, order).step();
  if (!row) return tl::unexpected(row.error());
  return *row ? std::string(select->text(0)) : std::string();
}

base::Result<Engine::Why> WiredEngine::why(const std::string& name, const std::vector<std::pair<std::string, std::string>>& rows) {
  if (m_options.mode != Mode::ReadWrite) return openedForReading();
  const auto names = projection::readModelNames();
  if (std::find(names.begin(), names.end(), name) == names.end()) return noList(name);
  const CallBeside call(*this);
  const std::lock_guard one(m_shadowMutex);
  auto live = openList(name);
  if (!live) return tl::unexpected(live.error());
  const std::string folder = m_folder.views() + shadowOfWhy;
  std::unique_ptr<projection::Shadow> shadow;
  std::unique_ptr<projection::Lineage> lineage;
  projection::ParkDecisions decisions;
  std::set<store::Position> waiting;
  Why why;
  bool areOrders = true;  // all rows
  std::string howAKeyLooks;
  {
    const auto snapshot = sqlite::Transaction::snapshot(*live);
    if (!snapshot) return tl::unexpected(snapshot.error());
    auto decided = projection::decisionsIn(*live);
    if (!decided) return tl::unexpected(decided.error());
    decisions = std::move(*decided);
    auto opened = openShadow(folder, name, decisions);
    if (!opened) return tl::unexpected(opened.error());
    shadow = std::move(*opened);
    auto followed = projection::Lineage::open(shadow->file().connection());
    if (!followed) return tl::unexpected(followed.error());
    lineage = std::move(*followed);
    const auto checkpoint = projection::readCheckpoint(*live);
    if (!checkpoint) return tl::unexpected(checkpoint.error());
    why.position = checkpoint->position;
    auto parked = projection::parkedIn(*live);
    if (!parked) return tl::unexpected(parked.error());
    auto waits = projection::waitingIn(*live);
    if (!waits) return tl::unexpected(waits.error());
    waiting = std::move(*waits);
    std::set<std::int64_t> orders;
    std::set<std::string> customers;
    for (const auto& [table, key] : rows) {
      const auto found = lineage->rowIn(*live, table, key, [this](const std::string& order) { return numberOf(order); });
      if (!found) return tl::unexpected(found.error());
      if (auto place = lineage->follow(table, found->key, found->row); !place) return tl::unexpected(place.error());
      if (found->row == projection::noRow) howAKeyLooks = lineage->howAKeyLooks(*live, table);
      const auto order = lineage->orderOf(table, found->key);
      areOrders = areOrders && order;
      if (order) orders.insert(*order);
      if (!order || table != "order_list") continue;
      auto customer = customerIn(*live, *order);
      if (!customer) return tl::unexpected(customer.error());
      if (!customer->empty()) customers.insert(std::move(*customer));
    }
    const auto concerns = [&](const store::StreamRef& stream) -> base::Result<bool> {
      if (!areOrders) return true;
      if (stream.category == domain::Category::Customer) return customers.contains(stream.id);
      const auto number = stream.category == domain::Category::Order ? numberOf(stream.id) : base::Result<std::optional<std::int64_t>>();
      if (!number) return tl::unexpected(number.error());
      return *number && orders.contains(**number);
    };
    for (projection::ParkedStream& stream : parked->streams) {
      const auto isMeant = concerns(stream.stream);
      if (!isMeant) return tl::unexpected(isMeant.error());
      if (*isMeant) why.setAside.push_back(std::move(stream));
    }
    for (projection::DiscardedEvent& event : parked->discarded) {
      const auto isMeant = concerns(event.stream);
      if (!isMeant) return tl::unexpected(isMeant.error());
      if (*isMeant && !waiting.contains(event.position)) why.discarded.push_back(std::move(event));
    }
  }
  auto run = lineage->run(why.position, shadow->fold(), shadow->file());
  if (!run && shadow->fold().poison()) {
    // What the list took in once cannot be folded any more: first which events these are, then the rows as the others make them.
    const auto again = [&]() -> base::Status {
      shadow.reset();
      auto opened = openShadow(folder, name, decisions);
      if (opened) shadow = std::move(*opened);
      return opened ? base::Status() : tl::unexpected(opened.error());
    };
    if (run = again(); run) run = shadow->fold().runTo(why.position);
    auto unfolded = run ? projection::parkedBeyond(waiting, shadow->file().connection()) : tl::unexpected(run.error());
    if (!unfolded) run = tl::unexpected(unfolded.error());
    else why.unfolded = std::move(*unfolded);
    for (const projection::ParkedStream& each : why.unfolded) decisions.failed.insert(each.position);
    if (run) run = again();
    if (run) run = lineage->run(why.position, shadow->fold(), shadow->file());
  }
  why.rows = lineage->rows();
  lineage.reset();
  shadow.reset();
  (void)m_files->remove(folder);
  if (!run) return tl::unexpected(run.error());
  for (const projection::RowLineage& row : why.rows)
    if (row.changes == 0 && row.sought == projection::noRow && !why.setAside.empty()) {
      const projection::ParkedStream& first = why.setAside.front();
      return base::fail(base::ErrorCode::Conflict, "no row '" + row.key + "' in the table " + row.table + " of the list '" + name + "'" + (areOrders ? ": " : ", which may lack it: ") + first.stream.toText() + " is set aside since event " + std::to_string(first.position) + " (" + first.event + "): " + first.error, row.key,
                        "see what waits: parked list " + name);
    }
  for (const projection::RowLineage& row : why.rows)
    if (row.changes == 0 && row.sought == projection::noRow)
      return base::fail(base::ErrorCode::NotFound, "the table " + row.table + " of the list '" + name + "' has no row '" + row.key + "', and no event made one", row.key, howAKeyLooks);
  projection::Status status;
  status.name = name;
  status.generation = projection::generationsOf(*m_files, m_folder.views(), name).current;
  status.position = why.position;
  tellProof(status);
  why.proof = status.proof;
  return why;
}

base::Result<std::vector<Engine::TableKeys>> WiredEngine::keysOf(const std::string& name) const {
  const auto names = projection::readModelNames();
  if (std::find(names.begin(), names.end(), name) == names.end()) return noList(name);
  auto live = openList(name);
  if (!live) return tl::unexpected(live.error());
  const auto tables = projection::tablesOf(name);
  if (!tables) return tl::unexpected(tables.error());
  std::vector<TableKeys> all;
  for (const projection::ProvenTable& table : *tables) {
    auto some = projection::someKey(*live, table);
    if (!some) return tl::unexpected(some.error());
    all.push_back({table.name, table.keyColumns(), std::move(*some)});
  }
  return all;
}

bool WiredEngine::reached(store::Position position, bool includePaused, const std::vector<std::string>& names) const {
  std::size_t seen = 0;
  const auto isThere = [&](const std::string& name, store::Position at, bool standsStill) {
    if (!names.empty() && std::find(names.begin(), names.end(), name) == names.end()) return true;
    ++seen;
    return at >= position || (!includePaused && standsStill);
  };
  bool areAllThere = true;
  if (m_options.mode == Mode::ReadWrite) {
    for (const auto& p : m_projections) areAllThere = areAllThere && isThere(p->name(), p->position(), p->standsStill());
    for (const projection::Status& each : m_unopened) areAllThere = isThere(each.name, 0, true) && areAllThere;
    return areAllThere && seen >= names.size();
  }
  for (const projection::Status& status : statusesFromFiles()) areAllThere = areAllThere && isThere(status.name, status.position, status.state == projection::State::Paused || status.state == projection::State::Failed);
  return areAllThere && seen >= std::max<std::size_t>(names.size(), 1);
}

bool WiredEngine::waitForProjections(store::Position position, int timeoutMs, bool includePaused, const std::vector<std::string>& names) {
  if (!m_options.threads) {
    while (!reached(position, includePaused, names) && step()) {
    }
    return reached(position, includePaused, names);
  }
  const CallBeside call(*this);
  std::unique_lock lock(m_progressMutex);
  return await(lock, timeoutMs, [&] { return reached(position, includePaused, names); });
}

// ---- care and telemetry

base::Result<care::VerifyReport> WiredEngine::verify() {
  if (m_options.mode == Mode::ReadOnly) return openedForReading();
  return care::verify(verifySources());
}

void WiredEngine::keepProofs(const care::VerifyReport& report) {
  if (m_options.mode == Mode::ReadOnly || m_options.inMemory) return;
  for (const std::string& name : projection::readModelNames())
    if (const auto proof = proofIn(report, name, m_clock->wall()))
      (void)projection::keepProof(*m_files, m_folder.views(), name, projection::generationsOf(*m_files, m_folder.views(), name).current, *proof);
}

care::VerifySources WiredEngine::verifySources() const {
  return {m_options.inMemory ? std::string() : m_folder.journal(), m_witnessed, m_folder.views(), m_zone, m_feed.get(), m_files, m_clock};
}

store::StoreHead WiredEngine::head() const {
  const auto now = m_store->head();
  return now ? *now : store::StoreHead{};
}

Health WiredEngine::health() const {
  Health health;
  health.answered = true;
  std::set<store::StreamRef> aside, passedOver;
  for (const auto& projection : m_projections) {
    if (const auto streams = projection->streamsSetAside()) aside.insert(streams->begin(), streams->end());
    if (const auto streams = projection->streamsPassedOver()) passedOver.insert(streams->begin(), streams->end());
  }
  health.setAside = static_cast<std::int64_t>(aside.size());
  health.discarded = static_cast<std::int64_t>(passedOver.size());
  if (m_commands)
    if (const auto failure = m_commands->failure()) {
      health.state = failure->code == base::ErrorCode::Damaged ? HealthState::Halted : HealthState::ReadOnly;
      health.reason = failure->what;
      if (const auto closed = m_commands->closedForGood()) health.closedBecause = *closed;
      return health;
    }
  for (const auto& projection : m_projections) {
    if (!projection->failed()) continue;
    health.state = HealthState::CatchingUp;
    health.reason = "the list " + projection->name() + " stopped: " + projection->status().error;
  }
  for (const projection::Status& list : m_unopened) {
    health.state = HealthState::CatchingUp;
    health.reason = "the list " + list.name + " stopped: " + list.error;
  }
  if (!m_prover || health.state != HealthState::Normal) return health;
  for (const projection::Status& list : projections()) {
    if (!list.proof || list.proof->isSame) continue;
    health.state = HealthState::CatchingUp;
    health.reason = "the list " + list.name + " is not what its events make it: " + list.proof->difference + "; make it anew";
  }
  return health;
}

void WiredEngine::takeSample() {
  std::vector<telemetry::ViewSample> views;
  for (const auto& projection : m_projections) {
    const projection::Status status = projection->status();
    views.push_back({status.name, status.lagEvents, status.lagMs});
    if (status.name == "order_list") m_columns.freeUnused({m_clock->steady().nanos - columnsKeptNanos}, status.generation);
  }
  m_lastSample = m_clock->steady();
  m_telemetry->sample(m_lastSample, m_clock->wall(), std::move(views), m_commands ? static_cast<std::int64_t>(m_commands->queued()) : 0, static_cast<std::int64_t>(m_pool->queued()));
  if (m_lastSample.microsSince(m_lastKept) >= keepMicros) keepTelemetry(false);
}

void WiredEngine::keepTelemetry(bool all) {
  m_lastKept = m_lastSample;
  if (m_telemetryFile) m_telemetryFile->write(m_telemetry->takeRows(all), *m_telemetry->snapshot());
}

base::Result<telemetry::Trace> WiredEngine::trace(const base::CommandId& command) const {
  if (auto remembered = m_telemetry->trace(command)) return std::move(*remembered);
  auto kept = telemetry::KeptTelemetry::open(m_folder.telemetry(), *m_files);
  if (!kept) return tl::unexpected(kept.error());
  auto found = kept->trace(command);
  if (!found) return tl::unexpected(found.error());
  return std::move(found->trace);
}

// ---- life

void WiredEngine::nameSteps() {
  if (m_commands) {
    m_steps.push_back({"command", [this] { return m_commands->step(); }});
    m_steps.push_back({"store", [this] { return m_commands->storeStep(); }});
  }
  for (const auto& projection : m_projections) m_steps.push_back({projection->name(), [raw = projection.get()] { return raw->step(); }});
  m_steps.push_back({"readers", [this] { return m_pool->step(); }});
  m_steps.push_back({"sampler", [this] {
                       if (m_clock->steady().microsSince(m_lastSample) >= sampleMs * 1000) takeSample();
                       return false;
                     }});
}

std::vector<std::string> WiredEngine::steps() const {
  std::vector<std::string> names;
  for (const Step& each : m_steps) names.push_back(each.name);
  return names;
}

bool WiredEngine::step() {
  bool worked = false;
  for (const Step& each : m_steps) worked = each.run() || worked;
  return worked;
}

void WiredEngine::stop() {
  if (m_stopped.exchange(true)) return;
  for (const auto& list : m_projections) list->endSoon();
  {
    // Who waits is told, and what he calls is his until he is out of it.
    std::unique_lock lock(m_progressMutex);
    m_progress.notify_all();
    m_progress.wait(lock, [this] { return m_callsBeside == 0; });
  }
  if (m_commands) m_commands->close();
  if (m_commandWorker) m_commandWorker->stop();
  if (m_storeWorker) m_storeWorker->stop();
  // What was queued or is on its way is still answered: here, now that both threads have ended.
  if (m_commands)
    while (m_commands->step() || m_commands->storeStep()) {
    }
  if (m_options.threads) {
    if (const auto now = m_store ? m_store->head() : base::Result<store::StoreHead>(); now && !m_projections.empty()) {
      std::unique_lock lock(m_progressMutex);
      m_progress.wait_for(lock, std::chrono::milliseconds(stopTimeoutMs), [&] {
        return std::all_of(m_projections.begin(), m_projections.end(), [&](const auto& p) { return p->position() >= now->position || p->paused() || p->failed(); });
      });
    }
  }
  std::vector<std::unique_ptr<base::Worker>> workers;
  {
    const std::lock_guard lock(m_projectionWorkersMutex);
    workers.swap(m_projectionWorkers);
  }
  if (m_prover) m_prover->stop();
  if (m_proofWorker) m_proofWorker->stop();
  for (const auto& worker : workers) worker->stop();
  if (m_pool) m_pool->stop();
  if (m_sampler) m_sampler->stop();
  // What happened since the last sample is in the figures too.
  if (m_sampler || m_telemetryFile) takeSample();
  keepTelemetry(true);
  m_telemetryFile.reset();
}

}  // namespace twinlane::engine
