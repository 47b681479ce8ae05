// Turns samples of running totals into rates a second and lag lines over the seconds before a moment. Plain functions over values.
#pragma once

#include "telemetry/snapshot.h"

#include <QList>
#include <QPointF>

#include <string>
#include <vector>

namespace twinlane::ui {

class RateHistory {
 public:
  using Total = std::int64_t telemetry::Sample::*;

  // Until the newest sample.
  explicit RateHistory(const std::vector<telemetry::Sample>& samples) : RateHistory(samples, samples.empty() ? base::SteadyTime{} : samples.back().at) {}
  RateHistory(const std::vector<telemetry::Sample>& samples, base::SteadyTime end) : m_samples(samples), m_end(end) {}

  // Rate over the second before each sample; x in seconds before the end.
  QList<QPointF> rate(Total total, double seconds) const;
  QList<QPointF> behind(const std::string& view, double seconds) const;
  double rateNow(Total total) const;

 private:
  double secondsBeforeEnd(const telemetry::Sample& sample) const;
  std::size_t firstWithin(double seconds) const;

  const std::vector<telemetry::Sample>& m_samples;
  base::SteadyTime m_end;
};

}  // namespace twinlane::ui
