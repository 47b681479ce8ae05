#include "ctl/mixed_load.h"

#include <sys/prctl.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace twinlane::ctl {
namespace {

// What answers arrive at, on the command thread or (busy) on the client's own. Held by each answer too: the last one is
// still about to wake the client when that has seen it.
class Counter : public std::enable_shared_from_this<Counter> {
 public:
  explicit Counter(const base::Clock& clock) : m_clock(clock) {}

  engine::Engine::Answer answer(std::int64_t due, int wakeAt) {
    return [self = shared_from_this(), due, sent = m_clock.steady().nanos, wakeAt](const command::Receipt& receipt) {
      self->take(receipt, due, sent, wakeAt);
    };
  }
  void waitBelow(int inFlight) {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_open < inFlight; });
    ++m_open;
  }
  LoadResult finish() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_open == 0; });
    m_result.answers = telemetry::percentilesBetween({}, m_answers.counts());
    m_result.busies = telemetry::percentilesBetween({}, m_busies.counts());
    return m_result;
  }

 private:
  void take(const command::Receipt& receipt, std::int64_t due, std::int64_t sent, int wakeAt) {
    const std::int64_t now = m_clock.steady().nanos;
    std::unique_lock lock(m_mutex);
    switch (receipt.outcome) {
      case command::Outcome::Accepted:
        ++m_result.accepted;
        m_answers.record(now - due);
        break;
      case command::Outcome::Busy:
        ++m_result.busy;
        m_busies.record(now - sent);
        break;
      default: ++m_result.others;
    }
    if (--m_open > wakeAt) return;
    lock.unlock();  // so that whoever is woken finds it free
    m_changed.notify_one();
  }

  const base::Clock& m_clock;
  std::mutex m_mutex;
  std::condition_variable m_changed;
  int m_open = 0;
  LoadResult m_result;
  telemetry::Histogram m_answers, m_busies;  // bounded, however many answers there are
};

command::Envelope envelopeOf(engine::Engine& engine, domain::Command command) {
  command::Envelope envelope;
  envelope.id = engine.newCommandId();
  envelope.command = std::move(command);
  envelope.actor = "bench";
  return envelope;
}

}  // namespace

domain::PlaceOrder threeLines(std::optional<domain::OrderId> id) {
  domain::PlaceOrder order;
  order.order = std::move(id);
  order.customer = domain::CustomerId("C42");
  order.currency = {{'G', 'B', 'P'}};
  for (int line = 0; line < 3; ++line) order.lines.push_back({domain::ProductId("SKU-7"), {2000}, base::Amount{25'000}, "Tea cup ", {}, {}, {}});
  return order;
}

domain::Command mixedCommand(std::int64_t index) {
  const std::int64_t round = index / (openOrders * stepsOfAnOrder);
  std::string id = std::to_string(round * openOrders + index % openOrders + 1);
  switch (index / openOrders % stepsOfAnOrder) {
    case 0: return threeLines(domain::OrderId(std::move(id)));
    case 1: return domain::RecordPayment{domain::OrderId(id), base::Amount{150'000}, "card"};
    case 2: return domain::ShipPackage{domain::OrderId(id), {}, {}, "Northpost"};
    default: return domain::RecordDelivery{domain::OrderId(id), "P1"};
  }
}

LoadResult driveClosed(engine::Engine& engine, const CommandAt& commandAt, std::int64_t first, std::int64_t count, int inFlight) {
  const base::Clock& clock = engine.clock();
  const auto counter = std::make_shared<Counter>(clock);
  const base::SteadyTime start = clock.steady();
  for (std::int64_t i = first; i < first + count; ++i) {
    counter->waitBelow(inFlight);
    command::Envelope envelope = envelopeOf(engine, commandAt(i));
    // One wake for each answer would measure the waking; a client waits for half of what it has on its way.
    engine.submit(std::move(envelope), counter->answer(clock.steady().nanos, inFlight / 2));
  }
  LoadResult result = counter->finish();
  result.seconds = static_cast<double>(clock.steady().nanos - start.nanos) * 1e-9;
  return result;
}

LoadResult driveOpen(engine::Engine& engine, const CommandAt& commandAt, std::int64_t first, double perSecond, double seconds, const std::function<void()>& each) {
  const base::Clock& clock = engine.clock();
  const auto counter = std::make_shared<Counter>(clock);
  // Linux lets a sleep end 50 us late unless told otherwise; that would be counted as the product's.
  ::prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL);
  const std::int64_t start = clock.steady().nanos, between = static_cast<std::int64_t>(1e9 / perSecond);
  const auto count = static_cast<std::int64_t>(perSecond * seconds);
  std::int64_t nextLook = start;
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t due = start + i * between;
    for (std::int64_t now = clock.steady().nanos; now < due; now = clock.steady().nanos) {
      // A client that spins would take one of two cores.
      if (now >= nextLook) {
        nextLook = now + 10'000'000;
        each();
      }
      std::this_thread::sleep_for(std::chrono::nanoseconds(due - now));
    }
    counter->waitBelow(std::numeric_limits<int>::max());
    engine.submit(envelopeOf(engine, commandAt(first + i)), counter->answer(due, 0));
    if (due >= nextLook) {
      nextLook = due + 10'000'000;
      each();
    }
  }
  LoadResult result = counter->finish();
  result.seconds = static_cast<double>(clock.steady().nanos - start) * 1e-9;
  return result;
}

}  // namespace twinlane::ctl
