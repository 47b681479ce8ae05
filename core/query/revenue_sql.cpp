#include "query/revenue_sql.h"

#include "projection/revenue.h"
#include "projection/row_digests.h"
#include "query/paging.h"

#include <charconv>
#include <cstdio>
#include <limits>

namespace twinlane::query {
namespace {

using Kind = projection::Revenue::Kind;

constexpr std::int64_t ever = std::numeric_limits<std::int64_t>::max();
// To which something adds up: an order may have been moved out of it.
constexpr const char* isSomething = "(orders<>0 OR gross<>0 OR charges<>0 OR returned<>0 OR cancelled<>0)";

template <class... Numbers>
std::string printed(const char* format, Numbers... numbers) {
  char text[64];
  const int length = std::snprintf(text, sizeof text, format, numbers...);
  return std::string(text, static_cast<std::size_t>(length));
}

std::string dayText(std::int64_t day) {
  const base::CivilDay civil = base::civilDayOf(day);
  return printed("%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

std::string periodText(RevenueBy by, std::int64_t period) {
  if (by == RevenueBy::Day) return dayText(period);
  if (by == RevenueBy::Month) return monthText(period);
  if (by == RevenueBy::Country) return {};
  const std::int64_t day = (period - (period < 0 ? 23 : 0)) / 24;
  return dayText(day) + printed("T%02d", static_cast<int>(period - day * 24));
}

Kind kindOf(RevenueBy by) {
  switch (by) {
    case RevenueBy::Day: return Kind::Day;
    case RevenueBy::Month: return Kind::Month;
    case RevenueBy::Hour: return Kind::Hour;
    case RevenueBy::Country: return Kind::CountryDay;
  }
  return Kind::Day;
}

// The number of the first period that begins on this day or later.
std::int64_t periodFrom(RevenueBy by, std::int64_t day) {
  if (by == RevenueBy::Hour) return day * 24;
  if (by != RevenueBy::Month) return day;
  const base::CivilDay civil = base::civilDayOf(day);
  return std::int64_t{civil.year} * 12 + civil.month - (civil.day == 1 ? 1 : 0);
}

// The last row of a page: its period or country, and its currency. As a cursor "day.15000.GBP", "country.GBP.France".
struct RevenuePlace {
  std::int64_t period = 0;
  std::string country, currency;
};

std::string beginningOf(const RevenueQuery& query) { return std::string(name(query.by)) + (query.newestFirst && query.by != RevenueBy::Country ? "-." : "."); }

std::string cursorOf(const RevenueQuery& query, const RevenuePlace& place) {
  return beginningOf(query) + (query.by == RevenueBy::Country ? place.currency + "." + place.country : std::to_string(place.period) + "." + place.currency);
}

std::optional<RevenuePlace> placeFrom(const RevenueQuery& query) {
  const std::string beginning = beginningOf(query);
  if (!query.after.starts_with(beginning)) return std::nullopt;
  const std::string rest = query.after.substr(beginning.size());
  const auto dot = rest.find('.');
  if (dot == std::string::npos) return std::nullopt;
  if (query.by == RevenueBy::Country) return RevenuePlace{0, rest.substr(dot + 1), rest.substr(0, dot)};
  RevenuePlace place{0, {}, rest.substr(dot + 1)};
  const auto read = std::from_chars(rest.data(), rest.data() + dot, place.period);
  return read.ec == std::errc() && read.ptr == rest.data() + dot ? std::optional(place) : std::nullopt;
}

RevenuePeriod periodOf(RevenueBy by, Kind kind, const sqlite::Statement& row) {
  RevenuePeriod entry;
  if (kind != Kind::CountryDay) {
    const std::string key[] = {std::to_string(static_cast<int>(kind)), std::to_string(row.integer(0)), std::string(row.text(1)), std::string(row.text(2))};
    entry.key = projection::printedKey(key);
  }
  entry.period = periodText(by, row.integer(0));
  entry.country = row.text(1);
  entry.sums.currency = base::Currency::fromText(row.text(2)).value_or(base::Currency{});
  entry.orders = row.integer(3);
  entry.sums.gross = {row.integer(4)};
  entry.sums.charges = {row.integer(5)};
  entry.sums.returned = {row.integer(6)};
  entry.sums.cancelled = {row.integer(7)};
  entry.restated = row.integer(8);
  entry.restatedAt = row.integer(9);
  return entry;
}

std::string selectOf(const RevenueQuery& query, bool isLater) {
  std::string sql;
  if (query.by == RevenueBy::Country) {
    sql = "SELECT 0, country, currency, sum(orders) AS orders, sum(gross) AS gross, sum(charges) AS charges, sum(returned) AS returned, sum(cancelled) AS cancelled, "
          "sum(restated), max(restated_at) FROM periods WHERE kind=?1 AND period>=?2 AND period<?3";
    if (isLater) sql += " AND (country, currency)>(?4, ?5)";
    return "SELECT * FROM (" + sql + " GROUP BY country, currency) WHERE " + isSomething + " ORDER BY country, currency LIMIT ?6";
  }
  sql = std::string("SELECT period, country, currency, orders, gross, charges, returned, cancelled, restated, restated_at FROM periods WHERE kind=?1 AND period>=?2 AND period<?3 AND ") + isSomething;
  if (isLater) sql += query.newestFirst ? " AND (period, currency)<(?4, ?5)" : " AND (period, currency)>(?4, ?5)";
  return sql + (query.newestFirst ? " ORDER BY period DESC, currency DESC LIMIT ?6" : " ORDER BY period, currency LIMIT ?6");
}

base::Status readRows(ViewReader& view, const RevenueQuery& query, Kind kind, std::int64_t from, std::int64_t before, std::vector<RevenuePeriod>& rows, std::optional<std::string>& next) {
  const std::optional<RevenuePlace> place = query.after.empty() ? std::nullopt : placeFrom(query);
  if (!query.after.empty() && !place) return noCursor(query.after, "of this revenue");
  auto select = view.statement(selectOf(query, place.has_value()));
  if (!select) return tl::unexpected(select.error());
  (*select)->bind(1, static_cast<int>(kind)).bind(2, from).bind(3, before).bind(6, std::int64_t{query.limit} + 1);
  if (place && query.by == RevenueBy::Country) (*select)->bind(4, place->country).bind(5, place->currency);
  else if (place) (*select)->bind(4, place->period).bind(5, place->currency);
  RevenuePlace last;
  return eachRow(**select, [&](const sqlite::Statement& row) {
    if (static_cast<int>(rows.size()) == query.limit) {
      next = cursorOf(query, last);
      return;
    }
    rows.push_back(periodOf(query.by, kind, row));
    last = {row.integer(0), rows.back().country, rows.back().sums.currency.toText()};
  });
}

base::Status readUndated(ViewReader& view, RevenueBy by, std::vector<RevenuePeriod>& rows) {
  auto select = view.statement(std::string("SELECT period, country, currency, orders, gross, charges, returned, cancelled, 0, 0 FROM periods WHERE kind=?1 AND ") + isSomething + " ORDER BY country, currency");
  if (!select) return tl::unexpected(select.error());
  const Kind kind = by == RevenueBy::Country ? Kind::CountryUndated : Kind::Undated;
  (*select)->bind(1, static_cast<int>(kind));
  return eachRow(**select, [&](const sqlite::Statement& row) {
    rows.push_back(periodOf(by, kind, row));
    rows.back().period.clear();
  });
}

}  // namespace

std::string monthText(std::int64_t month) { return printed("%04d-%02d", static_cast<int>(month / 12), static_cast<int>(month % 12) + 1); }

base::Status readRevenue(ViewReader& view, const RevenueQuery& query, RevenueAnswer& answer) {
  if (auto fits = fitsAPage(query.limit); !fits) return fits;
  answer.by = query.by;
  const std::int64_t from = query.fromDay ? periodFrom(query.by, *query.fromDay) : -ever;
  const std::int64_t before = query.toDay ? periodFrom(query.by, *query.toDay + 1) : ever;
  if (auto read = readRows(view, query, kindOf(query.by), from, before, answer.periods, answer.next); !read) return read;
  return query.fromDay || query.toDay || !query.after.empty() ? base::Status() : readUndated(view, query.by, answer.undated);
}

base::Status readAllMonths(ViewReader& view, RevenueAnswer& answer) {
  const RevenueQuery all{.by = RevenueBy::Month, .limit = std::numeric_limits<int>::max()};
  answer.by = all.by;
  if (auto read = readRows(view, all, Kind::Month, -ever, ever, answer.periods, answer.next); !read) return read;
  return readUndated(view, all.by, answer.undated);
}

}  // namespace twinlane::query
