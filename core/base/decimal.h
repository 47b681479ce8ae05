// Exact decimals as scaled 64-bit integers: text to number and back without binary fractions, and the one rounding of
// the house (half to even). Any thread; pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace twinlane::base {

__extension__ using Wide = __int128;

// "12.5" with scale 4 gives 125000. A sign is allowed; exponents, spaces and grouping are not. Digits beyond the scale
// must be zero. Nothing on any other text or on overflow.
std::optional<std::int64_t> parseDecimal(std::string_view text, int scale);

// 125000 with scale 4 and minimum 2 gives "12.50": trailing zeros are dropped down to the minimum of decimals.
std::string formatDecimal(std::int64_t value, int scale, int minimumDecimals);

std::optional<std::int64_t> checkedAdd(std::int64_t a, std::int64_t b);

// value / divisor rounded half to even; nothing when the quotient does not fit. divisor > 0.
std::optional<std::int64_t> divideHalfEven(Wide value, Wide divisor);

}  // namespace twinlane::base
