#include "transfer/profile/role_rules.h"

namespace twinlane::transfer {

const std::vector<RoleField>& fieldsOf(Role role) {
  using enum ValueKind;
  static const std::vector<RoleField> order = {{"id", Id}, {"customer", Id}, {"currency", Currency}, {"country", Text}, {"ship_to", Text}, {"note", Text}, {"placed_at", Time}, {"promised_at", Deadline}, {"total", Amount}};
  static const std::vector<RoleField> line = {{"id", Id}, {"order", Id}, {"product", Id}, {"quantity", Quantity}, {"unit_price", Price}, {"line_amount", Amount}, {"discount", Share}, {"discount_percent", PerCent},
                                              {"discount_amount", Amount}, {"tax_rate", Share}, {"tax_percent", PerCent}, {"description", Text}, {"package", Id}};
  static const std::vector<RoleField> customer = {{"id", Id}, {"name", Text}, {"email", Text}, {"phone", Text}, {"address", Text}};
  static const std::vector<RoleField> product = {{"id", Id}, {"name", Text}, {"price", Price}, {"currency", Currency}};
  static const std::vector<RoleField> package = {{"id", Id}, {"order", Id}, {"carrier", Text}};
  static const std::vector<RoleField> event = {{"id", Id}, {"activity", Text}, {"at", Time}, {"order", Ids}, {"line", Ids}, {"package", Ids}, {"customer", Ids}, {"product", Ids},
                                               {"amount", Amount}, {"method", Text}, {"carrier", Text}, {"reason", Text}, {"text", Text}};
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
  using enum ValueKind;
  static const std::vector<RoleField> fields = {{"amount", Amount}, {"method", Text}, {"carrier", Text}, {"reason", Text}, {"text", Text}};
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
