// The read model behind revenue: gross, charges, returned and cancelled per day and month of the shop's zone and currency.
// An order counts where its lines were placed, once its currency is known, a return where it was received; a late fact
// restates its period. What no source says the time of counts in no period, but in one of its own. What an amendment does to the figures is said at domain::LinesAmended. One thread.
#pragma once

#include "base/zone.h"
#include "projection/read_model.h"
#include "projection/sales.h"

#include <functional>

namespace twinlane::projection {

class Revenue final : public ReadModel {
 public:
  explicit Revenue(base::Zone zone) : m_zone(std::move(zone)) {}
  const char* name() const override { return "revenue"; }
  int version() const override { return 4; }
  const char* schema() const override;
  base::Status prepare(sqlite::Connection& connection) override;
  base::Status apply(const store::StoredEvent& stored, const domain::Event& event) override;
  std::vector<std::string> contents() const override;

 private:
  struct Order;
  base::Status add(std::optional<std::int64_t> day, const std::string& currency, const Sales& sales);
  // Edits the order's row and adds the difference to the periods it counts in.
  base::Status change(const store::StoredEvent& stored, const std::function<void(Order&)>& edit);
  base::Result<bool> find(std::int64_t number, Order& order);
  base::Status put(const Order& order);

  const base::Zone m_zone;
  sqlite::Statement m_add, m_find, m_put;
};

}  // namespace twinlane::projection
