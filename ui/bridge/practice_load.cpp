#include "bridge/practice_load.h"

#include <algorithm>

namespace twinlane::ui {

namespace {

constexpr int beatMs = 5;
constexpr int mostCommandsABeat = 200;
constexpr double nanosPerSecond = 1e9;
constexpr double longestGap = 0.25;  // after a stall the load goes on, it does not catch up

}  // namespace

PracticeLoad::PracticeLoad(engine::Engine& engine, std::uint64_t seed)
    : m_engine(engine),
      m_shop(seed),
      m_last(engine.clock().steady()),
      m_opening(training::DemoShop::openingCommands()),
      m_worker("practice-load", [this] { return step(); }, beatMs, 5) {}

PracticeLoad::~PracticeLoad() { m_worker.stop(); }

bool PracticeLoad::giveOne() {
  command::Envelope envelope = m_shop.next();
  const bool order = std::holds_alternative<domain::PlaceOrder>(envelope.command);
  m_engine.submit(std::move(envelope), [this, order](const command::Receipt& receipt) {
    if (receipt.outcome == command::Outcome::Duplicate) ++m_known;
    if (!order || receipt.outcome != command::Outcome::Accepted || !receipt.stream) return;
    const std::lock_guard lock(m_mutex);
    m_lastOrder = receipt.stream->id;
  });
  return order;
}

void PracticeLoad::readOne() {
  std::string order;
  if (++m_reads % 4 == 0) {
    const std::lock_guard lock(m_mutex);
    order = m_lastOrder;
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
  for (; m_opening > 0; --m_opening) giveOne();
  const base::SteadyTime now = m_engine.clock().steady();
  const double passed = std::min(longestGap, static_cast<double>(now.nanos - m_last.nanos) / nanosPerSecond);
  m_last = now;
  m_ordersDue += passed * m_ordersPerSecond;
  m_readsDue += passed * readsPerSecond();
  int given = 0;
  for (; m_ordersDue >= 1 && given < mostCommandsABeat; ++given)
    if (giveOne()) m_ordersDue -= 1;
  for (std::int64_t known = m_known.exchange(0); known > 0 && given < mostCommandsABeat; --known, ++given) giveOne();
  for (; m_readsDue >= 1; m_readsDue -= 1) readOne();
  return false;
}

}  // namespace twinlane::ui
