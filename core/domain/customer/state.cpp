#include "domain/customer/state.h"

namespace twinlane::domain {
namespace {

void putGiven(Latest<std::string>& field, const std::string& value, Moment at) {
  if (!value.empty()) field.put(value, at);
}

template <class E>
void putProfile(CustomerState& state, const E& event, Moment at) {
  putGiven(state.customerName, event.customerName, at);
  putGiven(state.email, event.email, at);
  putGiven(state.phone, event.phone, at);
  putGiven(state.address, event.address, at);
  if (event.creditLimit) state.creditLimit.put(event.creditLimit, at);
  if (event.creditCurrency) state.creditCurrency.put(*event.creditCurrency, at);
}

}  // namespace

void evolve(CustomerState& state, const Event& event, Moment at) {
  if (const auto* registered = std::get_if<CustomerRegistered>(&event)) {
    state.registered = true;
    putProfile(state, *registered, at);
  } else if (const auto* updated = std::get_if<ProfileUpdated>(&event)) {
    putProfile(state, *updated, at);
  }
}

}  // namespace twinlane::domain
