#include "domain/decision_table.h"

#include "domain/decide.h"
#include "domain/sample_commands.h"

namespace twinlane::domain {
namespace {

const base::Currency pounds{{'G', 'B', 'P'}};

struct NamedState {
  std::string name;
  DecisionInput input;
};

DecisionInput orderAfter(const std::vector<Event>& events) {
  DecisionInput input;
  std::int64_t version = 0;
  for (const Event& event : events) evolve(input.order, event, Moment{{}, ++version});
  return input;
}

DecisionInput productAfter(const std::vector<Event>& events) {
  DecisionInput input;
  std::int64_t version = 0;
  for (const Event& event : events) {
    evolve(input.product.state, event, Moment{{}, ++version});
    if (const auto* received = std::get_if<StockReceived>(&event)) input.product.stock = StockFigures{received->quantity, {}};
  }
  return input;
}

DecisionInput customerAfter(const Event& event) {
  DecisionInput input;
  evolve(input.customer, event, Moment{{}, 1});
  return input;
}

OrderPlaced sampleOrder() {
  OrderPlaced placed;
  placed.currency = pounds;
  placed.shipTo = "3 Mill Lane";
  for (int line : {1, 2}) {
    OrderLine& item = placed.lines.emplace_back();
    item.line = line;
    item.product = ProductId("cup");
    item.quantity = {2000};
    item.unitPrice = {10000};
    item.net = {20000};
  }
  return placed;
}

std::vector<NamedState> orderStates() {
  const OrderPlaced placed = sampleOrder();
  const std::vector<LineQuantity> one{{1, {2000}}}, two{{2, {2000}}};
  const PackageShipped first{"P1", one, ""}, second{"P2", two, ""};
  const PackageDelivered gotFirst{"P1"}, gotSecond{"P2"};
  const PaymentRecorded paid{{40000}, ""};
  const ReturnedLine oneBack{1, {2000}, {20000}}, twoBack{2, {2000}, {20000}};
  return {{"none", {}},
          {"placed", orderAfter({placed})},
          {"confirmed", orderAfter({placed, OrderConfirmed{}})},
          {"paid", orderAfter({placed, paid})},
          {"refunded", orderAfter({placed, paid, PaymentRefunded{{40000}}})},
          {"on_hold", orderAfter({placed, OrderHeld{"sample"}})},
          {"picking", orderAfter({placed, LinesPicked{{{1, {1000}}}}})},
          {"packed", orderAfter({placed, PackagePacked{"P1", {{1, {2000}}, {2, {2000}}}}})},
          {"part_shipped", orderAfter({placed, first})},
          {"part_shipped_on_hold", orderAfter({placed, first, OrderHeld{"sample"}})},
          {"shipped", orderAfter({placed, first, second})},
          {"delivery_failed", orderAfter({placed, first, DeliveryFailed{"P1", "sample"}})},
          {"part_delivered", orderAfter({placed, first, gotFirst})},
          {"delivered", orderAfter({placed, first, second, gotFirst, gotSecond})},
          {"part_returned", orderAfter({placed, first, second, gotFirst, LinesReturned{pounds, {{1, {1000}, {10000}}}, ""}})},
          {"returned", orderAfter({placed, first, second, gotFirst, gotSecond, LinesReturned{pounds, {oneBack, twoBack}, ""}})},
          {"cancelled", orderAfter({placed, OrderCancelled{"sample"}})},
          {"cancelled_paid", orderAfter({placed, paid, OrderCancelled{"sample"}})}};
}

std::vector<NamedState> productStates() {
  const ProductListed listed{"Cup", {10000}, pounds};
  const StockReceived received{{1000}};
  return {{"none", {}}, {"listed", productAfter({listed})}, {"stocked", productAfter({received})}, {"listed_stocked", productAfter({listed, received})}};
}

std::vector<NamedState> customerStates() { return {{"none", {}}, {"registered", customerAfter(CustomerRegistered{"Ann", {}, {}, {}})}}; }

std::string outcomeOf(const Command& command, const DecisionInput& input) {
  const auto decision = decide(command, input);
  return decision ? typeName(decision->events.front()) : name(decision.error().reason);
}

void addRows(Node& table, Category aggregate, const std::vector<NamedState>& states) {
  for (const NamedState& state : states)
    for (const Command& command : sampleCommands()) {
      if (subjectOf(command).category != aggregate) continue;
      Node row = Node::record();
      row.fields.emplace_back("aggregate", Node::ofText(name(aggregate)));
      row.fields.emplace_back("state", Node::ofText(state.name));
      row.fields.emplace_back("command", Node::ofText(typeName(command)));
      row.fields.emplace_back("outcome", Node::ofText(outcomeOf(command, state.input)));
      table.items.push_back(std::move(row));
    }
}

}  // namespace

Node decisionTable() {
  Node table = Node::list();
  addRows(table, Category::Order, orderStates());
  addRows(table, Category::Product, productStates());
  addRows(table, Category::Customer, customerStates());
  return table;
}

}  // namespace twinlane::domain
