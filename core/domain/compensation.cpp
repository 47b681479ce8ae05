#include "domain/compensation.h"

#include "domain/sample_commands.h"

namespace twinlane::domain {
namespace {

Compensation by(const char* command) { return {command, nullptr}; }
Compensation none(const char* because) { return {nullptr, because}; }

// Visited exhaustively: a new command does not compile until it has its row.
struct Table {
  Compensation operator()(const PlaceOrder&) const { return by(CancelOrder::name); }
  Compensation operator()(const AmendLines&) const { return by(AmendLines::name); }
  Compensation operator()(const ChangeAddress&) const { return by(ChangeAddress::name); }
  Compensation operator()(const ConfirmOrder&) const { return none("the customer has been told: the order can be amended, held or cancelled"); }
  Compensation operator()(const RecordPayment&) const { return by(RefundPayment::name); }
  Compensation operator()(const PickLines&) const { return none("goods in hand are packed, or go back to the shelf when the order is cancelled"); }
  Compensation operator()(const PackLines&) const { return none("a package is shipped, or unpacked when the order is cancelled"); }
  Compensation operator()(const ShipPackage&) const { return by(ReturnLines::name); }
  Compensation operator()(const RecordDelivery&) const { return by(ReturnLines::name); }
  Compensation operator()(const RecordDeliveryFailure&) const { return by(RecordDelivery::name); }
  Compensation operator()(const CancelOrder&) const { return none("a cancelled order stays cancelled: its goods may be promised to others; place a new order"); }
  Compensation operator()(const ReturnLines&) const { return none("goods that came back go out again with a new order, once ReceiveStock has put what is fit for sale back into stock"); }
  Compensation operator()(const RefundPayment&) const { return by(RecordPayment::name); }
  Compensation operator()(const HoldOrder&) const { return by(ReleaseOrder::name); }
  Compensation operator()(const ReleaseOrder&) const { return by(HoldOrder::name); }
  Compensation operator()(const AddNote&) const { return none("a note stays as it was written; add one that corrects it"); }
  Compensation operator()(const ListProduct&) const { return none("orders may name the product; its price can be changed"); }
  Compensation operator()(const ChangePrice&) const { return by(ChangePrice::name); }
  Compensation operator()(const ReceiveStock&) const { return by(AdjustStock::name); }
  Compensation operator()(const AdjustStock&) const { return by(AdjustStock::name); }
  Compensation operator()(const RegisterCustomer&) const { return none("orders may name the customer; the profile can be updated"); }
  Compensation operator()(const UpdateProfile&) const { return by(UpdateProfile::name); }
};

}  // namespace

Compensation compensationOf(const Command& command) { return std::visit(Table{}, command); }

Node compensationTable() {
  Node table = Node::list();
  for (const Command& command : sampleCommands()) {
    const Compensation compensation = compensationOf(command);
    Node& row = table.items.emplace_back(Node::record());
    row.fields.emplace_back("command", Node::ofText(typeName(command)));
    row.fields.emplace_back("compensation", compensation.command != nullptr ? Node::ofText(compensation.command) : Node{});
    if (compensation.because != nullptr) row.fields.emplace_back("because", Node::ofText(compensation.because));
  }
  return table;
}

}  // namespace twinlane::domain
