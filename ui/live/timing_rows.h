// The rows of "How long it takes", commands first, with the typical time of the last half minute as a small line. Plain
// class; one thread.
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
  };
  std::map<std::pair<bool, std::string>, Line> m_lines;  // queries sort after commands
};

}  // namespace twinlane::ui
