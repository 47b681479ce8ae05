#include "bridge/practice_load.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <thread>

namespace twinlane::ui {

namespace {

constexpr int beatMs = 5;
constexpr std::int64_t second = 1'000'000'000;
constexpr std::size_t underwayLimit = 4000;

struct Good {
  const char* id;
  const char* name;
  std::int64_t price;  // in ten-thousandths
};
constexpr std::array<Good, 12> goods = {{{"T-LIGHT", "White hanging heart t-light holder", 25500},
                                         {"CAKESTAND", "Regency cakestand 3 tier", 127500},
                                         {"BUNTING", "Party bunting", 49500},
                                         {"BIRD", "Assorted colour bird ornament", 16900},
                                         {"LUNCHBAG", "Lunch bag red retrospot", 16500},
                                         {"LANTERN", "White metal lantern", 33900},
                                         {"WARMER", "Hand warmer owl design", 18500},
                                         {"TEACUP", "Green regency teacup and saucer", 29500},
                                         {"CLOCK", "Alarm clock bakelike red", 37500},
                                         {"DOORMAT", "Doormat union flag", 79500},
                                         {"TIN", "Set of 3 cake tins pantry design", 49500},
                                         {"CARD", "Birthday card retro spot", 4200}}};

constexpr std::array<const char*, 16> customers = {
    "Bramble & Co",    "Fenwick Trading", "Eastfield Gifts", "Ben Sayer",       "Pemberton Arms",    "Hollis & Daughters",
    "Jean-Luc Moreau", "Okafor Interiors", "Grace Adeyemi",  "Saltmarsh Stores", "Rosa Delgado",     "Ann Whitaker",
    "Marsh Lane School", "The Paper Loft", "Quayside Café",  "Tidewater Books"};

base::Currency pounds() { return base::Currency{{'G', 'B', 'P'}}; }

std::string customerId(std::size_t index) { return "C" + std::to_string(1001 + index); }

}  // namespace

PracticeLoad::PracticeLoad(engine::Engine& engine, std::uint64_t seed)
    : m_engine(engine), m_random(seed), m_last(engine.clock().steady()), m_worker("practice-load", [this] { return step(); }, beatMs, 5) {}

PracticeLoad::~PracticeLoad() { m_worker.stop(); }

void PracticeLoad::submit(domain::Command command) {
  command::Envelope envelope;
  envelope.id = m_engine.newCommandId();
  envelope.command = std::move(command);
  envelope.actor = "practice";
  m_engine.submit(std::move(envelope), [](const command::Receipt&) {});
}

void PracticeLoad::stockUp() {
  for (std::size_t i = 0; i < customers.size(); ++i) {
    domain::RegisterCustomer c;
    c.customer = domain::CustomerId(customerId(i));
    c.customerName = customers[i];
    submit(c);
  }
  for (const Good& good : goods) {
    domain::ListProduct listed;
    listed.product = domain::ProductId(good.id);
    listed.productName = good.name;
    listed.price = base::Amount{good.price};
    listed.currency = pounds();
    submit(listed);
    domain::ReceiveStock stock;
    stock.product = domain::ProductId(good.id);
    stock.quantity = base::Quantity{1'000'000'000};
    submit(stock);
  }
}

void PracticeLoad::placeOne() {
  domain::PlaceOrder order;
  order.currency = pounds();
  if (m_random.below(10) != 0) order.customer = domain::CustomerId(customerId(m_random.below(customers.size())));
  const std::uint64_t lines = 1 + m_random.below(5);
  base::Amount total;
  for (std::uint64_t i = 0; i < lines; ++i) {
    const Good& good = goods[m_random.below(goods.size())];
    domain::LineRequest line;
    line.product = domain::ProductId(good.id);
    const auto pieces = static_cast<std::int64_t>(1 + m_random.below(12));
    line.quantity = base::Quantity{pieces * 1000};
    line.unitPrice = base::Amount{good.price};
    line.description = good.name;
    total += base::Amount{good.price * pieces};
    order.lines.push_back(std::move(line));
  }
  command::Envelope envelope;
  envelope.id = m_engine.newCommandId();
  envelope.actor = "practice";
  envelope.command = std::move(order);
  const base::SteadyTime due{m_engine.clock().steady().nanos + second / 2 + static_cast<std::int64_t>(m_random.below(static_cast<std::uint64_t>(2 * second)))};
  m_engine.submit(std::move(envelope), [this, total, due](const command::Receipt& receipt) {
    if (receipt.outcome != command::Outcome::Accepted || !receipt.stream) return;
    const std::lock_guard lock(m_mutex);
    if (m_underway.size() < underwayLimit) m_underway.push_back({receipt.stream->id, total, due, 0});
  });
}

// Some orders wait at every stage, so that the list shows all of them.
void PracticeLoad::moveOn(base::SteadyTime now) {
  Underway one;
  {
    const std::lock_guard lock(m_mutex);
    if (m_underway.empty() || m_underway.front().due > now) return;
    one = std::move(m_underway.front());
    m_underway.pop_front();
  }
  const std::uint64_t chance = m_random.below(100);
  if (one.stage == 0 && chance < 4) {
    domain::CancelOrder cancel;
    cancel.order = domain::OrderId(one.order);
    cancel.reason = "changed their mind";
    return submit(cancel);
  }
  if (chance >= 70) return;
  if (one.stage == 0) {
    domain::RecordPayment payment;
    payment.order = domain::OrderId(one.order);
    payment.amount = one.total;
    payment.method = "card";
    submit(payment);
  } else if (one.stage == 1) {
    domain::ShipPackage ship;
    ship.order = domain::OrderId(one.order);
    ship.package = "P1";
    ship.carrier = "Royal Mail";
    submit(ship);
  } else {
    domain::RecordDelivery delivery;
    delivery.order = domain::OrderId(one.order);
    delivery.package = "P1";
    submit(delivery);
  }
  if (one.stage == 2) return;
  one.stage += 1;
  one.due = base::SteadyTime{now.nanos + second};
  const std::lock_guard lock(m_mutex);
  m_underway.push_back(std::move(one));
}

void PracticeLoad::readOne() {
  const std::int64_t turn = ++m_nextOrder;
  std::string order;
  if (turn % 4 == 0) {
    const std::lock_guard lock(m_mutex);
    if (!m_underway.empty()) order = m_underway[static_cast<std::size_t>(turn) % m_underway.size()].order;
  }
  m_engine.readers().post([order](query::Reader& reader) {
    if (!order.empty()) {
      (void)reader.order(order);
      return;
    }
    query::OrderQuery query;
    (void)reader.orders(query);
  });
}

bool PracticeLoad::step() {
  if (!m_stocked) {
    m_stocked = true;
    stockUp();
  }
  const base::SteadyTime now = m_engine.clock().steady();
  const double passed = std::min(0.25, static_cast<double>(now.nanos - m_last.nanos) / static_cast<double>(second));
  m_last = now;
  m_ordersDue += passed * m_ordersPerSecond;
  m_readsDue += passed * readsPerSecond();
  for (; m_ordersDue >= 1; m_ordersDue -= 1) {
    placeOne();
    moveOn(now);
    moveOn(now);
  }
  for (; m_readsDue >= 1; m_readsDue -= 1) readOne();
  return false;
}

}  // namespace twinlane::ui
