// Money, quantities and currency. Amount counts 1/10000 of the currency's unit (real price lists have three decimals,
// discounts make four); Quantity counts 1/1000 of a piece, kilogram or metre. Any thread; plain values.
#pragma once

#include "base/decimal.h"

#include <array>
#include <compare>

namespace twinlane::base {

struct Amount {
  static constexpr int scale = 4;
  std::int64_t tenThousandths = 0;

  auto operator<=>(const Amount&) const = default;
  Amount operator-() const { return {-tenThousandths}; }
  // Callers keep within the bounds of domain/limits.h, where sums cannot overflow.
  Amount operator+(Amount other) const { return {tenThousandths + other.tenThousandths}; }
  Amount operator-(Amount other) const { return {tenThousandths - other.tenThousandths}; }
  Amount& operator+=(Amount other) { tenThousandths += other.tenThousandths; return *this; }
  Amount& operator-=(Amount other) { tenThousandths -= other.tenThousandths; return *this; }

  // At least two decimals: "12.50", "2.345".
  std::string toText() const { return formatDecimal(tenThousandths, scale, 2); }
  static std::optional<Amount> fromText(std::string_view text) {
    const auto value = parseDecimal(text, scale);
    return value ? std::optional(Amount{*value}) : std::nullopt;
  }
};

struct Quantity {
  static constexpr int scale = 3;
  std::int64_t thousandths = 0;

  auto operator<=>(const Quantity&) const = default;
  Quantity operator-() const { return {-thousandths}; }
  Quantity operator+(Quantity other) const { return {thousandths + other.thousandths}; }
  Quantity operator-(Quantity other) const { return {thousandths - other.thousandths}; }
  Quantity& operator+=(Quantity other) { thousandths += other.thousandths; return *this; }
  Quantity& operator-=(Quantity other) { thousandths -= other.thousandths; return *this; }

  std::string toText() const { return formatDecimal(thousandths, scale, 0); }
  static std::optional<Quantity> fromText(std::string_view text) {
    const auto value = parseDecimal(text, scale);
    return value ? std::optional(Quantity{*value}) : std::nullopt;
  }
};

// ISO 4217 letters, as text. Empty when not known.
struct Currency {
  std::array<char, 3> letters{};

  auto operator<=>(const Currency&) const = default;
  bool empty() const { return letters[0] == 0; }
  std::string toText() const { return empty() ? std::string() : std::string(letters.data(), 3); }
  static std::optional<Currency> fromText(std::string_view text) {
    if (text.size() != 3) return std::nullopt;
    Currency currency;
    for (std::size_t i = 0; i < 3; ++i) {
      if (text[i] < 'A' || text[i] > 'Z') return std::nullopt;
      currency.letters[i] = text[i];
    }
    return currency;
  }
};

// Whether the list of ISO 4217 that is kept here has the code. Facts of old orders may hold one that it no longer lists.
bool isInUse(Currency currency);
// What money of the currency is counted in: 0.01 for GBP, 1 for JPY, 0.001 for BHD. The finest there is where the list does
// not have the currency, or has no such unit for it (gold).
Amount smallestUnit(Currency currency);

}  // namespace twinlane::base
