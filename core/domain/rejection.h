// Why a command was refused, as a state of the world: a closed list, stored by number: new
// reasons go to the end. The text for people is made elsewhere.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace twinlane::domain {

enum class RejectionReason : std::uint8_t {
  InvalidFields, OrderExists, OrderNotFound, OrderIsCancelled, OrderAlreadyShipped, OrderAlreadyDelivered, NothingToShip,
  UnknownLine, MoreThanOrdered, PackageAlreadyShipped, PackageNotFound, PackageAlreadyDelivered, OutOfStock, PriceNotKnown,
  CurrencyMismatch, AmountTooLarge, ProductExists, CustomerExists, CustomerNotFound, NothingChanged, IdUsedForOtherContent,
  OrderOnHold, OrderNotOnHold, OrderAlreadyConfirmed, AlreadyPicked, MoreThanShipped, MoreThanPaid, PackageNotShipped,
  NothingLeft, TooManyEntries, CreditExceeded, ProductNotListed, StockBelowZero, AmountTooFine,
  OwedInOtherCurrency, AlreadyReturned,
};
inline constexpr std::array<const char*, 36> rejectionNames = {
    "InvalidFields", "OrderExists", "OrderNotFound", "OrderIsCancelled", "OrderAlreadyShipped", "OrderAlreadyDelivered",
    "NothingToShip", "UnknownLine", "MoreThanOrdered", "PackageAlreadyShipped", "PackageNotFound", "PackageAlreadyDelivered",
    "OutOfStock", "PriceNotKnown", "CurrencyMismatch", "AmountTooLarge", "ProductExists", "CustomerExists",
    "CustomerNotFound", "NothingChanged", "IdUsedForOtherContent", "OrderOnHold", "OrderNotOnHold",
    "OrderAlreadyConfirmed", "AlreadyPicked", "MoreThanShipped", "MoreThanPaid", "PackageNotShipped", "NothingLeft",
    "TooManyEntries", "CreditExceeded", "ProductNotListed", "StockBelowZero", "AmountTooFine", "OwedInOtherCurrency",
    "AlreadyReturned"};
inline const char* name(RejectionReason reason) { return rejectionNames[static_cast<std::size_t>(reason)]; }

struct FieldProblem {
  std::string name;     // "lines[2].quantity"
  std::string problem;  // in words, saying what would be right
  bool operator==(const FieldProblem&) const = default;
};

struct Rejection {
  RejectionReason reason = RejectionReason::InvalidFields;
  std::vector<FieldProblem> fields;
  bool operator==(const Rejection&) const = default;
};

}  // namespace twinlane::domain
