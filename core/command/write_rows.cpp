#include "command/write_rows.h"

#include "base/fault/sabotage.h"

#include <algorithm>

namespace twinlane::command {
namespace {

using namespace domain;

// What the tables show of a line; compared before and after an event, so that facts in any order of arrival end in the
// rows of the state they end in.
struct LineFigures {
  int line = 0;
  Quantity ordered, picked, boxed, shipped, delivered, returned, cancelled;
  Amount net;
  bool reserved = false, placed = false;

  // What it holds of the stock, and what it has taken out of it.
  Quantity held() const { return reserved ? std::max(ordered - shipped - cancelled, Quantity{}) : Quantity{}; }
  Quantity gone() const { return reserved ? shipped : Quantity{}; }
  bool operator==(const LineFigures&) const = default;
};

LineFigures figuresOf(const OrderState& order, const OrderLineState& line) {
  return {line.now.line, line.now.quantity, line.picked, line.boxed, line.shipped, line.delivered, line.returned, order.cancelledOf(line), line.now.net, line.now.reserved, line.placed};
}

std::vector<LineFigures> figuresOf(const OrderState& order) {
  std::vector<LineFigures> all;
  all.reserve(order.lines.size());
  for (const OrderLineState& line : order.lines) all.push_back(figuresOf(order, line));
  return all;
}

void addLineRows(std::vector<store::RowChange>& rows, int index, const std::vector<LineFigures>& before, const OrderState& after) {
  auto known = before.begin();
  for (const OrderLineState& line : after.lines) {
    while (known != before.end() && known->line < line.now.line) ++known;
    const LineFigures was = known != before.end() && known->line == line.now.line ? *known : LineFigures{};
    const LineFigures is = figuresOf(after, line);
    if (is == was) continue;
    if (is.placed)
      rows.push_back(store::OrderLineRow{index, is.line, line.now.product, is.ordered, is.picked, is.boxed, is.shipped, is.delivered, is.returned, is.cancelled, is.net, is.reserved});
    const Quantity onHand = TWINLANE_SABOTAGE("shipping-keeps-stock") ? Quantity{} : was.gone() - is.gone(), reserved = is.held() - was.held();
    if (onHand != Quantity{} || reserved != Quantity{}) rows.push_back(store::StockChange{line.now.product, onHand, reserved, false});
  }
}

struct Owed {
  std::optional<CustomerId> customer;
  Currency currency;
  Amount amount;
};

Owed owedFor(const OrderState& order) { return {order.header.value.customer, order.header.value.currency, owed(order)}; }

void addCreditRows(std::vector<store::RowChange>& rows, const Owed& before, const Owed& after) {
  const bool same = before.customer == after.customer && before.currency == after.currency;
  const Amount more = same ? after.amount - before.amount : after.amount;
  if (!same && before.amount != Amount{}) rows.push_back(store::CreditChange{*before.customer, before.currency, -before.amount});
  if (more != Amount{}) rows.push_back(store::CreditChange{*after.customer, after.currency, more});
}

// One per aggregate: the event that is about to be applied, and the state it is applied to.
struct Change {
  std::vector<store::RowChange>& rows;
  const store::StreamRef& stream;
  const Event& event;
  Moment at;
  int index;

  void operator()(OrderState& order) const {
    const auto lines = figuresOf(order);
    const Owed before = owedFor(order);
    evolve(order, event, at);
    if (stream.category != Category::Order) return;
    addLineRows(rows, index, lines, order);
    addCreditRows(rows, before, owedFor(order));
    rows.push_back(store::OrderRow{index, status(order), payment(order), order.header.value.customer, order.header.value.currency, order.placedLines(), order.goods(),
                                   order.chargesTotal(), order.paid, order.refunded, order.returned()});
  }
  void operator()(ProductState& product) const {
    evolve(product, event, at);
    if (const auto* received = std::get_if<StockReceived>(&event)) rows.push_back(store::StockChange{ProductId(stream.id), received->quantity, {}, true});
    else if (const auto* adjusted = std::get_if<StockAdjusted>(&event)) rows.push_back(store::StockChange{ProductId(stream.id), adjusted->quantity, {}, true});
    else if (product.listed) rows.push_back(store::ProductRow{index, product.productName.value, product.price.value.amount, product.price.value.currency});
  }
  void operator()(CustomerState& customer) const {
    evolve(customer, event, at);
    rows.push_back(store::CustomerRow{index, customer.customerName.value, customer.email.value, customer.phone.value, customer.address.value,
                                      customer.creditLimit.value, customer.creditCurrency.value});
  }
};

}  // namespace

void evolveWithRows(Aggregate& aggregate, const store::StreamRef& stream, const Event& event, base::Timestamp when, int index, std::vector<store::RowChange>& rows) {
  const Change change{rows, stream, event, Moment{when, ++aggregate.version}, index};
  std::visit(change, aggregate.state);
}

}  // namespace twinlane::command
