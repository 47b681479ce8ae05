// A filter made ready for the columns: which orders of a block it holds for. Numbers and days are bounds, texts are folded as SQL
// folds them. What a text must be looked up for in the list's file, names and long ids, is looked up in the snapshot that the
// columns have followed: for a hurried question block by block, so that no step is longer than a block. One question; columns and
// view must outlive it.
#pragma once

#include "query/order_bounds.h"
#include "query/vectors/order_columns.h"

namespace twinlane::query {

class OrderPredicate {
 public:
  // 1 for each order that it holds for, 0 for others and where there is no order.
  using Mask = std::vector<std::uint8_t>;

  static base::Result<OrderPredicate> of(const OrderFilter& filter, const OrderColumns& columns, ViewReader& view, const std::string& zone, bool isHurried);

  // Which orders of the block it holds for.
  base::Status hold(const OrderBlock& block, Mask& mask);

 private:
  // As OrderCondition, with what it takes to answer it.
  struct Part {
    OrderCondition::Kind kind = OrderCondition::Kind::All;
    std::vector<Part> parts = {};
    OrderField field = OrderField::Status;
    OrderBounds bounds = {};
    std::string text = {};  // folded
    bool isPrefix = false;
    std::vector<std::string> spellings = {};  // of a country, others than the text
    // Of texts, customers and countries: whether each name matches.
    enum Match : std::uint8_t { No, Yes, NotLookedUp };
    std::vector<std::uint8_t> names = {};
    // Of ids: how they begin or, where that is longer, which orders have them.
    std::uint64_t idStart = 0, idMask = 0;
    bool isWholeInStart = true;
    std::optional<std::vector<std::int64_t>> numbers = {};  // nothing: too many to be held here, looked up for each block
    std::vector<std::int64_t> here = {};                    // those of the block

    bool mayBegin(std::uint64_t start) const { return (start & idMask) == idStart; }
  };

  class Making;
  OrderPredicate(const OrderColumns& columns, ViewReader& view, bool inNames) : m_columns(columns), m_view(view), m_inNames(inNames) {}
  base::Status lookUp(Part& part, const OrderBlock& block);
  base::Status lookUpNames(Part& part, const OrderBlock& block);
  base::Status lookUpIds(Part& part, const OrderBlock& block);
  base::Result<bool> isNamed(const Part& part, std::uint32_t place);
  static void hold(const Part& part, const OrderBlock& block, Mask& mask);
  static void holdField(const Part& part, const OrderBlock& block, Mask& mask);
  static void holdText(const Part& part, const OrderBlock& block, Mask& mask);

  const OrderColumns& m_columns;
  ViewReader& m_view;
  bool m_inNames;
  Part m_root;
};

}  // namespace twinlane::query
