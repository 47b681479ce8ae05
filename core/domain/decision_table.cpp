#include "domain/decision_table.h"

#include "domain/decide.h"

namespace twinlane::domain {
namespace {

const base::Currency pounds{{'G', 'B', 'P'}};

struct NamedState {
  std::string name;
  DecisionInput input;
};

DecisionInput orderAfter(const std::vector<Event>& events) {
  DecisionInput input;
  for (const Event& event : events) evolve(input.order, event, base::Timestamp{});
  return input;
}

DecisionInput productAfter(const std::vector<Event>& events) {
  DecisionInput input;
  for (const Event& event : events) evolve(input.product, event);
  return input;
}

OrderPlaced sampleOrder() {
  OrderPlaced placed;
  placed.currency = pounds;
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
  const PackageShipped first{"P1", {{1, {2000}}}, ""};
  const PackageShipped second{"P2", {{2, {2000}}}, ""};
  return {{"none", {}},
          {"placed", orderAfter({placed})},
          {"part_shipped", orderAfter({placed, first})},
          {"shipped", orderAfter({placed, first, second})},
          {"part_delivered", orderAfter({placed, first, PackageDelivered{"P1"}})},
          {"delivered", orderAfter({placed, first, second, PackageDelivered{"P1"}, PackageDelivered{"P2"}})},
          {"cancelled", orderAfter({placed, OrderCancelled{"sample"}})}};
}

std::string outcomeOf(const Command& command, const DecisionInput& input) {
  const auto decision = decide(command, input);
  return decision ? typeName(decision->events.front()) : name(decision.error().reason);
}

void addRows(Node& table, Category aggregate, const std::vector<NamedState>& states, const std::vector<Command>& commands) {
  for (const NamedState& state : states)
    for (const Command& command : commands) {
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
  const OrderId order("A1");
  PlaceOrder place;
  place.order = order;
  place.currency = pounds;
  place.lines.push_back({ProductId("cup"), {1000}, Amount{10000}, {}, {}, {}, {}});
  Node table = Node::list();
  addRows(table, Category::Order, orderStates(),
          {place, RecordPayment{order, {10000}, {}}, ShipPackage{order, {}, {}, {}}, RecordDelivery{order, "P1"}, CancelOrder{order, "sample"}});
  const ProductListed listed{"Cup", {10000}, pounds};
  const StockReceived received{{1000}};
  addRows(table, Category::Product,
          {{"none", {}}, {"listed", productAfter({listed})}, {"stocked", productAfter({received})}, {"listed_stocked", productAfter({listed, received})}},
          {ListProduct{ProductId("cup"), "Cup", {10000}, pounds}, ReceiveStock{ProductId("cup"), {1000}}});
  DecisionInput registered;
  evolve(registered.customer, CustomerRegistered{"Ann", {}, {}, {}});
  addRows(table, Category::Customer, {{"none", {}}, {"registered", registered}},
          {RegisterCustomer{CustomerId("ann"), "Ann", {}, {}, {}}, UpdateProfile{CustomerId("ann"), "Anna", {}, {}, {}}});
  return table;
}

}  // namespace twinlane::domain
