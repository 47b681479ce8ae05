#include "transfer/profile/role_rules.h"

namespace twinlane::transfer {

const std::vector<RoleField>& fieldsOf(Role role) {
  static const std::vector<RoleField> order = {{"id"}, {"customer"}, {"currency"}, {"country", true}, {"ship_to", true}, {"note", true}, {"placed_at"}, {"promised_at"}, {"total"}};
  static const std::vector<RoleField> line = {{"id"}, {"order"}, {"product"}, {"quantity"}, {"unit_price"}, {"line_amount"}, {"discount"}, {"discount_percent"},
                                              {"discount_amount"}, {"tax_rate"}, {"tax_percent"}, {"description", true}, {"package"}};
  static const std::vector<RoleField> customer = {{"id"}, {"name", true}, {"email", true}, {"phone", true}, {"address", true}};
  static const std::vector<RoleField> product = {{"id"}, {"name", true}, {"price"}, {"currency"}};
  static const std::vector<RoleField> package = {{"id"}, {"order"}, {"carrier", true}};
  static const std::vector<RoleField> event = {{"id"}, {"activity", true}, {"at"}, {"order"}, {"line"}, {"package"}, {"customer"}, {"product"},
                                               {"amount"}, {"method", true}, {"carrier", true}, {"reason", true}, {"text", true}};
  switch (role) {
    case Role::Order: return order;
    case Role::Line: return line;
    case Role::Customer: return customer;
    case Role::Product: return product;
    case Role::Package: return package;
    case Role::Event: break;
  }
  return event;
}

const std::vector<RoleField>& fieldsOfFacts() {
  static const std::vector<RoleField> fields = {{"amount"}, {"method", true}, {"carrier", true}, {"reason", true}, {"text", true}};
  return fields;
}

const std::vector<std::string>& roleNames() {
  static const std::vector<std::string> names = {"order", "line", "customer", "product", "package", "event"};
  return names;
}

const std::vector<std::string>& factNames() {
  static const std::vector<std::string> names = {"placed",           "confirmed", "held", "released", "picked",   "packed",    "shipped",
                                                 "delivery_failed", "delivered", "paid", "returned", "refunded", "cancelled", "note", "ignore"};
  return names;
}

const char* name(Role role) { return roleNames()[static_cast<std::size_t>(role)].c_str(); }
const char* name(FactKind fact) { return factNames()[static_cast<std::size_t>(fact)].c_str(); }

}  // namespace twinlane::transfer
