// A share as a decimal number, counted in millionths: a discount of "0.05" is five per cent. Plain value.
#pragma once

#include "base/decimal.h"

#include <compare>

namespace twinlane::domain {

struct Factor {
  static constexpr int scale = 6;
  static constexpr std::int64_t one = 1'000'000;
  std::int64_t millionths = 0;

  auto operator<=>(const Factor&) const = default;
  std::string toText() const { return base::formatDecimal(millionths, scale, 0); }
  static std::optional<Factor> fromText(std::string_view text) {
    const auto value = base::parseDecimal(text, scale);
    return value ? std::optional(Factor{*value}) : std::nullopt;
  }
};

}  // namespace twinlane::domain
