// Questions about orders and their answers. Plain values; every answer carries its freshness.
#pragma once

#include "domain/factor.h"
#include "domain/format/node.h"
#include "query/freshness.h"
#include "query/language/order_condition.h"

#include <map>

namespace twinlane::query {

struct OrderSummary {
  std::int64_t number = 0;  // dense number: the key of the list
  std::string order;
  std::string customer;  // empty for a guest
  std::string customerName;
  std::string country;  // that it goes to, as its source writes it; empty: unknown
  domain::OrderStatus status = domain::OrderStatus::Placed;
  domain::PaymentStatus payment = domain::PaymentStatus::Unpaid;
  base::Currency currency;
  base::Amount total;
  int lines = 0;
  base::Quantity units;
  base::Timestamp placedAt;
  bool isPlacedKnown = true;  // false: no source says when, and placedAt is when an import brought it
  base::Timestamp changedAt;
  std::int64_t version = 0;
  store::Position setAsideSince = 0;  // the first event of the order that the list could not take in; 0: it has all
  bool operator==(const OrderSummary&) const = default;
};

enum class OrderSort : std::uint8_t { PlacedAt, Number, Total, ChangedAt, Status, Payment, Currency, Lines, Units, Version };

struct OrderSortKey {
  OrderSort by = OrderSort::PlacedAt;
  bool descending = true;
  bool operator==(const OrderSortKey&) const = default;
};
// One to four: where orders are equal by the first the next one decides, and after the last the dense number, which goes its way.
using OrderSorting = std::vector<OrderSortKey>;
inline constexpr std::size_t mostSortKeys = 4;

struct OrderFilter {
  OrderCondition where;
  bool inNames = true;  // false: texts are not looked for in names
};

struct OrderQuery {
  OrderFilter filter;
  OrderSorting sort = {{}};
  int limit = 50;
  std::string after = {};     // cursor of the page before
  std::int64_t withinMs = 0;  // what is found by then is the answer, and says so; 0: the whole answer
};

// An answer that was given before all orders were looked through: the newest of them were, by their numbers. Or before they were all
// put in order: then so many first ones are.
struct LookedThrough {
  std::int64_t looked = 0, of = 0;
  bool operator==(const LookedThrough&) const = default;
};

struct OrderPage {
  std::vector<OrderSummary> orders;
  std::optional<std::string> next = {};  // nothing of a partial answer: what comes next is not known
  std::optional<std::int64_t> matches = {};  // on all pages; nothing of a partial answer, and where counting took too long
  std::optional<LookedThrough> partial = {};
  Freshness freshness = {};
};

// Keys of all matching orders in their order: positions are frozen in it, values are fetched by key.
struct OrderVector {
  std::vector<std::int64_t> numbers;
  std::optional<LookedThrough> partial = {};
  Freshness freshness = {};
};

struct OrdersByNumber {
  std::vector<OrderSummary> orders;  // in the order asked; unknown numbers are left out
  Freshness freshness;
};

struct OrderCounts {
  std::int64_t orders = 0;
  std::map<domain::OrderStatus, std::int64_t> byStatus;
  std::map<domain::PaymentStatus, std::int64_t> byPayment;
  Freshness freshness;
};

// Orders as they stood at a moment, by when things happened.
struct ShopAsOf {
  base::Timestamp moment;
  std::int64_t orders = 0, confirmed = 0;
  std::int64_t undated = 0;  // orders that were imported without a time of their placing: not among the others
  std::map<std::pair<domain::OrderStatus, domain::PaymentStatus>, std::int64_t> byState;
  Freshness freshness;
};

// Each track as the quantity that has got there: what is shipped was packed and picked as well.
struct DocumentLine {
  int line = 0;
  std::string product, description;
  base::Quantity quantity, shipped, delivered, cancelled;
  base::Amount unitPrice, net;
  base::Quantity picked = {}, packed = {}, returned = {};
  std::optional<domain::Factor> taxRate = {};
};

struct DocumentPackage {
  std::string package, carrier;
  bool delivered = false;
  bool shipped = false;
  std::optional<std::string> failure = {};  // why it could not be handed over
  std::vector<std::pair<int, base::Quantity>> lines = {};
};

struct DocumentNote {
  std::string text, actor;
  base::Timestamp at;
  bool isTimeKnown = true;  // false: no source says when, and `at` is when an import brought it
};

struct TimelineEntry {
  std::int64_t version = 0;
  store::Position position = 0;
  std::string type;
  std::string actor;
  domain::Origin origin = domain::Origin::Live;
  base::Timestamp recordedAt;
  std::optional<base::Timestamp> occurredAt;
  domain::Node payload;  // fields as the contract names them
  // Of an imported fact whose source does not say when: it lies between those of its neighbours that do.
  std::optional<base::Timestamp> notBefore = {}, notAfter = {};

  bool timeUnknown() const { return origin == domain::Origin::Import && !occurredAt; }
};

// The newest changes of an order, which its list could not take in: from an event on, all of them.
struct ChangesAside {
  store::Position since = 0;
  std::string event;  // its type
  std::int64_t changes = 0;
};

struct OrderDocument {
  OrderSummary summary;
  std::vector<DocumentLine> lines;
  std::vector<std::pair<std::string, base::Amount>> charges;
  base::Amount goods, paid;
  std::string shipTo, note;
  std::optional<base::Timestamp> promisedAt = {};  // by when its goods were to leave
  std::vector<DocumentPackage> packages;
  base::Amount refunded, returned;  // money given back; value of the goods that came back
  std::optional<base::Amount> due = {};  // still to be paid, below zero when too much was; nothing where the source does not say what was paid
  bool confirmed = false;
  std::optional<std::string> hold;  // why it is held
  std::vector<DocumentNote> notes;  // added after placing, oldest first
  std::vector<TimelineEntry> timeline;
  std::optional<ChangesAside> aside = {};
  Freshness freshness;
};

}  // namespace twinlane::query
