// Revenue and the shop's figures as the contract defines them. Plain values.
#pragma once

#include "query/order_results.h"

#include <array>
#include <string_view>

namespace twinlane::query {

struct RevenueSums {
  base::Currency currency;
  base::Amount gross, charges, returned, cancelled;  // returned and cancelled are zero or below
  base::Amount net() const { return gross + returned + cancelled; }
};

struct RevenuePeriod {
  std::string period;  // "2011-11", "2011-11-30" or "2011-11-30T14", in the shop's zone; empty for a country
  std::int64_t orders = 0;
  RevenueSums sums;
  std::string country = {};  // empty when no source says it
  std::string key = {};      // of its row in the list, as `why` takes it; empty for what several rows add up to
  // Events that changed it when it was over, and the last of them with when it was stored; of a country, those that
  // changed a day of it.
  std::int64_t restated = 0;
  store::Position restatedAt = 0;
  std::optional<base::Timestamp> restatedTime = {};  // of a page of revenue
};

// What a row of it stands for, in each currency.
enum class RevenueBy { Day, Month, Hour, Country };
inline constexpr std::array<const char*, 4> revenueByNames = {"day", "month", "hour", "country"};
inline const char* name(RevenueBy by) { return revenueByNames[static_cast<std::size_t>(by)]; }
inline std::optional<RevenueBy> revenueByFromName(std::string_view text) {
  for (std::size_t i = 0; i < revenueByNames.size(); ++i)
    if (text == revenueByNames[i]) return static_cast<RevenueBy>(i);
  return std::nullopt;
}

struct RevenueQuery {
  RevenueBy by = RevenueBy::Day;
  // First and last day of the shop's calendar, since 1970; of months those that begin in them.
  std::optional<std::int64_t> fromDay = {}, toDay = {};
  bool newestFirst = false;  // has no meaning for countries
  int limit = 50;
  std::string after = {};  // cursor of the page before
};

struct RevenueAnswer {
  RevenueBy by = RevenueBy::Day;
  std::vector<RevenuePeriod> periods;  // or countries, by name
  // What no source says the time of, a currency (and country) each; its period is empty. With the first page of all time alone.
  std::vector<RevenuePeriod> undated;
  std::string zone;
  std::optional<std::string> next;
  Freshness freshness;
};

struct ShopStats {
  store::Position position = 0;
  std::int64_t events = 0, orders = 0, orderLines = 0, customers = 0, products = 0;
  base::Quantity units;
  std::map<domain::OrderStatus, std::int64_t> byStatus;
  std::map<domain::PaymentStatus, std::int64_t> byPayment;
  std::int64_t shippedLate = 0;  // orders whose last goods left after the promised time
  std::vector<RevenueSums> revenue;
  std::vector<RevenuePeriod> months, undated;
  Freshness freshness;
};

// A page of the event log.
struct EventPage {
  std::vector<store::StoredEvent> events;
  store::Position head = 0;
};

}  // namespace twinlane::query
