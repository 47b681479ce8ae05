#include "projection/projection.h"

#include "base/fault/buggify.h"
#include "base/fault/sabotage.h"
#include "base/zone.h"
#include "projection/proof_mark.h"
#include "projection/stop_mark.h"
#include "projection/view_comparison.h"

namespace twinlane::projection {
namespace {

constexpr std::int64_t liveEvents = 1000;
constexpr std::int64_t catchUpEvents = 10'000;
constexpr std::int64_t retryNanos = 1'000'000'000;
// A rebuild beside a list at work rests four times as long as it worked.
constexpr std::int64_t restShare = 5;
constexpr std::size_t mostDifferences = 1000;
constexpr std::int64_t rateWindowMicros = 30'000'000;
// A step, which gives the sign of life, takes a fraction of a second, and an idle worker makes twenty a second.
constexpr std::int64_t silentMs = 10'000;

}  // namespace

base::Result<std::unique_ptr<Projection>> Projection::open(std::unique_ptr<ReadModel> model, const std::string& folder, const std::string& zone,
                                                           feed::Feed& feed, const base::Clock& clock, telemetry::Telemetry& telemetry, base::FileSystem& files) {
  const auto head = feed.store().head();
  if (!head) return tl::unexpected(head.error());
  const int pointedAt = generationsOf(files, folder, model->name()).current;
  const ListPlace place{folder, model->name(), zone, {head->identity, model->version(), zone, base::zoneDatabaseVersion()}};
  auto file = ViewFile::open(folder, *model, place.identity, files);
  if (!file) return tl::unexpected(file.error());
  const auto isOurs = isOfThisLog((*file)->checkpoint(), feed);
  if (!isOurs) return tl::unexpected(isOurs.error());
  if (!*isOurs) {
    // Ahead of the log, or of another history: its rows cannot be trusted. Make the next generation from the start.
    file->reset();
    if (auto pointed = pointTo(files, folder, place.name, {freshGeneration(files, folder, place.name), 0}); !pointed) return tl::unexpected(pointed.error());
    file = ViewFile::open(folder, *model, place.identity, files);
    if (!file) return tl::unexpected(file.error());
  }
  std::unique_ptr<Projection> projection(new Projection(place, std::move(model), std::move(*file), files, feed, clock, telemetry));
  projection->m_isMadeAnew = projection->m_generation != pointedAt;
  forgetProofOfOther(files, folder, place.name, projection->m_generation, projection->position());
  auto rebuild = Rebuild::goOn(place, feed, clock, files);
  // What is made beside it keeps no list from opening.
  if (rebuild) {
    projection->m_rebuild = std::move(*rebuild);
  } else {
    projection->m_rebuilt = RebuildOutcome{};
    projection->m_rebuilt->failure = rebuild.error();
  }
  if (rebuild) removeOthers(files, folder, place.name, projection->m_rebuild ? projection->m_rebuild->mark().generation : 0);
  projection->tellRebuild();
  if (projection->paused()) projection->m_failure = keptFailure(files, folder, place.name);
  else forgetFailure(files, folder, place.name);
  return projection;
}

Projection::Projection(ListPlace place, std::unique_ptr<ReadModel> model, std::unique_ptr<ViewFile> file, base::FileSystem& files, feed::Feed& feed, const base::Clock& clock, telemetry::Telemetry& telemetry)
    : m_place(std::move(place)), m_files(files), m_feed(feed), m_clock(clock), m_telemetry(telemetry), m_meter(telemetry.list(m_place.name)) {
  useFile(std::move(model), std::move(file));
  m_heartbeat = m_clock.steady().nanos;
}

void Projection::useFile(std::unique_ptr<ReadModel> model, std::unique_ptr<ViewFile> file) {
  m_fold.reset();
  m_model = std::move(model);
  m_file = std::move(file);
  m_fold = std::make_unique<Fold>(*m_model, *m_file, m_feed, m_clock, FoldOptions{FoldOf::Live, {}});
  const std::lock_guard lock(m_mutex);
  m_generation = m_file->generation();
  m_asideTurns = 0;
  tellParked();
  m_position = m_file->checkpoint().position;
  m_pause = m_file->pause();
  m_paused = m_pause.paused;
}

void Projection::tellParked() {
  if (const Parking& parking = m_file->parking(); m_asideTurns != parking.turns()) {
    const auto shared = [](const std::set<store::StreamRef>& streams) { return streams.empty() ? nullptr : std::make_shared<const std::set<store::StreamRef>>(streams); };
    auto aside = shared(parking.parkedStreams()), gone = shared(parking.passedOverStreams());
    const std::lock_guard lock(m_asideMutex);
    m_aside = std::move(aside);
    m_passedOver = std::move(gone);
    m_asideTurns = parking.turns();
  }
  m_parked.store(m_file->parking().streams(), std::memory_order_relaxed);
  m_discarded.store(m_file->parking().discarded(), std::memory_order_relaxed);
}

void Projection::post(Request request) {
  const std::lock_guard lock(m_mutex);
  m_request = std::move(request);
}

void Projection::requestPause(std::string actor, std::string reason) {
  post([=, this] { return setPause(true, actor, reason); });
}

void Projection::requestResume(std::string actor) {
  post([=, this]() -> base::Status {
    auto resumed = setPause(false, actor, {});
    if (!resumed || !failed()) return resumed;
    // The event is tried again.
    if (m_fold->poison()) recovered();
    else if (!triesAgain()) return base::fail(base::ErrorCode::Io, status().failure->what, m_name, status().failure->action);
    return resumed;
  });
}

void Projection::requestWhenPoisoned(WhenPoisoned whenPoisoned) {
  post([=, this] {
    PauseState pause = m_file->pause();
    pause.whenPoisoned = whenPoisoned;
    return writePause(pause);
  });
}

void Projection::requestRetry(ParkedRetry request, std::shared_ptr<ParkedRetryAnswer> answer) {
  post([this, request = std::move(request), answer = std::move(answer)] { return retry(request, *answer); });
}

bool Projection::answered() const {
  const std::lock_guard lock(m_mutex);
  return !m_request && !m_isAnswering;
}

base::Status Projection::answer() const {
  const std::lock_guard lock(m_mutex);
  return m_answer;
}

bool Projection::answerRequest() {
  Request request;
  {
    const std::lock_guard lock(m_mutex);
    request = std::exchange(m_request, nullptr);
    m_isAnswering = request != nullptr;
  }
  if (!request) return false;
  auto answer = request();
  const std::lock_guard lock(m_mutex);
  m_answer = std::move(answer);
  m_isAnswering = false;
  return true;
}

base::Status Projection::setPause(bool isPaused, const std::string& actor, const std::string& reason) {
  return writePause({isPaused, actor, reason, m_file->pause().whenPoisoned});
}

base::Status Projection::writePause(const PauseState& pause) {
  if (auto written = m_file->writePause(pause); !written) return written;
  const std::lock_guard lock(m_mutex);
  m_pause = pause;
  m_paused.store(pause.paused, std::memory_order_release);
  if (pause.paused) return {};
  forgetFailure(m_files, m_place.folder, m_name);
  // What stopped it before the folder was opened is tried again; what did since, recovered() tells.
  if (!failed()) m_failure.reset();
  return {};
}

// As what differs is used only by somebody's word.
std::string Projection::madeAnewByWord() const { return "rebuild " + m_name + ", and where that tells what differs rebuild " + m_name + " --accept"; }

// What waits behind it cannot be put behind later events here.
base::Status Projection::discardForRebuild(const ParkedStream& stream, const ParkedRetry& request) {
  auto transaction = m_file->begin();
  if (!transaction) return tl::unexpected(transaction.error());
  m_model->begin();
  if (auto done = m_file->parking().adopt({{stream.stream, stream.position, stream.error, request.actor, *request.discardReason, m_clock.wall()}}); !done) return done;
  if (auto committed = m_file->commit(*transaction, m_file->checkpoint()); !committed) return committed;
  return m_file->parking().reload();
}

base::Status Projection::retry(const ParkedRetry& request, ParkedRetryAnswer& answer) {
  const auto parked = parkedIn(m_file->connection());
  if (!parked) return tl::unexpected(parked.error());
  if (!m_model->isOrderFree() && !request.discardReason)
    return base::fail(base::ErrorCode::Conflict, "the rows of the list '" + m_name + "' hang on the order of events: what was set aside cannot be put behind later ones", m_name,
                      "make the list anew: " + madeAnewByWord());
  auto recorder = RowRecorder::open(m_file->connection());
  if (!recorder) return tl::unexpected(recorder.error());
  for (const ParkedStream& stream : parked->streams) {
    if (!goesOn()) return base::fail(base::ErrorCode::Stopped, "the engine stops", m_name, "open the folder again and try what is left once more");
    m_file->upkeep();
    if (!request.stream.empty() && stream.stream.toText() != request.stream) continue;
    if (!request.group.empty() && stream.group != request.group) continue;
    if (request.discardReason && !m_model->isOrderFree()) {
      if (!request.isPreview)
        if (auto done = discardForRebuild(stream, request); !done) return done;
      answer.streams.push_back({stream, {0, stream.waiting, base::Error{base::ErrorCode::Conflict, "it is passed over when the list is made anew: " + madeAnewByWord(), {}, {}}}});
      continue;
    }
    std::optional<Fold::Discard> discard;
    if (request.discardReason) discard = Fold::Discard{*request.discardReason};
    const auto came = m_fold->retry(stream, request.actor, discard, request.isPreview ? &*recorder : nullptr);
    if (!came) return tl::unexpected(came.error());
    answer.streams.push_back({stream, *came});
    answer.applied += came->applied;
    for (RowChange& change : recorder->changes()) {
      ++answer.changed;
      if (answer.changes.size() < ParkedRetryAnswer::mostChanges) answer.changes.push_back(std::move(change));
    }
  }
  tellParked();
  if (answer.streams.empty())
    return base::fail(base::ErrorCode::NotFound, "nothing like that is set aside in the list '" + m_name + "'", request.stream.empty() ? request.group : request.stream, "see what is: parked list");
  return {};
}

bool Projection::step() {
  if (TWINLANE_SABOTAGE("list-falls-silent") && m_applied.load(std::memory_order_relaxed) > 0) return false;
  m_heartbeat.store(m_clock.steady().nanos, std::memory_order_relaxed);
  if (answerRequest()) return true;
  bool isAtWork = false;
  const bool waits = failed() && (!triesAgain() || m_clock.steady().nanos < m_retryAt.load(std::memory_order_relaxed));
  if (!paused() && !waits) {
    const auto applied = applyBatches();
    if (!applied) {
      // First, so that nobody finds it neither paused nor at work.
      const bool isStopping = m_fold->poison() && m_file->pause().whenPoisoned == WhenPoisoned::Pause;
      if (isStopping) (void)setPause(true, "this list", applied.error().what);
      failWith(applied.error());
      if (isStopping) (void)keepFailure(m_files, m_place.folder, m_name, *status().failure);
    } else {
      if (failed()) recovered();
      isAtWork = *applied;
    }
  }
  return (m_rebuild && stepRebuild(isAtWork)) || isAtWork;
}

base::Result<bool> Projection::applyBatches() {
  std::int64_t most = m_caughtUp.load(std::memory_order_relaxed) ? liveEvents : catchUpEvents;
  if (TWINLANE_BUGGIFY("a list takes one event")) most = 1;
  const auto count = m_fold->step(std::numeric_limits<store::Position>::max(), most);
  if (!count) return tl::unexpected(count.error());
  if (*count == 0) {
    m_caughtUp.store(true, std::memory_order_relaxed);
    m_isMadeAnew.store(false, std::memory_order_relaxed);
    return false;
  }
  m_position.store(m_file->checkpoint().position, std::memory_order_release);
  if (auto times = m_fold->lastBatch()) {
    times->visibleAt = m_clock.steady();
    m_meter.record(*times);
  }
  m_file->upkeep();
  tellParked();
  m_applied.fetch_add(*count, std::memory_order_relaxed);
  m_telemetry.counters().applied.fetch_add(*count, std::memory_order_relaxed);
  return true;
}

void Projection::requestRebuild(std::string actor, bool isHeld) {
  post([=, this] { return beginRebuild(actor, isHeld); });
}

void Projection::requestAccept() {
  post([this] { return accept(); });
}

void Projection::requestCancel() {
  post([this]() -> base::Status {
    if (!m_rebuild) return base::fail(base::ErrorCode::NotFound, "the list '" + m_name + "' is not being made anew", m_name, "see how lists stand: projections");
    auto dropped = Rebuild::drop(std::move(m_rebuild));
    {
      const std::lock_guard lock(m_mutex);
      m_rebuilt.reset();
    }
    tellRebuild();
    return dropped;
  });
}

void Projection::requestGoBack() {
  post([this] { return goBack(); });
}

std::optional<RebuildOutcome> Projection::rebuilt() const {
  const std::lock_guard lock(m_mutex);
  return m_rebuilt;
}

base::Status Projection::beginRebuild(const std::string& actor, bool isHeld) {
  if (m_rebuild) {
    // Compared once more: what was found may be long ago.
    if (auto held = m_rebuild->hold(isHeld); !held) return held;
    m_isRebuildAccepted = false;
    m_rebuildState = RebuildState::Folding;
    tellRebuild();
    return {};
  }
  const auto parked = parkedIn(m_file->connection());
  if (!parked) return tl::unexpected(parked.error());
  auto begun = Rebuild::begin(m_place, {freshGeneration(m_files, m_place.folder, m_name), isHeld, actor}, parked->discarded, m_feed, m_clock, m_files);
  if (!begun) return tl::unexpected(begun.error());
  m_rebuild = std::move(*begun);
  m_isRebuildAccepted = false;
  m_rebuildState = RebuildState::Folding;
  {
    const std::lock_guard lock(m_mutex);
    m_rebuilt.reset();
  }
  tellRebuild();
  return {};
}

base::Status Projection::accept() {
  if (!m_rebuild) return base::fail(base::ErrorCode::NotFound, "the list '" + m_name + "' is not being made anew", m_name, "begin it: rebuild " + m_name);
  if (m_rebuildState == RebuildState::Folding) return base::fail(base::ErrorCode::Conflict, "the new generation of '" + m_name + "' is not compared yet", m_name, "wait until it is");
  m_isRebuildAccepted = true;
  m_isAcceptedUnasked = false;
  m_rebuildState = RebuildState::Folding;  // until it is where the list in use is
  tellRebuild();
  return {};
}

base::Status Projection::goBack() {
  if (m_rebuild) return base::fail(base::ErrorCode::Conflict, "the list '" + m_name + "' is being made anew", m_name, "cancel that first: rebuild " + m_name + " --cancel");
  const Generations known = generationsOf(m_files, m_place.folder, m_name);
  const auto nothing = [&](const std::string& why) { return base::fail(base::ErrorCode::NotFound, "the list '" + m_name + "' cannot go back: " + why, m_name, "make it anew: rebuild " + m_name); };
  if (known.before == 0 || !m_files.exists(viewPath(m_place.folder, m_name, known.before))) return nothing("no earlier generation is kept");
  auto model = makeReadModel(m_name, m_place.zone);
  if (!model) return tl::unexpected(model.error());
  auto file = ViewFile::openAt(m_place.folder, known.before, **model, m_place.identity, m_files);
  if (!file) return tl::unexpected(file.error());
  if (!*file) return nothing("the earlier generation was made by another version or is damaged");
  const auto isOurs = isOfThisLog((*file)->checkpoint(), m_feed);
  if (!isOurs) return tl::unexpected(isOurs.error());
  if (!*isOurs) return nothing("the earlier generation was made from another log");
  const auto areAlike = discardAlike(**file);
  if (!areAlike) return tl::unexpected(areAlike.error());
  if (!*areAlike) return nothing("something was discarded since, which the earlier generation still has");
  if (auto written = (*file)->writePause(m_file->pause()); !written) return written;
  if (auto pointed = pointTo(m_files, m_place.folder, m_name, {known.before, known.current}); !pointed) return pointed;
  useFile(std::move(*model), std::move(*file));
  recovered();
  return {};
}

// Whether what is passed over in the list in use is passed over in the other file, and nothing else.
base::Result<bool> Projection::discardAlike(ViewFile& other) {
  const auto here = decisionsIn(m_file->connection()), there = decisionsIn(other.connection());
  if (!here || !there) return tl::unexpected(here ? there.error() : here.error());
  return here->discarded == there->discarded;
}

// A sign of life in the midst of a step, and whether to go on with it.
bool Projection::goesOn() {
  m_heartbeat.store(m_clock.steady().nanos, std::memory_order_relaxed);
  return !m_isEnding.load(std::memory_order_relaxed);
}

// A slice when the list in use has nothing to do, else a fifth of the time.
bool Projection::stepRebuild(bool isLiveAtWork) {
  const base::SteadyTime start = m_clock.steady();
  if (m_isEnding || (isLiveAtWork && start.nanos < m_rebuildRestsUntil)) return false;
  const bool isAlone = failed() && !triesAgain();
  const store::Position target = isAlone ? m_feed.head().value_or(0) : m_file->checkpoint().position;
  const auto worked = m_rebuild->fold().step(target, isLiveAtWork ? liveEvents : catchUpEvents);
  base::Status done = worked ? base::Status() : base::Status(tl::unexpected(worked.error()));
  const bool isThere = m_rebuild->file().checkpoint().position == target;
  const bool isCompared = done && isThere && m_rebuildState == RebuildState::Folding;
  if (isCompared) done = compareOrUse(isAlone);
  m_rebuildRestsUntil = start.nanos + restShare * (m_clock.steady().nanos - start.nanos);
  if (!done && !mayPass(done.error().code) && !m_isEnding) {
    // It cannot come to its end; the list in use goes on.
    const base::Error error = done.error();
    if (m_rebuild) (void)Rebuild::drop(std::move(m_rebuild));
    const std::lock_guard lock(m_mutex);
    m_rebuilt = RebuildOutcome{};
    m_rebuilt->failure = error;
  }
  tellRebuild();
  return worked && (*worked > 0 || (isCompared && done));
}

base::Status Projection::compareOrUse(bool isAlone) {
  const auto areAlike = isAlone ? base::Result<bool>(true) : discardAlike(m_rebuild->file());
  if (!areAlike) return tl::unexpected(areAlike.error());
  if (!*areAlike) {
    // Something was discarded meanwhile: from the start, without it.
    const RebuildMark mark = m_rebuild->mark();
    if (auto dropped = Rebuild::drop(std::move(m_rebuild)); !dropped) return dropped;
    return beginRebuild(mark.actor, mark.isHeld);
  }
  RebuildOutcome outcome;
  outcome.generation = m_rebuild->mark().generation;
  outcome.difference.position = m_rebuild->file().checkpoint().position;
  if (m_isRebuildAccepted && m_isAcceptedUnasked && !isAlone) {
    // What came since they were compared is in both, and must be alike in both.
    const auto same = cameAlike();
    if (!same) return tl::unexpected(same.error());
    m_isRebuildAccepted = *same;
  }
  if (m_isRebuildAccepted) {
    // What differed when it was compared, as whoever accepted it was told.
    if (const auto told = rebuilt()) outcome.difference = told->difference, outcome.isCompared = told->isCompared;
    return useNext(outcome);
  }
  if (isAlone) {
    outcome.isCompared = false;
  } else {
    bool isPutOff = false;
    auto difference = compareNow(isPutOff);
    if (!difference && isPutOff) return {};  // from the start, once that is done
    if (!difference && !isOfOwnFile(difference.error())) return tl::unexpected(difference.error());
    if (difference) outcome.difference = std::move(*difference);
    else outcome.isCompared = false;  // its rows cannot be read, and the new ones are sound
  }
  m_rebuildState = !outcome.difference.isNone() ? RebuildState::Differs : RebuildState::Held;
  if (m_rebuildState == RebuildState::Held && !m_rebuild->mark().isHeld) {
    if (m_file->checkpoint().position == m_rebuild->file().checkpoint().position) return useNext(outcome);
    // The list in use went on meanwhile: the new one is used once it is there as well.
    m_isRebuildAccepted = m_isAcceptedUnasked = true;
    m_rebuildState = RebuildState::Folding;
  } else {
    (void)m_rebuild->keepFound(m_rebuildState);  // else it is told once it is compared again
  }
  const std::lock_guard lock(m_mutex);
  m_rebuilt = std::move(outcome);
  return {};
}

// By the sums alone: the list stands still meanwhile, and going through all words of an index takes long. They were compared before.
base::Result<bool> Projection::cameAlike() {
  const auto is = keptSums(m_file->connection()), next = keptSums(m_rebuild->file().connection());
  if (!is || !next) return tl::unexpected(is ? next.error() : is.error());
  const auto unfolded = parkedBeyond(m_file->connection(), m_rebuild->file().connection());
  if (!unfolded) return tl::unexpected(unfolded.error());
  return *is == *next && unfolded->empty();
}

// Both in snapshots, so that the list in use goes on meanwhile. Put off when somebody wants something of the list, or it cannot go on:
// the next steps tell of that.
base::Result<ViewDifference> Projection::compareNow(bool& isPutOff) {
  auto live = sqlite::Connection::open(m_file->connection().path(), sqlite::Access::ReadOnly, m_files), next = sqlite::Connection::open(m_rebuild->file().connection().path(), sqlite::Access::ReadOnly, m_files);
  if (!live || !next) return tl::unexpected(live ? next.error() : live.error());
  const auto first = sqlite::Transaction::snapshot(*live), second = sqlite::Transaction::snapshot(*next);
  if (!first || !second) return tl::unexpected(first ? second.error() : first.error());
  return compareViews(*live, *next, m_file->checkpoint().position, mostDifferences, [&] {
    isPutOff = !answered() || (!paused() && !failed() && !applyBatches());
    return !isPutOff && goesOn();
  });
}

base::Status Projection::useNext(const RebuildOutcome& outcome) {
  auto parts = Rebuild::use(m_rebuild, m_file->generation(), m_file->pause());
  if (!parts) return tl::unexpected(parts.error());
  useFile(std::move(parts->model), std::move(parts->file));
  if (failed()) recovered();
  const std::lock_guard lock(m_mutex);
  m_rebuilt = outcome;
  m_rebuilt->isUsed = true;
  return {};
}

void Projection::tellRebuild() {
  std::optional<RebuildStatus> told;
  if (m_rebuild) {
    told = RebuildStatus{m_rebuild->mark().generation, m_rebuildState, m_rebuild->mark().found, m_rebuild->file().checkpoint().position, 0, 0, m_rebuild->file().parking().streams(), m_rebuild->mark().actor};
    const std::int64_t micros = m_clock.steady().microsSince(m_rebuild->startedAt());
    if (micros > 0) told->eventsPerSecond = static_cast<double>(told->position - m_rebuild->startedFrom()) * 1e6 / static_cast<double>(micros);
    if (told->eventsPerSecond > 0) told->etaMs = static_cast<std::int64_t>(static_cast<double>(std::max<store::Position>(position() - told->position, 0)) * 1000 / told->eventsPerSecond);
  }
  const std::lock_guard lock(m_mutex);
  m_rebuildStatus = std::move(told);
}

// What may pass by itself: the batch was rolled back whole, so it is tried again. An event that cannot be folded, or a
// damaged file, stays where it is until somebody looks.
bool Projection::mayPass(base::ErrorCode code) {
  using E = base::ErrorCode;
  return code == E::DiskFull || code == E::Io || code == E::InUse || code == E::Denied || code == E::NotFound || code == E::TimedOut;
}

bool Projection::isOfOwnFile(const base::Error& error) const { return error.code == base::ErrorCode::Damaged && error.where == m_file->connection().path(); }

void Projection::recovered() {
  const std::lock_guard lock(m_mutex);
  m_failure.reset();
  m_retryAt.store(0, std::memory_order_release);
  m_failed.store(false, std::memory_order_release);
}

void Projection::failWith(const base::Error& error) {
  m_retryAt.store(mayPass(error.code) ? m_clock.steady().nanos + retryNanos : 0, std::memory_order_release);
  const std::lock_guard lock(m_mutex);
  const std::string remedy = isOfOwnFile(error) ? "make the list anew: rebuild " + m_name : error.remedy;
  const base::Timestamp since = m_failure ? m_failure->since : m_clock.wall();
  m_failure = Failure{base::name(error.code), m_fold ? m_fold->poison() : std::nullopt, error.what + (error.where.empty() ? "" : " (" + error.where + ")"),
                      remedy.empty() ? (mayPass(error.code) ? "it tries again by itself" : "open the folder again; if it stops again, make the list anew") : remedy, since};
  m_failed.store(true, std::memory_order_release);
}

std::shared_ptr<const std::set<store::StreamRef>> Projection::streamsSetAside() const {
  const std::lock_guard lock(m_asideMutex);
  return m_aside;
}

std::shared_ptr<const std::set<store::StreamRef>> Projection::streamsPassedOver() const {
  const std::lock_guard lock(m_asideMutex);
  return m_passedOver;
}

Status Projection::status() const {
  Status status;
  status.name = m_name;
  status.version = m_place.identity.version;
  status.generation = m_generation.load(std::memory_order_relaxed);
  status.position = position();
  status.applied = m_applied.load(std::memory_order_relaxed);
  status.parked = m_parked.load(std::memory_order_relaxed);
  status.discarded = m_discarded.load(std::memory_order_relaxed);
  const auto head = m_feed.head();
  status.head = head ? *head : status.position;
  status.lagEvents = std::max<std::int64_t>(status.head - status.position, 0);
  const base::SteadyTime now = m_clock.steady();
  status.heartbeatAgeMs = (now.nanos - m_heartbeat.load(std::memory_order_relaxed)) / 1'000'000;
  if (status.lagEvents > 0)
    if (const auto recordedAt = m_feed.recordedAt(status.position + 1))
      status.lagMs = std::max<std::int64_t>((m_clock.wall().micros - recordedAt->micros + 999) / 1000, 0);
  const bool isLive = (m_caughtUp.load(std::memory_order_relaxed) || status.lagEvents == 0) && status.lagEvents <= liveEvents;
  status.state = paused() ? State::Paused : failed() ? State::Failed : isLive ? State::Live : m_isMadeAnew.load(std::memory_order_relaxed) ? State::Rebuilding : State::CatchingUp;
  const std::lock_guard lock(m_mutex);
  if (m_marks.empty() || now.microsSince(m_marks.back().at) >= 1'000'000) m_marks.push_back({now, status.position});
  while (m_marks.size() > 1 && now.microsSince(m_marks.front().at) > rateWindowMicros) m_marks.pop_front();
  const std::int64_t span = now.microsSince(m_marks.front().at);
  if (span > 0) status.eventsPerSecond = static_cast<double>(status.position - m_marks.front().position) * 1e6 / static_cast<double>(span);
  if (status.lagEvents > 0 && status.eventsPerSecond > 0) status.etaMs = static_cast<std::int64_t>(static_cast<double>(status.lagEvents) * 1000 / status.eventsPerSecond);
  status.pausedBy = m_pause.paused ? m_pause.actor : std::string();
  status.pauseReason = m_pause.reason;
  status.whenPoisoned = m_pause.whenPoisoned;
  status.failure = m_failure;
  status.rebuild = m_rebuildStatus;
  if (status.heartbeatAgeMs > silentMs) {
    status.state = State::Failed;
    status.failure = Failure{"silent", {}, "the list has given no sign of life for " + std::to_string(status.heartbeatAgeMs / 1000) + " s",
                             "close the program and open the folder again", {m_clock.wall().micros - status.heartbeatAgeMs * 1000}};
  }
  if (status.failure) status.error = status.failure->what;
  return status;
}

}  // namespace twinlane::projection
