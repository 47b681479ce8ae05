// The oracle's report: journal chain and witness, write tables = fold of the events, read models = rebuild. Plain values.
#pragma once

#include "store/event.h"

#include <map>

namespace twinlane::care {

// A stream that a list does not have whole: from the event that could not be folded.
struct SetAside {
  std::string projection, stream;
  store::Position position = 0;
  std::string error;
};

struct Difference {
  std::string what;  // "journal", "orders", "order_list", ...
  std::string key, expected, actual;
  store::Position position = 0;
  // Of a row of a list: the events that changed it as it should be, newest last, and the one after which it was last as it is in
  // the list: 0 when it never was.
  std::vector<store::Position> events = {};
  std::optional<store::Position> divergedAfter = {};
  // Of a list: the first event that it took in once and that this program cannot fold.
  std::optional<SetAside> unfolded = {};
  bool isInTheWay = false;  // of a list: what lies in the place of its file can neither be opened nor be made anew before it is moved away
};

struct CheckResult {
  std::string name;
  bool ok = false;
  std::int64_t checked = 0;  // events or rows; 0 and a note when there was nothing to compare with
  std::optional<store::Position> position = {};  // of a list: as of where it was compared
};

// That a list equalled a rebuild of its version from the events up to a position; `root` is over the digests of its rows
// (projection/row_digests.h).
struct Certificate {
  std::string projection;
  int version = 0;
  store::Position position = 0;
  base::Digest root{};
  std::int64_t rows = 0;
  base::Timestamp at;
};

struct VerifyReport {
  store::Position position = 0;
  std::vector<CheckResult> checks;
  // Events of each type number and schema version: what the upcasters still have to read.
  std::map<std::pair<int, int>, std::int64_t> versions;
  bool journalDamaged = false;
  std::vector<Difference> differences;  // the first of the journal, of each write table and of each list, as the checks went
  std::vector<Certificate> certificates;
  std::vector<SetAside> setAside;
  // What could not be compared and breaks no promise, in words for a person.
  std::vector<std::string> notes;
  const Difference* firstDifference() const { return differences.empty() ? nullptr : &differences.front(); }
  bool ok() const { return !journalDamaged && differences.empty(); }
};

}  // namespace twinlane::care
