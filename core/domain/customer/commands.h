// Commands about a customer; see commands.h. A credit limit goes with the currency it is in: orders of that currency are
// refused when what is owed would pass it. Plain values.
#pragma once

#include "domain/format/command_parts.h"

namespace twinlane::domain {

struct RegisterCustomer {
  static constexpr const char* name = "RegisterCustomer";
  CustomerId customer;
  std::string customerName;
  std::string email;
  std::string phone;
  std::string address;
  std::optional<Amount> creditLimit = {};
  std::optional<Currency> creditCurrency = {};
};

struct UpdateProfile {
  static constexpr const char* name = "UpdateProfile";
  CustomerId customer;
  std::string customerName;
  std::string email;
  std::string phone;
  std::string address;
  std::optional<Amount> creditLimit = {};
  std::optional<Currency> creditCurrency = {};
};

template <class V>
void describe(V& v, RegisterCustomer& c) {
  v.field("customer", c.customer, requiredId);
  v.field("name", c.customerName, FieldRule{.required = true, .sealed = true, .min = 1, .max = limits::nameLength});
  v.field("email", c.email, FieldRule{.sealed = true, .max = limits::nameLength});
  v.field("phone", c.phone, FieldRule{.sealed = true, .max = limits::idLength});
  v.field("address", c.address, personalText);
  v.field("credit_limit", c.creditLimit, creditAmount);
  v.field("credit_currency", c.creditCurrency, {});
}

template <class V>
void describe(V& v, UpdateProfile& c) {
  v.field("customer", c.customer, requiredId);
  v.field("name", c.customerName, FieldRule{.sealed = true, .max = limits::nameLength});
  v.field("email", c.email, FieldRule{.sealed = true, .max = limits::nameLength});
  v.field("phone", c.phone, FieldRule{.sealed = true, .max = limits::idLength});
  v.field("address", c.address, personalText);
  v.field("credit_limit", c.creditLimit, creditAmount);
  v.field("credit_currency", c.creditCurrency, {});
}

}  // namespace twinlane::domain
