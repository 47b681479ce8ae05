// The read model behind products: units, orders, gross, returned and cancelled of each product per currency, with the lines they
// come from, since a cancellation or a return names the order and not its products, the returns that name no order, and its stock. Figures
// are those of Sales; charges belong to orders and are none of a product's. Units are those ordered, as amendments left them.
// One thread.
#pragma once

#include "projection/read_model.h"
#include "projection/sales.h"
#include "projection/stock_levels.h"

#include <functional>
#include <map>

namespace twinlane::projection {

class ProductSales final : public ReadModel {
 public:
  const char* name() const override { return "product_sales"; }
  int version() const override { return 3; }
  const char* mainTable() const override { return "sales"; }
  const char* schema() const override;
  base::Status prepare(sqlite::Connection& connection) override;
  base::Status apply(const store::StoredEvent& stored, const domain::Event& event) override;
  void begin() override;
  base::Status settle() override;
  std::vector<std::string> contents() const override;

 private:
  struct Order;
  // What an event adds to one line. The texts are the event's.
  struct Part {
    std::string_view product;
    int line = 0;
    Sold sold;
    std::string_view description = {};
  };
  // What one transaction adds to a row of sales: bestsellers are in every other order.
  struct Gathered {
    Sales sales;
    std::pair<base::Timestamp, std::string> description;
  };
  struct Visitor;

  // Edits the order's row and moves what its lines count, then adds the parts to its lines.
  base::Status change(const store::StoredEvent& stored, const std::function<void(Order&)>& edit, std::vector<Part> parts);
  base::Status recount(const Order& before, const Order& now);
  base::Status addParts(const Order& order, std::vector<Part> parts, base::Timestamp when);
  base::Status takeUnplaced(std::int64_t number, Part& part);
  base::Status returned(const store::StoredEvent& stored, const domain::LinesReturned& event);
  base::Status received(const store::StoredEvent& stored, const domain::ReturnReceived& event);
  base::Status listed(const store::StoredEvent& stored, const domain::ProductListed& event);

  base::Result<bool> find(Order& order);
  base::Result<bool> hasProduct(std::int64_t number, std::string_view product);
  base::Status put(const Order& order);
  base::Status add(std::string_view product, const std::string& currency, const Sales& sales, std::string_view description, base::Timestamp when);

  StockLevels m_stock;
  bool m_isCancelled = false;  // whether the event's order is
  std::map<std::pair<std::string, std::string>, Gathered> m_gathered;  // by product and currency
  sqlite::Statement m_find, m_put, m_putLine, m_hasProduct, m_productOf, m_takeUnplaced, m_products, m_add, m_named, m_received;
};

}  // namespace twinlane::projection
