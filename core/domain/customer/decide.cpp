#include "domain/deciders.h"

namespace twinlane::domain {
namespace {

// A limit is an amount of a currency: one says nothing without the other, and another currency makes another limit of it.
template <class C>
Check creditMustBeWhole(const C& c, const CustomerState& customer) {
  if (c.creditLimit && !c.creditCurrency && customer.creditCurrency.value.empty())
    return against(RejectionReason::InvalidFields, "credit_currency", "is required with a credit limit: three capital letters, for example GBP");
  if (c.creditCurrency && !c.creditLimit && (!customer.creditLimit.value || *c.creditCurrency != customer.creditCurrency.value))
    return against(RejectionReason::InvalidFields, "credit_limit", "is required with a credit currency that is new: what may be owed in " + c.creditCurrency->toText());
  const Currency currency = c.creditCurrency.value_or(customer.creditCurrency.value);
  const bool isKnown = c.creditLimit == customer.creditLimit.value && currency == customer.creditCurrency.value;
  return c.creditLimit && !isKnown ? mustBePayable(*c.creditLimit, currency, "credit_limit") : std::nullopt;
}

}  // namespace

bool movesLimit(const UpdateProfile& c, const CustomerState& customer) {
  return c.creditCurrency && customer.limit() && *c.creditCurrency != customer.creditCurrency.value;
}

Answer decideOn(const RegisterCustomer& c, const DecisionInput& input) {
  if (input.customer.registered) return reject(RejectionReason::CustomerExists, "customer", "customer " + c.customer.text + " is registered already");
  if (auto no = creditMustBeWhole(c, {})) return tl::unexpected(*no);
  return accept(CustomerRegistered{c.customerName, c.email, c.phone, c.address, c.creditLimit, c.creditCurrency});
}

Answer decideOn(const UpdateProfile& c, const DecisionInput& input) {
  const CustomerState& now = input.customer;
  if (!now.registered) return reject(RejectionReason::CustomerNotFound, "customer", "there is no customer " + c.customer.text);
  if (auto no = creditMustBeWhole(c, now)) return tl::unexpected(*no);
  const auto differs = [](const std::string& given, const Latest<std::string>& known) { return !given.empty() && given != known.value; };
  const bool changes = differs(c.customerName, now.customerName) || differs(c.email, now.email) || differs(c.phone, now.phone) || differs(c.address, now.address) ||
                       (c.creditLimit && c.creditLimit != now.creditLimit.value) || (c.creditCurrency && *c.creditCurrency != now.creditCurrency.value);
  if (!changes) return reject(RejectionReason::NothingChanged, "name", "give at least one field that differs from the profile");
  auto answer = accept(ProfileUpdated{c.customerName, c.email, c.phone, c.address, c.creditLimit, c.creditCurrency});
  if (!movesLimit(c, now)) return answer;
  // Nothing would limit what is owed in the old currency any more. What is given back later for orders that were paid in it adds
  // to that without a limit, as it does with one: money is never kept because of what is owed.
  const Currency known = now.creditCurrency.value;
  if (input.owed > Amount{})
    return reject(RejectionReason::OwedInOtherCurrency, "credit_currency",
                  "customer " + c.customer.text + " owes " + input.owed.toText() + " " + known.toText() + ": the limit moves to " + c.creditCurrency->toText() + " when that is paid");
  answer->credit = CreditNeed{c.customer, known, {}};
  return answer;
}

}  // namespace twinlane::domain
