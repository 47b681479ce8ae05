#include "live/rate_history.h"

#include <algorithm>

namespace twinlane::ui {

namespace {
// One second of samples smooths a rate enough to be read and keeps a burst visible.
constexpr std::size_t window = 10;
constexpr std::int64_t openingSamples = 10;
}  // namespace

double RateHistory::secondsBeforeEnd(const telemetry::Sample& sample) const { return static_cast<double>(sample.at.nanos - m_end.nanos) / 1e9; }

std::size_t RateHistory::firstWithin(double seconds) const {
  const std::int64_t limit = m_end.nanos - static_cast<std::int64_t>((seconds + 1) * 1e9);
  const auto first = std::lower_bound(m_samples.begin(), m_samples.end(), limit,
                                      [](const telemetry::Sample& sample, std::int64_t nanos) { return sample.at.nanos < nanos; });
  return static_cast<std::size_t>(first - m_samples.begin());
}

QList<QPointF> RateHistory::rate(Total total, double seconds) const {
  QList<QPointF> line;
  for (std::size_t i = std::max(firstWithin(seconds), window); i < m_samples.size() && m_samples[i].at <= m_end; ++i) {
    const telemetry::Sample& now = m_samples[i];
    const telemetry::Sample& before = m_samples[i - window];
    // What opening the folder reads and stocks is not the pace of the shop.
    if (before.index < openingSamples) continue;
    const double passed = static_cast<double>(now.at.nanos - before.at.nanos) / 1e9;
    if (passed <= 0) continue;
    line << QPointF(secondsBeforeEnd(now), static_cast<double>(now.*total - before.*total) / passed);
  }
  return line;
}

QList<QPointF> RateHistory::behind(const std::string& view, double seconds) const {
  QList<QPointF> line;
  for (std::size_t i = firstWithin(seconds); i < m_samples.size() && m_samples[i].at <= m_end; ++i)
    for (const telemetry::ViewSample& sample : m_samples[i].views)
      if (sample.name == view) line << QPointF(secondsBeforeEnd(m_samples[i]), static_cast<double>(sample.behindEvents));
  return line;
}

double RateHistory::rateNow(Total total) const {
  const QList<QPointF> line = rate(total, 1);
  return line.isEmpty() ? 0 : line.constLast().y();
}

}  // namespace twinlane::ui
