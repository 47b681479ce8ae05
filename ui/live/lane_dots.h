// The dots of one lane as numbers: each leaves at 0 and arrives at 1; above twelve a second one dot stands for several
// changes; a paused lane keeps its dots waiting before the end. Plain value.
#pragma once

#include <vector>

namespace twinlane::ui {

class LaneDots {
 public:
  // How long a dot is on its way; a short lane is crossed sooner, so that dots stand apart.
  explicit LaneDots(double crossingSeconds = 1.2) : m_crossingSeconds(crossingSeconds) {}

  // `perSecond` changes enter the lane; `paused` holds them.
  void advance(double seconds, double perSecond, bool paused);
  const std::vector<double>& positions() const { return m_positions; }
  // How many changes one dot stands for at this rate.
  static int changesPerDot(double perSecond);

  static constexpr double mostDotsPerSecond = 12;
  static constexpr std::size_t mostWaiting = 14;

 private:
  std::vector<double> m_positions;  // the furthest first
  double m_crossingSeconds;
  double m_due = 0;
};

}  // namespace twinlane::ui
