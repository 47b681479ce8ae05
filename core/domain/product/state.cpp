#include "domain/product/state.h"

namespace twinlane::domain {

void evolve(ProductState& state, const Event& event, Moment at) {
  if (const auto* listed = std::get_if<ProductListed>(&event)) {
    state.listed = true;
    state.productName.put(listed->productName, at);
    state.price.put({listed->price, listed->currency}, at);
  } else if (const auto* changed = std::get_if<PriceChanged>(&event)) {
    state.price.put({changed->price, changed->currency}, at);
  } else if (std::holds_alternative<StockReceived>(event) || std::holds_alternative<StockAdjusted>(event)) {
    state.tracked = true;
  }
}

}  // namespace twinlane::domain
