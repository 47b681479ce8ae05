#include "query/paging.h"

#include <charconv>

namespace twinlane::query {

base::Status fitsAPage(int limit, const char* what) {
  if (limit >= 1 && limit <= 10'000) return {};
  return base::fail(base::ErrorCode::BadInput, std::string("a page has 1 to 10000 ") + what, "--limit", "give a number in that range");
}

std::optional<std::pair<std::int64_t, std::int64_t>> twoNumbers(std::string_view text) {
  std::pair<std::int64_t, std::int64_t> numbers;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, numbers.first);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != '.') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, numbers.second);
  if (second.ec != std::errc() || second.ptr != end) return std::nullopt;
  return numbers;
}

tl::unexpected<base::Error> noCursor(const std::string& cursor, const char* where) {
  return base::fail(base::ErrorCode::BadInput, "'" + cursor + "' is not the cursor of a page " + where, "--after", "give the value of \"next\" from the page before");
}

}  // namespace twinlane::query
