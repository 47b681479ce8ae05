// A customer as the fold of its events. Plain value; evolve is pure and total, in any order of arrival: of each field the
// latest that was given holds.
#pragma once

#include "domain/events.h"
#include "domain/moment.h"

namespace twinlane::domain {

struct CustomerState {
  bool registered = false;
  Latest<std::string> customerName, email, phone, address;
  // A limit without a currency (only facts can say so) limits nothing; one with it limits what is ordered in any currency,
  // since orders in others are refused.
  Latest<std::optional<Amount>> creditLimit;
  Latest<Currency> creditCurrency;

  // What may be owed, in the limit's currency; nothing when there is no limit.
  std::optional<Amount> limit() const { return creditCurrency.value.empty() ? std::nullopt : creditLimit.value; }
  bool operator==(const CustomerState&) const = default;
};

void evolve(CustomerState& state, const Event& event, Moment at);

}  // namespace twinlane::domain
