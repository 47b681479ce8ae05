// Figures of one stretch of a run, as they are kept on disk: of a second or of a minute. Plain values.
#pragma once

#include "telemetry/trace_book.h"

#include <array>
#include <string>
#include <vector>

namespace twinlane::telemetry {

// How figures of several stretches become one: counts are added, of levels and times the largest stands.
enum class SeriesKind : std::uint8_t { Count, Level, Time };
inline constexpr std::array<const char*, 3> seriesKindNames = {"count", "level", "time"};

struct Figure {
  std::string name;  // the unit last: "commands.accepted", "list.order_list.lag_ms", "query.orders.p99_us"
  SeriesKind kind = SeriesKind::Count;
  std::int64_t value = 0;
};

struct KeptRow {
  base::Timestamp wall;          // when it began, as the machine's clock said then: a label
  std::int64_t lengthMicros = 0;  // by the steady clock; longer than it should be when nobody took a sample
  std::vector<Figure> figures;   // those that are not zero
};

struct KeptRows {
  std::vector<KeptRow> seconds, minutes;
  std::vector<Trace> recent = {};  // of which something was not kept yet
};

}  // namespace twinlane::telemetry
