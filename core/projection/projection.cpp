#include "projection/projection.h"

#include "base/fault/buggify.h"
#include "base/fault/sabotage.h"
#include "base/zone.h"

namespace twinlane::projection {
namespace {

constexpr std::int64_t liveEvents = 1000;
constexpr std::int64_t catchUpEvents = 10'000;
constexpr std::int64_t retryNanos = 1'000'000'000;
constexpr std::int64_t rateWindowMicros = 30'000'000;

}  // namespace

base::Result<std::unique_ptr<Projection>> Projection::open(std::unique_ptr<ReadModel> model, const std::string& folder, const std::string& zone,
                                                           feed::Feed& feed, const base::Clock& clock, telemetry::Telemetry& telemetry, base::FileSystem& files) {
  const auto head = feed.store().head();
  if (!head) return tl::unexpected(head.error());
  const ViewIdentity identity{head->identity, model->version(), zone, base::zoneDatabaseVersion()};
  auto file = ViewFile::open(folder, *model, identity, files);
  if (!file) return tl::unexpected(file.error());
  const Checkpoint& checkpoint = (*file)->checkpoint();
  bool sameHistory = checkpoint.position <= head->position || TWINLANE_SABOTAGE("view-ahead");
  if (sameHistory && checkpoint.linkPosition > 0) {
    const auto link = feed.store().linkAt(checkpoint.linkPosition);
    if (!link) return tl::unexpected(link.error());
    sameHistory = (*link && **link == checkpoint.link) || TWINLANE_SABOTAGE("view-of-another-history");
  }
  if (!sameHistory) {
    // Ahead of the log, or of another history: its rows cannot be trusted. Make the next generation from the start.
    const int next = (*file)->generation() + 1;
    file->reset();
    if (auto pointed = files.replace(folder + "/" + model->name() + ".generation", std::to_string(next)); !pointed) return tl::unexpected(pointed.error());
    file = ViewFile::open(folder, *model, identity, files);
    if (!file) return tl::unexpected(file.error());
  }
  return std::unique_ptr<Projection>(new Projection(std::move(model), std::move(*file), feed, clock, telemetry));
}

Projection::Projection(std::unique_ptr<ReadModel> model, std::unique_ptr<ViewFile> file, feed::Feed& feed, const base::Clock& clock, telemetry::Telemetry& telemetry)
    : m_name(model->name()), m_model(std::move(model)), m_file(std::move(file)), m_feed(feed), m_clock(clock), m_telemetry(telemetry) {
  m_position = m_file->checkpoint().position;
  m_pause = m_file->pause();
  m_paused = m_pause.paused;
  m_heartbeat = m_clock.steady().nanos;
}

void Projection::requestPause(std::string actor, std::string reason) {
  const std::lock_guard lock(m_mutex);
  m_request = PauseState{true, std::move(actor), std::move(reason)};
}

void Projection::requestResume(std::string actor) {
  const std::lock_guard lock(m_mutex);
  m_request = PauseState{false, std::move(actor), {}};
}

bool Projection::answered() const {
  const std::lock_guard lock(m_mutex);
  return !m_request.has_value();
}

base::Status Projection::answer() const {
  const std::lock_guard lock(m_mutex);
  return m_answer;
}

bool Projection::applyRequest() {
  std::optional<PauseState> request;
  {
    const std::lock_guard lock(m_mutex);
    request = m_request;
  }
  if (!request) return false;
  auto written = m_file->writePause(*request);
  const std::lock_guard lock(m_mutex);
  if (written) {
    m_pause = *request;
    m_paused.store(request->paused, std::memory_order_release);
  }
  m_answer = std::move(written);
  // Another one may have been made meanwhile; the next step takes it up.
  if (m_request == request) m_request.reset();
  return true;
}

bool Projection::step() {
  m_heartbeat.store(m_clock.steady().nanos, std::memory_order_relaxed);
  if (applyRequest()) return true;
  if (paused()) return false;
  if (failed() && (!triesAgain() || m_clock.steady().nanos < m_retryAt.load(std::memory_order_relaxed))) return false;
  const auto applied = applyBatches();
  if (!applied) {
    failWith(applied.error());
    return false;
  }
  if (failed()) recovered();
  return *applied;
}

base::Result<bool> Projection::applyBatches() {
  Checkpoint checkpoint = m_file->checkpoint();
  const store::Position before = checkpoint.position;
  auto batch = m_feed.next(before, catchUpEvents);
  if (!batch) return tl::unexpected(batch.error());
  if (!*batch) {
    m_caughtUp.store(true, std::memory_order_relaxed);
    return false;
  }
  std::int64_t left = m_caughtUp.load(std::memory_order_relaxed) ? liveEvents : catchUpEvents;
  if (TWINLANE_BUGGIFY("a list takes one event")) left = 1;
  auto transaction = m_file->begin();
  if (!transaction) return tl::unexpected(transaction.error());
  m_model->begin();
  while (*batch && left > 0) {
    if (auto applied = applyBatch(**batch, checkpoint, left); !applied) return tl::unexpected(applied.error());
    if (left <= 0) break;
    batch = m_feed.next(checkpoint.position, static_cast<std::size_t>(left));
    if (!batch) return tl::unexpected(batch.error());
  }
  if (auto settled = m_model->settle(); !settled) return tl::unexpected(settled.error());
  if (TWINLANE_BUGGIFY("a list is not stored")) return base::fail(base::ErrorCode::Io, "planted: the list was not stored");
  if (TWINLANE_SABOTAGE("checkpoint-ahead")) checkpoint.position = m_feed.head().value_or(checkpoint.position);
  if (auto committed = m_file->commit(*transaction, checkpoint); !committed) return tl::unexpected(committed.error());
  const std::int64_t count = checkpoint.position - before;
  m_position.store(checkpoint.position, std::memory_order_release);
  m_applied.fetch_add(count, std::memory_order_relaxed);
  m_telemetry.counters().applied.fetch_add(count, std::memory_order_relaxed);
  return true;
}

base::Status Projection::applyBatch(const feed::FeedBatch& batch, Checkpoint& checkpoint, std::int64_t& left) {
  for (store::Position position = checkpoint.position + 1; position <= batch.last() && left > 0; ++position, --left) {
    const store::StoredEvent& stored = batch.stored(position);
    if (stored.position != position)
      return base::fail(base::ErrorCode::Damaged, "event " + std::to_string(position) + " was expected, " + std::to_string(stored.position) + " came", {}, "check the journal (verify)");
    const auto& event = batch.event(position);
    if (!event) return tl::unexpected(event.error());
    const bool dropped = TWINLANE_SABOTAGE("event-dropped") && stored.version == 2;
    if (auto applied = dropped ? base::Status() : m_model->apply(stored, *event); !applied) {
      base::Error error = applied.error();
      error.what = "at event " + std::to_string(position) + ": " + error.what;
      return tl::unexpected(error);
    }
    if (TWINLANE_SABOTAGE("event-twice") && stored.version == 2) (void)m_model->apply(stored, *event);
    checkpoint.position = position;
  }
  if (checkpoint.position == batch.last() && batch.link() != base::Digest{}) {
    checkpoint.linkPosition = batch.last();
    checkpoint.link = batch.link();
  }
  return {};
}

// What may pass by itself: the batch was rolled back whole, so it is tried again. An event that cannot be folded, or a
// damaged file, stays where it is until somebody looks.
bool Projection::mayPass(base::ErrorCode code) {
  using E = base::ErrorCode;
  return code == E::DiskFull || code == E::Io || code == E::InUse || code == E::Denied || code == E::NotFound || code == E::TimedOut;
}

void Projection::recovered() {
  const std::lock_guard lock(m_mutex);
  m_error.clear();
  m_retryAt.store(0, std::memory_order_release);
  m_failed.store(false, std::memory_order_release);
}

void Projection::failWith(const base::Error& error) {
  m_retryAt.store(mayPass(error.code) ? m_clock.steady().nanos + retryNanos : 0, std::memory_order_release);
  const std::lock_guard lock(m_mutex);
  m_error = error.what + (error.where.empty() ? "" : " (" + error.where + ")");
  m_failed.store(true, std::memory_order_release);
}

Status Projection::status() const {
  Status status;
  status.name = m_name;
  status.version = m_model->version();
  status.generation = m_file->generation();
  status.position = position();
  status.applied = m_applied.load(std::memory_order_relaxed);
  const auto head = m_feed.head();
  status.head = head ? *head : status.position;
  status.lagEvents = std::max<std::int64_t>(status.head - status.position, 0);
  const base::SteadyTime now = m_clock.steady();
  status.heartbeatAgeMs = (now.nanos - m_heartbeat.load(std::memory_order_relaxed)) / 1'000'000;
  if (status.lagEvents > 0)
    if (const auto recordedAt = m_feed.recordedAt(status.position + 1))
      status.lagMs = std::max<std::int64_t>((m_clock.wall().micros - recordedAt->micros + 999) / 1000, 0);
  status.state = paused() ? State::Paused : failed() ? State::Failed : (m_caughtUp.load(std::memory_order_relaxed) || status.lagEvents == 0) && status.lagEvents <= liveEvents ? State::Live : State::CatchingUp;
  const std::lock_guard lock(m_mutex);
  if (m_marks.empty() || now.microsSince(m_marks.back().at) >= 1'000'000) m_marks.push_back({now, status.position});
  while (m_marks.size() > 1 && now.microsSince(m_marks.front().at) > rateWindowMicros) m_marks.pop_front();
  const std::int64_t span = now.microsSince(m_marks.front().at);
  if (span > 0) status.eventsPerSecond = static_cast<double>(status.position - m_marks.front().position) * 1e6 / static_cast<double>(span);
  if (status.lagEvents > 0 && status.eventsPerSecond > 0) status.etaMs = static_cast<std::int64_t>(static_cast<double>(status.lagEvents) * 1000 / status.eventsPerSecond);
  status.pausedBy = m_pause.paused ? m_pause.actor : std::string();
  status.pauseReason = m_pause.reason;
  status.error = m_error;
  return status;
}

}  // namespace twinlane::projection
