#include "domain/product_state.h"

namespace twinlane::domain {
namespace {

void takeOver(std::string& field, const std::string& value) {
  if (!value.empty()) field = value;
}

}  // namespace

void evolve(ProductState& state, const Event& event) {
  if (const auto* listed = std::get_if<ProductListed>(&event)) {
    state.listed = true;
    state.productName = listed->productName;
    state.price = listed->price;
    state.currency = listed->currency;
  } else if (std::holds_alternative<StockReceived>(event)) {
    state.tracked = true;
  }
}

void evolve(CustomerState& state, const Event& event) {
  if (const auto* registered = std::get_if<CustomerRegistered>(&event)) {
    state = {true, registered->customerName, registered->email, registered->phone, registered->address};
  } else if (const auto* updated = std::get_if<ProfileUpdated>(&event)) {
    takeOver(state.customerName, updated->customerName);
    takeOver(state.email, updated->email);
    takeOver(state.phone, updated->phone);
    takeOver(state.address, updated->address);
  }
}

}  // namespace twinlane::domain
