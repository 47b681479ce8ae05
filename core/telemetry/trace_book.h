// Where the time of a command went, stage by stage and then list by list, and which commands are remembered for it: the
// slowest since the start, one in a hundred of all, chosen by command id, so that two runs of the same commands keep the
// same ones, and the first fifty of each second, that is, each one of a shop that is not in a hurry. Bounded. record(): any thread; never
// waits: when a reader is at the book at that moment, the trace is dropped and counted. What lists did is joined later, by
// follow(): a trace whose batch a list has forgotten by then has no hops of it.
#pragma once

#include "base/command_id.h"
#include "telemetry/list_meter.h"

#include <deque>
#include <span>

namespace twinlane::telemetry {

// In the order in which a command passes them. What lies between two stages counts to the one that waits: Queue ends when
// the command's own turn begins, Append begins when it is decided and ends with the last row of its group.
enum class Stage : std::uint8_t { Queue, Authorise, Validate, Load, Decide, Append, Commit };
inline constexpr std::array<const char*, 7> stageNames = {"queue", "authorise", "validate", "load", "decide", "append", "commit"};

// What follows in each list, cut from the same chain of instants: PickUp begins when the last stage ends, Visible ends when
// the list says that it shows the event. What a list did before the last stage ended counts to that.
enum class Hop : std::uint8_t { PickUp, Apply, Commit, Visible };
inline constexpr std::array<const char*, 4> hopNames = {"pick_up", "apply", "commit", "visible"};

struct ListHops {
  std::string list;
  std::array<std::int64_t, hopNames.size()> nanos{};
  std::int64_t totalNanos() const;
};

struct Trace {
  base::CommandId command;
  std::size_t kind = 0;  // index of its name in the list given to Telemetry
  base::Timestamp receivedAt;
  base::SteadyTime queuedAt;  // where the chain begins
  std::array<std::int64_t, stageNames.size()> stageNanos{};
  std::int64_t position = 0;    // of its last event; 0: none, so no list has to do with it
  std::vector<ListHops> lists;  // of those that have shown it
  std::int64_t change = 0;      // counts up over the book with each change of a trace

  // Of the stages; with the hops of one list until that one shows it.
  std::int64_t totalNanos() const;
  // Cuts the hops of a list from its batch. False when they are known already.
  bool follow(const std::string& list, const ListBatch& batch);
};

class TraceBook {
 public:
  static constexpr std::size_t keptSlowest = 50, keptSampled = 500, keptRecent = 500;
  static constexpr std::int64_t eachOfASecond = 50;

  void record(const Trace& trace);
  // Joins what the lists did since to the traces that wait for it. One thread.
  void follow(std::span<const ListMeter* const> lists);

  struct Pages {
    std::vector<Trace> slowest;  // slowest first
    std::vector<Trace> sampled;  // oldest first
    std::int64_t dropped = 0;
  };
  Pages pages() const;
  // The newest that were among the first of their second and not in the sample, with what follow() joined to them: those that changed
  // since the last call. Of the thread that follows.
  std::vector<Trace> takeRecent();
  // Whichever way it is remembered; what was recorded since the last follow() may not be found yet. Any thread.
  std::optional<Trace> find(const base::CommandId& command) const;

  static bool isSampled(const base::CommandId& command);

 private:
  bool isOneOfTheFirst(const Trace& trace);
  void takeIn();

  mutable std::mutex m_mutex;
  std::vector<Trace> m_slowest;  // a heap with the quickest of them in front
  std::vector<Trace> m_sampled;  // a ring
  std::deque<Trace> m_recent;    // oldest first
  std::int64_t m_takenChange = 0;
  std::size_t m_nextSample = 0;
  std::int64_t m_change = 0;
  // What a command must exceed to be among the slowest, so that most of them never ask for the lock.
  std::atomic<std::int64_t> m_threshold{-1};
  // The second of which commands are counted, by the steady clock, and how many it had.
  std::atomic<std::int64_t> m_second{-1}, m_ofSecond{0};
  // Held for the moment of a move only: who reads the book holds none of these up.
  std::mutex m_arrivedMutex;
  std::vector<Trace> m_arrived;
  std::atomic<std::int64_t> m_dropped{0};
};

}  // namespace twinlane::telemetry
