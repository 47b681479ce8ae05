// The work of the write benchmarks: orders of three lines that are placed, paid, shipped and delivered, a thousand of them
// open at a time, given to an engine by one client. Plain functions; the client is the calling thread.
#pragma once

#include "engine/engine.h"
#include "telemetry/histogram.h"

namespace twinlane::ctl {

inline constexpr std::int64_t openOrders = 1000;
inline constexpr std::int64_t stepsOfAnOrder = 4;

// An order of three lines; without an id it gets its number.
domain::PlaceOrder threeLines(std::optional<domain::OrderId> id);
// The command at this place of the mix, from 0 on. Orders are named by numbers from 1 on.
domain::Command mixedCommand(std::int64_t index);

struct LoadResult {
  double seconds = 0;  // until the last answer
  std::int64_t accepted = 0, busy = 0, others = 0;
  telemetry::Percentiles answers;  // nanoseconds from when a command was due to its answer, of those accepted
  telemetry::Percentiles busies;   // nanoseconds from when a command was sent to hearing that there is no room
};

using CommandAt = std::function<domain::Command(std::int64_t)>;

// `count` commands beginning with `first`, at most `inFlight` on their way at once.
LoadResult driveClosed(engine::Engine& engine, const CommandAt& commandAt, std::int64_t first, std::int64_t count, int inFlight);
// `perSecond` commands a second for so long, whatever the answers; one that could not be sent in time counts from when it
// was due. `each` is called a hundred times a second.
LoadResult driveOpen(engine::Engine& engine, const CommandAt& commandAt, std::int64_t first, double perSecond, double seconds, const std::function<void()>& each);

}  // namespace twinlane::ctl
