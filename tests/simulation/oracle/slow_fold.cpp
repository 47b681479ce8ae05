#include "simulation/oracle/slow_fold.h"

#include "domain/format/encoding.h"

#include <algorithm>

namespace twinlane::simulation {

using namespace domain;

namespace {

// Calls `each` with the facts of one kind, in order.
template <class E, class Each>
void of(const std::vector<Fact>& facts, Each each) {
  for (const Fact& fact : facts)
    if (const E* event = std::get_if<E>(&fact.event)) each(*event);
}

template <class E>
bool any(const std::vector<Fact>& facts) {
  return std::any_of(facts.begin(), facts.end(), [](const Fact& fact) { return std::holds_alternative<E>(fact.event); });
}

// Units that lie packed and were not shipped; that were shipped in packages with or without a delivery.
struct Packages {
  Quantity boxed, shipped, delivered, failed;
};

Packages packagesOf(const std::vector<Fact>& facts) {
  std::set<std::string> names, shipped, delivered, failed;
  of<PackagePacked>(facts, [&](const PackagePacked& e) { names.insert(e.package); });
  of<PackageShipped>(facts, [&](const PackageShipped& e) { names.insert(e.package), shipped.insert(e.package); });
  of<PackageDelivered>(facts, [&](const PackageDelivered& e) { delivered.insert(e.package); });
  of<DeliveryFailed>(facts, [&](const DeliveryFailed& e) { failed.insert(e.package); });
  Packages sums;
  for (const std::string& name : names) {
    Quantity packed, sent;
    of<PackagePacked>(facts, [&](const PackagePacked& e) {
      for (const LineQuantity& part : e.lines) packed += e.package == name ? part.quantity : Quantity{};
    });
    of<PackageShipped>(facts, [&](const PackageShipped& e) {
      for (const LineQuantity& part : e.lines) sent += e.package == name ? part.quantity : Quantity{};
    });
    if (!shipped.contains(name)) sums.boxed += packed;
    sums.shipped += sent;
    if (delivered.contains(name)) sums.delivered += sent;
    else if (failed.contains(name)) sums.failed += sent;
  }
  return sums;
}

bool isOf(const OrderLine& line, const std::string& product) { return product.empty() || line.product.text == product; }

// Holds are only ever given by people here, one after the other, whatever their clock says: the last one counts.
bool isHeld(const std::vector<Fact>& facts) {
  bool held = false;
  for (const Fact& fact : facts) held = std::holds_alternative<OrderHeld>(fact.event) || (held && !std::holds_alternative<OrderReleased>(fact.event));
  return held;
}

}  // namespace

// ---- one order

std::map<int, SlowOrder::Line> SlowOrder::lines() const {
  std::map<int, Line> lines;
  const auto add = [&](const std::vector<OrderLine>& added) {
    for (const OrderLine& each : added) {
      Line& line = lines[each.line];
      line.product = each.product;
      line.ordered += each.quantity;
      line.net += each.net;
      line.isReserved = line.isReserved || each.reserved;
    }
  };
  of<OrderPlaced>(facts, [&](const OrderPlaced& e) { add(e.lines); });
  of<OrderLinesAdded>(facts, [&](const OrderLinesAdded& e) { add(e.lines); });
  of<LinesAmended>(facts, [&](const LinesAmended& e) { add(e.lines), add(e.added); });
  of<PackageShipped>(facts, [&](const PackageShipped& e) {
    for (const LineQuantity& part : e.lines) lines[part.line].shipped += part.quantity;
  });
  of<LinesReturned>(facts, [&](const LinesReturned& e) {
    for (const ReturnedLine& part : e.lines) lines[part.line].returned += part.quantity;
  });
  return lines;
}

bool SlowOrder::hasLines() const { return any<OrderPlaced>(facts) || any<OrderLinesAdded>(facts); }
bool SlowOrder::isCancelled() const { return any<OrderCancelled>(facts); }

bool SlowOrder::isPaymentKnown() const {
  bool known = any<PaymentRecorded>(facts) || any<PaymentRefunded>(facts);
  of<OrderPlaced>(facts, [&](const OrderPlaced& e) { known = known || e.paymentKnown; });
  return known;
}

std::optional<CustomerId> SlowOrder::customer() const {
  std::optional<CustomerId> customer;
  of<OrderPlaced>(facts, [&](const OrderPlaced& e) { customer = e.customer; });
  return customer;
}

Currency SlowOrder::currency() const {
  Currency currency;
  of<OrderPlaced>(facts, [&](const OrderPlaced& e) { currency = e.currency; });
  return currency;
}

// Facts bring an order and people change its address: the last one counts.
std::string SlowOrder::shipTo() const {
  std::string address;
  for (const Fact& fact : facts)
    if (const auto* placed = std::get_if<OrderPlaced>(&fact.event)) address = placed->shipTo;
    else if (const auto* changed = std::get_if<AddressChanged>(&fact.event)) address = changed->shipTo;
  return address;
}

std::string SlowOrder::country() const {
  std::string where;
  of<OrderPlaced>(facts, [&](const OrderPlaced& e) { where = e.country; });
  of<AddressChanged>(facts, [&](const AddressChanged& e) { where = e.country; });
  return where;
}

Amount SlowOrder::goods() const {
  Amount sum;
  for (const auto& [number, line] : lines()) sum += line.net;
  return sum;
}

Amount SlowOrder::charges() const {
  Amount sum;
  const auto add = [&](const auto& e) {
    for (const Charge& charge : e.charges) sum += charge.amount;
  };
  of<OrderPlaced>(facts, add);
  of<OrderLinesAdded>(facts, add);
  of<LinesAmended>(facts, add);
  return sum;
}

Amount SlowOrder::paid() const {
  Amount sum;
  of<PaymentRecorded>(facts, [&](const PaymentRecorded& e) { sum += e.amount; });
  return sum;
}

Amount SlowOrder::refunded() const {
  Amount sum;
  of<PaymentRefunded>(facts, [&](const PaymentRefunded& e) { sum += e.amount; });
  return sum;
}

Amount SlowOrder::returned() const {
  Amount sum;
  of<LinesReturned>(facts, [&](const LinesReturned& e) {
    for (const ReturnedLine& part : e.lines) sum += part.net;
  });
  return sum;
}

Quantity SlowOrder::units() const {
  Quantity sum;
  for (const auto& [number, line] : lines()) sum += line.ordered;
  return sum;
}

Quantity SlowOrder::shippedUnits() const {
  Quantity sum;
  for (const auto& [number, line] : lines()) sum += line.shipped;
  return sum;
}

Amount SlowOrder::gross(const std::string& product) const {
  Amount sum;
  const auto add = [&](const std::vector<OrderLine>& added) {
    for (const OrderLine& each : added)
      if (isOf(each, product)) sum += each.net;
  };
  of<OrderPlaced>(facts, [&](const OrderPlaced& e) { add(e.lines); });
  of<OrderLinesAdded>(facts, [&](const OrderLinesAdded& e) { add(e.lines); });
  of<LinesAmended>(facts, [&](const LinesAmended& e) {
    add(e.added);
    for (const OrderLine& changed : e.lines)
      if (changed.net > Amount{} && isOf(changed, product)) sum += changed.net;
  });
  return sum;
}

bool SlowOrder::neverLeft() const { return isCancelled() && shippedUnits() == Quantity{}; }

// Nobody pays the postage of what was never sent.
Amount SlowOrder::earnedCharges() const { return neverLeft() ? Amount{} : charges(); }

Amount SlowOrder::cancelled(const std::string& product) const {
  if (neverLeft()) return -gross(product);
  Amount sum;
  of<LinesAmended>(facts, [&](const LinesAmended& e) {
    for (const OrderLine& changed : e.lines)
      if (changed.net < Amount{} && isOf(changed, product)) sum += changed.net;
  });
  return sum;
}

Amount SlowOrder::returnedOf(const std::string& product) const {
  Amount sum;
  const auto all = lines();
  of<LinesReturned>(facts, [&](const LinesReturned& e) {
    for (const ReturnedLine& part : e.lines)
      if (all.at(part.line).product.text == product) sum -= part.net;
  });
  return sum;
}

Quantity SlowOrder::unitsOf(const std::string& product) const {
  Quantity sum;
  for (const auto& [number, line] : lines())
    if (line.product.text == product) sum += line.ordered;
  return sum;
}

std::set<std::string> SlowOrder::products() const {
  std::set<std::string> names;
  for (const auto& [number, line] : lines()) names.insert(line.product.text);
  return names;
}

base::Timestamp SlowOrder::placedAt() const {
  std::optional<base::Timestamp> first;
  for (const Fact& fact : facts)
    if (std::holds_alternative<OrderPlaced>(fact.event) || std::holds_alternative<OrderLinesAdded>(fact.event)) first = std::min(first.value_or(fact.when), fact.when);
  return first.value_or(facts.front().when);
}

bool SlowOrder::isPlacedKnown() const {
  return std::any_of(facts.begin(), facts.end(), [](const Fact& fact) { return fact.isTimeKnown && (std::holds_alternative<OrderPlaced>(fact.event) || std::holds_alternative<OrderLinesAdded>(fact.event)); });
}

base::Timestamp SlowOrder::changedAt() const {
  base::Timestamp last{};
  for (const Fact& fact : facts) last = std::max(last, fact.when);
  return last;
}

bool SlowOrder::isImported() const {
  return std::all_of(facts.begin(), facts.end(), [](const Fact& fact) { return fact.origin == Origin::Import; });
}

std::optional<base::Timestamp> SlowOrder::promisedAt() const {
  std::optional<base::Timestamp> promised;
  of<OrderPlaced>(facts, [&](const OrderPlaced& e) { promised = e.promisedAt ? e.promisedAt : promised; });
  return promised;
}

// Something may still leave: it is not cancelled, and not all that was ordered is on its way. What left and did not come back is
// owed for, unless the money was given back. A package that nobody took is somebody's work until all of the order is back.
std::map<std::string, base::Timestamp> SlowOrder::workLists() const {
  std::map<std::string, base::Timestamp> lists;
  const Quantity none, left = shippedUnits();
  const bool isOpen = !isCancelled() && (left == none || left < units());
  if (isOpen) lists["open"] = placedAt();
  if (isOpen && promisedAt()) lists["late"] = *promisedAt();
  if (!isOpen && promisedAt() && units() > none && left >= units())
    for (const Fact& fact : facts)
      if (std::holds_alternative<PackageShipped>(fact.event) && fact.isTimeKnown && fact.when > *promisedAt()) lists["shipped_late"] = placedAt();
  if (left > none && isPaymentKnown() && payment() != PaymentStatus::Refunded && total() - returned() > paid() - refunded()) lists["unpaid_shipped"] = placedAt();
  if (status() == OrderStatus::OnHold) lists["on_hold"] = placedAt();
  if (packagesOf(facts).failed > none && status() != OrderStatus::Returned) lists["failed_deliveries"] = placedAt();
  return lists;
}

// Where the goods are tells more than what was said about them; a hold matters while something may still leave.
OrderStatus SlowOrder::status() const {
  const Packages packages = packagesOf(facts);
  Quantity picked, back;
  of<LinesPicked>(facts, [&](const LinesPicked& e) {
    for (const LineQuantity& part : e.lines) picked += part.quantity;
  });
  for (const auto& [number, line] : lines()) back += line.returned;
  const Quantity none, shipped = packages.shipped, kept = isCancelled() ? shipped : units();
  if (isCancelled() && shipped == none) return OrderStatus::Cancelled;
  if (isHeld(facts) && shipped < kept) return OrderStatus::OnHold;
  if (back > none) return back >= kept && back >= shipped ? OrderStatus::Returned : OrderStatus::PartReturned;
  if (packages.failed > none) return OrderStatus::DeliveryFailed;
  if (packages.delivered > none) return packages.delivered >= kept ? OrderStatus::Delivered : OrderStatus::PartDelivered;
  if (shipped > none) return shipped >= kept ? OrderStatus::Shipped : OrderStatus::PartShipped;
  if (packages.boxed > none && packages.boxed >= kept) return OrderStatus::Packed;
  if (packages.boxed > none || picked > none) return OrderStatus::Picking;
  return any<OrderConfirmed>(facts) ? OrderStatus::Confirmed : OrderStatus::Placed;
}

PaymentStatus SlowOrder::payment() const {
  const Amount none, kept = paid() - refunded(), due = total() - returned();
  if (!isPaymentKnown()) return PaymentStatus::Unknown;
  if (refunded() > none && kept <= none) return PaymentStatus::Refunded;
  if (kept == none && total() > none) return PaymentStatus::Unpaid;
  if (kept < due) return PaymentStatus::PartPaid;
  return kept > due ? PaymentStatus::Overpaid : PaymentStatus::Paid;
}

// ---- the shop

base::Status SlowFold::take(const store::StoredEvent& stored) {
  auto event = decode(stored.type, stored.schemaVersion, stored.payload, stored.sealed);
  if (!event) return tl::unexpected(event.error());
  const auto given = [&](const auto& e) { m_personalTexts.insert(m_personalTexts.end(), {e.customerName, e.email, e.address}); };
  if (const auto* registered = std::get_if<CustomerRegistered>(&*event)) given(*registered);
  if (const auto* updated = std::get_if<ProfileUpdated>(&*event)) given(*updated);
  if (const auto* placed = std::get_if<OrderPlaced>(&*event)) m_personalTexts.push_back(placed->shipTo);
  if (const auto* changed = std::get_if<AddressChanged>(&*event)) m_personalTexts.push_back(changed->shipTo);
  Fact fact{std::move(*event), stored.when(), stored.version, stored.origin, stored.origin != Origin::Import || stored.occurredAt.has_value()};
  if (stored.stream.category == Category::Order) m_orders[stored.stream.id].facts.push_back(std::move(fact));
  else if (stored.stream.category == Category::Return) m_returns.push_back(std::move(fact));
  else if (stored.stream.category == Category::Customer) m_customers[stored.stream.id].push_back(std::move(fact));
  else if (stored.stream.category == Category::Product) m_products.emplace_back(stored.stream.id, std::move(fact));
  return {};
}

std::set<std::string> SlowFold::products() const {
  std::set<std::string> names;
  for (const auto& [product, fact] : m_products) names.insert(product);
  for (const auto& [id, order] : m_orders)
    for (const auto& [number, line] : order.lines()) names.insert(line.product.text);
  return names;
}

// Counted and received in, shipped out, and held for the lines that were promised it. What comes back is not put on the shelf.
SlowStock SlowFold::stock(const std::string& product) const {
  SlowStock stock;
  for (const auto& [name, fact] : m_products) {
    if (name != product) continue;
    if (const auto* received = std::get_if<StockReceived>(&fact.event)) stock.onHand += received->quantity;
    else if (const auto* adjusted = std::get_if<StockAdjusted>(&fact.event)) stock.onHand += adjusted->quantity;
    else continue;
    stock.isTracked = true;
  }
  for (const auto& [id, order] : m_orders)
    for (const auto& [number, line] : order.lines()) {
      if (line.product.text != product || !line.isReserved) continue;
      stock.onHand -= line.shipped;
      if (!order.isCancelled() && line.ordered > line.shipped) stock.reserved += line.ordered - line.shipped;
    }
  return stock;
}

base::Amount SlowFold::owed(const std::string& customer, base::Currency currency) const {
  Amount sum;
  for (const auto& [id, order] : m_orders) {
    if (order.customer() != CustomerId(customer) || order.currency() != currency || !order.isPaymentKnown() || order.isCancelled()) continue;
    sum += order.total() - order.returned() - order.paid() + order.refunded();
  }
  return sum;
}

std::map<std::string, SlowSales> SlowFold::customersSold() const {
  std::map<std::string, SlowSales> customers;
  for (const auto& [customer, facts] : m_customers) customers[customer];
  for (const auto& [id, order] : m_orders) {
    if (!order.customer()) continue;
    SlowSales& sales = customers[order.customer()->text];
    ++sales.orders;
    if (order.isPlacedKnown()) {
      sales.first = std::min(sales.first.value_or(order.placedAt()), order.placedAt());
      sales.last = std::max(sales.last.value_or(order.placedAt()), order.placedAt());
    }
    if (order.workLists().contains("open")) {
      ++sales.openOrders;
      sales.openUnits += order.units() - order.shippedUnits();
    }
    const std::map<int, SlowOrder::Line> lines = order.lines();
    for (const auto& [number, line] : lines) sales.returnedUnits += line.returned;
    sales.returns += std::any_of(lines.begin(), lines.end(), [](const auto& each) { return each.second.returned > Quantity{}; }) ? 1 : 0;
    SlowSums& sums = sales.sums[order.currency().toText()];
    sums.gross += order.gross();
    sums.charges += order.earnedCharges();
    sums.returned -= order.returned();
    sums.cancelled += order.cancelled();
  }
  for (const Fact& fact : m_returns) {
    const auto* back = std::get_if<ReturnReceived>(&fact.event);
    if (back == nullptr || !back->customer) continue;
    SlowSales& sales = customers[back->customer->text];
    sales.returns += fact.version == 1 ? 1 : 0;
    for (const OrderLine& line : back->lines) {
      sales.sums[back->currency.toText()].returned += line.net;
      sales.returnedUnits -= line.quantity;
    }
  }
  return customers;
}

std::map<std::string, SlowSales> SlowFold::productsSold() const {
  std::map<std::string, SlowSales> products;
  for (const auto& [product, fact] : m_products)
    if (!std::holds_alternative<PriceChanged>(fact.event)) products[product];
  for (const auto& [id, order] : m_orders)
    for (const std::string& product : order.products()) {
      SlowSales& sales = products[product];
      ++sales.orders;
      sales.units += order.unitsOf(product);
      SlowSums& sums = sales.sums[order.currency().toText()];
      sums.gross += order.gross(product);
      sums.returned += order.returnedOf(product);
      sums.cancelled += order.cancelled(product);
    }
  for (const Fact& fact : m_returns)
    if (const auto* back = std::get_if<ReturnReceived>(&fact.event))
      for (const OrderLine& line : back->lines) products[line.product.text].sums[back->currency.toText()].returned += line.net;
  return products;
}

std::set<std::string> SlowFold::outOfStock() const {
  std::set<std::string> names;
  for (const std::string& product : products())
    if (const SlowStock level = stock(product); level.isTracked && level.onHand <= level.reserved) names.insert(product);
  return names;
}

std::int64_t SlowFold::dayOf(base::Timestamp when) const {
  const std::int64_t local = when.micros + m_zoneMicros;
  return (local - (local < 0 ? base::microsPerDay - 1 : 0)) / base::microsPerDay;
}

std::vector<std::string> SlowFold::profile(const std::string& customer) const {
  std::vector<std::string> fields(4);
  const auto found = m_customers.find(customer);
  if (found == m_customers.end()) return fields;
  const auto given = [&](const auto& e) {
    const std::string* said[] = {&e.customerName, &e.email, &e.address, &e.phone};
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (!said[i]->empty()) fields[i] = *said[i];
  };
  for (const Fact& fact : found->second) {
    if (const auto* registered = std::get_if<CustomerRegistered>(&fact.event)) given(*registered);
    if (const auto* updated = std::get_if<ProfileUpdated>(&fact.event)) given(*updated);
  }
  return fields;
}

std::map<std::string, std::vector<std::string>> SlowFold::textsOfOrders() const {
  std::map<std::string, std::vector<std::string>> all;
  for (const auto& [id, order] : m_orders) {
    std::vector<std::string>& texts = all[id];
    texts = {id, order.shipTo()};
    if (order.customer()) texts.insert(texts.end(), {order.customer()->text, profile(order.customer()->text)[0]});
    const auto add = [&](const std::vector<OrderLine>& lines) {
      for (const OrderLine& line : lines) texts.insert(texts.end(), {line.product.text, line.description});
    };
    of<OrderPlaced>(order.facts, [&](const OrderPlaced& e) { add(e.lines), texts.push_back(e.note); });
    of<OrderLinesAdded>(order.facts, [&](const OrderLinesAdded& e) { add(e.lines); });
    of<LinesAmended>(order.facts, [&](const LinesAmended& e) { add(e.added); });
    of<NoteAdded>(order.facts, [&](const NoteAdded& e) { texts.push_back(e.text); });
  }
  return all;
}

std::map<std::string, std::vector<std::string>> SlowFold::textsOfCustomers() const {
  std::map<std::string, std::vector<std::string>> all;
  for (const auto& [customer, sales] : customersSold()) {
    all[customer] = profile(customer);
    all[customer].back() = customer;  // nobody is found by a telephone number
  }
  return all;
}

// Those that somebody listed or a line is of, called as listed, else as the line that was said last.
std::map<std::string, std::vector<std::string>> SlowFold::textsOfProducts() const {
  std::map<std::string, std::pair<base::Timestamp, std::string>> described;
  std::map<std::string, std::string> listed;
  const auto add = [&](const Fact& fact, const std::vector<OrderLine>& lines) {
    for (const OrderLine& line : lines) {
      auto& last = described[line.product.text];
      if (!line.description.empty()) last = std::max(last, {fact.when, line.description});
    }
  };
  const auto addAll = [&](const Fact& fact) {
    if (const auto* placed = std::get_if<OrderPlaced>(&fact.event)) add(fact, placed->lines);
    if (const auto* added = std::get_if<OrderLinesAdded>(&fact.event)) add(fact, added->lines);
    if (const auto* amended = std::get_if<LinesAmended>(&fact.event)) add(fact, amended->added);
    if (const auto* back = std::get_if<ReturnReceived>(&fact.event)) add(fact, back->lines);
  };
  for (const auto& [id, order] : m_orders)
    for (const Fact& fact : order.facts) addAll(fact);
  for (const Fact& fact : m_returns) addAll(fact);
  for (const auto& [product, fact] : m_products)
    if (const auto* said = std::get_if<ProductListed>(&fact.event)) listed[product] = said->productName, described[product];
  std::map<std::string, std::vector<std::string>> all;
  for (const auto& [product, last] : described) all[product] = {product, listed.contains(product) ? listed[product] : last.second};
  return all;
}

std::map<std::pair<std::string, std::string>, SlowSums> SlowFold::revenue(Cut cut) const {
  std::map<std::pair<std::string, std::string>, SlowSums> periods;
  SlowSums elsewhere;
  const auto sumsOf = [&](bool isTimeKnown, base::Timestamp when, const std::string& country, const Currency& currency) -> SlowSums& {
    if (cut == Cut::Country || cut == Cut::UndatedCountry) return isTimeKnown == (cut == Cut::Country) ? periods[{country, currency.toText()}] : elsewhere;
    const std::size_t length = cut == Cut::Month ? 7 : cut == Cut::Day ? 10 : 13;
    return periods[{isTimeKnown ? base::Timestamp{when.micros + m_zoneMicros}.toText().substr(0, length) : std::string(), currency.toText()}];
  };
  for (const auto& [id, order] : m_orders) {
    if (order.hasLines() && !order.currency().empty()) {
      SlowSums& sums = sumsOf(order.isPlacedKnown(), order.placedAt(), order.country(), order.currency());
      ++sums.orders;
      sums.gross += order.gross();
      sums.charges += order.earnedCharges();
      sums.cancelled += order.cancelled();
    }
    for (const Fact& fact : order.facts)
      if (const auto* back = std::get_if<LinesReturned>(&fact.event))
        for (const ReturnedLine& part : back->lines) sumsOf(fact.isTimeKnown, fact.when, order.country(), back->currency).returned -= part.net;
  }
  for (const Fact& fact : m_returns)
    if (const auto* back = std::get_if<ReturnReceived>(&fact.event))
      for (const OrderLine& line : back->lines) sumsOf(fact.isTimeKnown, fact.when, back->country, back->currency).returned += line.net;
  return periods;
}

}  // namespace twinlane::simulation
