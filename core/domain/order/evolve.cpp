// The fold of an order's events. Whatever an event finds missing it makes: a line or package that is named before the
// event that brings it is there already when that comes.
#include "domain/order/state.h"

#include <algorithm>

namespace twinlane::domain {
namespace {

// The element of a sorted vector under a key, made where it is missing.
template <class T, class Key, class KeyOf>
T& sortedSlot(std::vector<T>& items, const Key& key, KeyOf keyOf) {
  auto at = items.end();
  // Most often the last one, or one after it.
  if (!items.empty() && !(keyOf(items.back()) < key))
    at = std::lower_bound(items.begin(), items.end(), key, [&](T& item, const Key& wanted) { return keyOf(item) < wanted; });
  if (at == items.end() || keyOf(*at) != key) {
    at = items.emplace(at);
    keyOf(*at) = key;
  }
  return *at;
}

void addParts(std::vector<LineQuantity>& sums, const std::vector<LineQuantity>& parts) {
  for (const LineQuantity& part : parts) sortedSlot(sums, part.line, [](LineQuantity& sum) -> int& { return sum.line; }).quantity += part.quantity;
}

void earliest(std::optional<base::Timestamp>& known, base::Timestamp when) { known = known ? std::min(*known, when) : when; }

struct Evolve {
  OrderState& state;
  Moment at;

  OrderLineState& line(int number) const {
    return sortedSlot(state.lines, number, [](OrderLineState& line) -> int& { return line.now.line; });
  }
  PackageState& package(const std::string& id) const {
    return sortedSlot(state.packages, id, [](PackageState& package) -> std::string& { return package.package; });
  }

  void addLine(const OrderLine& added) const {
    OrderLineState& line = this->line(added.line);
    const Quantity quantity = line.now.quantity + added.quantity;
    const Amount net = line.now.net + added.net;
    const bool reserved = line.now.reserved || added.reserved;
    if (at >= line.termsAt) {
      line.now = added;
      line.termsAt = at;
    }
    line.now.quantity = quantity;
    line.now.net = net;
    line.now.reserved = reserved;
  }
  void place(const std::vector<OrderLine>& lines, const std::vector<Charge>& charges) const {
    // As many as come, or half of those that are there: twice as many would be most of what an import needs at a time.
    if (const std::size_t needed = state.lines.size() + lines.size(); needed > state.lines.capacity()) state.lines.reserve(std::max(needed, state.lines.size() * 3 / 2));
    for (const OrderLine& added : lines) {
      addLine(added);
      line(added.line).placed = true;
    }
    for (const Charge& charge : charges) sortedSlot(state.charges, charge.kind, [](Charge& sum) -> std::string& { return sum.kind; }).amount += charge.amount;
  }
  void begin(const std::vector<OrderLine>& lines, const std::vector<Charge>& charges) const {
    state.exists = true;
    earliest(state.linesAt, at.when);
    place(lines, charges);
  }

  void operator()(const OrderPlaced& e) const {
    state.header.put({e.customer, e.currency, e.note, e.promisedAt}, at);
    state.address.put({e.shipTo, e.country}, at);
    state.paymentKnown = state.paymentKnown || e.paymentKnown;
    begin(e.lines, e.charges);
  }
  void operator()(const OrderLinesAdded& e) const { begin(e.lines, e.charges); }
  void operator()(const LinesAmended& e) const {
    for (const OrderLine& changed : e.lines) addLine(changed);
    place(e.added, e.charges);
  }
  void operator()(const AddressChanged& e) const { state.address.put({e.shipTo, e.country}, at); }
  void operator()(const OrderConfirmed&) const { state.confirmed = true; }
  void operator()(const PaymentRecorded& e) const {
    state.paymentKnown = true;
    state.paid += e.amount;
  }
  void operator()(const PaymentRefunded& e) const {
    state.paymentKnown = true;
    state.refunded += e.amount;
  }
  void operator()(const LinesPicked& e) const {
    for (const LineQuantity& part : e.lines) line(part.line).picked += part.quantity;
  }
  void operator()(const PackagePacked& e) const {
    PackageState& package = this->package(e.package);
    addParts(package.packed, e.lines);
    // What is shipped lies in no box here; a package that arrives as shipped first was packed before.
    if (!package.isShipped)
      for (const LineQuantity& part : e.lines) line(part.line).boxed += part.quantity;
  }
  void operator()(const PackageShipped& e) const {
    PackageState& package = this->package(e.package);
    package.carrier.put(e.carrier, at);
    if (!package.isShipped)
      for (const LineQuantity& part : package.packed) line(part.line).boxed -= part.quantity;
    package.isShipped = true;
    addParts(package.shipped, e.lines);
    for (const LineQuantity& part : e.lines) {
      OrderLineState& line = this->line(part.line);
      line.shipped += part.quantity;
      if (package.isDelivered) line.delivered += part.quantity;
    }
  }
  void operator()(const PackageDelivered& e) const {
    PackageState& package = this->package(e.package);
    if (!package.isDelivered)
      for (const LineQuantity& part : package.shipped) line(part.line).delivered += part.quantity;
    package.isDelivered = true;
  }
  void operator()(const DeliveryFailed& e) const { package(e.package).failure.put(e.reason, at); }
  void operator()(const OrderCancelled&) const { state.cancelled = true; }
  void operator()(const LinesReturned& e) const {
    for (const ReturnedLine& part : e.lines) {
      OrderLineState& line = this->line(part.line);
      line.returned += part.quantity;
      line.returnedNet += part.net;
    }
  }
  void operator()(const OrderHeld& e) const { state.hold.put(e.reason, at); }
  void operator()(const OrderReleased&) const { state.hold.put(std::nullopt, at); }
  // No rule looks at a note; the order's document gathers them.
  void operator()(const NoteAdded&) const {}
  void operator()(const ProductListed&) const {}
  void operator()(const PriceChanged&) const {}
  void operator()(const StockReceived&) const {}
  void operator()(const StockAdjusted&) const {}
  void operator()(const CustomerRegistered&) const {}
  void operator()(const ProfileUpdated&) const {}
  void operator()(const ReturnReceived&) const {}
};

}  // namespace

void evolve(OrderState& state, const Event& event, Moment at) {
  std::visit(Evolve{state, at}, event);
  earliest(state.firstAt, at.when);
  state.changedAt = state.changedAt < at.when ? at.when : state.changedAt;
}

}  // namespace twinlane::domain
