// Where the time of a command went, stage by stage, and which commands are remembered for it: the slowest since the start
// and one in a hundred of all, chosen by command id, so that two runs of the same commands keep the same ones. Bounded.
// record(): any thread; never waits: when a reader is at the book at that moment, the trace is dropped and counted.
#pragma once

#include "base/command_id.h"
#include "base/timestamp.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <vector>

namespace twinlane::telemetry {

// In the order in which a command passes them. What lies between two stages counts to the one that waits: Queue ends when
// the command's own turn begins, Append begins when it is decided and ends with the last row of its group.
enum class Stage : std::uint8_t { Queue, Authorise, Validate, Load, Decide, Append, Commit };
inline constexpr std::array<const char*, 7> stageNames = {"queue", "authorise", "validate", "load", "decide", "append", "commit"};

struct Trace {
  base::CommandId command;
  std::size_t kind = 0;  // index of its name in the list given to Telemetry
  base::Timestamp receivedAt;
  std::array<std::int64_t, stageNames.size()> stageNanos{};
  std::int64_t totalNanos() const;
};

class TraceBook {
 public:
  static constexpr std::size_t keptSlowest = 50, keptSampled = 500;

  void record(const Trace& trace);

  struct Pages {
    std::vector<Trace> slowest;  // slowest first
    std::vector<Trace> sampled;  // oldest first
    std::int64_t dropped = 0;
  };
  Pages pages() const;

  static bool isSampled(const base::CommandId& command);

 private:
  mutable std::mutex m_mutex;
  std::vector<Trace> m_slowest;  // a heap with the quickest of them in front
  std::vector<Trace> m_sampled;  // a ring
  std::size_t m_nextSample = 0;
  // What a command must exceed to be among the slowest, so that most of them never ask for the lock.
  std::atomic<std::int64_t> m_threshold{-1};
  std::atomic<std::int64_t> m_dropped{0};
};

}  // namespace twinlane::telemetry
