// The upper end of a value axis in steps of 1, 2 and 5: grows at once, shrinks only after the values have been small for
// five seconds, so that the picture stays still. Plain value; one thread.
#pragma once

#include <cstdint>

namespace twinlane::ui {

class NiceScale {
 public:
  explicit NiceScale(double least = 5) : m_top(least), m_least(least) {}

  // `largest` of the values on show at `nowMs` of a steady clock.
  void update(double largest, std::int64_t nowMs);
  double top() const { return m_top; }
  double step() const { return stepFor(m_top); }

  static double topFor(double largest);
  // At most five steps up to `top`.
  static double stepFor(double top);

 private:
  double m_top;
  double m_least;
  std::int64_t m_smallSinceMs = -1;
};

}  // namespace twinlane::ui
