#include "training/demo_shop.h"

#include "domain/order/price.h"
#include "engine/engine.h"

#include <algorithm>
#include <array>

namespace twinlane::training {
namespace {

constexpr const char* currency = "GBP";
constexpr std::int64_t firstStock = 400;
constexpr std::int64_t lowStock = 40;
constexpr std::size_t mostOpen = 120;

constexpr std::array<const char*, 10> kinds = {"Lantern", "Tea Towel", "Mug", "Candle", "Cushion", "Music Box", "Door Stop", "Jam Jar", "Bunting", "Alarm Clock"};
constexpr std::array<const char*, 6> looks = {"Meadow", "Harbour", "Polka Dot", "Woodland", "Clockmaker's", "Seaside"};
constexpr std::array<const char*, 8> firstNames = {"Ada", "Bram", "Cleo", "Daan", "Edda", "Finn", "Greta", "Hugo"};
constexpr std::array<const char*, 5> lastNames = {"Appleyard", "Brightwater", "Copperfield", "Dunmore", "Elderwood"};
constexpr std::array<const char*, 5> towns = {"Harrowgate Lane, Leeds", "Mill Road, Norwich", "Quay Street, Bristol", "Kerkstraat, Utrecht", "Lindenallee, Bremen"};
constexpr std::array<const char*, 5> countries = {"United Kingdom", "United Kingdom", "United Kingdom", "Netherlands", "Germany"};
constexpr std::array<const char*, 4> methods = {"card", "transfer", "invoice", "cash"};
constexpr std::array<const char*, 3> carriers = {"Northpost", "Swift & Sons", "Canal Freight"};
constexpr std::array<const char*, 3> reasons = {"changed their mind", "ordered twice", "wrong address"};

// 2024-01-01T00:00:00Z: ids are ordered as the commands are, whatever the clock says.
constexpr std::uint64_t firstMillis = 1'704'067'200'000;

std::string package(int number) { return "P" + std::to_string(number); }

base::Currency shopCurrency() { return *base::Currency::fromText(currency); }

// As it can be paid: rounded down to what the currency is counted in.
base::Amount thirdOf(base::Amount total) {
  const std::int64_t unit = base::smallestUnit(shopCurrency()).tenThousandths;
  return {std::max<std::int64_t>(total.tenThousandths / 3 / unit, 1) * unit};
}

}  // namespace

DemoShop::DemoShop(std::uint64_t seed) : m_random(seed) { fillOpening(); }

base::Status DemoShop::mayPlayIn(engine::Engine& engine, std::uint64_t seed) {
  if (engine.head().position == 0) return {};
  const auto reader = engine.openReader();
  if (!reader) return tl::unexpected(reader.error());
  const auto first = (*reader)->events(0, 1);
  if (!first) return tl::unexpected(first.error());
  if (!first->events.empty() && first->events.front().command == DemoShop(seed).next().id) return {};
  return base::fail(base::ErrorCode::BadInput, "the demo writes practice orders, and what this folder holds does not begin with its own", engine.dataFolder(),
                    "name a new folder with --data; a folder that the demo made goes on with the seed it was made with");
}

std::int64_t DemoShop::openingCommands() {
  return static_cast<std::int64_t>(2 * kinds.size() * looks.size() + firstNames.size() * lastNames.size());
}

std::int64_t DemoShop::between(std::int64_t least, std::int64_t most) {
  return least + static_cast<std::int64_t>(m_random.below(static_cast<std::uint64_t>(most - least + 1)));
}

// What the shop is made of is the same for every seed; what happens in it is not.
void DemoShop::fillOpening() {
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    for (std::size_t look = 0; look < looks.size(); ++look) {
      Product product;
      product.id = domain::ProductId("G" + std::to_string(100 + kind * 10 + look));
      product.name = std::string(looks[look]) + " " + kinds[kind];
      product.price = base::Amount{static_cast<std::int64_t>(12'500 + kind * 8'500 + look * 2'400)};
      product.free = firstStock;
      domain::ListProduct list;
      list.product = product.id;
      list.productName = product.name;
      list.price = product.price;
      list.currency = shopCurrency();
      m_queue.emplace_back(std::move(list));
      m_queue.emplace_back(domain::ReceiveStock{product.id, base::Quantity{firstStock * 1000}});
      m_products.push_back(std::move(product));
    }
  }
  for (std::size_t last = 0; last < lastNames.size(); ++last) {
    for (std::size_t first = 0; first < firstNames.size(); ++first) {
      domain::RegisterCustomer customer;
      customer.customer = domain::CustomerId("C" + std::to_string(1001 + last * firstNames.size() + first));
      customer.customerName = std::string(firstNames[first]) + " " + lastNames[last];
      customer.email = "customer" + std::to_string(1001 + last * firstNames.size() + first) + "@example.org";
      customer.address = std::to_string(3 + 7 * first + last) + " " + towns[last];
      m_customers.push_back(customer.customer);
      m_queue.emplace_back(std::move(customer));
    }
  }
}

// UUID version 7 with a counter for the time, so that the ids of one seed are always the same and index in order.
command::Envelope DemoShop::envelope(domain::Command command) {
  command::Envelope made;
  const std::uint64_t millis = firstMillis + m_given++;
  const std::uint64_t high = m_random.next();
  const std::uint64_t low = m_random.next();
  for (std::size_t i = 0; i < 6; ++i) made.id.bytes[i] = static_cast<std::uint8_t>(millis >> (8 * (5 - i)));
  for (std::size_t i = 0; i < 2; ++i) made.id.bytes[6 + i] = static_cast<std::uint8_t>(high >> (8 * i));
  for (std::size_t i = 0; i < 8; ++i) made.id.bytes[8 + i] = static_cast<std::uint8_t>(low >> (8 * i));
  made.id.bytes[6] = static_cast<std::uint8_t>((made.id.bytes[6] & 0x0F) | 0x70);
  made.id.bytes[8] = static_cast<std::uint8_t>((made.id.bytes[8] & 0x3F) | 0x80);
  made.actor = "demo";
  made.command = std::move(command);
  return made;
}

command::Envelope DemoShop::next() {
  if (m_queue.empty()) {
    const bool proceeds = m_open.size() >= mostOpen || (!m_open.empty() && between(1, 100) > 34);
    domain::Command command = proceeds ? proceed() : place();
    m_queue.push_back(std::move(command));
  }
  domain::Command command = std::move(m_queue.front());
  m_queue.pop_front();
  return envelope(std::move(command));
}

domain::Command DemoShop::restock(std::size_t product, std::int64_t pieces) {
  m_products[product].free += pieces;
  return domain::ReceiveStock{m_products[product].id, base::Quantity{pieces * 1000}};
}

domain::Command DemoShop::place() {
  domain::PlaceOrder order;
  Open open;
  open.id = domain::OrderId("D-" + std::to_string(1001 + m_orders));
  order.order = open.id;
  if (between(1, 100) > 12) order.customer = m_customers[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(m_customers.size()) - 1))];
  order.currency = shopCurrency();
  const auto place = static_cast<std::size_t>(between(0, static_cast<std::int64_t>(towns.size()) - 1));
  order.country = countries[place];
  if (between(1, 100) <= 30) order.shipTo = std::to_string(between(1, 99)) + " " + towns[place];
  const std::int64_t lines = between(1, 5);
  while (static_cast<std::int64_t>(order.lines.size()) < lines) {
    const auto index = static_cast<std::size_t>(between(0, static_cast<std::int64_t>(m_products.size()) - 1));
    Product& product = m_products[index];
    if (std::any_of(order.lines.begin(), order.lines.end(), [&](const auto& line) { return line.product == product.id; })) continue;
    if (product.free < lowStock) return restock(index, firstStock);  // goods first; the order comes another time
    domain::LineRequest line;
    line.product = product.id;
    const std::int64_t pieces = between(1, 100) <= 80 ? between(1, 6) : between(7, 24);
    line.quantity = base::Quantity{pieces * 1000};
    if (between(1, 100) <= 8) line.discount = domain::Factor{between(1, 4) * 50'000};
    open.total += *domain::lineNet(line.quantity, product.price, line.discount, std::nullopt);
    open.taken.emplace_back(index, pieces);
    order.lines.push_back(std::move(line));
  }
  if (between(1, 100) <= 40) {
    order.charges.push_back({"shipping", base::Amount{between(2, 6) * 12'500}});
    open.total += order.charges.back().amount;
  }
  ++m_orders;
  for (const auto& [index, pieces] : open.taken) m_products[index].free -= pieces;
  open.steps = planFor(order.lines.size());
  m_open.push_back(std::move(open));
  return order;
}

std::deque<DemoShop::Step> DemoShop::planFor(std::size_t lines) {
  const std::int64_t kind = between(1, 100);
  if (kind <= 6) return {Step::Cancel};
  const bool paysLate = kind > 75;
  const bool twoParcels = lines > 1 && between(1, 100) <= 30;
  std::deque<Step> pay = kind > 65 && kind <= 75 ? std::deque<Step>{Step::PayPart, Step::PayRest} : std::deque<Step>{Step::Pay};
  std::deque<Step> send = twoParcels ? std::deque<Step>{Step::ShipPart, Step::Deliver, Step::ShipRest, Step::Deliver}
                                     : std::deque<Step>{Step::ShipRest, Step::Deliver};
  std::deque<Step> plan;
  if (!paysLate) plan.insert(plan.end(), pay.begin(), pay.end());
  plan.insert(plan.end(), send.begin(), send.end());
  if (paysLate) plan.insert(plan.end(), pay.begin(), pay.end());
  return plan;
}

domain::Command DemoShop::proceed() {
  // The older ones are more often next.
  const auto size = static_cast<std::int64_t>(m_open.size());
  const auto index = static_cast<std::size_t>(std::min(between(0, size - 1), between(0, size - 1)));
  Open& open = m_open[index];
  const Step step = open.steps.front();
  open.steps.pop_front();
  const std::string carrier = carriers[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(carriers.size()) - 1))];
  const std::string method = methods[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(methods.size()) - 1))];
  domain::Command command;
  switch (step) {
    case Step::Pay: command = domain::RecordPayment{open.id, open.total, method}; break;
    case Step::PayPart:
      open.firstPayment = thirdOf(open.total);
      command = domain::RecordPayment{open.id, open.firstPayment, method};
      break;
    case Step::PayRest: command = domain::RecordPayment{open.id, open.total - open.firstPayment, method}; break;
    // Packed and shipped in one step, a package gets the next number.
    case Step::ShipPart:
      ++open.parcels;
      command = domain::ShipPackage{open.id, {}, {{1, base::Quantity{open.taken.front().second * 1000}}}, carrier};
      break;
    case Step::ShipRest:
      ++open.parcels;
      command = domain::ShipPackage{open.id, {}, {}, carrier};
      break;
    case Step::Deliver: command = domain::RecordDelivery{open.id, package(open.parcels)}; break;
    case Step::Cancel:
      for (const auto& [product, pieces] : open.taken) m_products[product].free += pieces;
      command = domain::CancelOrder{open.id, reasons[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(reasons.size()) - 1))]};
      break;
  }
  if (open.steps.empty()) m_open.erase(m_open.begin() + static_cast<std::ptrdiff_t>(index));
  return command;
}

}  // namespace twinlane::training
