// Draws commands for a small shop in which much collides: few products and customers, orders that many work on, quantities
// that run out. It knows which orders there may be, not what state they are in, so that many commands are refused. One thread.
#pragma once

#include "base/id_source.h"
#include "base/random.h"
#include "command/envelope.h"
#include "command/receipt.h"

namespace twinlane::simulation {

class OrderDesk {
 public:
  explicit OrderDesk(base::Random& random) : m_random(random) {}

  domain::Command next();
  // The same, as ann gives it.
  command::Envelope next(base::IdSource& ids);
  // The answer to one of them: whether there is another order.
  void learn(const command::Receipt& receipt);

 private:
  std::int64_t between(std::int64_t least, std::int64_t most) { return least + static_cast<std::int64_t>(m_random.below(static_cast<std::uint64_t>(most - least + 1))); }
  bool chance(int percent) { return between(1, 100) <= percent; }
  template <class T, std::size_t N>
  T oneOf(const T (&all)[N]) { return all[m_random.below(N)]; }

  domain::Command place();
  domain::Command amend(const domain::OrderId& order);
  domain::Command aboutOrder(const domain::OrderId& order);
  domain::Command aboutProduct();
  domain::Command aboutCustomer();
  domain::OrderId order();
  domain::ProductId product();
  domain::CustomerId customer();
  domain::Amount amount() { return {between(1, 400) * 2500}; }
  domain::Quantity quantity() { return {chance(80) ? between(1, 5) * 1000 : between(1, 7000)}; }
  std::vector<domain::LineQuantity> parts();

  base::Random& m_random;
  std::vector<std::string> m_orders;
};

}  // namespace twinlane::simulation
