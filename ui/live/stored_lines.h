// What telemetry.sqlite keeps of lines over a stretch of time: seconds where they are asked for up to two hours of the last day,
// minutes else, each line reduced to two points a bucket, so that what is handed on does not grow with the stretch. Reads files:
// not for the GUI thread. Plain values.
#pragma once

#include "telemetry/kept_telemetry.h"

#include <QList>
#include <QPointF>

#include <map>

namespace twinlane::ui {

struct StoredQuery {
  std::string dataFolder;
  std::vector<std::string> series;  // counts become rates a second
  base::Timestamp from, to, now;
  int buckets = 300;
};

// x in seconds since 1970 by the clock that labelled the rows.
struct StoredLines {
  std::map<std::string, QList<QPointF>> lines;
  QList<std::pair<double, double>> closed;  // nobody had the shop open
  double until = 0;                         // where the last row ends
  std::string error;                        // why there are none, in words; empty when there may be
};

StoredLines readStoredLines(const StoredQuery& query);

}  // namespace twinlane::ui
