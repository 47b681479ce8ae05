#include "live/lane_dots.h"

#include <algorithm>
#include <cmath>

namespace twinlane::ui {

namespace {
constexpr double waitingGap = 0.055, waitingEnd = 0.86;
}  // namespace

int LaneDots::changesPerDot(double perSecond) {
  return std::max(1, static_cast<int>(std::ceil(perSecond / mostDotsPerSecond)));
}

void LaneDots::advance(double seconds, double perSecond, bool paused) {
  const double end = paused ? waitingEnd : 1.0;
  double limit = end;
  for (double& position : m_positions) {
    // What had passed the bars before the pause arrives.
    if (position > end) {
      position += seconds / m_crossingSeconds;
      continue;
    }
    position = std::min(position + seconds / m_crossingSeconds, std::max(limit, position));
    if (paused) limit = position - waitingGap;
  }
  std::erase_if(m_positions, [](double position) { return position >= 1.0; });
  m_due += seconds * perSecond / changesPerDot(perSecond);
  for (; m_due >= 1; m_due -= 1)
    if (!paused || m_positions.size() < mostWaiting) m_positions.push_back(0);
}

}  // namespace twinlane::ui
