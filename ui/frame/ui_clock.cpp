#include "frame/ui_clock.h"

#include <algorithm>
#include <vector>

namespace twinlane::ui {

namespace {
constexpr int openingBeats = 20;
}

UiClock::UiClock(QObject* parent) : QObject(parent) {
  m_timer.setTimerType(Qt::PreciseTimer);
  m_timer.setInterval(beatMs);
  connect(&m_timer, &QTimer::timeout, this, &UiClock::tick);
  m_watch.start();
  m_timer.start();
}

double UiClock::lateP99() const {
  const std::size_t n = std::min(m_count, m_late.size());
  if (n == 0) return 0;
  std::vector<double> late(m_late.begin(), m_late.begin() + static_cast<std::ptrdiff_t>(n));
  const std::size_t at = n - 1 - n / 100;
  std::nth_element(late.begin(), late.begin() + static_cast<std::ptrdiff_t>(at), late.end());
  return late[at];
}

void UiClock::tick() {
  const double ms = static_cast<double>(m_watch.nsecsElapsed()) / 1e6;
  m_watch.restart();
  m_seconds = ms / 1000;
  // Opening a folder and drawing it for the first time is not how the window answers.
  if (m_beats < openingBeats) ++m_beats;
  else m_late[m_count++ % m_late.size()] = std::max(0.0, ms - beatMs);
  m_slot = (m_slot + 1) % slotCount;
  emit beat(m_slot);
}

}  // namespace twinlane::ui
