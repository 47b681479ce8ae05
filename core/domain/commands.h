// Commands: what a person or program may ask for, as plain values. `describe` names every field once, in the order of
// the contract; see field_rule.h. An empty text or optional is a field that was not given.
#pragma once

#include "domain/customer/commands.h"
#include "domain/order/commands.h"
#include "domain/product/commands.h"

#include <variant>

namespace twinlane::domain {

using Command = std::variant<PlaceOrder, AmendLines, ChangeAddress, ConfirmOrder, RecordPayment, PickLines, PackLines, ShipPackage,
                             RecordDelivery, RecordDeliveryFailure, CancelOrder, ReturnLines, RefundPayment, HoldOrder, ReleaseOrder,
                             AddNote, ListProduct, ChangePrice, ReceiveStock, AdjustStock, RegisterCustomer, UpdateProfile>;

const char* typeName(const Command& command);

}  // namespace twinlane::domain
