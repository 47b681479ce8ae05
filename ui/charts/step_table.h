// The values of a chart as rows of even steps of time, for the table behind it and for files: of each series the highest within the
// step, which no reduction to buckets has lost. Pure functions.
#pragma once

#include <QList>
#include <QPointF>

#include <optional>

namespace twinlane::ui {

struct StepRow {
  double from = 0;  // seconds before the right end
  QList<std::optional<double>> highest;
};

// A step of whole seconds that divides `seconds` into some sixty rows.
int stepFor(double seconds);
// From left to right, x of `points` ascending. `origin` is what is added to x so that steps begin at whole multiples of theirs.
QList<StepRow> stepRows(const QList<QList<QPointF>>& points, double seconds, int step, double origin = 0);

}  // namespace twinlane::ui
