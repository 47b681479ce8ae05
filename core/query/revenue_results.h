// Revenue and the shop's figures as the contract defines them. Plain values.
#pragma once

#include "query/order_results.h"

namespace twinlane::query {

struct RevenueSums {
  base::Currency currency;
  base::Amount gross, charges, returned, cancelled;  // returned and cancelled are zero or below
  base::Amount net() const { return gross + returned + cancelled; }
};

struct RevenuePeriod {
  std::string period;  // "2011-11" or "2011-11-30", in the shop's zone
  std::int64_t orders = 0;
  RevenueSums sums;
};

struct RevenueAnswer {
  std::vector<RevenuePeriod> periods;
  std::vector<RevenuePeriod> undated;  // what no source says the time of, a currency each; its period is empty
  std::string zone;
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
