#include "domain/conflict.h"

namespace twinlane::domain {
namespace {

// What commands rest on and events change, as bits. A cell of the table commutes when the two sets do not meet.
using Aspects = std::uint32_t;
enum Aspect : Aspects {
  Existence = 1u << 0, Lines = 1u << 1, Address = 1u << 2, Confirmation = 1u << 3, Money = 1u << 4, Picking = 1u << 5,
  Packing = 1u << 6, Shipping = 1u << 7, Delivery = 1u << 8, Returns = 1u << 9, Hold = 1u << 10, Cancellation = 1u << 11,
  Listing = 1u << 12, Price = 1u << 13, Stock = 1u << 14, Registration = 1u << 15, Profile = 1u << 16, Credit = 1u << 17,
  Due = 1u << 18,  // what is left to pay, where it changes and nothing above does
};
constexpr Aspects nothing = 0;
constexpr Aspects stillOpen = Existence | Cancellation;

// What the decision reads, and what a person would want to know of before giving the command again. Visited exhaustively:
// a new command does not compile until it has its row.
struct RestsOn {
  Aspects operator()(const PlaceOrder&) const { return Existence | Listing | Price | Stock | Credit; }
  Aspects operator()(const AmendLines&) const { return stillOpen | Lines | Picking | Packing | Shipping | Returns | Listing | Price | Stock | Credit; }
  Aspects operator()(const ChangeAddress&) const { return stillOpen | Address | Shipping; }
  Aspects operator()(const ConfirmOrder&) const { return stillOpen | Lines | Confirmation; }
  Aspects operator()(const RecordPayment&) const { return stillOpen | Money | Lines | Returns; }
  Aspects operator()(const PickLines&) const { return stillOpen | Lines | Picking | Packing | Shipping | Hold; }
  Aspects operator()(const PackLines&) const { return stillOpen | Lines | Packing | Shipping | Hold; }
  Aspects operator()(const ShipPackage&) const { return stillOpen | Lines | Packing | Shipping | Hold | Address; }
  Aspects operator()(const RecordDelivery&) const { return stillOpen | Packing | Shipping | Delivery; }
  Aspects operator()(const RecordDeliveryFailure&) const { return stillOpen | Packing | Shipping | Delivery | Returns; }
  Aspects operator()(const CancelOrder&) const { return stillOpen | Lines | Money | Shipping; }
  Aspects operator()(const ReturnLines&) const { return stillOpen | Lines | Shipping | Returns; }
  Aspects operator()(const RefundPayment&) const { return Existence | Money | Lines | Returns | Due; }
  Aspects operator()(const HoldOrder&) const { return stillOpen | Lines | Shipping | Hold; }
  Aspects operator()(const ReleaseOrder&) const { return stillOpen | Hold; }
  Aspects operator()(const AddNote&) const { return Existence; }
  Aspects operator()(const ListProduct&) const { return Listing | Price; }
  Aspects operator()(const ChangePrice&) const { return Listing | Price; }
  Aspects operator()(const ReceiveStock&) const { return nothing; }
  Aspects operator()(const AdjustStock&) const { return Stock; }
  Aspects operator()(const RegisterCustomer&) const { return Registration | Profile | Credit; }
  Aspects operator()(const UpdateProfile&) const { return Registration | Profile | Credit; }
};

struct Changes {
  Aspects operator()(const OrderPlaced&) const { return Existence | Lines | Address; }
  Aspects operator()(const OrderLinesAdded&) const { return Existence | Lines; }
  Aspects operator()(const LinesAmended&) const { return Lines; }
  Aspects operator()(const AddressChanged&) const { return Address; }
  Aspects operator()(const OrderConfirmed&) const { return Confirmation; }
  Aspects operator()(const PaymentRecorded&) const { return Money; }
  Aspects operator()(const PaymentRefunded&) const { return Money; }
  Aspects operator()(const LinesPicked&) const { return Picking; }
  Aspects operator()(const PackagePacked&) const { return Packing; }
  Aspects operator()(const PackageShipped&) const { return Packing | Shipping; }
  Aspects operator()(const PackageDelivered&) const { return Delivery; }
  Aspects operator()(const DeliveryFailed&) const { return Delivery; }
  Aspects operator()(const OrderCancelled&) const { return Cancellation | Due; }
  Aspects operator()(const LinesReturned&) const { return Returns; }
  Aspects operator()(const OrderHeld&) const { return Hold; }
  Aspects operator()(const OrderReleased&) const { return Hold; }
  Aspects operator()(const NoteAdded&) const { return nothing; }
  Aspects operator()(const ProductListed&) const { return Listing | Price; }
  Aspects operator()(const PriceChanged&) const { return Price; }
  Aspects operator()(const StockReceived&) const { return Stock; }
  Aspects operator()(const StockAdjusted&) const { return Stock; }
  Aspects operator()(const CustomerRegistered&) const { return Registration | Profile | Credit; }
  Aspects operator()(const ProfileUpdated&) const { return Profile | Credit; }
  Aspects operator()(const ReturnReceived&) const { return nothing; }
};

// The event that leaves nothing of the command to do; 0 for commands that can always be meant once more.
struct DoneBy {
  int operator()(const PlaceOrder&) const { return OrderPlaced::type; }
  int operator()(const AmendLines&) const { return 0; }
  int operator()(const ChangeAddress&) const { return 0; }
  int operator()(const ConfirmOrder&) const { return OrderConfirmed::type; }
  int operator()(const RecordPayment&) const { return 0; }
  int operator()(const PickLines&) const { return 0; }
  int operator()(const PackLines&) const { return 0; }
  int operator()(const ShipPackage&) const { return 0; }
  int operator()(const RecordDelivery&) const { return PackageDelivered::type; }
  int operator()(const RecordDeliveryFailure&) const { return PackageDelivered::type; }
  int operator()(const CancelOrder&) const { return OrderCancelled::type; }
  int operator()(const ReturnLines&) const { return 0; }
  int operator()(const RefundPayment&) const { return 0; }
  int operator()(const HoldOrder&) const { return OrderHeld::type; }
  int operator()(const ReleaseOrder&) const { return OrderReleased::type; }
  int operator()(const AddNote&) const { return 0; }
  int operator()(const ListProduct&) const { return ProductListed::type; }
  int operator()(const ChangePrice&) const { return 0; }
  int operator()(const ReceiveStock&) const { return 0; }
  int operator()(const AdjustStock&) const { return 0; }
  int operator()(const RegisterCustomer&) const { return CustomerRegistered::type; }
  int operator()(const UpdateProfile&) const { return 0; }
};

// A delivery rests on its own package alone. That it failed rests on what of its lines is still out, in whatever package.
bool onOtherPackage(const Command& command, const Event& since) {
  const std::string* asked = nullptr;
  if (const auto* delivery = std::get_if<RecordDelivery>(&command)) asked = &delivery->package;
  if (const auto* failure = std::get_if<RecordDeliveryFailure>(&command); failure != nullptr && !std::holds_alternative<PackageShipped>(since)) asked = &failure->package;
  return asked != nullptr && std::visit(
                                 [&](const auto& e) {
                                   if constexpr (requires { e.package; }) return e.package != *asked;
                                   return false;
                                 },
                                 since);
}

// Two updates of a profile meet in the fields that both give.
bool onOtherFields(const Command& command, const Event& since) {
  const auto* update = std::get_if<UpdateProfile>(&command);
  const auto* updated = std::get_if<ProfileUpdated>(&since);
  if (update == nullptr || updated == nullptr) return false;
  const auto both = [](const std::string& a, const std::string& b) { return !a.empty() && !b.empty(); };
  const bool credit = (update->creditLimit || update->creditCurrency) && (updated->creditLimit || updated->creditCurrency);
  return !credit && !both(update->customerName, updated->customerName) && !both(update->email, updated->email) && !both(update->phone, updated->phone) &&
         !both(update->address, updated->address);
}

}  // namespace

Conflict commutes(const Command& command, const Event& since) {
  if (onOtherPackage(command, since) || onOtherFields(command, since)) return Conflict::Commutes;
  const Aspects rests = std::visit(RestsOn{}, command);
  const Aspects changes = std::visit(Changes{}, since);
  const int type = std::visit([](const auto& e) { return std::decay_t<decltype(e)>::type; }, since);
  if (type == std::visit(DoneBy{}, command)) return Conflict::Superseded;
  if ((rests & changes & Cancellation) != 0) return Conflict::Superseded;
  return (rests & changes) != 0 ? Conflict::NeedsPerson : Conflict::Commutes;
}

}  // namespace twinlane::domain
