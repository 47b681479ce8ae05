// The read model behind the list of orders: one row an order with all a screen's list shows, counts by status and payment, the
// customers that occur in orders. One thread.
#pragma once

#include "projection/order_rows.h"

namespace twinlane::projection {

class OrderList final : public ReadModel {
 public:
  const char* name() const override { return "order_list"; }
  int version() const override { return 10; }
  const char* schema() const override;
  base::Status prepare(sqlite::Connection& connection) override;
  base::Status apply(const store::StoredEvent& stored, const domain::Event& event) override;
  void begin() override;
  base::Status settle() override;
  std::vector<std::string> contents() const override;

 private:
  base::Status changed(const OrderRow* before, const OrderRow& now);
  base::Status renamed(const store::StoredEvent& stored, const std::string& customerName);

  domain::Latest<std::string> takeCountry(std::int64_t number);
  static void bindCountry(sqlite::Statement& statement, int index, const domain::Latest<std::string>& country);

  OrderRows m_rows;
  // What one transaction adds.
  std::map<std::pair<int, int>, std::int64_t> m_facets;  // by kind and value
  std::map<std::string, std::int64_t> m_customers;       // orders of each
  domain::Latest<std::string> m_inserted;
  std::map<std::int64_t, domain::Latest<std::string>> m_countries;  // by order number
  std::int64_t m_orders = 0, m_lines = 0, m_units = 0;
  sqlite::Statement m_count, m_totals, m_customerSeen, m_customerNamed, m_moveOrder, m_renameOrder, m_renameOrders;
};

}  // namespace twinlane::projection
