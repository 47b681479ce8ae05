#include "query/ranking.h"

#include "query/paging.h"

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
  if (auto fits = fitsAPage(ranking.limit); !fits) return tl::unexpected(fits.error());
  const auto place = placeFrom(ranking);
  if (!place) return noCursor(ranking.after, "in this order");
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
