// Bounds of what a command may carry. A line's net is at most 10^9 units of currency, an order has at most 256 + 64 items:
// its total stays below 3.2 * 10^15 ten-thousandths, so that a period holds some thousand orders of the largest kind.
#pragma once

#include <cstdint>

namespace twinlane::domain::limits {

inline constexpr std::int64_t idLength = 64;
inline constexpr std::int64_t nameLength = 200;
inline constexpr std::int64_t textLength = 2000;
inline constexpr std::int64_t linesPerEvent = 256;
inline constexpr std::int64_t charges = 64;
inline constexpr std::int64_t maxQuantity = 1'000'000'000'000;   // 10^9 pieces, in thousandths
inline constexpr std::int64_t maxPrice = 1'000'000'000'000;      // 10^8 units, in ten-thousandths
inline constexpr std::int64_t maxNet = 10'000'000'000'000;        // 10^9 units, in ten-thousandths

}  // namespace twinlane::domain::limits
