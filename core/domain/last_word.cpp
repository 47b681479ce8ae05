#include "domain/last_word.h"

namespace twinlane::domain {
namespace {

// Visited exhaustively: a new event does not compile until it has its row.
struct LastWord {
  bool operator()(const OrderPlaced&) const { return false; }
  bool operator()(const OrderLinesAdded&) const { return false; }
  bool operator()(const PaymentRecorded&) const { return false; }
  bool operator()(const PackageShipped&) const { return false; }
  bool operator()(const PackageDelivered&) const { return false; }
  bool operator()(const OrderCancelled&) const { return false; }
  bool operator()(const ProductListed&) const { return true; }
  bool operator()(const StockReceived&) const { return false; }
  bool operator()(const CustomerRegistered&) const { return true; }
  bool operator()(const ProfileUpdated&) const { return true; }
  bool operator()(const ReturnReceived&) const { return false; }
  bool operator()(const LinesAmended&) const { return true; }
  bool operator()(const AddressChanged&) const { return true; }
  bool operator()(const OrderConfirmed&) const { return false; }
  bool operator()(const PaymentRefunded&) const { return false; }
  bool operator()(const LinesPicked&) const { return false; }
  bool operator()(const PackagePacked&) const { return false; }
  bool operator()(const DeliveryFailed&) const { return true; }
  bool operator()(const LinesReturned&) const { return false; }
  bool operator()(const OrderHeld&) const { return true; }
  bool operator()(const OrderReleased&) const { return true; }
  bool operator()(const NoteAdded&) const { return false; }
  bool operator()(const PriceChanged&) const { return true; }
  bool operator()(const StockAdjusted&) const { return false; }
};

}  // namespace

bool isLastWord(const Event& event) { return std::visit(LastWord{}, event); }

}  // namespace twinlane::domain
