// A customer as the fold of its events. Plain value; evolve is pure and total, in any order of arrival: of each field the
// latest that was given holds.
#pragma once

#include "domain/events.h"
#include "domain/moment.h"

namespace twinlane::domain {

struct CustomerState {
  bool registered = false;
  Latest<std::string> customerName, email, phone, address;
  // A limit without a currency (only facts can say so) limits nothing.
  Latest<std::optional<Amount>> creditLimit;
  Latest<Currency> creditCurrency;

  // What may be owed in this currency; nothing when there is no limit.
  std::optional<Amount> limitIn(Currency currency) const {
    return creditCurrency.value == currency ? creditLimit.value : std::nullopt;
  }
  bool operator==(const CustomerState&) const = default;
};

void evolve(CustomerState& state, const Event& event, Moment at);

}  // namespace twinlane::domain
