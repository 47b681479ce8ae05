// The rows of "How long it takes": what an order needs first, of both lanes, then the rest; with the typical time of the last
// half minute as a small line. What has been quiet for minutes is not shown. Plain class; one thread.
#pragma once

#include "tables/row_table_model.h"
#include "telemetry/snapshot.h"

#include <map>

namespace twinlane::ui {

class TimingRows {
 public:
  static QList<Column> columns();
  // Takes in the newest figures; called about twice a second.
  void see(const telemetry::Snapshot& snapshot);
  QList<QList<Cell>> rows() const;

 private:
  struct Line {
    telemetry::LatencySummary summary;
    QList<double> typical;
    base::SteadyTime busyAt;
  };
  std::map<std::string, Line> m_lines;
  base::SteadyTime m_now;
};

}  // namespace twinlane::ui
