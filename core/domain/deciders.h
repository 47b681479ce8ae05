// One decider a command, by aggregate in decide_*.cpp; a command without one does not link into decide(). Within the room.
#pragma once

#include "domain/decide.h"

#include <string>

namespace twinlane::domain {

using Answer = tl::expected<Decision, Rejection>;

Answer decideOn(const PlaceOrder& c, const DecisionInput& input);
Answer decideOn(const AmendLines& c, const DecisionInput& input);
Answer decideOn(const ChangeAddress& c, const DecisionInput& input);
Answer decideOn(const ConfirmOrder& c, const DecisionInput& input);
Answer decideOn(const RecordPayment& c, const DecisionInput& input);
Answer decideOn(const PickLines& c, const DecisionInput& input);
Answer decideOn(const PackLines& c, const DecisionInput& input);
Answer decideOn(const ShipPackage& c, const DecisionInput& input);
Answer decideOn(const RecordDelivery& c, const DecisionInput& input);
Answer decideOn(const RecordDeliveryFailure& c, const DecisionInput& input);
Answer decideOn(const CancelOrder& c, const DecisionInput& input);
Answer decideOn(const ReturnLines& c, const DecisionInput& input);
Answer decideOn(const RefundPayment& c, const DecisionInput& input);
Answer decideOn(const HoldOrder& c, const DecisionInput& input);
Answer decideOn(const ReleaseOrder& c, const DecisionInput& input);
Answer decideOn(const AddNote& c, const DecisionInput& input);
Answer decideOn(const ListProduct& c, const DecisionInput& input);
Answer decideOn(const ChangePrice& c, const DecisionInput& input);
Answer decideOn(const ReceiveStock& c, const DecisionInput& input);
Answer decideOn(const AdjustStock& c, const DecisionInput& input);
Answer decideOn(const RegisterCustomer& c, const DecisionInput& input);
Answer decideOn(const UpdateProfile& c, const DecisionInput& input);

inline Rejection against(RejectionReason reason, std::string field, std::string problem) { return {reason, {{std::move(field), std::move(problem)}}}; }
inline tl::unexpected<Rejection> reject(RejectionReason reason, std::string field, std::string problem) {
  return tl::unexpected(against(reason, std::move(field), std::move(problem)));
}

inline Answer accept(Event event) {
  Decision decision;
  decision.events.push_back(std::move(event));
  return decision;
}

inline std::string entryField(const char* list, std::size_t index, const char* field) {
  return std::string(list) + "[" + std::to_string(index) + "]." + field;
}
inline std::string lineField(std::size_t index, const char* field) { return entryField("lines", index, field); }

using Check = std::optional<Rejection>;

// Each gives the reason against it, if there is one.
Check mustExist(const OrderState& order, const OrderId& id);
Check mustBeOpen(const OrderState& order, const OrderId& id);   // exists and is not cancelled
Check mustProceed(const OrderState& order, const OrderId& id);  // open and not held
// The credit limit goes to another currency than it had.
bool movesLimit(const UpdateProfile& c, const CustomerState& customer);
// Money that a person states must be there in coins and on accounts: a whole number of the currency's smallest unit. Prices of
// a piece may be finer, and facts are what they are.
Check mustBePayable(Amount amount, Currency currency, std::string field);

}  // namespace twinlane::domain
