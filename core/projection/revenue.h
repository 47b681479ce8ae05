// The read model behind revenue: gross, charges, returned and cancelled per day and month of the shop's zone and currency.
// An order counts where it was placed, a return where it was received; a late fact restates its period. One thread.
#pragma once

#include "base/zone.h"
#include "projection/read_model.h"

namespace twinlane::projection {

class Revenue final : public ReadModel {
 public:
  explicit Revenue(base::Zone zone) : m_zone(std::move(zone)) {}
  const char* name() const override { return "revenue"; }
  int version() const override { return 1; }
  const char* schema() const override;
  base::Status prepare(sqlite::Connection& connection) override;
  base::Status apply(const store::StoredEvent& stored, const domain::Event& event) override;
  std::vector<std::string> contents() const override;

 private:
  struct Sums {
    std::int64_t orders = 0, gross = 0, charges = 0, returned = 0, cancelled = 0;
    Sums operator-() const { return {-orders, -gross, -charges, -returned, -cancelled}; }
  };
  struct Order;
  base::Status add(std::int64_t day, const std::string& currency, const Sums& sums);
  base::Status addLines(const store::StoredEvent& stored, const std::string& currency, base::Amount gross, base::Amount charges, bool placing);
  base::Status cancelled(const store::StoredEvent& stored);
  base::Status shipped(const store::StoredEvent& stored);
  base::Result<bool> find(std::int64_t number, Order& order);
  base::Status put(const Order& order);

  const base::Zone m_zone;
  sqlite::Statement m_add, m_find, m_put;
};

}  // namespace twinlane::projection
