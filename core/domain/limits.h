// Bounds of what a command may carry and of what an aggregate may grow to. A line's net is at most 10^9 units of currency,
// an order has at most 1024 lines and 64 kinds of charges: its total stays below 1.1 * 10^16 ten-thousandths, so that a
// period, or what a customer owes, holds some hundred orders of the largest kind.
#pragma once

#include <cstdint>

namespace twinlane::domain::limits {

inline constexpr std::int64_t idLength = 64;
inline constexpr std::int64_t nameLength = 200;
inline constexpr std::int64_t textLength = 2000;
inline constexpr std::int64_t linesPerEvent = 256;
inline constexpr std::int64_t linesPerOrder = 1024;
inline constexpr std::int64_t charges = 64;                       // a command, and kinds of an order
inline constexpr std::int64_t packagesPerOrder = 1024;
inline constexpr std::int64_t maxQuantity = 1'000'000'000'000;    // 10^9 pieces, in thousandths
inline constexpr std::int64_t maxStock = 1'000'000'000'000'000;   // 10^12 pieces on hand, in thousandths
inline constexpr std::int64_t maxPrice = 1'000'000'000'000;       // 10^8 units, in ten-thousandths
inline constexpr std::int64_t maxNet = 10'000'000'000'000;        // 10^9 units, in ten-thousandths
inline constexpr std::int64_t maxCredit = 1'000'000'000'000'000;  // 10^11 units, in ten-thousandths

}  // namespace twinlane::domain::limits
