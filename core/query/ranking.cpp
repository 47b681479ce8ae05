#include "query/ranking.h"

#include <charconv>
#include <limits>

namespace twinlane::query {
namespace {

struct RankPlace {
  std::int64_t value = std::numeric_limits<std::int64_t>::max();
  std::string key;
};

// "revenue.GBP.2802060200.14646": the key comes last, since it may hold anything.
std::string beginningOf(const Ranking& ranking) { return ranking.by + "." + ranking.currency.toText() + "."; }

std::optional<RankPlace> placeFrom(const Ranking& ranking) {
  RankPlace place;
  if (ranking.after.empty()) return place;
  const std::string beginning = beginningOf(ranking);
  if (!ranking.after.starts_with(beginning)) return std::nullopt;
  const char* end = ranking.after.data() + ranking.after.size();
  const auto value = std::from_chars(ranking.after.data() + beginning.size(), end, place.value);
  if (value.ec != std::errc() || value.ptr == end || *value.ptr != '.') return std::nullopt;
  place.key.assign(value.ptr + 1, end);
  return place;
}

}  // namespace

base::Result<RankedPage> ranked(ViewReader& view, const Ranking& ranking) {
  if (ranking.limit < 1 || ranking.limit > 10'000) return base::fail(base::ErrorCode::BadInput, "a page has 1 to 10000 rows", "--limit", "give a number in that range");
  const auto place = placeFrom(ranking);
  if (!place) return base::fail(base::ErrorCode::BadInput, "'" + ranking.after + "' is not the cursor of a page in this order", "--after", "give the value of \"next\" from the page before");
  auto select = view.statement(std::string("SELECT key, value FROM (") + ranking.values + ") WHERE value<?2 OR (value=?2 AND key>?3) ORDER BY value DESC, key LIMIT ?4");
  if (!select) return tl::unexpected(select.error());
  const std::string currency = ranking.currency.toText();
  (*select)->bind(1, currency).bind(2, place->value).bind(3, place->key).bind(4, std::int64_t{ranking.limit} + 1);
  RankedPage page;
  std::vector<std::int64_t> values;
  auto read = eachRow(**select, [&](const sqlite::Statement& row) {
    page.keys.emplace_back(row.text(0));
    values.push_back(row.integer(1));
  });
  if (!read) return tl::unexpected(read.error());
  if (page.keys.size() > static_cast<std::size_t>(ranking.limit)) {
    page.keys.pop_back();
    page.next = beginningOf(ranking) + std::to_string(values[page.keys.size() - 1]) + "." + page.keys.back();
  }
  return page;
}

base::Result<base::Currency> mainCurrency(ViewReader& view) {
  auto select = view.statement("SELECT currency FROM sales WHERE currency<>'' GROUP BY currency ORDER BY sum(orders) DESC, currency LIMIT 1");
  if (!select) return tl::unexpected(select.error());
  base::Currency currency;
  if (auto read = eachRow(**select, [&](const sqlite::Statement& row) { currency = base::Currency::fromText(row.text(0)).value_or(base::Currency{}); }); !read) return tl::unexpected(read.error());
  return currency;
}

}  // namespace twinlane::query
