// Reduces a series to at most two points a bucket (its smallest and largest value, in their order), buckets aligned to
// absolute multiples of their width so that a scrolling line does not shimmer. Pure function.
#pragma once

#include <QList>
#include <QPointF>

#include <span>

namespace twinlane::ui {

// x of `points` ascends. `origin` is what is added to x for alignment (the absolute time of x = 0).
QList<QPointF> reduceToBuckets(std::span<const QPointF> points, double from, double to, int buckets, double origin = 0);

}  // namespace twinlane::ui
