// Questions about what an operator acts on and their answers. Orders of which nothing was said but by imports are history: they
// are counted apart, and listed only when asked for. Plain values; every answer carries its freshness.
#pragma once

#include "projection/work_list.h"
#include "query/freshness.h"

#include <map>
#include <vector>

namespace twinlane::query {

// Open orders by the days since they were placed, in the shop's zone; the last band has no end.
struct AgeBand {
  std::int64_t fromDays = 0;
  std::optional<std::int64_t> toDays;
  std::int64_t orders = 0;
};

struct WorkCounts {
  std::int64_t orders = 0;
  std::map<domain::OrderStatus, std::int64_t> byStatus;
  std::map<domain::PaymentStatus, std::int64_t> byPayment;
  std::map<projection::WorkList, std::int64_t> byList;  // of Promised those that are late
  std::vector<AgeBand> ages;
  std::optional<std::int64_t> oldestDays;  // of the oldest open order
};

struct OperationsAnswer {
  base::Timestamp at;  // the moment that tells what is late, and how old
  WorkCounts live, imported;
  std::int64_t outOfStock = 0;  // products whose stock is tracked and of which nothing is free
  Freshness freshness;
};

struct WorkQuery {
  projection::WorkList list = projection::WorkList::Open;
  bool imported = false;
  std::optional<base::Timestamp> at = {};  // now
  int limit = 50;
  std::string after = {};  // cursor of the page before
};

struct WorkOrder {
  std::int64_t number = 0;
  std::string order, customer;  // customer empty for a guest
  domain::OrderStatus status = domain::OrderStatus::Placed;
  domain::PaymentStatus payment = domain::PaymentStatus::Unpaid;
  base::Currency currency;
  base::Amount total;
  std::optional<base::Amount> due;  // nothing where the source does not say what was paid
  base::Quantity units, shipped;
  base::Timestamp placedAt;
  bool isPlacedKnown = true;
  std::optional<base::Timestamp> promisedAt;
  std::int64_t version = 0;
};

struct WorkPage {
  base::Timestamp at;
  std::vector<WorkOrder> orders;  // oldest first: by promise where that is late, else by placing
  std::optional<std::string> next;
  Freshness freshness;
};

struct OutOfStockQuery {
  int limit = 50;
  std::string after = {};  // cursor of the page before
};

struct ScarceProduct {
  std::string product;
  base::Quantity onHand, reserved;
  base::Quantity available() const { return onHand - reserved; }
};

struct OutOfStockPage {
  std::vector<ScarceProduct> products;  // by id
  std::optional<std::string> next;
  Freshness freshness;
};

}  // namespace twinlane::query
