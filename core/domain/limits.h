// Bounds of what a command may carry. Within them every sum of the house fits into 64 bits: a line's net is at most
// 10^12 units of currency, an order has at most 256 + 64 items, so an order's total stays below 4 * 10^18 ten-thousandths.
#pragma once

#include <cstdint>

namespace twinlane::domain::limits {

inline constexpr std::int64_t idLength = 64;
inline constexpr std::int64_t nameLength = 200;
inline constexpr std::int64_t textLength = 2000;
inline constexpr std::int64_t linesPerEvent = 256;
inline constexpr std::int64_t charges = 64;
inline constexpr std::int64_t maxQuantity = 1'000'000'000'000;   // 10^9 pieces, in thousandths
inline constexpr std::int64_t maxPrice = 10'000'000'000'000;     // 10^9 units, in ten-thousandths
inline constexpr std::int64_t maxNet = 10'000'000'000'000'000;   // 10^12 units, in ten-thousandths

}  // namespace twinlane::domain::limits
