// The read model behind customers: profile, what each has ordered, returned and cancelled per currency, the times of the orders,
// and what is open: orders of which something may still leave, and what is still to be paid (domain::owed). Who is registered, has ordered
// or has returned something is in it; guests are not. Figures are those of Sales; one currency is never added to another. Names, e-mail,
// telephone and address lie in it as they were given, since views are disposable. One thread.
#pragma once

#include "projection/order_rows.h"
#include "projection/sales.h"

namespace twinlane::projection {

class CustomerSummary final : public ReadModel {
 public:
  // Of a profile; stored as a number. Of each the latest that was given holds.
  enum class Field { Name, Email, Phone, Address };

  const char* name() const override { return "customer_summary"; }
  int version() const override { return 5; }
  const char* mainTable() const override { return "customers"; }
  const char* schema() const override;
  base::Status prepare(sqlite::Connection& connection) override;
  base::Status apply(const store::StoredEvent& stored, const domain::Event& event) override;
  void begin() override;
  base::Status settle() override;
  std::vector<std::string> contents() const override;

 private:
  // Of one customer in one currency; units in 1/1000, `due` in 1/10000. `returns`: orders of which something came back, and returns that name no order.
  struct Figures {
    Sales sales;
    std::int64_t openOrders = 0, openUnits = 0, due = 0, returns = 0, returnedUnits = 0;
  };
  static Figures figuresOf(const OrderRow& row);
  void add(const std::string& customer, const std::string& currency, const Figures& figures, std::int64_t sign);
  base::Status changed(const OrderRow* before, const OrderRow& now);
  base::Status seen(const std::string& customer);
  template <class Given>
  base::Status given(const store::StoredEvent& stored, const Given& event);

  OrderRows m_rows;
  std::map<std::pair<std::string, std::string>, Figures> m_gathered;  // what one transaction adds, by customer and currency
  sqlite::Statement m_add, m_seen, m_say;
};

}  // namespace twinlane::projection
