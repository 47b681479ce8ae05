// What orders come to, counted in one way by all lists of figures. Quantities in 1/1000, money in 1/10000 of the currency.
// Plain values.
#pragma once

#include <cstdint>

namespace twinlane::projection {

// As the contract says: returned and cancelled are zero or below.
struct Sales {
  std::int64_t orders = 0, units = 0, gross = 0, charges = 0, returned = 0, cancelled = 0;
  bool operator==(const Sales&) const = default;
  Sales& operator+=(const Sales& other) {
    orders += other.orders, units += other.units, gross += other.gross, charges += other.charges, returned += other.returned, cancelled += other.cancelled;
    return *this;
  }
  Sales operator-() const { return Sales{} - *this; }
  Sales operator-(const Sales& other) const {
    return {orders - other.orders, units - other.units, gross - other.gross, charges - other.charges, returned - other.returned, cancelled - other.cancelled};
  }
};

// Sums over lines of one order. All but its end is additive, so that lines may come in any order. `takenOut` by amendments is
// zero or below, `returned` zero or above.
struct Sold {
  std::int64_t units = 0, gross = 0, charges = 0, takenOut = 0, returned = 0;

  bool operator==(const Sold&) const = default;
  Sold& operator+=(const Sold& other) {
    units += other.units, gross += other.gross, charges += other.charges, takenOut += other.takenOut, returned += other.returned;
    return *this;
  }

  // Of an order that was cancelled before anything left `cancelled` takes out the lines; its charges are earned by nothing, so they
  // do not count. Of an order on its way nothing is cancelled but what amendments took out: decide() refuses it.
  Sales counted(std::int64_t orders, bool neverLeft) const {
    return {orders, units, gross, neverLeft ? 0 : charges, -returned, neverLeft ? -gross : takenOut};
  }
};

// How an order ended, as far as the figures ask.
struct OrderEnd {
  bool isCancelled = false, anyShipped = false;
  bool neverLeft() const { return isCancelled && !anyShipped; }
  bool operator==(const OrderEnd&) const = default;
};

}  // namespace twinlane::projection
