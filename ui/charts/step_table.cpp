#include "charts/step_table.h"

#include <algorithm>
#include <cmath>

namespace twinlane::ui {

int stepFor(double seconds) {
  constexpr int mostRows = 60;
  for (const int step : {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10'800})
    if (seconds <= static_cast<double>(step) * mostRows) return step;
  return 21'600;
}

QList<StepRow> stepRows(const QList<QList<QPointF>>& points, double seconds, int step, double origin) {
  QList<StepRow> rows;
  const auto first = static_cast<std::int64_t>(std::floor((origin - seconds) / step)), last = static_cast<std::int64_t>(std::floor(origin / step));
  for (std::int64_t at = first; at <= last; ++at) rows << StepRow{static_cast<double>(at * step) - origin, QList<std::optional<double>>(points.size())};
  for (qsizetype series = 0; series < points.size(); ++series)
    for (const QPointF& point : points[series]) {
      const auto at = static_cast<std::int64_t>(std::floor((point.x() + origin) / step)) - first;
      if (at < 0 || at >= rows.size()) continue;
      std::optional<double>& highest = rows[at].highest[series];
      highest = std::max(highest.value_or(point.y()), point.y());
    }
  rows.removeIf([](const StepRow& row) { return std::none_of(row.highest.begin(), row.highest.end(), [](const auto& value) { return value.has_value(); }); });
  return rows;
}

}  // namespace twinlane::ui
