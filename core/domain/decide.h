// The rules: a command and what is known give events or a rejection. Pure; no time, no I/O. The caller loads what
// `needsOf` names and guards it again in the append (versions of streams, stock of products, what a customer owes).
#pragma once

#include "base/result.h"
#include "domain/customer/state.h"
#include "domain/order/state.h"
#include "domain/product/state.h"
#include "domain/rejection.h"

#include <unordered_map>

namespace twinlane::domain {

// Stock of a tracked product. More may be reserved than there is, when goods were lost.
struct StockFigures {
  Quantity onHand, reserved;
  Quantity available() const { return onHand - reserved; }
};

struct ProductFacts {
  ProductState state;
  std::optional<StockFigures> stock;  // nothing: stock is not tracked
};

// What decide may look at. Only the parts that the command is about need to be filled.
struct DecisionInput {
  OrderState order;
  ProductFacts product;
  CustomerState customer;  // the command's own, or the one who orders
  Amount owed;             // by that customer, in the order's currency, over all orders
  std::unordered_map<ProductId, ProductFacts> products;  // of an order's lines
};

// Stock that must still be there when the events are appended.
struct StockNeed {
  ProductId product;
  std::optional<Quantity> available, onHand;  // at least
};

// What the customer may owe at most just before the events are appended, so that the limit still holds after them.
struct CreditNeed {
  CustomerId customer;
  Currency currency;
  Amount atMost;
};

struct Decision {
  std::vector<Event> events;
  std::vector<StockNeed> stock;  // per product
  std::optional<CreditNeed> credit;
};

tl::expected<Decision, Rejection> decide(const Command& command, const DecisionInput& input);

// The stream that a command is about; an empty id for an order that gets its number as id.
struct Subject {
  Category category = Category::Order;
  std::string id;
};
Subject subjectOf(const Command& command);

// What has to be known beside the state of the command's own stream, which `own` has.
struct Needs {
  std::vector<ProductId> products;
  bool ownStock = false;               // of the product the command is about
  std::optional<CustomerId> customer;  // with what is owed in `currency`
  Currency currency;
};
Needs needsOf(const Command& command, const DecisionInput& own);

}  // namespace twinlane::domain
