#include "ctl/order_query.h"

#include "base/zone.h"

#include <algorithm>
#include <sstream>

namespace twinlane::ctl {
namespace {

// SQLite matches no pattern beyond 50,000 bytes; nothing that can be found is nearly as long.
constexpr std::size_t longestText = 1000;

struct Days {
  base::CivilDay first, last;
};

std::optional<Days> daysFrom(const std::string& text) {
  base::CivilDay day;
  char rest = 0;
  if (text.size() == 10 && std::sscanf(text.c_str(), "%4d-%2d-%2d%c", &day.year, &day.month, &day.day, &rest) == 3) {
    const base::CivilDay back = base::civilDayOf(base::daysSince1970(day));
    if (back == day) return Days{day, day};
  }
  if (text.size() == 7 && std::sscanf(text.c_str(), "%4d-%2d%c", &day.year, &day.month, &rest) == 2 && day.month >= 1 && day.month <= 12) {
    day.day = 1;
    const base::CivilDay next = day.month == 12 ? base::CivilDay{day.year + 1, 1, 1} : base::CivilDay{day.year, day.month + 1, 1};
    return Days{day, base::civilDayOf(base::daysSince1970(next) - 1)};
  }
  return std::nullopt;
}

base::Status placed(const std::string& value, const base::Zone& zone, query::OrderFilter& filter) {
  const auto dots = value.find("..");
  const auto first = daysFrom(value.substr(0, dots));
  const auto last = dots == std::string::npos ? first : daysFrom(value.substr(dots + 2));
  if (!first || !last)
    return base::fail(base::ErrorCode::BadInput, "'" + value + "' is no month or day", "--query placed", "give placed:2011-11, placed:2011-11-30 or two of them joined by ..");
  filter.placedFrom = zone.toUtc(base::daysSince1970(first->first) * base::microsPerDay).utc;
  filter.placedBefore = zone.toUtc((base::daysSince1970(last->last) + 1) * base::microsPerDay).utc;
  return {};
}

template <class Names>
std::string listed(const Names& names) {
  std::string text;
  for (const char* name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

}  // namespace

base::Result<query::OrderFilter> filterFrom(const std::string& text, const std::string& zoneName) {
  const auto zone = base::Zone::named(zoneName);
  if (!zone) return tl::unexpected(zone.error());
  query::OrderFilter filter;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    const auto colon = word.find(':');
    const std::string key = colon == std::string::npos ? "" : word.substr(0, colon);
    const std::string value = colon == std::string::npos ? word : word.substr(colon + 1);
    if (key == "status") {
      filter.status = domain::orderStatusFromName(value);
      if (!filter.status)
        return base::fail(base::ErrorCode::BadInput, "'" + value + "' is no status", "--query status", "give one of " + listed(domain::orderStatusNames));
    } else if (key == "payment") {
      const auto& names = domain::paymentStatusNames;
      const auto found = std::find(names.begin(), names.end(), value);
      if (found == names.end())
        return base::fail(base::ErrorCode::BadInput, "'" + value + "' is no state of payment", "--query payment", "give one of " + listed(names));
      filter.payment = static_cast<domain::PaymentStatus>(found - names.begin());
    } else if (key == "customer") {
      filter.customer = value;
    } else if (key == "placed") {
      if (auto days = placed(value, *zone, filter); !days) return tl::unexpected(days.error());
    } else if (!key.empty()) {
      return base::fail(base::ErrorCode::BadInput, "'" + key + ":' is not known", "--query", "use status: payment: customer: placed: or words to search for");
    } else {
      filter.text += (filter.text.empty() ? "" : " ") + value;
    }
  }
  if (filter.text.size() > longestText)
    return base::fail(base::ErrorCode::BadInput, "the text looked for is longer than any id or name", "--query", "give at most " + std::to_string(longestText) + " characters");
  return filter;
}

base::Status sortFrom(const std::string& text, query::OrderQuery& into) {
  static const std::vector<std::pair<std::string, query::OrderSort>> sorts = {
      {"placed_at", query::OrderSort::PlacedAt}, {"number", query::OrderSort::Number}, {"total", query::OrderSort::Total}, {"changed_at", query::OrderSort::ChangedAt}};
  into.descending = text.starts_with('-');
  const std::string word = into.descending ? text.substr(1) : text;
  for (const auto& [name, sort] : sorts) {
    if (name != word) continue;
    into.sort = sort;
    return {};
  }
  return base::fail(base::ErrorCode::BadInput, "'" + word + "' is no sort", "--sort", "give placed_at, number, total or changed_at; a leading minus turns it round");
}

}  // namespace twinlane::ctl
