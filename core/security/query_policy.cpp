#include "security/query_policy.h"

namespace twinlane::security {
namespace {

constexpr std::uint8_t operators = static_cast<std::uint8_t>(Role::Operator), supervisors = static_cast<std::uint8_t>(Role::Supervisor),
                       auditors = static_cast<std::uint8_t>(Role::Auditor), trainers = static_cast<std::uint8_t>(Role::Trainer),
                       administrators = static_cast<std::uint8_t>(Role::Administrator);
constexpr std::uint8_t desk = operators | supervisors;
constexpr std::uint8_t readers = desk | auditors | trainers;
constexpr std::uint8_t everybody = readers | administrators;

struct Row {
  std::uint8_t may = 0, persons = 0;
};

// No default: a question without its row does not compile (-Wswitch is an error).
constexpr Row rowOf(Query query) {
  switch (query) {
    case Query::OrderPage:
    case Query::OrderVector:
    case Query::OrdersByNumber:
    case Query::OrderDocument: return {readers, desk};
    case Query::OrderCounts: return {everybody, 0};
    case Query::Revenue: return {supervisors | auditors | trainers, 0};
    case Query::Stats: return {supervisors | auditors | administrators, 0};
    case Query::Events: return {supervisors | auditors | trainers, supervisors};
    // Rows of a source as they came: every word of them may be about a person.
    case Query::Quarantine: return {desk, desk};
    case Query::ImportAccount: return {desk | auditors | administrators, 0};
    case Query::Positions: return {everybody, 0};
  }
  return {};
}

}  // namespace

bool mayAsk(const Principal& principal, Query query) { return (principal.roles & rowOf(query).may) != 0; }
bool seesPersons(const Principal& principal, Query query) { return (principal.roles & rowOf(query).persons) != 0; }

}  // namespace twinlane::security
