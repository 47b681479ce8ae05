// Questions about customers and their answers. Plain values; every answer carries its freshness.
#pragma once

#include "query/revenue_results.h"

namespace twinlane::query {

struct CustomerSummary {
  std::string customer;
  std::string name;  // the id until a name is given
  std::int64_t orders = 0;
  std::vector<RevenueSums> revenue;  // by currency
  std::optional<base::Timestamp> firstOrderAt, lastOrderAt;
  std::string email = {}, phone = {}, address = {};  // as last given; empty when never
  // Orders of which something may still leave, and how much; by currency what is still to be paid, below zero when too much was.
  std::int64_t openOrders = 0;
  base::Quantity openUnits = {};
  std::vector<std::pair<base::Currency, base::Amount>> due = {};
  // Orders of which something came back and returns that name none; the units of both.
  std::int64_t returns = 0;
  base::Quantity returnedUnits = {};
};

enum class CustomerSort { Revenue, Orders };

struct CustomerQuery {
  CustomerSort by = CustomerSort::Revenue;
  base::Currency currency = {};  // whose gross ranks; empty: that of most orders
  int limit = 50;
  std::string after = {};  // cursor of the page before
};

struct CustomerPage {
  std::vector<CustomerSummary> customers;  // largest first
  base::Currency currency;                 // that ranked
  std::optional<std::string> next;
  Freshness freshness;
};

struct CustomerDocument {
  CustomerSummary summary;
  Freshness freshness;
};

}  // namespace twinlane::query
