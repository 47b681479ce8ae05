#include "domain/sample_commands.h"

#include <utility>

namespace twinlane::domain {
namespace {

template <class C>
struct Of {};

PlaceOrder of(Of<PlaceOrder>) {
  PlaceOrder place;
  place.order = sample::order;
  place.customer = sample::customer;
  place.currency = sample::pounds;
  place.lines.push_back({sample::product, {1000}, Amount{10000}, {}, {}, {}, {}});
  return place;
}
AmendLines of(Of<AmendLines>) { return {sample::order, {{1, {}, {3000}, {}, {}, {}, {}, {}}}, {}}; }
ChangeAddress of(Of<ChangeAddress>) { return {sample::order, "4 Mill Lane", {}}; }
ConfirmOrder of(Of<ConfirmOrder>) { return {sample::order}; }
RecordPayment of(Of<RecordPayment>) { return {sample::order, {10000}, {}}; }
PickLines of(Of<PickLines>) { return {sample::order, {{1, {1000}}}}; }
PackLines of(Of<PackLines>) { return {sample::order, "P9", {{1, {1000}}}}; }
ShipPackage of(Of<ShipPackage>) { return {sample::order, {}, {}, {}}; }
RecordDelivery of(Of<RecordDelivery>) { return {sample::order, "P1"}; }
RecordDeliveryFailure of(Of<RecordDeliveryFailure>) { return {sample::order, "P1", "nobody there"}; }
CancelOrder of(Of<CancelOrder>) { return {sample::order, "sample"}; }
ReturnLines of(Of<ReturnLines>) { return {sample::order, {{1, {1000}}}, "sample"}; }
RefundPayment of(Of<RefundPayment>) { return {sample::order, {10000}}; }
HoldOrder of(Of<HoldOrder>) { return {sample::order, "sample"}; }
ReleaseOrder of(Of<ReleaseOrder>) { return {sample::order}; }
AddNote of(Of<AddNote>) { return {sample::order, "sample"}; }
ListProduct of(Of<ListProduct>) { return {sample::product, "Cup", {10000}, sample::pounds}; }
ChangePrice of(Of<ChangePrice>) { return {sample::product, {12000}, {}}; }
ReceiveStock of(Of<ReceiveStock>) { return {sample::product, {1000}}; }
AdjustStock of(Of<AdjustStock>) { return {sample::product, {-1000}, "sample"}; }
RegisterCustomer of(Of<RegisterCustomer>) { return {sample::customer, "Ann", {}, {}, {}}; }
UpdateProfile of(Of<UpdateProfile>) { return {sample::customer, "Anna", {}, {}, {}}; }

template <std::size_t... I>
std::vector<Command> all(std::index_sequence<I...>) {
  return {Command(of(Of<std::variant_alternative_t<I, Command>>{}))...};
}

}  // namespace

std::vector<Command> sampleCommands() { return all(std::make_index_sequence<std::variant_size_v<Command>>{}); }

}  // namespace twinlane::domain
