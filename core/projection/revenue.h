// The read model behind revenue: gross, charges, returned and cancelled per day and month of the shop's zone and currency.
// An order counts where its lines were placed, once its currency is known, a return where it was received; a late fact
// restates its period. What an amendment does to the figures is said at domain::LinesAmended. Of an order that was cancelled
// before anything left `cancelled` takes out the lines; its charges are earned by nothing, so they do not count. One thread.
#pragma once

#include "base/zone.h"
#include "projection/read_model.h"

#include <functional>

namespace twinlane::projection {

class Revenue final : public ReadModel {
 public:
  explicit Revenue(base::Zone zone) : m_zone(std::move(zone)) {}
  const char* name() const override { return "revenue"; }
  int version() const override { return 3; }
  const char* schema() const override;
  base::Status prepare(sqlite::Connection& connection) override;
  base::Status apply(const store::StoredEvent& stored, const domain::Event& event) override;
  std::vector<std::string> contents() const override;

 private:
  struct Sums {
    std::int64_t orders = 0, gross = 0, charges = 0, returned = 0, cancelled = 0;
    bool operator==(const Sums&) const = default;
    Sums operator-() const { return {-orders, -gross, -charges, -returned, -cancelled}; }
    Sums operator-(const Sums& other) const {
      return {orders - other.orders, gross - other.gross, charges - other.charges, returned - other.returned, cancelled - other.cancelled};
    }
  };
  struct Order;
  base::Status add(std::int64_t day, const std::string& currency, const Sums& sums);
  // Edits the order's row and adds the difference to the periods it counts in.
  base::Status change(const store::StoredEvent& stored, const std::function<void(Order&)>& edit);
  base::Result<bool> find(std::int64_t number, Order& order);
  base::Status put(const Order& order);

  const base::Zone m_zone;
  sqlite::Statement m_add, m_find, m_put;
};

}  // namespace twinlane::projection
