// Which events made one row of a list. Plain value.
#pragma once

#include "store/event.h"

namespace twinlane::projection {

struct RowLineage {
  std::string table, key;  // as ProvenTable::keyOf() has it
  std::string row;         // as the events make it, values with bars between; "no row"
  // Those that changed it, in the order of the log; the last `mostEvents` of them.
  static constexpr std::size_t mostEvents = 1000;
  std::vector<store::Position> events;
  std::int64_t changes = 0;  // how many there are
  // The event after which the row was last as `sought`; 0 when it never was.
  std::string sought;
  store::Position lastAsSought = 0;
};

}  // namespace twinlane::projection
