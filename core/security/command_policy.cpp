#include "security/command_policy.h"

namespace twinlane::security {
namespace {

// Visited exhaustively: a new command does not compile until it has its row.
struct Allowed {
  const Principal& principal;
  bool any(std::initializer_list<Role> roles) const {
    for (Role role : roles)
      if (principal.has(role)) return true;
    return false;
  }
  bool operator()(const domain::PlaceOrder&) const { return any({Role::Operator, Role::Supervisor}); }
  bool operator()(const domain::AmendLines&) const { return any({Role::Operator, Role::Supervisor}); }
  bool operator()(const domain::ChangeAddress&) const { return any({Role::Operator, Role::Supervisor}); }
  bool operator()(const domain::ConfirmOrder&) const { return any({Role::Operator, Role::Supervisor}); }
  bool operator()(const domain::RecordPayment&) const { return any({Role::Operator, Role::Supervisor}); }
  bool operator()(const domain::PickLines&) const { return any({Role::Operator, Role::Supervisor}); }
  bool operator()(const domain::PackLines&) const { return any({Role::Operator, Role::Supervisor}); }
  bool operator()(const domain::ShipPackage&) const { return any({Role::Operator, Role::Supervisor}); }
  bool operator()(const domain::RecordDelivery&) const { return any({Role::Operator, Role::Supervisor}); }
  bool operator()(const domain::RecordDeliveryFailure&) const { return any({Role::Operator, Role::Supervisor}); }
  bool operator()(const domain::CancelOrder&) const { return any({Role::Operator, Role::Supervisor}); }
  bool operator()(const domain::ReturnLines&) const { return any({Role::Operator, Role::Supervisor}); }
  bool operator()(const domain::RefundPayment&) const { return any({Role::Supervisor}); }
  bool operator()(const domain::HoldOrder&) const { return any({Role::Operator, Role::Supervisor}); }
  bool operator()(const domain::ReleaseOrder&) const { return any({Role::Operator, Role::Supervisor}); }
  bool operator()(const domain::AddNote&) const { return any({Role::Operator, Role::Supervisor}); }
  bool operator()(const domain::ListProduct&) const { return any({Role::Supervisor}); }
  bool operator()(const domain::ChangePrice&) const { return any({Role::Supervisor}); }
  bool operator()(const domain::ReceiveStock&) const { return any({Role::Operator, Role::Supervisor}); }
  bool operator()(const domain::AdjustStock&) const { return any({Role::Supervisor}); }
  bool operator()(const domain::RegisterCustomer&) const { return any({Role::Operator, Role::Supervisor}); }
  bool operator()(const domain::UpdateProfile&) const { return any({Role::Operator, Role::Supervisor}); }
};

}  // namespace

bool mayGive(const Principal& principal, const domain::Command& command) { return std::visit(Allowed{principal}, command); }

}  // namespace twinlane::security
