// The read model behind the list of orders: one row an order with all a screen's list shows, counts by status and payment,
// customers and products that occur in orders. One thread.
#pragma once

#include "projection/read_model.h"

#include <functional>

namespace twinlane::projection {

class OrderList final : public ReadModel {
 public:
  const char* name() const override { return "order_list"; }
  int version() const override { return 1; }
  const char* schema() const override;
  base::Status prepare(sqlite::Connection& connection) override;
  base::Status apply(const store::StoredEvent& stored, const domain::Event& event) override;
  std::vector<std::string> contents() const override;

 private:
  struct Row;
  base::Status placed(const store::StoredEvent& stored, const domain::OrderPlaced& event);
  base::Status linesAdded(const store::StoredEvent& stored, const domain::OrderLinesAdded& event);
  base::Status shipped(const store::StoredEvent& stored, const domain::PackageShipped& event);
  base::Status delivered(const store::StoredEvent& stored, const domain::PackageDelivered& event);
  base::Status change(const store::StoredEvent& stored, const std::function<void(Row&)>& edit);
  base::Status renamed(const std::string& customer, const std::string& customerName);

  base::Result<bool> find(std::int64_t number, Row& row);
  base::Status put(Row& row);
  base::Status count(int kind, int value, int by);
  base::Status countOrdered(const std::vector<domain::OrderLine>& lines);

  sqlite::Statement m_find, m_put, m_count, m_totals, m_customerName, m_customerSeen, m_customerNamed, m_renameOrders, m_product, m_packagePut, m_packageFind;
};

}  // namespace twinlane::projection
