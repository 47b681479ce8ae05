#include "domain/decision_table.h"

#include "domain/format/encoding.h"
#include "domain/guard_break.h"
#include "domain/sample_commands.h"

namespace twinlane::domain {
namespace {

// What the rules see of one aggregate after commands that they accept.
DecisionInput inputAfter(const std::vector<Command>& commands) {
  DecisionInput input;
  std::int64_t version = 0;
  for (const Command& command : commands) {
    const Decision decision = decide(command, input).value();
    for (const Event& event : decision.events) {
      evolve(input, subjectOf(command).category, event, {{}, ++version});
      if (const auto* received = std::get_if<StockReceived>(&event)) input.product.stock = StockFigures{received->quantity, {}};
    }
  }
  return input;
}

struct NamedState {
  std::string name;
  std::vector<Command> after;
};

// Two lines of two cups at 1.00. Stock is not tracked, and no limit holds for the customer: those are states of others.
PlaceOrder sampleOrder() {
  PlaceOrder place;
  place.order = sample::order;
  place.customer = sample::customer;
  place.currency = sample::pounds;
  place.shipTo = "3 Mill Lane";
  for (int line = 1; line <= 2; ++line) place.lines.push_back({sample::product, {2000}, Amount{10000}, {}, {}, {}, {}});
  return place;
}

// A status does not fix what is answered (of an order whose delivery failed more may be left to ship, or nothing): states
// whose answers differ have names of their own, with the status in them.
std::vector<NamedState> orderStates() {
  const OrderId& order = sample::order;
  const PlaceOrder place = sampleOrder();
  const std::vector<LineQuantity> piece{{1, {1000}}}, one{{1, {2000}}}, two{{2, {2000}}}, both{{1, {2000}}, {2, {2000}}};
  const RecordPayment part{order, {10000}, {}}, paid{order, {40000}, {}};
  const HoldOrder hold{order, "sample"};
  const CancelOrder cancel{order, "sample"};
  const PackLines packedPiece{order, "P1", piece}, packed{order, "P1", both};
  const ShipPackage shipPiece{order, {}, piece, {}}, shipOne{order, {}, one, {}}, shipTwo{order, {}, two, {}}, shipAll{order, {}, {}, {}};
  const RecordDeliveryFailure failed{order, "P1", "sample"};
  const RecordDelivery gotFirst{order, "P1"}, gotSecond{order, "P2"};
  const ReturnLines pieceBack{order, piece, "sample"}, allBack{order, both, "sample"};
  return {{"none", {}},
          {"placed", {place}},
          {"confirmed", {place, ConfirmOrder{order}}},
          {"part_paid", {place, part}},
          {"paid", {place, paid}},
          {"refunded", {place, paid, RefundPayment{order, {40000}}}},
          {"on_hold", {place, hold}},
          {"picking", {place, PickLines{order, piece}}},
          {"picking_line_picked", {place, PickLines{order, one}}},
          {"picking_part_packed", {place, packedPiece}},
          {"picking_line_packed", {place, PackLines{order, "P1", one}}},
          {"packed", {place, packed}},
          {"packed_on_hold", {place, packed, hold}},
          {"part_shipped", {place, shipOne}},
          {"part_shipped_within_line", {place, shipPiece}},
          {"part_shipped_rest_packed", {place, shipOne, PackLines{order, "P2", two}}},
          {"part_shipped_on_hold", {place, shipOne, hold}},
          {"shipped", {place, shipOne, shipTwo}},
          {"delivery_failed", {place, shipAll, failed}},
          {"delivery_failed_part_shipped", {place, shipOne, failed}},
          {"delivery_failed_within_line", {place, shipPiece, failed}},
          {"part_delivered", {place, shipOne, gotFirst}},
          {"part_delivered_within_line", {place, shipPiece, gotFirst}},
          {"part_delivered_all_shipped", {place, shipOne, shipTwo, gotFirst}},
          {"delivered", {place, shipOne, shipTwo, gotFirst, gotSecond}},
          {"part_returned", {place, shipOne, shipTwo, gotFirst, pieceBack}},
          {"part_returned_part_shipped", {place, shipOne, gotFirst, pieceBack}},
          {"part_returned_line_back", {place, shipAll, gotFirst, ReturnLines{order, one, "sample"}}},
          {"returned", {place, shipOne, shipTwo, gotFirst, gotSecond, allBack}},
          {"returned_undelivered", {place, shipAll, allBack}},
          {"cancelled", {place, cancel}},
          {"cancelled_paid", {place, paid, cancel}}};
}

std::vector<NamedState> productStates() {
  const ListProduct listed{sample::product, "Cup", {10000}, sample::pounds};
  const ReceiveStock received{sample::product, {1000}};
  return {{"none", {}}, {"listed", {listed}}, {"stocked", {received}}, {"listed_stocked", {listed, received}}};
}

std::vector<NamedState> customerStates() { return {{"none", {}}, {"registered", {RegisterCustomer{sample::customer, "Ann", {}, {}, {}}}}}; }

std::string outcomeOf(const Command& command, const DecisionInput& input) {
  const auto decision = decide(command, input);
  return decision ? typeName(decision->events.front()) : name(decision.error().reason);
}

// As it is submitted: what is not given is left out.
Node submitted(const Command& command) {
  Node node = toNode(command);
  std::erase_if(node.fields, [](const auto& field) { return field.second.kind == Node::Kind::Null || (field.second.kind == Node::Kind::List && field.second.items.empty()); });
  for (auto& [key, value] : node.fields)
    for (Node& item : value.items) std::erase_if(item.fields, [](const auto& field) { return field.second.kind == Node::Kind::Null; });
  return node;
}

void addRows(Node& table, Category aggregate, const std::vector<NamedState>& states) {
  for (const NamedState& state : states) {
    const DecisionInput input = inputAfter(state.after);
    Node after = Node::list();
    for (const Command& command : state.after) after.items.push_back(submitted(command));
    for (const Command& command : sampleCommands()) {
      if (subjectOf(command).category != aggregate) continue;
      Node& row = table.items.emplace_back(Node::record());
      row.fields.emplace_back("aggregate", Node::ofText(name(aggregate)));
      row.fields.emplace_back("state", Node::ofText(state.name));
      row.fields.emplace_back("command", Node::ofText(typeName(command)));
      row.fields.emplace_back("outcome", Node::ofText(outcomeOf(command, input)));
      row.fields.emplace_back("after", after);
      row.fields.emplace_back("asked", submitted(command));
    }
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
