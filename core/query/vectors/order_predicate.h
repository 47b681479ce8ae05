// A filter made ready for the columns: which orders of a block it holds for. Numbers and days are bounds; customers, names and ids
// that a text is looked for in were found by SQL in the snapshot that the columns have followed, so that it means what it means
// there. One question; the columns must outlive it.
#pragma once

#include "query/order_bounds.h"
#include "query/vectors/order_columns.h"

namespace twinlane::query {

class OrderPredicate {
 public:
  // 1 for each order that it holds for, 0 for others and where there is no order.
  using Mask = std::vector<std::uint8_t>;

  static base::Result<OrderPredicate> of(const OrderFilter& filter, const OrderColumns& columns, ViewReader& view, const std::string& zone);

  void hold(const OrderBlock& block, Mask& mask) const;

 private:
  // As OrderCondition, with what it takes to answer it.
  struct Part {
    OrderCondition::Kind kind = OrderCondition::Kind::All;
    std::vector<Part> parts = {};
    OrderField field = OrderField::Status;
    OrderBounds bounds = {};
    // Of texts, customers and countries: whether each name matches; of ids, how they begin, or which orders have them.
    std::vector<std::uint8_t> names = {};
    std::uint64_t idStart = 0, idMask = 0;
    bool byStart = false;
    std::vector<std::int64_t> numbers = {};
  };

  class Making;
  static void hold(const Part& part, const OrderBlock& block, Mask& mask);
  static void holdField(const Part& part, const OrderBlock& block, Mask& mask);
  static void holdText(const Part& part, const OrderBlock& block, Mask& mask);

  Part m_root;
};

}  // namespace twinlane::query
