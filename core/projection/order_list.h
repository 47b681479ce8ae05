// The read model behind the list of orders: one row an order with all a screen's list shows, counts by status and payment, the
// customers that occur in orders. One thread.
#pragma once

#include "projection/read_model.h"

#include <functional>

namespace twinlane::projection {

class OrderList final : public ReadModel {
 public:
  const char* name() const override { return "order_list"; }
  int version() const override { return 5; }
  const char* schema() const override;
  base::Status prepare(sqlite::Connection& connection) override;
  base::Status apply(const store::StoredEvent& stored, const domain::Event& event) override;
  std::vector<std::string> contents() const override;

 private:
  struct Row;
  struct Package;
  struct Visitor;
  using Edit = std::function<void(Row&)>;

  base::Status placed(const store::StoredEvent& stored, const domain::OrderPlaced& event);
  base::Status amended(const store::StoredEvent& stored, const domain::LinesAmended& event);
  // Lines that are new to the order: counted in the totals, then with the order.
  base::Status addLines(const store::StoredEvent& stored, const std::vector<domain::OrderLine>& lines, const std::vector<domain::Charge>& charges, const Edit& edit);
  base::Status change(const store::StoredEvent& stored, const Edit& edit);
  // Changes a package and, by the difference, the order it is of. One that is named before it is known is made.
  base::Status changePackage(const store::StoredEvent& stored, const std::string& id, const std::function<void(Package&)>& edit);
  base::Status renamed(const store::StoredEvent& stored, const std::string& customerName);

  base::Result<bool> find(std::int64_t number, Row& row);
  base::Status put(Row& row);
  base::Status recount(int kind, bool existed, int before, int now);

  sqlite::Statement m_find, m_put, m_count, m_totals, m_customerName, m_customerSeen, m_customerNamed, m_renameOrders, m_packagePut, m_packageFind;
};

}  // namespace twinlane::projection
