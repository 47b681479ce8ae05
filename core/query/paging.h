// What all pages share: how many rows one has, and what a cursor is made of. Within the room; pure.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace twinlane::query {

// BadInput for a limit below 1 or above 10,000.
base::Status fitsAPage(int limit, const char* what = "rows");
// "-12.7"; nothing for any other text.
std::optional<std::pair<std::int64_t, std::int64_t>> twoNumbers(std::string_view text);
// BadInput: not a cursor of `where`, as in "in this order", "of returns".
tl::unexpected<base::Error> noCursor(const std::string& cursor, const char* where);

}  // namespace twinlane::query
