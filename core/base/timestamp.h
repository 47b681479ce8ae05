// An instant in UTC, microseconds since 1970. Wall time is data: order comes from positions, durations from SteadyTime.
// Any thread; plain value.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace twinlane::base {

inline constexpr std::int64_t microsPerDay = 86'400'000'000;

struct Timestamp {
  std::int64_t micros = 0;

  auto operator<=>(const Timestamp&) const = default;
  // ISO 8601 with Z: "2011-11-30T09:15:00Z", with ".123456" when there is a fraction.
  std::string toText() const;
  // Takes what toText prints, and offsets "+01:00" in place of Z.
  static std::optional<Timestamp> fromText(std::string_view text);
};

// A point on the steady clock, nanoseconds since an arbitrary start.
struct SteadyTime {
  std::int64_t nanos = 0;

  auto operator<=>(const SteadyTime&) const = default;
  std::int64_t microsSince(SteadyTime earlier) const { return (nanos - earlier.nanos) / 1000; }
};

// A calendar day without a zone.
struct CivilDay {
  int year = 1970;
  int month = 1;
  int day = 1;
  auto operator<=>(const CivilDay&) const = default;
};

CivilDay civilDayOf(std::int64_t daysSince1970);
std::int64_t daysSince1970(CivilDay day);

}  // namespace twinlane::base
