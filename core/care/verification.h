// The oracle's report: journal chain and witness, write tables = fold of the events, read models = rebuild. Plain values.
#pragma once

#include "store/event.h"

#include <map>

namespace twinlane::care {

struct Difference {
  std::string what;  // "journal", "orders", "order_list", ...
  std::string key, expected, actual;
  store::Position position = 0;
};

struct CheckResult {
  std::string name;
  bool ok = false;
  std::int64_t checked = 0;  // events or rows; 0 and a note when there was nothing to compare with
  std::optional<store::Position> position = {};  // of a list: as of where it was compared
};

struct VerifyReport {
  store::Position position = 0;
  std::vector<CheckResult> checks;
  // Events of each type number and schema version: what the upcasters still have to read.
  std::map<std::pair<int, int>, std::int64_t> versions;
  bool journalDamaged = false;
  std::optional<Difference> firstDifference;
  // What could not be compared and breaks no promise, in words for a person.
  std::vector<std::string> notes;
  bool ok() const { return !journalDamaged && !firstDifference; }
};

}  // namespace twinlane::care
