// Lines as they are priced and taken from stock, for placing and amending alike. Within the room.
#pragma once

#include "domain/deciders.h"

namespace twinlane::domain {

// What a request says of price and text, laid over what was there before.
template <class Request>
void takeTerms(OrderLine& line, const Request& request) {
  if (request.unitPrice) line.unitPrice = *request.unitPrice;
  if (!request.description.empty()) line.description = request.description;
  if (request.discount) line.discount = request.discount;
  if (request.discountAmount) line.discountAmount = request.discountAmount;
  if (request.taxRate) line.taxRate = request.taxRate;
}

// A line of a product that is new to the order: the listed price where the request gives none. `index` is the request's
// place in the command, for what is said against it. The net is not set yet.
template <class Request>
tl::expected<OrderLine, Rejection> newLine(const Request& request, const ProductId& product, Currency currency, std::size_t index, const DecisionInput& input) {
  const auto known = input.products.find(product);
  const ProductFacts facts = known == input.products.end() ? ProductFacts{} : known->second;
  const ProductPrice& listed = facts.state.price.value;
  if (!request.unitPrice && !facts.state.listed)
    return reject(RejectionReason::PriceNotKnown, lineField(index, "unit_price"), "product " + product.text + " is not listed: give the price of the line");
  if (!request.unitPrice && listed.currency != currency)
    return reject(RejectionReason::CurrencyMismatch, "currency", "product " + product.text + " is listed in " + listed.currency.toText() + ", the order is in " + currency.toText());
  OrderLine line;
  line.product = product;
  line.quantity = request.quantity;
  line.unitPrice = listed.amount;
  line.description = facts.state.productName.value;
  line.reserved = facts.stock.has_value();
  takeTerms(line, request);
  return line;
}

// Sets the net from quantity and terms.
Check setNet(OrderLine& line, std::size_t index);

// Adds up what the reserved lines of a command take of each product; below zero what they give back.
class StockTakes {
 public:
  void take(const OrderLine& line, std::size_t index);
  // More than is free, with the last line that asked for it; else sets the guards of the decision.
  Check settle(Decision& decision, const DecisionInput& input) const;

 private:
  struct Take {
    ProductId product;
    Quantity quantity;
    std::size_t index;
  };
  std::vector<Take> m_takes;
};

// Whether the customer may owe `more` than now; sets the guard of the decision when there is a limit. What is asked for in
// another currency than the limit's cannot be held against it: that is said against `field`.
Check mayOwe(Decision& decision, const std::optional<CustomerId>& customer, Currency currency, Amount more, const char* field, const DecisionInput& input);

}  // namespace twinlane::domain
