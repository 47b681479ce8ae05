// The rows of orders in a read model's tables, and the one fold of an order's events that its lists share. Rows and packages that
// a transaction touches are kept back and written once, by settle(). One thread; within the room.
#pragma once

#include "projection/order_row.h"
#include "projection/read_model.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace twinlane::projection {

class OrderRows {
 public:
  // Columns of the table of orders and the table `packages`, for a read model's schema.
  static const char* columnsSql();
  static const char* packagesSql();

  // Columns that a table has beside those of an order, and what a new row gets there: ?3 is its customer, from ?39 on follows what
  // `bind` binds.
  struct Own {
    std::vector<std::string> columns, values;
    std::function<void(sqlite::Statement& insert, std::int64_t number)> bind;
  };
  base::Status prepare(sqlite::Connection& connection, const std::string& table, Own own = {});
  void begin() { m_kept.clear(); }
  // The order's row after the event, to be used at once; nothing for an event that is of no order.
  base::Result<const OrderRow*> apply(const store::StoredEvent& stored, const domain::Event& event);
  // So much is kept back that it is to be settled now.
  bool isFull() const { return m_kept.size() >= mostKept; }
  // Writes what was kept back and tells of each row that changed, once it is written: as it was, or nothing if it is new, and as
  // it is.
  using Changed = std::function<base::Status(const OrderRow* before, const OrderRow& now)>;
  base::Status settle(const Changed& changed);

 private:
  static constexpr std::size_t mostKept = 4000;
  struct Package {
    PackageRow before, now;
    bool existed = false;
  };
  struct Kept {
    std::unique_ptr<const OrderRow> before;  // none of a new order: of an import all are
    OrderRow now;
    std::map<std::string, Package> packages;
  };
  struct Fold;

  base::Result<Kept*> keep(const store::StoredEvent& stored);
  base::Result<Package*> keep(Kept& order, const std::string& package);
  base::Result<bool> find(OrderRow& row);
  sqlite::Statement& writing(const OrderRow* before, const OrderRow& now);
  base::Status put(const OrderRow* before, const OrderRow& now);
  base::Status put(std::int64_t number, const std::string& package, const PackageRow& row);

  Own m_own;
  std::map<std::int64_t, Kept> m_kept;  // by number, so that rows are written in the order of the table
  sqlite::Statement m_find, m_insert, m_update, m_updateStatus, m_updateAll, m_findPackage, m_putPackage;
};

}  // namespace twinlane::projection
