#include "query/order_bounds.h"

#include "base/zone.h"

namespace twinlane::query {

base::Result<OrderBounds> boundsOf(const OrderCondition& condition, const std::string& zone) {
  OrderBounds meant{condition.from, condition.to};
  if (condition.field == OrderField::Placed || condition.field == OrderField::Changed) {
    const auto days = base::Zone::named(zone);
    if (!days) return tl::unexpected(days.error());
    meant.from = days->toUtc(condition.from * base::microsPerDay).utc.micros;
    meant.to = days->toUtc((condition.to + 1) * base::microsPerDay).utc.micros - 1;
  }
  constexpr OrderBounds none{OrderBounds::highest, OrderBounds::lowest};
  switch (condition.comparison) {
    case Comparison::Is: break;
    case Comparison::AtMost: return OrderBounds{OrderBounds::lowest, meant.to};
    case Comparison::AtLeast: return OrderBounds{meant.from, OrderBounds::highest};
    case Comparison::Below: return meant.from == OrderBounds::lowest ? none : OrderBounds{OrderBounds::lowest, meant.from - 1};
    case Comparison::Above: return meant.to == OrderBounds::highest ? none : OrderBounds{meant.to + 1, OrderBounds::highest};
  }
  return meant;
}

}  // namespace twinlane::query
