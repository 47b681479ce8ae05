#include "simulation/order_desk.h"

namespace twinlane::simulation {

using namespace domain;

namespace {

constexpr const char* packages[] = {"P1", "P2", "P3", "B1", "B2"};
constexpr const char* reasons[] = {"asked for", "found broken", "counted", "wrong address"};

Currency currency(const char* letters) { return Currency::fromText(letters).value(); }

}  // namespace

command::Envelope OrderDesk::next(base::IdSource& ids) {
  command::Envelope envelope;
  envelope.id = ids.next();
  envelope.command = next();
  envelope.actor = "ann";
  return envelope;
}

void OrderDesk::learn(const command::Receipt& receipt) {
  if (receipt.outcome == command::Outcome::Accepted && receipt.stream->category == Category::Order && receipt.version == 1) m_orders.push_back(receipt.stream->id);
}

Command OrderDesk::next() {
  const auto kind = between(1, 100);
  if (kind <= 22) return place();
  if (kind <= 34) return aboutProduct();
  if (kind <= 39) return aboutCustomer();
  return aboutOrder(order());
}

OrderId OrderDesk::order() {
  if (m_orders.empty() || chance(3)) return OrderId("W" + std::to_string(between(1, 12)));
  // An imported one, if it is there already.
  if (chance(5)) return OrderId("A" + std::to_string(between(1, 12)));
  // Most work is on the latest ones.
  const auto back = chance(70) ? between(0, 5) : between(0, 40);
  return OrderId(m_orders[m_orders.size() - 1 - static_cast<std::size_t>(std::min<std::int64_t>(back, static_cast<std::int64_t>(m_orders.size()) - 1))]);
}

ProductId OrderDesk::product() { return ProductId("T" + std::to_string(between(1, 6))); }
CustomerId OrderDesk::customer() { return CustomerId("C" + std::to_string(between(1, 5))); }

std::vector<LineQuantity> OrderDesk::parts() {
  std::vector<LineQuantity> parts;
  for (auto count = chance(70) ? 1 : 2; count > 0; --count) parts.push_back({chance(60) ? 1 : static_cast<int>(between(1, 3)), chance(70) ? Quantity{1000} : quantity()});
  return parts;
}

Command OrderDesk::place() {
  PlaceOrder place;
  if (chance(25)) place.order = OrderId("W" + std::to_string(between(1, 12)));
  if (chance(80)) place.customer = customer();
  place.currency = currency(chance(90) ? "EUR" : "USD");
  for (auto count = between(1, 3); count > 0; --count) {
    LineRequest line;
    line.product = chance(85) ? product() : ProductId("U" + std::to_string(between(1, 4)));
    line.quantity = quantity();
    if (chance(85)) line.unitPrice = amount();
    if (chance(15)) line.discount = Factor{between(0, 500'000)};
    if (chance(10)) line.discountAmount = Amount{between(1, 20'000)};
    place.lines.push_back(line);
  }
  if (chance(30)) place.charges.push_back({"shipping", amount()});
  if (chance(60)) place.shipTo = "Long Lane " + std::to_string(between(1, 99));
  if (chance(20)) place.country = "DE";
  return place;
}

Command OrderDesk::amend(const OrderId& order) {
  AmendLines amend{order, {}, {}};
  for (auto count = between(1, 2); count > 0; --count) {
    LineAmendment line;
    if (chance(65)) line.line = static_cast<int>(between(1, 3));
    else line.product = product();
    line.quantity = chance(15) ? Quantity{} : quantity();
    if (!line.line || chance(20)) line.unitPrice = amount();
    amend.lines.push_back(line);
  }
  if (chance(20)) amend.charges.push_back({chance(50) ? "shipping" : "wrapping", amount()});
  return amend;
}

Command OrderDesk::aboutOrder(const OrderId& order) {
  switch (between(1, 20)) {
    case 1:
    case 2: return ConfirmOrder{order};
    case 3:
    case 4: return RecordPayment{order, amount(), "card"};
    case 5: return RefundPayment{order, amount()};
    case 6:
    case 7: return PickLines{order, parts()};
    case 8:
    case 9: return PackLines{order, oneOf(packages), parts()};
    case 10: return ShipPackage{order, {}, {}, "van"};
    case 11: return ShipPackage{order, {}, parts(), "van"};
    case 12: return ShipPackage{order, oneOf(packages), {}, "rider"};
    case 13: return RecordDelivery{order, oneOf(packages)};
    case 14: return RecordDeliveryFailure{order, oneOf(packages), oneOf(reasons)};
    case 15: return ReturnLines{order, parts(), oneOf(reasons)};
    case 16: return chance(40) ? Command(CancelOrder{order, oneOf(reasons)}) : Command(AddNote{order, "note " + std::to_string(between(1, 1000))});
    case 17: return HoldOrder{order, oneOf(reasons)};
    case 18: return ReleaseOrder{order};
    case 19: return ChangeAddress{order, "Short Street " + std::to_string(between(1, 99)), chance(30) ? "FR" : ""};
    default: return amend(order);
  }
}

Command OrderDesk::aboutProduct() {
  switch (between(1, 6)) {
    case 1:
    case 2: return ListProduct{product(), "Tea", amount(), currency(chance(90) ? "EUR" : "USD")};
    case 3: return ChangePrice{product(), amount(), {}};
    case 4:
    case 5: return ReceiveStock{product(), {between(5, 40) * 1000}};
    default: return AdjustStock{product(), {between(-8, 8) * 1000}, oneOf(reasons)};
  }
}

Command OrderDesk::aboutCustomer() {
  const std::string name = "Ann " + std::to_string(between(1, 50));
  if (chance(50)) {
    RegisterCustomer registered{customer(), name, {}, {}, {}};
    if (chance(40)) registered.creditLimit = Amount{between(10, 900) * 10'000}, registered.creditCurrency = currency("EUR");
    return registered;
  }
  UpdateProfile update{customer(), name, {}, {}, chance(50) ? "Hill 1" : ""};
  if (chance(30)) update.creditLimit = Amount{between(10, 900) * 10'000}, update.creditCurrency = currency("EUR");
  return update;
}

}  // namespace twinlane::simulation
