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
  double limit = waitingEnd;
  for (double& position : m_positions) {
    const double moved = position + seconds / m_crossingSeconds;
    // What had passed the bars when the lane was paused still arrives.
    if (!paused || position > waitingEnd) {
      position = moved;
      continue;
    }
    position = std::min(moved, std::max(limit, position));
    limit = position - waitingGap;
  }
  std::erase_if(m_positions, [](double position) { return position >= 1.0; });
  m_due += seconds * perSecond / changesPerDot(perSecond);
  for (; m_due >= 1; m_due -= 1)
    if (!paused || m_positions.size() < mostWaiting) m_positions.push_back(0);
}

}  // namespace twinlane::ui
