// The read model behind what an operator acts on: orders counted by status, payment and age, and lists of those that need
// somebody; products of which nothing is free. It takes no notice of the hour: what is late, or how old, is told when it is asked
// for. Orders of which nothing was said but by imports are history and counted apart from live ones. One thread.
#pragma once

#include "base/zone.h"
#include "projection/order_rows.h"
#include "projection/stock_levels.h"
#include "projection/work_list.h"

namespace twinlane::projection {

class Operations final : public ReadModel {
 public:
  // What `counts` holds, by kind: of each status, payment, day of the shop's zone on which orders still open were placed (those
  // of which no source says when are in none), day in UTC by which they were promised, and work list.
  enum class Kind { Status, Payment, OpenSince, PromisedBy, Listed };

  explicit Operations(base::Zone zone) : m_zone(std::move(zone)) {}
  const char* name() const override { return "operations"; }
  int version() const override { return 5; }
  const char* mainTable() const override { return "orders"; }
  const char* schema() const override;
  base::Status prepare(sqlite::Connection& connection) override;
  base::Status apply(const store::StoredEvent& stored, const domain::Event& event) override;
  void begin() override;
  base::Status settle() override;
  std::vector<std::string> contents() const override;

 private:
  base::Status changed(const OrderRow* before, const OrderRow& now);
  void count(const OrderRow& row, std::int64_t by);
  base::Status list(const OrderRow* before, const OrderRow& now);

  const base::Zone m_zone;
  OrderRows m_rows;
  StockLevels m_stock;
  std::map<std::tuple<bool, Kind, std::int64_t>, std::int64_t> m_counts;  // what one transaction adds; by live, kind and value
  sqlite::Statement m_count, m_list, m_unlist;
};

}  // namespace twinlane::projection
