#include "transfer/closed_rows.h"

namespace twinlane::transfer {

std::vector<std::pair<std::int64_t, std::int64_t>> ClosedRows::ranges() const {
  std::vector<std::pair<std::int64_t, std::int64_t>> ranges;
  for (const std::int64_t index : m_indexes) {
    if (!ranges.empty() && ranges.back().second + 1 == index) ranges.back().second = index;
    else ranges.emplace_back(index, index);
  }
  return ranges;
}

}  // namespace twinlane::transfer
