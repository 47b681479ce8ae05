#include "domain/deciders.h"
#include "domain/limits.h"

namespace twinlane::domain {

Answer decideOn(const ListProduct& c, const DecisionInput& input) {
  if (input.product.state.listed) return reject(RejectionReason::ProductExists, "product", "product " + c.product.text + " is listed already");
  return accept(ProductListed{c.productName, c.price, c.currency});
}

Answer decideOn(const ChangePrice& c, const DecisionInput& input) {
  const ProductState& product = input.product.state;
  if (!product.listed) return reject(RejectionReason::ProductNotListed, "product", "product " + c.product.text + " is not listed: list it with its price");
  PriceChanged changed{c.price, c.currency.value_or(product.price.value.currency)};
  if (ProductPrice{changed.price, changed.currency} == product.price.value) return reject(RejectionReason::NothingChanged, "price", "give a price that differs from the one listed");
  return accept(std::move(changed));
}

Answer decideOn(const ReceiveStock& c, const DecisionInput& input) {
  const Quantity after = input.product.stock.value_or(StockFigures{}).onHand + c.quantity;
  if (after.thousandths > limits::maxStock) return reject(RejectionReason::AmountTooLarge, "quantity", "the stock of " + c.product.text + " would be more than can be kept");
  return accept(StockReceived{c.quantity});
}

// A product that was not tracked is from its first count on.
Answer decideOn(const AdjustStock& c, const DecisionInput& input) {
  if (c.quantity == Quantity{}) return reject(RejectionReason::InvalidFields, "quantity", "must not be 0: give what is to be added, below zero for what is missing");
  const Quantity now = input.product.stock.value_or(StockFigures{}).onHand;
  // More may have been shipped than was counted; a count upwards is always taken.
  if (c.quantity < Quantity{} && now + c.quantity < Quantity{})
    return reject(RejectionReason::StockBelowZero, "quantity", now > Quantity{} ? "only " + now.toText() + " of " + c.product.text + " are on hand" : "nothing of " + c.product.text + " is on hand");
  if ((now + c.quantity).thousandths > limits::maxStock) return reject(RejectionReason::AmountTooLarge, "quantity", "the stock of " + c.product.text + " would be more than can be kept");
  auto answer = accept(StockAdjusted{c.quantity, c.reason});
  if (c.quantity < Quantity{}) answer->stock.push_back({c.product, std::nullopt, -c.quantity});
  return answer;
}

}  // namespace twinlane::domain
