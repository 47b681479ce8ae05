#include "domain/guard_break.h"

#include "domain/deciders.h"

#include <algorithm>

namespace twinlane::domain {
namespace {

using Break = std::optional<RejectionReason>;

const OrderId thisOrder("-");  // only what is said to a person names it
const ProductId thisProduct("-");
const CustomerId thisCustomer("-");

// What is in a package beyond what was packed into it.
std::vector<LineQuantity> besides(const std::vector<LineQuantity>& shipped, const std::vector<LineQuantity>& packed) {
  std::vector<LineQuantity> more;
  for (LineQuantity part : shipped) {
    const auto known = std::find_if(packed.begin(), packed.end(), [&](const LineQuantity& one) { return one.line == part.line; });
    if (known != packed.end()) part.quantity -= known->quantity;
    if (part.quantity > Quantity{}) more.push_back(part);
  }
  return more;
}

// What no command could have said: its fields are checked before it is decided on. Texts are let be.
template <class Lines>
bool areNone(const Lines& lines) {
  return std::any_of(lines.begin(), lines.end(), [](const auto& line) { return line.quantity <= Quantity{}; });
}
constexpr Break unsaid = RejectionReason::InvalidFields;

// Visited exhaustively: a new event does not compile until it is known which command says it.
struct Asked {
  const DecisionInput& before;

  template <class C>
  Break ask(const C& command) const {
    const Answer answer = decideOn(command, before);
    return answer ? std::nullopt : Break(answer.error().reason);
  }

  Break operator()(const OrderPlaced& e) const {
    if (areNone(e.lines)) return unsaid;
    PlaceOrder place;
    place.customer = e.customer;
    place.currency = e.currency;
    place.lines.reserve(e.lines.size());
    for (const OrderLine& line : e.lines) place.lines.push_back({line.product, line.quantity, line.unitPrice, {}, line.discount, line.discountAmount, line.taxRate});
    place.charges = e.charges;
    return ask(place);
  }
  Break operator()(const OrderLinesAdded& e) const { return areNone(e.lines) ? unsaid : std::nullopt; }
  Break operator()(const LinesAmended& e) const {
    AmendLines amend{thisOrder, {}, {}};
    for (const OrderLine& line : e.lines) {
      const OrderLineState* known = before.order.line(line.line);
      amend.lines.push_back({line.line, std::nullopt, known == nullptr ? line.quantity : known->now.quantity + line.quantity, line.unitPrice, line.description, line.discount, line.discountAmount, line.taxRate});
    }
    for (const OrderLine& line : e.added) amend.lines.push_back({std::nullopt, line.product, line.quantity, line.unitPrice, line.description, line.discount, line.discountAmount, line.taxRate});
    for (Charge charge : e.charges) {
      const auto known = std::find_if(before.order.charges.begin(), before.order.charges.end(), [&](const Charge& one) { return one.kind == charge.kind; });
      if (known != before.order.charges.end()) charge.amount += known->amount;
      amend.charges.push_back(std::move(charge));
    }
    return ask(amend);
  }
  Break operator()(const AddressChanged& e) const { return ask(ChangeAddress{thisOrder, e.shipTo, e.country}); }
  Break operator()(const OrderConfirmed&) const { return ask(ConfirmOrder{thisOrder}); }
  Break operator()(const PaymentRecorded& e) const { return e.amount <= Amount{} ? unsaid : ask(RecordPayment{thisOrder, e.amount, e.method}); }
  Break operator()(const PaymentRefunded& e) const { return e.amount <= Amount{} ? unsaid : ask(RefundPayment{thisOrder, e.amount}); }
  Break operator()(const LinesPicked& e) const { return areNone(e.lines) ? unsaid : ask(PickLines{thisOrder, e.lines}); }
  Break operator()(const PackagePacked& e) const { return areNone(e.lines) ? unsaid : ask(PackLines{thisOrder, e.package, e.lines}); }
  Break operator()(const PackageShipped& e) const {
    if (areNone(e.lines)) return unsaid;
    const PackageState* package = before.order.package(e.package);
    if (package == nullptr || (package->packed.empty() && !package->isShipped)) return ask(ShipPackage{thisOrder, {}, e.lines, e.carrier});
    if (const Break no = ask(ShipPackage{thisOrder, e.package, {}, e.carrier})) return no;
    const auto more = besides(e.lines, package->packed);
    return more.empty() ? std::nullopt : ask(ShipPackage{thisOrder, {}, more, e.carrier});
  }
  Break operator()(const PackageDelivered& e) const { return ask(RecordDelivery{thisOrder, e.package}); }
  Break operator()(const DeliveryFailed& e) const { return ask(RecordDeliveryFailure{thisOrder, e.package, e.reason}); }
  Break operator()(const OrderCancelled& e) const { return ask(CancelOrder{thisOrder, e.reason}); }
  Break operator()(const LinesReturned& e) const {
    if (areNone(e.lines)) return unsaid;
    ReturnLines back{thisOrder, {}, e.reason};
    for (const ReturnedLine& line : e.lines) back.lines.push_back({line.line, line.quantity});
    return ask(back);
  }
  Break operator()(const OrderHeld& e) const { return ask(HoldOrder{thisOrder, e.reason}); }
  Break operator()(const OrderReleased&) const { return ask(ReleaseOrder{thisOrder}); }
  Break operator()(const NoteAdded& e) const { return ask(AddNote{thisOrder, e.text}); }
  Break operator()(const ReturnReceived&) const { return std::nullopt; }
  Break operator()(const ProductListed& e) const { return ask(ListProduct{thisProduct, e.productName, e.price, e.currency}); }
  Break operator()(const PriceChanged& e) const { return ask(ChangePrice{thisProduct, e.price, e.currency}); }
  Break operator()(const StockReceived&) const { return std::nullopt; }
  Break operator()(const StockAdjusted&) const { return std::nullopt; }
  Break operator()(const CustomerRegistered& e) const { return ask(RegisterCustomer{thisCustomer, e.customerName, e.email, e.phone, e.address, e.creditLimit, e.creditCurrency}); }
  Break operator()(const ProfileUpdated& e) const { return ask(UpdateProfile{thisCustomer, e.customerName, e.email, e.phone, e.address, e.creditLimit, e.creditCurrency}); }
};

}  // namespace

std::optional<RejectionReason> guardBreak(const DecisionInput& before, const Event& event) { return std::visit(Asked{before}, event); }

void evolve(DecisionInput& known, Category category, const Event& event, Moment at) {
  switch (category) {
    case Category::Product: evolve(known.product.state, event, at); break;
    case Category::Customer: evolve(known.customer, event, at); break;
    case Category::Order:
    case Category::Return: evolve(known.order, event, at); break;
  }
}

}  // namespace twinlane::domain
