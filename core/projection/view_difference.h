// What differs between two files of one read model at the same position. A row is told as its values with bars between, "no row"
// where there is none. Plain values.
#pragma once

#include "projection/parked.h"

namespace twinlane::projection {

struct RowDifference {
  std::string table, key;
  std::string is, other;        // in the first file and in the second
  // What explain() finds: the events that changed the row in the second file, newest last, at most `tellingEvents`; and the one
  // after which it was there last as it is in the first: 0 when it never was.
  static constexpr std::size_t tellingEvents = 20;
  std::vector<store::Position> events = {};
  std::optional<store::Position> divergedAfter = {};
};

struct ViewDifference {
  store::Position position = 0;
  std::int64_t rows = 0;        // of the first that count
  base::Digest root{};          // of the first
  std::int64_t changed = 0, missing = 0, extra = 0;  // rows of both that differ; of the second alone; of the first alone
  std::vector<RowDifference> first;                  // in the order of tables and keys
  std::optional<RowDifference> schema;  // other tables: then no row was compared; or an index of words that is not that of its rows
  bool areDigestsStale = false;         // the first file's digests are not those of its rows
  std::vector<ParkedStream> unfolded;   // what the first took in and the second could not
  std::optional<RowDifference> book;    // of what is set aside or discarded; between a list and its shadow alone, which decides alike
  bool isNone() const { return changed + missing + extra == 0 && !schema && !areDigestsStale && unfolded.empty() && !book; }
};

}  // namespace twinlane::projection
