// Two files of one read model at the same position: what their rows come to, the first row that differs, and which events made
// it. Within the room; one thread.
#pragma once

#include "care/verification.h"
#include "feed/feed.h"
#include "projection/view_file.h"

namespace twinlane::care {

struct ViewComparison {
  store::Position position = 0;
  std::int64_t rows = 0;
  base::Digest root{};
  std::optional<Difference> difference;
  // The row that differs, by its table and the values of its key as text, which SQLite takes for what the columns are; nothing
  // when no single row does.
  struct Row {
    projection::ProvenTable table;
    std::vector<std::string> key;
  };
  std::optional<Row> row;
};

// `live` in a snapshot of the caller's.
base::Status compareViews(const std::string& name, sqlite::Connection& live, sqlite::Connection& rebuilt, store::Position position, ViewComparison& found);
// Which events made the row that differs, and after which of them it was last as it is in the live file: folds the log once more,
// event by event, into `shadow`, which is new.
base::Status explain(projection::ReadModel& model, projection::ViewFile& shadow, feed::Feed& feed, ViewComparison& found);

// Folds the log up to `target` into a file beside the live one.
base::Status foldTo(store::Position target, projection::ReadModel& model, projection::ViewFile& shadow, feed::Feed& feed);

}  // namespace twinlane::care
