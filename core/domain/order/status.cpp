#include "domain/order/status.h"

namespace twinlane::domain {
namespace {

using base::Amount;
using base::Quantity;

constexpr std::int64_t none = 0;

struct Sums {
  TrackSums tracks;
  // What the order is about: units taken out by an amendment are no longer ordered, units of a cancelled order that had
  // not left are not either.
  std::int64_t kept;
  std::int64_t shipped, delivered, returned;
};

struct Row {
  bool (*holds)(const Sums&);
  OrderStatus status;
};

// Returns tell more than deliveries, deliveries more than shipping, and so on down; a hold matters while something may
// still leave. 2 shipped, 1 of them returned, 1 taken out or cancelled: part_returned. No event says out_of_stock; it is
// there for sources that report it.
constexpr Row table[] = {
    {[](const Sums& s) { return s.tracks.cancelled && s.shipped == none; }, OrderStatus::Cancelled},
    {[](const Sums& s) { return s.tracks.held && s.shipped < s.kept; }, OrderStatus::OnHold},
    {[](const Sums& s) { return s.returned > none && s.returned >= s.kept && s.returned >= s.shipped; }, OrderStatus::Returned},
    {[](const Sums& s) { return s.returned > none; }, OrderStatus::PartReturned},
    {[](const Sums& s) { return s.tracks.failed.thousandths > none; }, OrderStatus::DeliveryFailed},
    {[](const Sums& s) { return s.delivered > none && s.delivered >= s.kept; }, OrderStatus::Delivered},
    {[](const Sums& s) { return s.delivered > none; }, OrderStatus::PartDelivered},
    {[](const Sums& s) { return s.shipped > none && s.shipped >= s.kept; }, OrderStatus::Shipped},
    {[](const Sums& s) { return s.shipped > none; }, OrderStatus::PartShipped},
    {[](const Sums& s) { return s.tracks.boxed.thousandths > none && s.tracks.boxed.thousandths >= s.kept; }, OrderStatus::Packed},
    {[](const Sums& s) { return s.tracks.boxed.thousandths > none || s.tracks.picked.thousandths > none; }, OrderStatus::Picking},
    {[](const Sums& s) { return s.tracks.confirmed; }, OrderStatus::Confirmed},
};

}  // namespace

OrderStatus status(const TrackSums& tracks) {
  const Sums sums{tracks, (tracks.cancelled ? tracks.shipped : tracks.ordered).thousandths, tracks.shipped.thousandths, tracks.delivered.thousandths,
                  tracks.returned.thousandths};
  for (const Row& row : table)
    if (row.holds(sums)) return row.status;
  return OrderStatus::Placed;
}

PaymentStatus payment(const PaymentSums& sums) {
  const Amount kept = sums.paid - sums.refunded;
  if (!sums.known) return PaymentStatus::Unknown;
  if (sums.refunded > Amount{} && kept <= Amount{}) return PaymentStatus::Refunded;
  // Where nothing was ever paid, goods that came back do not make it paid; an order that costs nothing is.
  if (kept == Amount{} && sums.worth > Amount{}) return PaymentStatus::Unpaid;
  const Amount due = sums.worth - sums.returned;
  if (kept < due) return PaymentStatus::PartPaid;
  return kept == due ? PaymentStatus::Paid : PaymentStatus::Overpaid;
}

}  // namespace twinlane::domain
