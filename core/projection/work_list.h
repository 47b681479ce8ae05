// Lists of orders that need somebody. Plain values.
#pragma once

#include "projection/order_row.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace twinlane::projection {

// Stored as a number; never reorder.
// Open: nothing says that all of it left, arrived or came back, that a package arrived of which nobody knows what is in it though nothing left, or that it is cancelled. Promised: open, with a time by which it was to leave; what of
// them is late depends on the hour. UnpaidShipped: something left or arrived, and less was paid than is owed for what was not sent back.
// FailedDelivery: a package could not be handed over, and not all of the order came back.
enum class WorkList : std::uint8_t { Open, Promised, ShippedLate, UnpaidShipped, OnHold, FailedDelivery };
inline constexpr std::array<const char*, 6> workListNames = {"open", "late", "shipped_late", "unpaid_shipped", "on_hold", "failed_deliveries"};
inline const char* name(WorkList list) { return workListNames[static_cast<std::size_t>(list)]; }

inline std::optional<WorkList> workListFromName(std::string_view text) {
  for (std::size_t i = 0; i < workListNames.size(); ++i)
    if (text == workListNames[i]) return static_cast<WorkList>(i);
  return std::nullopt;
}

// Days since 1970 in UTC, for counts that are cut nowhere else.
inline std::int64_t utcDayOf(std::int64_t micros) { return micros / base::microsPerDay - (micros % base::microsPerDay < 0 ? 1 : 0); }

// Where in the list the order stands, oldest first; nothing when it is not in it.
std::optional<std::int64_t> placeIn(WorkList list, const OrderRow& row);

}  // namespace twinlane::projection
