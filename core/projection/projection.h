// Keeps one read model at the head of the log: pulls batches from the feed, applies them and the checkpoint in one
// transaction, publishes its position. step(): one thread at a time (the worker it is assigned to, or a simulator); one
// call is one transaction. status(), pause(), resume(): any thread. An event that cannot be applied stops this projection
// alone, with the reason; nothing is skipped.
#pragma once

#include "base/clock.h"
#include "feed/feed.h"
#include "projection/status.h"
#include "projection/view_file.h"
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
  // Taken up by the next step, also of a list that waits to try again.
  void requestPause(std::string actor, std::string reason);
  void requestResume(std::string actor);
  // Whether no request waits, and what kept the last one from being written.
  bool answered() const;
  base::Status answer() const;

  Status status() const;
  store::Position position() const { return m_position.load(std::memory_order_acquire); }
  bool paused() const { return m_paused.load(std::memory_order_acquire); }
  bool failed() const { return m_failed.load(std::memory_order_acquire); }
  const std::string& name() const { return m_name; }

 private:
  Projection(std::unique_ptr<ReadModel> model, std::unique_ptr<ViewFile> file, feed::Feed& feed, const base::Clock& clock, telemetry::Telemetry& telemetry);
  bool applyRequest();
  base::Result<bool> applyBatches();
  base::Status applyBatch(const feed::FeedBatch& batch, Checkpoint& checkpoint, std::int64_t& left);
  static bool mayPass(base::ErrorCode code);
  void failWith(const base::Error& error);
  void recovered();

  const std::string m_name;
  std::unique_ptr<ReadModel> m_model;
  std::unique_ptr<ViewFile> m_file;
  feed::Feed& m_feed;
  const base::Clock& m_clock;
  telemetry::Telemetry& m_telemetry;

  std::atomic<store::Position> m_position{0};
  std::atomic<std::int64_t> m_applied{0}, m_heartbeat{0};
  std::atomic<std::int64_t> m_retryAt{0};  // steady nanoseconds, after a failure that may pass; else 0
  std::atomic<bool> m_paused{false}, m_failed{false}, m_caughtUp{false};

  mutable std::mutex m_mutex;  // the request and its answer, the words and the rate marks
  std::optional<PauseState> m_request;
  base::Status m_answer;
  PauseState m_pause;
  std::string m_error;
  struct Mark {
    base::SteadyTime at;
    store::Position position = 0;
  };
  mutable std::deque<Mark> m_marks;  // about one a second over 30 s, for rate and ETA
};

}  // namespace twinlane::projection
