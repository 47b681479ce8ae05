#include "ctl/moment.h"

namespace twinlane::ctl {

base::Result<base::Timestamp> momentOf(const std::string& text, const char* option) {
  if (const auto moment = base::Timestamp::fromText(text)) return *moment;
  constexpr std::size_t minutesEnd = std::string_view("2023-10-01T00:00").size();
  if (text.size() == minutesEnd + 1)
    if (const auto moment = base::Timestamp::fromText(text.substr(0, minutesEnd) + ":00" + text.substr(minutesEnd))) return *moment;
  return base::fail(base::ErrorCode::BadInput, "'" + text + "' is no time", option, "give it in UTC, for example 2023-10-01T00:00:00Z");
}

}  // namespace twinlane::ctl
