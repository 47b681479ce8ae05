#include "charts/nice_scale.h"

#include <algorithm>
#include <cmath>

namespace twinlane::ui {

namespace {
constexpr std::int64_t patienceMs = 5000;
}

double NiceScale::stepFor(double top) {
  const double raw = top / 5;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double factor : {1.0, 2.0, 5.0, 10.0})
    if (factor * power >= raw * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

double NiceScale::topFor(double largest) {
  if (!(largest > 0)) return 1;
  const double step = stepFor(largest);
  return step * std::ceil(largest / step - 1e-9);
}

void NiceScale::update(double largest, std::int64_t nowMs) {
  const double wanted = std::max(m_least, topFor(largest * 1.08));
  if (wanted >= m_top) {
    m_top = wanted;
    m_smallSinceMs = -1;
    return;
  }
  if (m_smallSinceMs < 0) m_smallSinceMs = nowMs;
  if (nowMs - m_smallSinceMs < patienceMs) return;
  m_top = wanted;
  m_smallSinceMs = -1;
}

}  // namespace twinlane::ui
