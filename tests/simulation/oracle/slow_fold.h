// A second fold of the events, slow and obvious, written from what the events mean and without any of the domain's own folding,
// sums or status rules, so that a mistake in those cannot verify itself. It keeps all events and walks them again for each
// figure. Plain values; one thread.
#pragma once

#include "base/result.h"
#include "store/event.h"

#include <map>
#include <set>

namespace twinlane::simulation {

struct Fact {
  domain::Event event;
  base::Timestamp when;
  std::int64_t version = 0;
  domain::Origin origin = domain::Origin::Live;
  bool isTimeKnown = true;
};

// One order, as the list of what happened to it.
struct SlowOrder {
  std::vector<Fact> facts;

  struct Line {
    domain::ProductId product;
    base::Quantity ordered, shipped, returned;
    base::Amount net;
    bool isReserved = false;
  };
  std::map<int, Line> lines() const;
  domain::OrderStatus status() const;
  domain::PaymentStatus payment() const;
  bool isCancelled() const;
  bool isPaymentKnown() const;
  std::optional<domain::CustomerId> customer() const;
  base::Currency currency() const;
  std::string shipTo() const, country() const;
  base::Amount goods() const, charges() const, paid() const, refunded() const, returned() const;
  base::Amount total() const { return goods() + charges(); }
  base::Quantity units() const, shippedUnits() const;
  bool neverLeft() const;  // cancelled, and nothing of it was shipped
  base::Amount earnedCharges() const;
  // Of all lines as placed, with what amendments add; of one product's when it is named.
  base::Amount gross(const std::string& product = {}) const;
  // Zero or below: what amendments take out, or all of an order that was cancelled.
  base::Amount cancelled(const std::string& product = {}) const;
  base::Amount returnedOf(const std::string& product) const;
  base::Quantity unitsOf(const std::string& product) const;
  std::set<std::string> products() const;
  base::Timestamp placedAt() const, changedAt() const;
  bool isPlacedKnown() const;
  bool hasLines() const;
  bool isImported() const;  // nothing was said of it but by imports
  std::optional<base::Timestamp> promisedAt() const;
  // In which of the operators' lists it stands, and at what time of it. Of a promise that is not kept yet: whatever the hour.
  std::map<std::string, base::Timestamp> workLists() const;
};

struct SlowStock {
  bool isTracked = false;
  base::Quantity onHand, reserved;
};

struct SlowSums {
  std::int64_t orders = 0;
  base::Amount gross, charges, returned, cancelled;
};

// What a customer bought, or of a product was sold. Sums by currency; nothing in one is as good as no sums.
struct SlowSales {
  std::int64_t orders = 0;
  base::Quantity units;  // of a product
  std::map<std::string, SlowSums> sums;
  std::optional<base::Timestamp> first, last;  // orders of a customer
  // Of a customer: orders of which something may still leave, and how much; how often something came back, and how much.
  std::int64_t openOrders = 0, returns = 0;
  base::Quantity openUnits, returnedUnits;
};

class SlowFold {
 public:
  // `zoneMicros`: what the shop's clocks are ahead of UTC; a zone that never changes.
  explicit SlowFold(std::int64_t zoneMicros) : m_zoneMicros(zoneMicros) {}

  // Events in their order. Damaged when one cannot be read.
  base::Status take(const store::StoredEvent& stored);

  const std::map<std::string, SlowOrder>& orders() const { return m_orders; }
  // The last that was given of a customer's name, e-mail, address and telephone.
  std::vector<std::string> profile(const std::string& customer) const;
  std::set<std::string> products() const;  // that any stock event or line names
  SlowStock stock(const std::string& product) const;
  base::Amount owed(const std::string& customer, base::Currency currency) const;
  // All that are registered, or that an order or a return names; all that are listed or of which stock was told, or that a line names.
  std::map<std::string, SlowSales> customersSold() const;
  std::map<std::string, SlowSales> productsSold() const;
  // Counted or received, and nothing of it is free.
  std::set<std::string> outOfStock() const;
  std::int64_t dayOf(base::Timestamp when) const;
  // What each order, customer or product can be found by, as texts, by its id.
  std::map<std::string, std::vector<std::string>> textsOfOrders() const, textsOfCustomers() const, textsOfProducts() const;
  // Names and addresses that were ever given, also those that hold no more.
  const std::vector<std::string>& personalTexts() const { return m_personalTexts; }
  // By day ("2011-11-30"), month ("2011-11"), hour ("2011-11-30T14") or country, and currency. What has no time stands under the
  // empty period; of countries it is not among the others.
  enum class Cut { Day, Month, Hour, Country, UndatedCountry };
  std::map<std::pair<std::string, std::string>, SlowSums> revenue(Cut cut) const;

 private:
  const std::int64_t m_zoneMicros;
  std::map<std::string, SlowOrder> m_orders;
  std::vector<Fact> m_returns;  // that name no order; each a stream of its own
  std::vector<std::pair<std::string, Fact>> m_products;
  std::map<std::string, std::vector<Fact>> m_customers;  // that have events of their own
  std::vector<std::string> m_personalTexts;
};

}  // namespace twinlane::simulation
