// An invented gift shop that gives commands: first it lists its products and registers its customers, then orders are
// placed, paid, shipped, delivered and now and then cancelled, without end. The same seed gives the same commands with the
// same ids, so that a journal made twice is equal and a demo started again goes on as duplicates. Every command is accepted
// by an empty shop that takes them in this order. Plain value; one thread.
#pragma once

#include "base/random.h"
#include "base/result.h"
#include "command/envelope.h"

#include <deque>

namespace twinlane::engine {
class Engine;
}

namespace twinlane::training {

class DemoShop {
 public:
  explicit DemoShop(std::uint64_t seed);

  command::Envelope next();
  // The log cannot be undone, so practice orders go only into a folder without events or into one that this seed began:
  // else BadInput.
  static base::Status mayPlayIn(engine::Engine& engine, std::uint64_t seed);

  // Commands that make the shop before the first order.
  static std::int64_t openingCommands();

 private:
  enum class Step { Pay, PayPart, PayRest, ShipPart, ShipRest, Deliver, Cancel };

  struct Product {
    domain::ProductId id;
    std::string name;
    base::Amount price;
    std::int64_t free = 0;  // pieces nobody has ordered yet
  };
  // An order on its way, with what is still to happen to it.
  struct Open {
    domain::OrderId id;
    base::Amount total;
    base::Amount firstPayment;
    int parcels = 0;
    std::vector<std::pair<std::size_t, std::int64_t>> taken;  // product, pieces
    std::deque<Step> steps;
  };

  command::Envelope envelope(domain::Command command);
  domain::Command place();
  domain::Command proceed();
  domain::Command restock(std::size_t product, std::int64_t pieces);
  std::deque<Step> planFor(std::size_t lines);
  void fillOpening();
  std::int64_t between(std::int64_t least, std::int64_t most);

  base::SeededRandom m_random;
  std::vector<Product> m_products;
  std::vector<domain::CustomerId> m_customers;
  std::vector<Open> m_open;
  std::deque<domain::Command> m_queue;
  std::int64_t m_orders = 0;
  std::uint64_t m_given = 0;
};

}  // namespace twinlane::training
