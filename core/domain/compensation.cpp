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

using Undo = tl::expected<Command, std::string>;

Undo cannot(const char* why) { return tl::unexpected(std::string(why)); }
Undo cannot(const Compensation& none) { return cannot(none.because); }

// What a line has to be told to be as it was. A term that it did not have cannot be taken away, but can be told to come to nothing.
LineAmendment asBefore(const OrderLine& before, const OrderLine& changed) {
  LineAmendment line;
  line.line = before.line;
  line.quantity = before.quantity;
  line.unitPrice = before.unitPrice;
  line.description = before.description;
  line.discount = before.discount ? before.discount : changed.discount ? std::optional(Factor{}) : std::nullopt;
  line.discountAmount = before.discountAmount ? before.discountAmount : changed.discountAmount ? std::optional(Amount{}) : std::nullopt;
  line.taxRate = before.taxRate ? before.taxRate : changed.taxRate ? std::optional(Factor{}) : std::nullopt;
  return line;
}

// By the fact that a command became, since it says what was done, not what was asked.
struct UndoOf {
  const std::string& id;
  std::span<const Event> earlier;
  const OrderState& before;
  const std::string& reason;

  OrderId order() const { return OrderId(id); }
  ProductId product() const { return ProductId(id); }

  Undo operator()(const OrderPlaced&) const { return CancelOrder{order(), reason}; }
  Undo operator()(const OrderLinesAdded&) const { return cannot("what was taken in from a file stays; a correction is taken in with the file"); }
  Undo operator()(const LinesAmended& e) const {
    AmendLines back{order(), {}, {}};
    for (const OrderLine& changed : e.lines)
      if (const OrderLineState* line = before.line(changed.line)) back.lines.push_back(asBefore(line->now, changed));
    for (const OrderLine& added : e.added) {
      LineAmendment& line = back.lines.emplace_back();
      line.line = added.line;
    }
    for (const Charge& charge : e.charges) {
      Charge& as = back.charges.emplace_back(Charge{charge.kind, {}});
      for (const Charge& was : before.charges)
        if (was.kind == charge.kind) as.amount = was.amount;
    }
    return back;
  }
  Undo operator()(const AddressChanged&) const { return ChangeAddress{order(), before.address.value.shipTo, before.address.value.country}; }
  Undo operator()(const OrderConfirmed&) const { return cannot(Table{}(ConfirmOrder{})); }
  Undo operator()(const PaymentRecorded& e) const { return RefundPayment{order(), e.amount}; }
  Undo operator()(const PaymentRefunded& e) const { return RecordPayment{order(), e.amount, {}}; }
  Undo operator()(const LinesPicked&) const { return cannot(Table{}(PickLines{})); }
  Undo operator()(const PackagePacked&) const { return cannot(Table{}(PackLines{})); }
  Undo operator()(const PackageShipped& e) const { return ReturnLines{order(), e.lines, reason}; }
  Undo operator()(const PackageDelivered& e) const {
    const PackageState* package = before.package(e.package);
    if (package == nullptr) return cannot("nothing is known of what was in the package");
    return ReturnLines{order(), package->contents(), reason};
  }
  Undo operator()(const DeliveryFailed& e) const { return RecordDelivery{order(), e.package}; }
  Undo operator()(const OrderCancelled&) const { return cannot(Table{}(CancelOrder{})); }
  Undo operator()(const LinesReturned&) const { return cannot(Table{}(ReturnLines{})); }
  Undo operator()(const OrderHeld&) const { return ReleaseOrder{order()}; }
  Undo operator()(const OrderReleased&) const { return HoldOrder{order(), before.hold.value.value_or(reason)}; }
  Undo operator()(const NoteAdded&) const { return cannot(Table{}(AddNote{})); }
  Undo operator()(const ReturnReceived&) const { return cannot("what was taken in from a file stays; a correction is taken in with the file"); }
  Undo operator()(const ProductListed&) const { return cannot(Table{}(ListProduct{})); }
  Undo operator()(const StockReceived& e) const { return AdjustStock{product(), {-e.quantity.thousandths}, reason}; }
  Undo operator()(const StockAdjusted& e) const { return AdjustStock{product(), {-e.quantity.thousandths}, reason}; }
  Undo operator()(const PriceChanged&) const {
    for (auto e = earlier.rbegin(); e != earlier.rend(); ++e) {
      if (const auto* listed = std::get_if<ProductListed>(&*e)) return ChangePrice{product(), listed->price, listed->currency};
      if (const auto* changed = std::get_if<PriceChanged>(&*e)) return ChangePrice{product(), changed->price, changed->currency};
    }
    return cannot("the price before is not known");
  }
  Undo operator()(const CustomerRegistered&) const { return cannot(Table{}(RegisterCustomer{})); }
  Undo operator()(const ProfileUpdated& e) const {
    ProfileUpdated was;
    for (const Event& event : earlier) {
      if (const auto* first = std::get_if<CustomerRegistered>(&event)) was = {first->customerName, first->email, first->phone, first->address, first->creditLimit, first->creditCurrency};
      const auto* later = std::get_if<ProfileUpdated>(&event);
      if (later == nullptr) continue;
      for (const auto field : {&ProfileUpdated::customerName, &ProfileUpdated::email, &ProfileUpdated::phone, &ProfileUpdated::address})
        if (!(later->*field).empty()) was.*field = later->*field;
      if (later->creditLimit) was.creditLimit = later->creditLimit, was.creditCurrency = later->creditCurrency;
    }
    UpdateProfile back;
    back.customer = CustomerId(id);
    const auto take = [](const std::string& changed, const std::string& old, std::string& into) {
      if (!changed.empty()) into = old;
      return changed.empty() || !old.empty();
    };
    const bool all = take(e.customerName, was.customerName, back.customerName) && take(e.email, was.email, back.email) && take(e.phone, was.phone, back.phone) &&
                     take(e.address, was.address, back.address) && (!e.creditLimit || was.creditLimit);
    if (!all) return cannot("it was empty before: a profile can be changed, not emptied");
    if (e.creditLimit) back.creditLimit = was.creditLimit, back.creditCurrency = was.creditCurrency;
    return back;
  }
};

}  // namespace

Undo undo(const std::string& id, std::span<const Event> history, const OrderState& before, const std::string& reason) {
  if (history.empty()) return cannot("nothing has happened yet");
  return std::visit(UndoOf{id, history.first(history.size() - 1), before, reason}, history.back());
}

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
