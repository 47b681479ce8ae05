#include "security/query_policy.h"

#include "security/role_sets.h"

namespace twinlane::security {
namespace {

constexpr RoleSet readers = desk | auditors | trainers, everybody = readers | administrators;

struct Row {
  RoleSet may = nobody, persons = nobody;
};

// No default: a question without its row does not compile (-Wswitch is an error).
constexpr Row rowOf(Query query) {
  switch (query) {
    case Query::OrderPage:
    case Query::OrderVector:
    case Query::OrdersByNumber:
    case Query::OrderDocument:
    case Query::Customers:
    case Query::Customer:
    case Query::Search: return {readers, desk};
    // What was sold, what needs somebody, and of which customer by id; no name, address or word about a person.
    case Query::Products:
    case Query::Product:
    case Query::Returns:
    case Query::Operations: return {readers, nobody};
    case Query::OrderCounts: return {everybody, nobody};
    case Query::Revenue: return {supervisors | auditors | trainers, nobody};
    case Query::Stats: return {supervisors | auditors | administrators, nobody};
    case Query::Events: return {supervisors | auditors | trainers, supervisors};
    // Rows of a source as they came: every word of them may be about a person.
    case Query::Quarantine: return {desk, desk};
    case Query::ImportAccount: return {desk | auditors | administrators, nobody};
    case Query::Positions: return {everybody, nobody};
    // Who gave what and was refused why; no word of the command itself.
    case Query::Receipts: return {supervisors | auditors | trainers, nobody};
  }
  return {};
}

}  // namespace

bool mayAsk(const Principal& principal, Query query) { return (principal.roles & rowOf(query).may) != 0; }
bool seesPersons(const Principal& principal, Query query) { return (principal.roles & rowOf(query).persons) != 0; }

}  // namespace twinlane::security
