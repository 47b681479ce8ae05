#include "domain/sample_commands.h"

#include <utility>

namespace twinlane::domain {
namespace {

template <class C>
struct Of {};

const OrderId order("A1");
const ProductId product("cup");
const CustomerId customer("ann");
const Currency pounds{{'G', 'B', 'P'}};

PlaceOrder sample(Of<PlaceOrder>) {
  PlaceOrder place;
  place.order = order;
  place.currency = pounds;
  place.lines.push_back({product, {1000}, Amount{10000}, {}, {}, {}, {}});
  return place;
}
AmendLines sample(Of<AmendLines>) { return {order, {{1, {}, {3000}, {}, {}, {}, {}, {}}}, {}}; }
ChangeAddress sample(Of<ChangeAddress>) { return {order, "4 Mill Lane", {}}; }
ConfirmOrder sample(Of<ConfirmOrder>) { return {order}; }
RecordPayment sample(Of<RecordPayment>) { return {order, {10000}, {}}; }
PickLines sample(Of<PickLines>) { return {order, {{1, {1000}}}}; }
PackLines sample(Of<PackLines>) { return {order, "P9", {{1, {1000}}}}; }
ShipPackage sample(Of<ShipPackage>) { return {order, {}, {}, {}}; }
RecordDelivery sample(Of<RecordDelivery>) { return {order, "P1"}; }
RecordDeliveryFailure sample(Of<RecordDeliveryFailure>) { return {order, "P1", "nobody there"}; }
CancelOrder sample(Of<CancelOrder>) { return {order, "sample"}; }
ReturnLines sample(Of<ReturnLines>) { return {order, {{1, {1000}}}, "sample"}; }
RefundPayment sample(Of<RefundPayment>) { return {order, {10000}}; }
HoldOrder sample(Of<HoldOrder>) { return {order, "sample"}; }
ReleaseOrder sample(Of<ReleaseOrder>) { return {order}; }
AddNote sample(Of<AddNote>) { return {order, "sample"}; }
ListProduct sample(Of<ListProduct>) { return {product, "Cup", {10000}, pounds}; }
ChangePrice sample(Of<ChangePrice>) { return {product, {12000}, {}}; }
ReceiveStock sample(Of<ReceiveStock>) { return {product, {1000}}; }
AdjustStock sample(Of<AdjustStock>) { return {product, {-1000}, "sample"}; }
RegisterCustomer sample(Of<RegisterCustomer>) { return {customer, "Ann", {}, {}, {}}; }
UpdateProfile sample(Of<UpdateProfile>) { return {customer, "Anna", {}, {}, {}}; }

template <std::size_t... I>
std::vector<Command> all(std::index_sequence<I...>) {
  return {Command(sample(Of<std::variant_alternative_t<I, Command>>{}))...};
}

}  // namespace

std::vector<Command> sampleCommands() { return all(std::make_index_sequence<std::variant_size_v<Command>>{}); }

}  // namespace twinlane::domain
