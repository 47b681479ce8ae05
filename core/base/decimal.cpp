#include "base/decimal.h"

namespace twinlane::base {

std::optional<std::int64_t> parseDecimal(std::string_view text, int scale) {
  bool negative = false;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  std::int64_t value = 0;
  int decimals = -1;
  bool digits = false;
  for (char c : text) {
    if (c == '.') {
      if (decimals >= 0) return std::nullopt;
      decimals = 0;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    digits = true;
    if (decimals >= scale) {
      if (c != '0') return std::nullopt;
      continue;
    }
    if (decimals >= 0) ++decimals;
    if (__builtin_mul_overflow(value, std::int64_t{10}, &value)) return std::nullopt;
    if (__builtin_add_overflow(value, std::int64_t{c - '0'}, &value)) return std::nullopt;
  }
  if (!digits || text.back() == '.') return std::nullopt;
  for (int i = decimals < 0 ? 0 : decimals; i < scale; ++i) {
    if (__builtin_mul_overflow(value, std::int64_t{10}, &value)) return std::nullopt;
  }
  return negative ? -value : value;
}

std::string formatDecimal(std::int64_t value, int scale, int minimumDecimals) {
  const bool negative = value < 0;
  std::string digits = std::to_string(negative ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value));
  if (digits.size() <= static_cast<std::size_t>(scale)) digits.insert(0, static_cast<std::size_t>(scale) + 1 - digits.size(), '0');
  std::string fraction = digits.substr(digits.size() - static_cast<std::size_t>(scale));
  digits.resize(digits.size() - static_cast<std::size_t>(scale));
  while (fraction.size() > static_cast<std::size_t>(minimumDecimals) && !fraction.empty() && fraction.back() == '0') fraction.pop_back();
  if (!fraction.empty()) digits += "." + fraction;
  return negative ? "-" + digits : digits;
}

std::optional<std::int64_t> checkedAdd(std::int64_t a, std::int64_t b) {
  std::int64_t sum;
  if (__builtin_add_overflow(a, b, &sum)) return std::nullopt;
  return sum;
}

std::optional<std::int64_t> divideHalfEven(Wide value, Wide divisor) {
  Wide quotient = value / divisor;
  Wide rest = value % divisor;
  const bool negative = value < 0;
  if (negative) rest = -rest;
  const Wide twice = rest * 2;
  const bool odd = quotient % 2 != 0;
  if (twice > divisor || (twice == divisor && odd)) quotient += negative ? -1 : 1;
  if (quotient > INT64_MAX || quotient < INT64_MIN) return std::nullopt;
  return static_cast<std::int64_t>(quotient);
}

}  // namespace twinlane::base
