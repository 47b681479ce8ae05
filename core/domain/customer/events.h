// Events of a customer; see events.h. Plain values.
#pragma once

#include "domain/customer/commands.h"

namespace twinlane::domain {

struct CustomerRegistered {
  static constexpr const char* name = "CustomerRegistered";
  static constexpr int type = 9;
  static constexpr int schemaVersion = 2;
  std::string customerName;
  std::string email;
  std::string phone;
  std::string address;
  std::optional<Amount> creditLimit = {};       // since version 2
  std::optional<Currency> creditCurrency = {};  // since version 2
  bool operator==(const CustomerRegistered&) const = default;
};

// A field that is not given stays as it was.
struct ProfileUpdated {
  static constexpr const char* name = "ProfileUpdated";
  static constexpr int type = 10;
  static constexpr int schemaVersion = 2;
  std::string customerName;
  std::string email;
  std::string phone;
  std::string address;
  std::optional<Amount> creditLimit = {};       // since version 2
  std::optional<Currency> creditCurrency = {};  // since version 2
  bool operator==(const ProfileUpdated&) const = default;
};

template <class V>
void describe(V& v, CustomerRegistered& e) {
  v.field("name", e.customerName, personalText);
  v.field("email", e.email, personalText);
  v.field("phone", e.phone, personalText);
  v.field("address", e.address, personalText);
  v.field("credit_limit", e.creditLimit, FieldRule{.since = 2});
  v.field("credit_currency", e.creditCurrency, FieldRule{.since = 2});
}

template <class V>
void describe(V& v, ProfileUpdated& e) {
  v.field("name", e.customerName, personalText);
  v.field("email", e.email, personalText);
  v.field("phone", e.phone, personalText);
  v.field("address", e.address, personalText);
  v.field("credit_limit", e.creditLimit, FieldRule{.since = 2});
  v.field("credit_currency", e.creditCurrency, FieldRule{.since = 2});
}

}  // namespace twinlane::domain
