#include "charts/bucket_reduction.h"

#include <cmath>

namespace twinlane::ui {

namespace {

void close(QList<QPointF>& out, const QPointF& low, const QPointF& high) {
  if (low.x() == high.x()) {
    out << low;
    return;
  }
  if (low.x() < high.x()) out << low << high;
  else out << high << low;
}

}  // namespace

QList<QPointF> reduceToBuckets(std::span<const QPointF> points, double from, double to, int buckets, double origin) {
  QList<QPointF> out;
  if (buckets < 1 || !(to > from)) return out;
  const double width = (to - from) / buckets;
  double current = 0;
  bool open = false;
  QPointF low, high;
  for (const QPointF& point : points) {
    if (point.x() < from || point.x() > to) continue;
    const double bucket = std::floor((point.x() + origin) / width);
    if (open && bucket == current) {
      if (point.y() < low.y()) low = point;
      if (point.y() > high.y()) high = point;
      continue;
    }
    if (open) close(out, low, high);
    current = bucket;
    low = high = point;
    open = true;
  }
  if (open) close(out, low, high);
  return out;
}

}  // namespace twinlane::ui
