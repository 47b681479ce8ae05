// Turns samples of running totals into rates a second and lag lines over the last seconds. Plain functions over values.
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

  explicit RateHistory(const std::vector<telemetry::Sample>& samples) : m_samples(samples) {}

  // Rate over the second before each sample; x in seconds before the newest sample.
  QList<QPointF> rate(Total total, int seconds) const;
  QList<QPointF> behind(const std::string& view, int seconds) const;
  double rateNow(Total total) const;

 private:
  double secondsBeforeNewest(const telemetry::Sample& sample) const;
  std::size_t firstWithin(int seconds) const;

  const std::vector<telemetry::Sample>& m_samples;
};

}  // namespace twinlane::ui
