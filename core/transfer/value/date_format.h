// Dates and times of a file by a format of the profile: %Y %y %m %d %H %I %p %M %S %f %b %z %%, all else literal. Numbers may
// have fewer digits than usual ("1/2/2011 8:05"), the whole text must fit. Years 1800 to 2199. Plain value; any thread.
#pragma once

#include "base/result.h"
#include "base/timestamp.h"

#include <optional>
#include <string>
#include <string_view>

namespace twinlane::transfer {

// What a text says: the wall clock, and how far that is ahead of UTC when it says so.
struct WallTime {
  std::int64_t localMicros = 0;  // counted as if the wall clock were UTC
  std::optional<int> offsetMinutes;
};

class DateFormat {
 public:
  DateFormat() = default;
  // BadInput: a letter after % that is not in the list, or no year, month and day.
  static base::Result<DateFormat> from(const std::string& format);

  std::optional<WallTime> read(std::string_view text) const;
  // It says a day and no time of it.
  bool isDay() const;

 private:
  std::string m_format;
};

}  // namespace twinlane::transfer
