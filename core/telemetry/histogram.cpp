#include "telemetry/histogram.h"

#include <algorithm>
#include <bit>

namespace twinlane::telemetry {

int Histogram::bucketOf(std::int64_t duration) {
  const auto value = static_cast<std::uint64_t>(std::clamp<std::int64_t>(duration, 0, (std::int64_t{1} << 35)));
  if (value < 16) return static_cast<int>(value);
  const int octave = 63 - std::countl_zero(value);  // 4 for 16..31
  const auto step = static_cast<int>((value >> (octave - 4)) & 15);
  return std::min(16 + (octave - 4) * 16 + step, bucketCount - 1);
}

std::int64_t Histogram::upperBound(int bucket) {
  if (bucket < 16) return bucket;
  const int octave = (bucket - 16) / 16 + 4;
  const std::int64_t step = (bucket - 16) % 16;
  return ((16 + step + 1) << (octave - 4)) - 1;
}

Histogram::Counts Histogram::counts() const {
  Counts copy;
  for (std::size_t i = 0; i < copy.size(); ++i) copy[i] = m_counts[i].load(std::memory_order_relaxed);
  return copy;
}

Percentiles percentilesBetween(const Histogram::Counts& earlier, const Histogram::Counts& later) {
  Percentiles result;
  for (std::size_t i = 0; i < later.size(); ++i) result.count += later[i] - earlier[i];
  if (result.count == 0) return result;
  const std::int64_t half = (result.count + 1) / 2;
  const std::int64_t most = result.count - result.count / 100;
  std::int64_t seen = 0;
  for (std::size_t i = 0; i < later.size(); ++i) {
    const std::int64_t here = later[i] - earlier[i];
    if (here == 0) continue;
    const std::int64_t bound = Histogram::upperBound(static_cast<int>(i));
    if (seen < half && seen + here >= half) result.p50 = bound;
    if (seen < most && seen + here >= most) result.p99 = bound;
    seen += here;
    result.max = bound;
  }
  return result;
}

}  // namespace twinlane::telemetry
