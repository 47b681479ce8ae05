// Counts durations in exponential buckets with sixteen linear steps an octave, so that a percentile is at most 1/16 too
// high (the scheme of HdrHistogram, Tene). record(): any thread, one relaxed increment. The unit is the caller's; what is
// above 2^35 (34 seconds in nanoseconds) counts as that.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace twinlane::telemetry {

class Histogram {
 public:
  static constexpr int bucketCount = 16 + 16 * 32;
  using Counts = std::array<std::int64_t, bucketCount>;

  void record(std::int64_t duration) { m_counts[static_cast<std::size_t>(bucketOf(duration))].fetch_add(1, std::memory_order_relaxed); }
  Counts counts() const;

  static int bucketOf(std::int64_t duration);
  // Largest value that falls into the bucket.
  static std::int64_t upperBound(int bucket);

 private:
  std::array<std::atomic<std::int64_t>, bucketCount> m_counts{};
};

struct Percentiles {
  std::int64_t count = 0, p50 = 0, p99 = 0, max = 0;
};
// Of what was recorded between two readings of one histogram.
Percentiles percentilesBetween(const Histogram::Counts& earlier, const Histogram::Counts& later);

}  // namespace twinlane::telemetry
