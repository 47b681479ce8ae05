#include "base/timestamp.h"

#include <cstdio>
#include <date/date.h>

namespace twinlane::base {
namespace {

std::optional<int> number(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

CivilDay civilDayOf(std::int64_t days) {
  const date::year_month_day day{date::sys_days{date::days{days}}};
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

std::int64_t daysSince1970(CivilDay day) {
  return date::sys_days{date::year{day.year} / day.month / day.day}.time_since_epoch().count();
}

std::string Timestamp::toText() const {
  std::int64_t days = micros / microsPerDay;
  std::int64_t rest = micros % microsPerDay;
  if (rest < 0) {
    rest += microsPerDay;
    --days;
  }
  const CivilDay day = civilDayOf(days);
  const std::int64_t seconds = rest / 1'000'000;
  const std::int64_t fraction = rest % 1'000'000;
  char text[64];
  int length = std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d", day.year, day.month, day.day,
                             static_cast<int>(seconds / 3600), static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
  std::string result(text, static_cast<std::size_t>(length));
  if (fraction != 0) {
    length = std::snprintf(text, sizeof text, ".%06d", static_cast<int>(fraction));
    result.append(text, static_cast<std::size_t>(length));
  }
  return result + "Z";
}

std::optional<Timestamp> Timestamp::fromText(std::string_view text) {
  const auto year = number(text, 0, 4), month = number(text, 5, 2), day = number(text, 8, 2);
  const auto hour = number(text, 11, 2), minute = number(text, 14, 2), second = number(text, 17, 2);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  if (text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != ' ') || text[13] != ':' || text[16] != ':') return std::nullopt;
  const date::year_month_day civil = date::year{*year} / *month / *day;
  if (!civil.ok() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  std::int64_t micros = date::sys_days{civil}.time_since_epoch().count() * microsPerDay +
                        ((*hour * 60 + *minute) * 60LL + *second) * 1'000'000;
  std::size_t at = 19;
  if (at < text.size() && text[at] == '.') {
    std::int64_t unit = 100'000;
    const std::size_t start = ++at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
      micros += (text[at] - '0') * unit;
      unit /= 10;
      ++at;
    }
    if (at == start) return std::nullopt;
  }
  if (at + 1 == text.size() && text[at] == 'Z') return Timestamp{micros};
  if (at + 6 == text.size() && (text[at] == '+' || text[at] == '-') && text[at + 3] == ':') {
    const auto hours = number(text, at + 1, 2), minutes = number(text, at + 4, 2);
    if (!hours || !minutes || *hours > 15 || *minutes > 59) return std::nullopt;
    const std::int64_t offset = (*hours * 60 + *minutes) * 60'000'000LL;
    return Timestamp{text[at] == '+' ? micros - offset : micros + offset};
  }
  return std::nullopt;
}

}  // namespace twinlane::base
