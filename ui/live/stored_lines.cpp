#include "live/stored_lines.h"

#include "charts/bucket_reduction.h"
#include "engine/data_folder.h"

#include <algorithm>

namespace twinlane::ui {

namespace {

constexpr std::int64_t microsASecond = 1'000'000, mostOfSeconds = 2 * 3600 * microsASecond, secondsKept = 24 * 3600 * microsASecond;
// Rows are cut a little late or early; what is missing longer was not measured.
constexpr double slack = 1.5;

double secondsOf(std::int64_t micros) { return static_cast<double>(micros) / microsASecond; }
double endOf(const telemetry::SeriesPoint& point) { return secondsOf(point.at.micros + point.lengthMicros); }

base::Result<telemetry::KeptTelemetry> openKept(const std::string& dataFolder) {
  const auto files = base::makeDiskFileSystem();
  const auto folder = engine::DataFolder::open(dataFolder, false, false, *files);
  if (!folder) return tl::unexpected(folder.error());
  return telemetry::KeptTelemetry::open(folder->telemetry(), *files);
}

QList<QPointF> pointsOf(const telemetry::Series& series, bool bySeconds) {
  QList<QPointF> points;
  const bool isCount = series.kind == telemetry::SeriesKind::Count;
  std::int64_t run = -1;
  for (const telemetry::SeriesPoint& point : series.points) {
    // What opening the folder reads and stocks is not the pace of the shop.
    const bool opens = std::exchange(run, point.run) != point.run;
    if (isCount && ((opens && bySeconds) || point.lengthMicros <= 0)) continue;
    points << QPointF(endOf(point), isCount ? static_cast<double>(point.value) / secondsOf(point.lengthMicros) : static_cast<double>(point.value));
  }
  // A clock that was set back labels later rows with earlier times.
  std::stable_sort(points.begin(), points.end(), [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); });
  return points;
}

QList<std::pair<double, double>> closedIn(const telemetry::Series& series, double step) {
  QList<std::pair<double, double>> closed;
  for (std::size_t i = 1; i < series.points.size(); ++i) {
    const double from = endOf(series.points[i - 1]), to = secondsOf(series.points[i].at.micros);
    if (to - from > step + slack) closed << std::pair(from, to);
  }
  return closed;
}

}  // namespace

StoredLines readStoredLines(const StoredQuery& query) {
  StoredLines read;
  auto kept = openKept(query.dataFolder);
  if (!kept) {
    // A shop that was never open before has none yet.
    if (kept.error().code != base::ErrorCode::NotFound) read.error = kept.error().what;
    return read;
  }
  const bool bySeconds = query.to.micros - query.from.micros <= mostOfSeconds && query.from.micros >= query.now.micros - secondsKept;
  const int step = bySeconds ? 1 : 60;
  for (const std::string& name : query.series) {
    const auto series = kept->series({name, base::Timestamp{query.from.micros - step * microsASecond}, query.to, step});
    if (!series) {
      if (series.error().code != base::ErrorCode::NotFound) read.error = series.error().what;
      continue;
    }
    const QList<QPointF> points = pointsOf(*series, bySeconds);
    if (read.closed.isEmpty() && series->kind == telemetry::SeriesKind::Count) read.closed = closedIn(*series, step);
    if (!points.isEmpty()) read.until = std::max(read.until, points.constLast().x());
    read.lines[name] = reduceToBuckets(std::span<const QPointF>(points.constData(), static_cast<std::size_t>(points.size())), secondsOf(query.from.micros), secondsOf(query.to.micros), query.buckets);
  }
  return read;
}

}  // namespace twinlane::ui
