// One read model folded into one file, by the events of a log in their order: what a live list, a generation beside it, the shadow
// of a verification and the retry of parked events have in common. One call is one transaction, or a few when an event fails. An
// event that cannot be read or folded parks its stream (see parking.h): what came before it is stored, then it is tried once more
// alone. What the log, the disk or the file does wrong is an error, and nothing was changed. One thread; owns nothing.
#pragma once

#include "base/clock.h"
#include "feed/feed.h"
#include "projection/row_recorder.h"
#include "projection/view_file.h"
#include "telemetry/list_meter.h"

#include <functional>

namespace twinlane::projection {

// What the file is to the list: planted faults of the other ones stay out of a shadow.
enum class FoldOf : std::uint8_t { Live, Next, Shadow };

struct FoldOptions {
  FoldOf what = FoldOf::Shadow;
  ParkDecisions decisions = {};  // beside those of the file
  // More streams than that are no orders with an odd event but a program that cannot read this log.
  std::int64_t mostParked = 10'000;
  // For runTo() beside a shop at work: so many events at a time, and a rest between them, which says whether to go on.
  std::int64_t atOnce = 500'000;
  std::function<bool()> rest = {};
};

class Fold {
 public:
  // Called with each position when all that the model keeps back until then is written.
  using Look = std::function<base::Status(store::Position)>;

  Fold(ReadModel& model, ViewFile& file, feed::Feed& feed, const base::Clock& clock, FoldOptions options = {});

  // How many events were taken in, parked ones with them: 0 when there are none up to `target`, else at most `most`. Of a live list
  // the caller calls the file's upkeep() once it has told of them.
  base::Result<std::int64_t> step(store::Position target, std::int64_t most);
  // All up to `target`, which the log must have. With `look` nothing is set aside that is not known to be: an event that cannot be
  // folded is the poison, and what was looked at is to be done again.
  base::Status runTo(store::Position target, const Look& look = {});
  // What the transaction of the last step() took in, and when; nothing when it set an event aside, or took in none.
  const std::optional<telemetry::ListBatch>& lastBatch() const { return m_lastBatch; }
  // The event that the last error was about; nothing when that was about none.
  std::optional<store::Position> poison() const { return m_poison; }

  // The waiting events of a stream in their order, as far as they go now; with `discard` without the first of them. The checkpoint
  // stays. With `preview` all is rolled back and only the rows that change are told.
  struct Discard {
    std::string reason;
  };
  base::Result<RetriedStream> retry(const ParkedStream& stream, const std::string& actor, const std::optional<Discard>& discard, RowRecorder* preview);

 private:
  struct Failure {
    base::Error error;
    bool isOfEvent = false;
    std::optional<store::Position> position;  // of the event, when it is known
  };
  template <class T>
  using Attempt = tl::expected<T, Failure>;

  Attempt<std::int64_t> attempt(store::Position target, std::int64_t most, bool isCareful, const Look& look);
  Attempt<store::Position> applyBatch(const feed::FeedBatch& batch, store::Position target, std::int64_t most, bool isCareful, const Look& look, Checkpoint& checkpoint);
  base::Status apply(const store::StoredEvent& stored, const base::Result<domain::Event>& event);
  // Whatever was set aside.
  base::Status take(const store::StoredEvent& stored, const base::Result<domain::Event>& event);
  Attempt<std::int64_t> tryWaiting(const ParkedStream& stream, const std::vector<store::Position>& positions, const std::string& actor, const std::optional<Discard>& discard,
                                   const std::optional<Failure>& stopped, RowRecorder* preview);
  // Damaged when the list's book says that it is of a stream which it is not of: it would be taken in, or lost, in silence.
  base::Result<store::StoredEvent> readWaiting(const store::StreamRef& stream, store::Position position) const;
  base::Result<std::int64_t> parkNext(const base::Error& error);
  bool isOfEvent(const base::Error& error) const;
  Failure failureAt(const base::Error& error, std::optional<store::Position> position) const;

  ReadModel& m_model;
  ViewFile& m_file;
  feed::Feed& m_feed;
  const base::Clock& m_clock;
  const FoldOptions m_options;
  std::optional<store::Position> m_suspect;  // failed among others, and is tried alone when its turn comes
  std::optional<store::Position> m_poison;
  std::optional<telemetry::ListBatch> m_lastBatch;
};

}  // namespace twinlane::projection
