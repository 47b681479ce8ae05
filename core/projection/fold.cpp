#include "projection/fold.h"

#include "base/fault/buggify.h"
#include "base/fault/sabotage.h"

namespace twinlane::projection {
namespace {

constexpr std::int64_t readAtOnce = 10'000;

}  // namespace

Fold::Fold(ReadModel& model, ViewFile& file, feed::Feed& feed, const base::Clock& clock, FoldOptions options)
    : m_model(model), m_file(file), m_feed(feed), m_clock(clock), m_options(std::move(options)) {}

// Of the file are all errors that name it, but those of a value that does not fit into a row.
bool Fold::isOfEvent(const base::Error& error) const {
  using E = base::ErrorCode;
  if (error.where == m_file.connection().path()) return error.code == E::Conflict || error.code == E::BadInput;
  return error.code != E::DiskFull && error.code != E::Io && error.code != E::InUse && error.code != E::Denied && error.code != E::TimedOut && error.code != E::Stopped;
}

Fold::Failure Fold::failureAt(const base::Error& error, std::optional<store::Position> position) const { return {error, isOfEvent(error), position}; }

base::Status Fold::apply(const store::StoredEvent& stored, const base::Result<domain::Event>& event) {
  Parking& parking = m_file.parking();
  if (parking.isParked(stored.stream)) return parking.park(stored, nullptr, m_clock.wall());
  if (m_options.decisions.failed.contains(stored.position)) {
    const base::Error known{base::ErrorCode::Conflict, "set aside as in the list in use", {}, {}};
    return parking.park(stored, &known, m_clock.wall());
  }
  if (parking.isDiscarded(stored.position) || m_options.decisions.discarded.contains(stored.position)) return {};
  return take(stored, event);
}

base::Status Fold::take(const store::StoredEvent& stored, const base::Result<domain::Event>& event) {
  if (!event) return tl::unexpected(event.error());
  const bool isOdd = stored.version == 2;
  if (TWINLANE_SABOTAGE("event-dropped") && isOdd && m_options.what == FoldOf::Live) return {};
  if (TWINLANE_SABOTAGE("next-generation-drops-events") && isOdd && m_options.what == FoldOf::Next) return {};
  if (TWINLANE_SABOTAGE("notes-cannot-be-folded") && std::holds_alternative<domain::NoteAdded>(*event))
    return base::fail(base::ErrorCode::BadInput, "planted: a note that cannot be folded");
  if (auto applied = m_model.apply(stored, *event); !applied) return applied;
  return TWINLANE_SABOTAGE("event-twice") && isOdd && m_options.what == FoldOf::Live ? m_model.apply(stored, *event) : base::Status();
}

Fold::Attempt<store::Position> Fold::applyBatch(const feed::FeedBatch& batch, store::Position target, std::int64_t most, bool isCareful, const Look& look, Checkpoint& checkpoint) {
  const store::Position end = std::min({batch.last(), target, checkpoint.position + most});
  for (store::Position position = checkpoint.position + 1; position <= end; ++position) {
    const store::StoredEvent& stored = batch.stored(position);
    if (stored.position != position)
      return tl::unexpected(Failure{{base::ErrorCode::Damaged, "event " + std::to_string(position) + " was expected, " + std::to_string(stored.position) + " came", {}, "check the journal (verify)"}, false, {}});
    if (auto applied = apply(stored, batch.event(position)); !applied) return tl::unexpected(failureAt(applied.error(), position));
    if (isCareful)
      if (auto settled = m_model.settle(); !settled) return tl::unexpected(failureAt(settled.error(), position));
    if (look)
      if (auto looked = look(position); !looked) return tl::unexpected(Failure{looked.error(), false, {}});
    checkpoint.position = position;
  }
  if (checkpoint.position == batch.last() && batch.link() != base::Digest{}) {
    checkpoint.linkPosition = batch.last();
    checkpoint.link = batch.link();
  }
  return checkpoint.position;
}

Fold::Attempt<std::int64_t> Fold::attempt(store::Position target, std::int64_t most, bool isCareful, const Look& look) {
  const auto failed = [](const base::Error& error) { return tl::unexpected(Failure{error, false, {}}); };
  Checkpoint checkpoint = m_file.checkpoint();
  const store::Position before = checkpoint.position;
  const auto left = [&] { return std::min(before + most, target) - checkpoint.position; };
  if (left() <= 0) return 0;
  auto batch = m_feed.next(before, static_cast<std::size_t>(std::min(left(), readAtOnce)));
  if (!batch) return failed(batch.error());
  if (!*batch) return 0;
  telemetry::ListBatch times;
  times.pickedUpAt = m_clock.steady();
  auto transaction = m_file.begin();
  if (!transaction) return failed(transaction.error());
  m_model.begin();
  while (*batch) {
    // The first list to ask decodes for all, the others may wait for it.
    const base::SteadyTime asked = m_clock.steady();
    (void)(*batch)->event(checkpoint.position + 1);
    times.decodeNanos += m_clock.steady().nanos - asked.nanos;
    if (auto applied = applyBatch(**batch, target, left(), isCareful, look, checkpoint); !applied) return tl::unexpected(applied.error());
    if (left() <= 0) break;
    batch = m_feed.next(checkpoint.position, static_cast<std::size_t>(std::min(left(), readAtOnce)));
    if (!batch) return failed(batch.error());
  }
  if (auto settled = m_model.settle(); !settled) return tl::unexpected(failureAt(settled.error(), {}));
  times.appliedAt = m_clock.steady();
  if (m_options.what == FoldOf::Live) {
    if (TWINLANE_BUGGIFY("a list is not stored")) return failed({base::ErrorCode::Io, "planted: the list was not stored", {}, {}});
    if (TWINLANE_SABOTAGE("checkpoint-ahead")) checkpoint.position = m_feed.head().value_or(checkpoint.position);
  }
  if (auto committed = m_file.commit(*transaction, checkpoint); !committed) return failed(committed.error());
  times.committedAt = m_clock.steady();
  times.first = before + 1;
  times.last = checkpoint.position;
  m_lastBatch = times;
  if (m_options.what != FoldOf::Live) m_file.upkeep();
  return checkpoint.position - before;
}

base::Result<std::int64_t> Fold::parkNext(const base::Error& error) {
  const store::Position position = m_file.checkpoint().position + 1;
  base::Error told = error;
  told.what = "at event " + std::to_string(position) + ": " + error.what;
  const bool isTooMuch = m_file.parking().streams() >= m_options.mostParked;
  if (isTooMuch) told.remedy = std::to_string(m_options.mostParked) + " streams are set aside already: this program cannot read this log; take a newer one";
  else told.remedy = std::string("set its order aside: parked policy ") + m_model.name() + " park, then resume " + m_model.name();
  if (isTooMuch || (m_options.what == FoldOf::Live && m_file.pause().whenPoisoned == WhenPoisoned::Pause)) {
    m_poison = position;
    return tl::unexpected(told);
  }
  const auto batch = m_feed.next(position - 1, 1);
  if (!batch) return tl::unexpected(batch.error());
  if (!*batch) return base::fail(base::ErrorCode::Io, "event " + std::to_string(position) + " could not be read again", {}, "look at the disk and try again");
  auto transaction = m_file.begin();
  if (!transaction) return tl::unexpected(transaction.error());
  m_model.begin();
  if (auto parked = m_file.parking().park((*batch)->stored(position), &error, m_clock.wall()); !parked) return tl::unexpected(parked.error());
  Checkpoint checkpoint = m_file.checkpoint();
  checkpoint.position = position;
  if (position == (*batch)->last() && (*batch)->link() != base::Digest{}) {
    checkpoint.linkPosition = position;
    checkpoint.link = (*batch)->link();
  }
  if (auto committed = m_file.commit(*transaction, checkpoint); !committed) return tl::unexpected(committed.error());
  return 1;
}

base::Result<std::int64_t> Fold::step(store::Position target, std::int64_t most) {
  m_poison.reset();
  m_lastBatch.reset();
  const store::Position before = m_file.checkpoint().position;
  bool isAlone = m_suspect == before + 1;
  if (isAlone) most = 1;
  else if (m_suspect && *m_suspect > before) target = std::min(target, *m_suspect - 1);
  auto done = attempt(target, most, isAlone, {});
  if (!done && done.error().isOfEvent && !done.error().position) {
    // What fails when it is written: which event's it was is seen when each is written by itself.
    done = attempt(target, most, true, {});
  }
  if (done) {
    if (isAlone) m_suspect.reset();
    return *done;
  }
  const Failure& failure = done.error();
  if (!failure.isOfEvent) return tl::unexpected(failure.error);
  if (!failure.position || *failure.position == before + 1) {
    m_suspect.reset();
    return parkNext(failure.error);
  }
  m_suspect = failure.position;
  return step(target, most);
}

base::Status Fold::runTo(store::Position target, const Look& look) {
  while (m_file.checkpoint().position < target) {
    base::Result<std::int64_t> done = 0;
    if (look) {
      const auto looked = attempt(target, m_options.atOnce, true, look);
      if (!looked) {
        if (looked.error().isOfEvent) m_poison = looked.error().position;
        return tl::unexpected(looked.error().error);
      }
      done = *looked;
    } else {
      done = step(target, m_options.atOnce);
    }
    if (!done) return tl::unexpected(done.error());
    if (*done == 0) return base::fail(base::ErrorCode::Io, "the log could not be read beyond event " + std::to_string(m_file.checkpoint().position), {}, "look at the disk and try again");
    if (m_options.rest && !m_options.rest()) return base::fail(base::ErrorCode::Stopped, "the check was not gone on with");
  }
  return {};
}

base::Result<store::StoredEvent> Fold::readWaiting(const store::StreamRef& stream, store::Position position) const {
  auto events = m_feed.store().read(position - 1, 1);
  if (!events) return tl::unexpected(events.error());
  if (events->empty() || events->front().position != position || events->front().stream != stream)
    return base::fail(base::ErrorCode::Damaged, "event " + std::to_string(position) + " is set aside as one of " + stream.toText() + ", which it is not", m_file.connection().path(),
                      std::string("make the list anew: rebuild ") + m_model.name());
  return std::move(events->front());
}

Fold::Attempt<std::int64_t> Fold::tryWaiting(const ParkedStream& stream, const std::vector<store::Position>& positions, const std::string& actor, const std::optional<Discard>& discard,
                                             const std::optional<Failure>& stopped, RowRecorder* preview) {
  const auto failed = [](const base::Error& error) { return tl::unexpected(Failure{error, false, {}}); };
  Parking& parking = m_file.parking();
  auto transaction = m_file.begin();
  if (!transaction) return failed(transaction.error());
  m_model.begin();
  if (discard)
    if (auto done = parking.discard(stream, actor, discard->reason, m_clock.wall()); !done) return failed(done.error());
  std::int64_t applied = 0;
  std::string eventStopped;
  for (const store::Position position : positions) {
    const auto stored = readWaiting(stream.stream, position);
    if (!stored) return failed(stored.error());
    if (stopped && stopped->position == position) {
      eventStopped = eventName(stored->type);
      break;
    }
    if (auto done = take(*stored, domain::decode(stored->type, stored->schemaVersion, stored->payload, stored->sealed)); !done) return tl::unexpected(failureAt(done.error(), position));
    if (auto done = m_model.settle(); !done) return tl::unexpected(failureAt(done.error(), position));
    ++applied;
  }
  const store::Position end = stopped ? stopped->position.value_or(0) : m_file.checkpoint().position + 1;
  if (auto done = parking.release(stream.stream, end); !done) return failed(done.error());
  if (stopped)
    if (auto done = parking.failedAgain(end, eventStopped, stopped->error, actor, m_clock.wall()); !done) return failed(done.error());
  if (preview != nullptr) return applied;
  if (auto done = m_file.commit(*transaction, m_file.checkpoint()); !done) return failed(done.error());
  return applied;
}

base::Result<RetriedStream> Fold::retry(const ParkedStream& stream, const std::string& actor, const std::optional<Discard>& discard, RowRecorder* preview) {
  auto waiting = m_file.parking().waiting(stream.stream);
  if (!waiting) return tl::unexpected(waiting.error());
  if (const auto first = readWaiting(stream.stream, stream.position); !first) return tl::unexpected(first.error());
  if (discard && !waiting->empty()) waiting->erase(waiting->begin());
  m_file.watchAlso(preview);
  const auto turn = [&](const std::optional<Failure>& stopped) {
    if (preview != nullptr) preview->clear();
    return tryWaiting(stream, *waiting, actor, discard, stopped, preview);
  };
  auto done = turn({});
  RetriedStream result;
  if (!done && done.error().isOfEvent) {
    const Failure stopped = done.error();
    result.stopped = stopped.error;
    done = turn(stopped);
  }
  m_file.watchAlso(nullptr);
  const bool isDone = done.has_value() && preview == nullptr;
  if (isDone) m_file.parking().retried(stream.stream, static_cast<std::int64_t>(waiting->size()) - *done, discard ? std::optional(stream.position) : std::nullopt);
  else m_file.parking().notRetried();
  if (!done) return tl::unexpected(done.error().error);
  result.applied = *done;
  result.left = static_cast<std::int64_t>(waiting->size()) - *done;
  return result;
}

}  // namespace twinlane::projection
