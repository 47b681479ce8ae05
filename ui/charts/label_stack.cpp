#include "charts/label_stack.h"

#include <algorithm>
#include <numeric>

namespace twinlane::ui {

QList<double> stackLabels(const QList<double>& wanted, double gap, double top, double bottom) {
  QList<qsizetype> order(wanted.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&wanted](qsizetype a, qsizetype b) { return wanted[a] < wanted[b]; });
  QList<double> placed = wanted;
  double least = top;
  for (const qsizetype at : order) {
    placed[at] = std::max(placed[at], least);
    least = placed[at] + gap;
  }
  double most = bottom;
  for (auto it = order.crbegin(); it != order.crend(); ++it) {
    placed[*it] = std::min(placed[*it], most);
    most = placed[*it] - gap;
  }
  return placed;
}

}  // namespace twinlane::ui
