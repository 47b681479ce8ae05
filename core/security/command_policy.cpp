#include "security/command_policy.h"

#include "security/role_sets.h"

namespace twinlane::security {
namespace {

// Who may give it. Visited exhaustively: a new command does not compile until it has its row.
struct RolesFor {
  RoleSet operator()(const domain::PlaceOrder&) const { return desk; }
  RoleSet operator()(const domain::AmendLines&) const { return desk; }
  RoleSet operator()(const domain::ChangeAddress&) const { return desk; }
  RoleSet operator()(const domain::ConfirmOrder&) const { return desk; }
  RoleSet operator()(const domain::RecordPayment&) const { return desk; }
  RoleSet operator()(const domain::PickLines&) const { return desk; }
  RoleSet operator()(const domain::PackLines&) const { return desk; }
  RoleSet operator()(const domain::ShipPackage&) const { return desk; }
  RoleSet operator()(const domain::RecordDelivery&) const { return desk; }
  RoleSet operator()(const domain::RecordDeliveryFailure&) const { return desk; }
  RoleSet operator()(const domain::CancelOrder&) const { return desk; }
  RoleSet operator()(const domain::ReturnLines&) const { return desk; }
  RoleSet operator()(const domain::RefundPayment&) const { return supervisors; }
  RoleSet operator()(const domain::HoldOrder&) const { return desk; }
  RoleSet operator()(const domain::ReleaseOrder&) const { return desk; }
  RoleSet operator()(const domain::AddNote&) const { return desk; }
  RoleSet operator()(const domain::ListProduct&) const { return supervisors; }
  RoleSet operator()(const domain::ChangePrice&) const { return supervisors; }
  RoleSet operator()(const domain::ReceiveStock&) const { return desk; }
  RoleSet operator()(const domain::AdjustStock&) const { return supervisors; }
  RoleSet operator()(const domain::RegisterCustomer&) const { return desk; }
  RoleSet operator()(const domain::UpdateProfile&) const { return desk; }
};

}  // namespace

bool mayGive(const Principal& principal, const domain::Command& command) { return (principal.roles & std::visit(RolesFor{}, command)) != 0; }

}  // namespace twinlane::security
