// Closed lists of the domain, with the words of the contract. Plain values.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace twinlane::domain {

enum class OrderStatus : std::uint8_t {
  Placed, Confirmed, Picking, Packed, PartShipped, Shipped, PartDelivered, Delivered, DeliveryFailed, OutOfStock, OnHold,
  Cancelled, PartReturned, Returned,
};
inline constexpr std::array<const char*, 14> orderStatusNames = {
    "placed", "confirmed", "picking", "packed", "part_shipped", "shipped", "part_delivered", "delivered", "delivery_failed",
    "out_of_stock", "on_hold", "cancelled", "part_returned", "returned"};

enum class PaymentStatus : std::uint8_t { Unknown, Unpaid, PartPaid, Paid, Overpaid, Refunded };
inline constexpr std::array<const char*, 6> paymentStatusNames = {"unknown", "unpaid", "part_paid", "paid", "overpaid", "refunded"};

inline const char* name(OrderStatus status) { return orderStatusNames[static_cast<std::size_t>(status)]; }
inline const char* name(PaymentStatus status) { return paymentStatusNames[static_cast<std::size_t>(status)]; }

inline std::optional<OrderStatus> orderStatusFromName(std::string_view text) {
  for (std::size_t i = 0; i < orderStatusNames.size(); ++i)
    if (text == orderStatusNames[i]) return static_cast<OrderStatus>(i);
  return std::nullopt;
}

// Where an event comes from. Stored as a number; never reorder.
enum class Origin : std::uint8_t { Live, Import, Restore, Training };
inline constexpr std::array<const char*, 4> originNames = {"live", "import", "restore", "training"};
inline const char* name(Origin origin) { return originNames[static_cast<std::size_t>(origin)]; }

}  // namespace twinlane::domain
