#include "security/policy_table.h"

#include "security/command_policy.h"
#include "security/query_policy.h"

#include <algorithm>
#include <utility>

namespace twinlane::security {
namespace {

using domain::Node;

struct PolicyRow {
  std::string name;
  std::optional<bool> seesPersons = {};  // of a question
};

template <std::size_t... I>
std::vector<PolicyRow> commandRows(const Principal& principal, std::index_sequence<I...>) {
  std::vector<PolicyRow> rows;
  ((mayGive(principal, domain::Command(std::in_place_index<I>)) ? rows.push_back({std::variant_alternative_t<I, domain::Command>::name}) : void()), ...);
  return rows;
}

std::vector<PolicyRow> queryRows(const Principal& principal) {
  std::vector<PolicyRow> rows;
  for (std::size_t i = 0; i < queryNames.size(); ++i)
    if (const auto query = static_cast<Query>(i); mayAsk(principal, query)) rows.push_back({queryNames[i], seesPersons(principal, query)});
  return rows;
}

void addSorted(std::vector<PolicyRow> rows, const char* role, Node& table) {
  std::sort(rows.begin(), rows.end(), [](const PolicyRow& a, const PolicyRow& b) { return a.name < b.name; });
  for (PolicyRow& row : rows) {
    Node& entry = table.items.emplace_back(Node::record());
    entry.fields.emplace_back("role", Node::ofText(role));
    entry.fields.emplace_back(row.seesPersons ? "query" : "command", Node::ofText(std::move(row.name)));
    if (row.seesPersons) entry.fields.emplace_back("sees_persons", Node::ofBoolean(*row.seesPersons));
  }
}

}  // namespace

Node policyTable() {
  Node table = Node::list();
  for (const auto& [role, roleName] : roleNames) {
    const Principal principal = Principal::of(roleName, {role});
    addSorted(commandRows(principal, std::make_index_sequence<std::variant_size_v<domain::Command>>{}), roleName, table);
    addSorted(queryRows(principal), roleName, table);
  }
  return table;
}

}  // namespace twinlane::security
