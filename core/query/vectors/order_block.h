// Some thousand orders of neighbouring numbers by columns: what the list sorts and filters by, and the beginning of each id. 63
// bytes an order. Plain; whoever keeps it says who may read it.
#pragma once

#include "query/order_results.h"

#include <array>

namespace twinlane::query {

struct OrderBlock {
  static constexpr std::size_t orders = 16'384;
  static constexpr std::uint8_t none = 255;  // as status: no order of the list has this number
  enum Mark : std::uint8_t { PlacedKnown = 1, IdBeyondAscii = 2 };
  template <class T>
  using Column = std::array<T, orders>;

  Column<std::int64_t> total{}, units{}, placedAt{}, changedAt{};
  Column<std::uint64_t> idStart{};  // the first eight bytes of the folded id, the first of them the highest
  Column<std::uint32_t> customer{}, country{}, currency{}, lines{}, version{};  // customer, country: places in the columns' names
  Column<std::uint8_t> status{}, payment{}, marks{};
  std::int64_t first = 0;    // number of its first order
  std::int64_t present = 0;  // how many there are

  explicit OrderBlock(std::int64_t firstNumber) : first(firstNumber) { status.fill(none); }

  std::int64_t valueOf(OrderSort by, std::size_t at) const {
    switch (by) {
      case OrderSort::PlacedAt: return placedAt[at];
      case OrderSort::Number: return first + static_cast<std::int64_t>(at);
      case OrderSort::Total: return total[at];
      case OrderSort::ChangedAt: return changedAt[at];
      case OrderSort::Status: return status[at];
      case OrderSort::Payment: return payment[at];
      case OrderSort::Currency: return currency[at];
      case OrderSort::Lines: return lines[at];
      case OrderSort::Units: return units[at];
      case OrderSort::Version: return version[at];
    }
    return 0;
  }
};
static_assert(sizeof(OrderBlock) < 64 * OrderBlock::orders);

}  // namespace twinlane::query
