// Commands by chance about one order, one product and one customer, and what is known after an event: for properties of this
// room.
#pragma once

#include "base/random.h"
#include "core/domain/order_after.h"

namespace twinlane::tests {

using namespace domain;

inline const OrderId contested("A1");

inline Command anyCommand(base::Random& random) {
  const auto amount = [&] { return Amount{(static_cast<std::int64_t>(random.below(1'000)) + 1) * 100}; };
  const auto lines = [&] { return std::vector<LineQuantity>{{static_cast<int>(random.below(2)) + 1, {static_cast<std::int64_t>(random.below(3) + 1) * 1'000}}}; };
  const std::string package = "P" + std::to_string(random.below(3) + 1);
  switch (random.below(15)) {
    case 0: return AmendLines{contested, {{static_cast<int>(random.below(2)) + 1, {}, {static_cast<std::int64_t>(random.below(9)) * 1'000}, {}, {}, {}, {}, {}}}, {}};
    case 1: return ChangeAddress{contested, "Lane " + std::to_string(random.below(3)), ""};
    case 2: return ConfirmOrder{contested};
    case 3: return RecordPayment{contested, amount(), ""};
    case 4: return PickLines{contested, lines()};
    case 5: return PackLines{contested, package, lines()};
    case 6: return ShipPackage{contested, random.below(2) == 0 ? package : "", random.below(2) == 0 ? lines() : std::vector<LineQuantity>{}, ""};
    case 7: return RecordDelivery{contested, package};
    case 8: return RecordDeliveryFailure{contested, package, "x"};
    case 9: return random.below(6) == 0 ? Command(CancelOrder{contested, "x"}) : Command(AddNote{contested, "y"});
    case 10: return ReturnLines{contested, lines(), "x"};
    case 11: return RefundPayment{contested, amount()};
    case 12: return HoldOrder{contested, "x"};
    case 13: return ReleaseOrder{contested};
    default: return AddNote{contested, "x"};
  }
}

inline Command anyCatalogueCommand(base::Random& random) {
  const ProductId cup("CUP");
  const CustomerId ann("ann");
  const auto some = [&](const char* text) { return random.below(3) == 0 ? text + std::to_string(random.below(3)) : std::string(); };
  const std::optional<Amount> limit = random.below(3) == 0 ? std::optional(Amount{static_cast<std::int64_t>(random.below(9)) * 100}) : std::nullopt;
  switch (random.below(6)) {
    case 0: return ListProduct{cup, "Cup", {100}, pounds};
    case 1: return ChangePrice{cup, {static_cast<std::int64_t>(random.below(5))}, {}};
    case 2: return ReceiveStock{cup, {static_cast<std::int64_t>(random.below(5)) + 1}};
    case 3: return AdjustStock{cup, {static_cast<std::int64_t>(random.below(9)) - 4}, "x"};
    case 4: return RegisterCustomer{ann, "Ann", "", "", "", limit, limit ? std::optional(pounds) : std::nullopt};
    default: return UpdateProfile{ann, some("Ann "), some("a@"), some("0"), some("Lane "), limit, limit ? std::optional(pounds) : std::nullopt};
  }
}

// What is known after one more event of any stream.
inline DecisionInput then(DecisionInput input, const Event& event, std::int64_t version) {
  evolve(input.order, event, {{version}, version});
  evolve(input.product.state, event, {{version}, version});
  evolve(input.customer, event, {{version}, version});
  Quantity onHand = input.product.stock.value_or(StockFigures{}).onHand;
  if (const auto* received = std::get_if<StockReceived>(&event)) onHand += received->quantity;
  if (const auto* adjusted = std::get_if<StockAdjusted>(&event)) onHand += adjusted->quantity;
  if (input.product.state.tracked) input.product.stock = StockFigures{onHand, {}};
  return input;
}

}  // namespace twinlane::tests
