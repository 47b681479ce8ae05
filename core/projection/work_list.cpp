#include "projection/work_list.h"

#include "base/fault/sabotage.h"

namespace twinlane::projection {

using namespace domain;

namespace {

// Sources may tell of goods that arrived or came back and not that they left, which they must have done. What arrived of nobody knows
// what is all of the order, where nothing says that some of it left.
bool isOpen(const OrderRow& row) {
  const base::Quantity gone = std::max(row.sums.shipped + row.arrivedUnits, row.sums.returned);
  const bool isWhollyArrived = row.arrived > 0 && row.sums.shipped.thousandths == 0;
  return !row.sums.cancelled && !isWhollyArrived && (gone.thousandths == 0 || gone < row.sums.ordered);
}

bool isOwedFor(const OrderRow& row) {
  if (TWINLANE_SABOTAGE("returned-goods-still-owed")) return row.payment() == PaymentStatus::PartPaid || row.payment() == PaymentStatus::Unpaid;
  return row.payment() == PaymentStatus::PartPaid || (row.payment() == PaymentStatus::Unpaid && row.returned < row.total());
}

bool isIn(WorkList list, const OrderRow& row) {
  switch (list) {
    case WorkList::Open: return isOpen(row);
    case WorkList::Promised: return isOpen(row) && row.promisedAt != OrderRow::never;
    case WorkList::ShippedLate: return row.isShippedLate();
    case WorkList::UnpaidShipped: return (row.sums.shipped.thousandths > 0 || row.arrivedUnits.thousandths > 0 || row.arrived > 0) && isOwedFor(row);
    case WorkList::OnHold: return row.status() == OrderStatus::OnHold;
    case WorkList::FailedDelivery: return row.sums.failed.thousandths > 0 && row.status() != OrderStatus::Returned;
  }
  return false;
}

}  // namespace

std::optional<std::int64_t> placeIn(WorkList list, const OrderRow& row) {
  if (!isIn(list, row)) return std::nullopt;
  return list == WorkList::Promised ? row.promisedAt : row.placedAt();
}

}  // namespace twinlane::projection
