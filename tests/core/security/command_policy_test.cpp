#include "security/command_policy.h"
#include "support/test_main.h"

#include <array>
#include <set>

using namespace twinlane;
using security::Principal;
using security::Role;

namespace {

constexpr std::array roles = {Role::Operator, Role::Supervisor, Role::Auditor, Role::Trainer, Role::Administrator};

// What only a supervisor may give; all other commands are the desk's, and nobody else gives any.
const std::set<std::string> supervisorsOnly = {"RefundPayment", "ListProduct", "ChangePrice", "AdjustStock"};

template <std::size_t... I>
std::vector<domain::Command> oneOfEach(std::index_sequence<I...>) {
  return {domain::Command(std::in_place_index<I>)...};
}

}  // namespace

class CommandPolicyTest : public QObject {
  Q_OBJECT
 private slots:
  void everyRoleGivesExactlyItsCommands();
  void nothingIsGivenWithoutARole();
};

void CommandPolicyTest::everyRoleGivesExactlyItsCommands() {
  for (const domain::Command& command : oneOfEach(std::make_index_sequence<std::variant_size_v<domain::Command>>{}))
    for (const Role role : roles) {
      const bool expected = role == Role::Supervisor || (role == Role::Operator && !supervisorsOnly.contains(domain::typeName(command)));
      QVERIFY2(security::mayGive(Principal::of("pat", {role}), command) == expected, domain::typeName(command));
    }
}

void CommandPolicyTest::nothingIsGivenWithoutARole() {
  for (const domain::Command& command : oneOfEach(std::make_index_sequence<std::variant_size_v<domain::Command>>{}))
    QVERIFY2(!security::mayGive(Principal::of("pat", {}), command), domain::typeName(command));
}

TWINLANE_TEST(CommandPolicyTest)
#include "command_policy_test.moc"
