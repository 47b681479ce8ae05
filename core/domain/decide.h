// The rules: a command and what is known give events or a rejection. Pure; no time, no I/O. The caller loads what
// `needs` names and guards it again in the append (versions of streams, stock of products).
#pragma once

#include "base/result.h"
#include "domain/order_state.h"
#include "domain/product_state.h"
#include "domain/rejection.h"

#include <unordered_map>

namespace twinlane::domain {

struct ProductFacts {
  ProductState state;
  std::optional<Quantity> available;  // nothing: stock is not tracked
};

// What decide may look at. Only the parts that the command is about need to be filled.
struct DecisionInput {
  OrderState order;
  ProductState product;
  CustomerState customer;
  std::unordered_map<ProductId, ProductFacts> products;  // of an order's lines
};

struct Decision {
  std::vector<Event> events;
  // Stock that must still be free when the events are appended, per product.
  std::vector<std::pair<ProductId, Quantity>> takes;
};

tl::expected<Decision, Rejection> decide(const Command& command, const DecisionInput& input);

// The stream a command is about; the id is empty for an order that gets its number as id.
struct Subject {
  Category category = Category::Order;
  std::string id;
};
Subject subjectOf(const Command& command);

}  // namespace twinlane::domain
