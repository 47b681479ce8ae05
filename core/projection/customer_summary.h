// The read model behind customers: what each has ordered, returned and cancelled per currency, and the times of the orders. Who
// is registered, has ordered or has returned something is in it; guests are not. Figures are those of Sales; one currency is never
// added to another. One thread.
#pragma once

#include "projection/read_model.h"
#include "projection/sales.h"

#include <functional>

namespace twinlane::projection {

class CustomerSummary final : public ReadModel {
 public:
  const char* name() const override { return "customer_summary"; }
  int version() const override { return 2; }
  const char* schema() const override;
  base::Status prepare(sqlite::Connection& connection) override;
  base::Status apply(const store::StoredEvent& stored, const domain::Event& event) override;
  std::vector<std::string> contents() const override;

 private:
  struct Order;
  struct Visitor;

  // Edits the order's row and adds the difference to its customer's figures.
  base::Status change(const store::StoredEvent& stored, const std::function<void(Order&)>& edit);
  base::Result<bool> find(Order& order);
  base::Status put(const Order& order);
  base::Status add(const std::string& customer, const std::string& currency, const Sales& sales);
  base::Status seen(const std::string& customer);
  base::Status named(const store::StoredEvent& stored, const std::string& customerName);

  sqlite::Statement m_find, m_put, m_add, m_seen, m_named;
};

}  // namespace twinlane::projection
