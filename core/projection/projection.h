// Keeps one read model at the head of the log: pulls batches from the feed, applies them and the checkpoint in one
// transaction, publishes its position. step(): one thread at a time (the worker it is assigned to, or a simulator); one
// call is about one transaction. status() and what is asked of it: any thread. An event that cannot be applied is set aside with
// the later ones of its stream (see parking.h), or pauses the list; nothing is skipped. What the log, the disk or the file does
// wrong stops this projection alone, with the reason.
#pragma once

#include "base/clock.h"
#include "projection/parked.h"
#include "projection/rebuild.h"
#include "projection/status.h"
#include "telemetry/telemetry.h"

namespace twinlane::projection {

class Projection {
 public:
  // Opens or makes the view's file. Damaged when the checkpoint is of another history than the store's (then a new
  // generation has been made) is not an error; what the store itself reports is.
  static base::Result<std::unique_ptr<Projection>> open(std::unique_ptr<ReadModel> model, const std::string& folder, const std::string& zone,
                                                        feed::Feed& feed, const base::Clock& clock, telemetry::Telemetry& telemetry, base::FileSystem& files);

  // True when something was applied or changed.
  bool step();
  // Whether a failed list tries again by itself.
  bool triesAgain() const { return m_retryAt.load(std::memory_order_acquire) != 0; }
  // What takes long in a step is not gone on with, and begun again when the list is opened the next time.
  void endSoon() { m_isEnding.store(true, std::memory_order_relaxed); }
  // Taken up by the next step, also of a list that waits to try again.
  void requestPause(std::string actor, std::string reason);
  void requestResume(std::string actor);
  void requestWhenPoisoned(WhenPoisoned whenPoisoned);
  void requestRetry(ParkedRetry retry, std::shared_ptr<ParkedRetryAnswer> answer);
  // Begins a new generation, or goes on with the one there is. Held: it is not used before accept. Then every request is answered at
  // once; status().rebuild tells how it goes on, and rebuilt() what became of it.
  void requestRebuild(std::string actor, bool isHeld);
  void requestAccept();
  void requestCancel();
  void requestGoBack();
  // What became of the last one that came to where the list in use was; nothing since one was begun.
  std::optional<RebuildOutcome> rebuilt() const;
  // Whether no request waits, and what kept the last one from being written.
  bool answered() const;
  base::Status answer() const;

  Status status() const;
  // Of which events are set aside; null for none.
  std::shared_ptr<const std::set<store::StreamRef>> streamsSetAside() const;
  // Of which something was discarded, in the same way.
  std::shared_ptr<const std::set<store::StreamRef>> streamsPassedOver() const;
  store::Position position() const { return m_position.load(std::memory_order_acquire); }
  // Whether it takes nothing in until a person does something about it.
  bool standsStill() const { return paused() || (failed() && !triesAgain()); }
  bool paused() const { return m_paused.load(std::memory_order_acquire); }
  bool failed() const { return m_failed.load(std::memory_order_acquire); }
  const std::string& name() const { return m_name; }

 private:
  using Request = std::function<base::Status()>;
  Projection(ListPlace place, std::unique_ptr<ReadModel> model, std::unique_ptr<ViewFile> file, base::FileSystem& files, feed::Feed& feed, const base::Clock& clock, telemetry::Telemetry& telemetry);
  void post(Request request);
  bool answerRequest();
  base::Status setPause(bool isPaused, const std::string& actor, const std::string& reason);
  base::Status writePause(const PauseState& pause);
  void tellParked();
  base::Status discardForRebuild(const ParkedStream& stream, const ParkedRetry& request);
  base::Status retry(const ParkedRetry& retry, ParkedRetryAnswer& answer);
  base::Result<bool> applyBatches();
  base::Status beginRebuild(const std::string& actor, bool isHeld);
  base::Status accept();
  base::Status goBack();
  bool stepRebuild(bool isLiveAtWork);
  base::Status compareOrUse(bool isAlone);
  base::Result<bool> cameAlike();
  base::Result<ViewDifference> compareNow(bool& isPutOff);
  bool goesOn();
  base::Result<bool> discardAlike(ViewFile& other);
  base::Status useNext(const RebuildOutcome& outcome);
  void useFile(std::unique_ptr<ReadModel> model, std::unique_ptr<ViewFile> file);
  void tellRebuild();
  static bool mayPass(base::ErrorCode code);
  bool isOfOwnFile(const base::Error& error) const;  // damage of the file in use
  std::string madeAnewByWord() const;
  void failWith(const base::Error& error);
  void recovered();

  const ListPlace m_place;
  const std::string& m_name = m_place.name;
  std::unique_ptr<ReadModel> m_model;
  std::unique_ptr<ViewFile> m_file;
  base::FileSystem& m_files;
  feed::Feed& m_feed;
  const base::Clock& m_clock;
  telemetry::Telemetry& m_telemetry;
  telemetry::ListMeter& m_meter;
  std::unique_ptr<Fold> m_fold;
  std::unique_ptr<Rebuild> m_rebuild;
  bool m_isRebuildAccepted = false;
  bool m_isAcceptedUnasked = false;  // since both were the same when they were compared
  std::int64_t m_rebuildRestsUntil = 0;  // steady nanoseconds
  RebuildState m_rebuildState = RebuildState::Folding;

  mutable std::mutex m_asideMutex;
  std::shared_ptr<const std::set<store::StreamRef>> m_aside, m_passedOver;
  std::uint64_t m_asideTurns = 0;  // of the file in use, when that was told

  std::atomic<int> m_generation{1};
  std::atomic<store::Position> m_position{0};
  std::atomic<std::int64_t> m_applied{0}, m_parked{0}, m_discarded{0}, m_heartbeat{0};
  std::atomic<std::int64_t> m_retryAt{0};  // steady nanoseconds, after a failure that may pass; else 0
  std::atomic<bool> m_isEnding{false};
  std::atomic<bool> m_paused{false}, m_failed{false}, m_caughtUp{false};
  std::atomic<bool> m_isMadeAnew{false};  // its file could not be gone on with, and it was not at the head since

  mutable std::mutex m_mutex;  // the request and its answer, the words and the rate marks
  Request m_request;
  bool m_isAnswering = false;
  base::Status m_answer;
  PauseState m_pause;
  std::optional<Failure> m_failure;
  std::optional<RebuildStatus> m_rebuildStatus;
  std::optional<RebuildOutcome> m_rebuilt;
  struct Mark {
    base::SteadyTime at;
    store::Position position = 0;
  };
  mutable std::deque<Mark> m_marks;  // about one a second over 30 s, for rate and ETA
};

}  // namespace twinlane::projection
