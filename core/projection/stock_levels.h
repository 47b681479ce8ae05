// What is on hand of each product whose stock is tracked, and what of that is held for lines of open orders. A line is known to
// hold stock from its first event on, in the order of the log: facts of imports never do. Changes of a transaction are kept back
// and written once, by settle(). One thread; within the room.
#pragma once

#include "projection/read_model.h"

#include <map>

namespace twinlane::projection {

class StockLevels {
 public:
  static const char* schema();
  base::Status prepare(sqlite::Connection& connection);
  void begin() { m_gathered.clear(); }
  // `isCancelled`: whether the order is, after an event of one.
  base::Status apply(const store::StoredEvent& stored, const domain::Event& event, bool isCancelled);
  base::Status settle();

 private:
  struct Level {
    std::int64_t onHand = 0, reserved = 0;
    bool isTracked = false;
  };
  struct Line {
    std::string product;
    std::int64_t ordered = 0, shipped = 0, held = 0;
  };
  struct Order {
    std::int64_t number = 0;
    bool isCancelled = false;
  };
  base::Status take(Order order, const std::vector<domain::OrderLine>& lines);
  base::Status ship(Order order, const std::vector<domain::LineQuantity>& lines);
  base::Status release(Order order);
  base::Result<bool> find(std::int64_t number, int line, Line& found);
  // Writes the line and moves what it counts in its product's level.
  base::Status put(Order order, int number, Line line, std::int64_t shippedBefore);

  std::map<std::string, Level> m_gathered;  // by product
  sqlite::Statement m_find, m_put, m_held, m_add;
};

}  // namespace twinlane::projection
