// What an order is made of: placing, amending, address, confirmation, hold, cancellation, notes.
#include "domain/order/lines.h"

#include "domain/order/line_sums.h"
#include "domain/order/price.h"

#include <algorithm>
#include <set>

namespace twinlane::domain {
namespace {

bool allShipped(const OrderState& order) {
  const TrackSums sums = trackSums(order);
  return sums.shipped > Quantity{} && sums.shipped >= sums.ordered;
}

// Builds the event of an amendment line by line.
class Amendment {
 public:
  Amendment(const AmendLines& command, const DecisionInput& input) : m_command(command), m_order(input.order), m_input(input) {
    for (const OrderLineState& line : m_order.lines) m_units += line.now.quantity;
    m_nextLine = m_order.lines.empty() ? 1 : m_order.lines.back().now.line + 1;
  }

  Check takeLines() {
    for (std::size_t i = 0; i < m_command.lines.size(); ++i)
      if (auto no = m_command.lines[i].line ? change(m_command.lines[i], i) : add(m_command.lines[i], i)) return no;
    return std::nullopt;
  }

  Check takeCharges() {
    std::set<std::string> named;
    std::size_t kinds = m_order.charges.size();
    for (std::size_t i = 0; i < m_command.charges.size(); ++i) {
      const Charge& wanted = m_command.charges[i];
      if (!named.insert(wanted.kind).second) return against(RejectionReason::InvalidFields, entryField("charges", i, "kind"), "is named twice");
      const auto known = std::find_if(m_order.charges.begin(), m_order.charges.end(), [&](const Charge& charge) { return charge.kind == wanted.kind; });
      if (known == m_order.charges.end()) ++kinds;
      if (kinds > static_cast<std::size_t>(limits::charges)) return against(RejectionReason::TooManyEntries, entryField("charges", i, "kind"), "an order has at most " + std::to_string(limits::charges) + " kinds of charges");
      const Amount more = wanted.amount - (known == m_order.charges.end() ? Amount{} : known->amount);
      if (more == Amount{}) continue;
      if (auto no = mustBePayable(wanted.amount, m_order.header.value.currency, entryField("charges", i, "amount"))) return no;
      m_event.charges.push_back({wanted.kind, more});
    }
    return std::nullopt;
  }

  Answer finish() && {
    if (m_event == LinesAmended{}) return reject(RejectionReason::NothingChanged, "lines", "give at least one line or charge that differs from the order");
    if (m_units <= Quantity{}) return reject(RejectionReason::NothingLeft, "lines", "nothing of order " + m_command.order.text + " would be left: cancel it");
    Decision decision;
    const Amount more = netOf(m_event.lines) + netOf(m_event.added) + sumOf(m_event.charges);
    // An order that does not count as owed takes no credit, however large it grows.
    if (m_order.paymentKnown)
      if (auto no = mayOwe(decision, m_order.header.value.customer, m_order.header.value.currency, more, "lines", m_input)) return tl::unexpected(*no);
    if (auto no = m_takes.settle(decision, m_input)) return tl::unexpected(*no);
    decision.events.push_back(std::move(m_event));
    return decision;
  }

 private:
  Check change(const LineAmendment& wanted, std::size_t index) {
    const OrderLineState* known = m_order.line(*wanted.line);
    if (known == nullptr) return against(RejectionReason::UnknownLine, lineField(index, "line"), "order " + m_command.order.text + " has no line " + std::to_string(*wanted.line));
    if (!m_named.insert(*wanted.line).second) return against(RejectionReason::InvalidFields, lineField(index, "line"), "is named twice");
    if (wanted.product && *wanted.product != known->now.product)
      return against(RejectionReason::InvalidFields, lineField(index, "product"), "line " + std::to_string(*wanted.line) + " is of " + known->now.product.text + ": take it out and add a new line");
    if (wanted.quantity < known->begun())
      return against(RejectionReason::AlreadyPicked, lineField(index, "quantity"), known->begun().toText() + " of line " + std::to_string(*wanted.line) + " are picked, packed or shipped already");
    OrderLine line = known->now;
    line.quantity = wanted.quantity;
    takeTerms(line, wanted);
    if (line == known->now) return std::nullopt;
    if (auto no = mustKeepWorth(*known, line, index)) return no;
    if (!isWorthTheSame(line, known->now))
      if (auto no = setNet(line, index)) return no;
    line.quantity -= known->now.quantity;
    line.net -= known->now.net;
    put(m_event.lines, std::move(line), index);
    return std::nullopt;
  }

  // Then an imported amount stays as it stands.
  static bool isWorthTheSame(const OrderLine& a, const OrderLine& b) { return a.quantity == b.quantity && a.unitPrice == b.unitPrice && a.discount == b.discount && a.discountAmount == b.discountAmount; }

  // What came back is worth its share of the line as it was then; with other terms more would have come back than was sold.
  Check mustKeepWorth(const OrderLineState& known, const OrderLine& line, std::size_t index) const {
    if (known.returned <= Quantity{}) return std::nullopt;
    const OrderLine& now = known.now;
    // An amount off, or an imported amount that no terms give, is the whole line's: with another quantity each piece costs otherwise.
    const bool isOfTheLine = line.discountAmount.value_or(Amount{}) != Amount{} || lineNet(now.quantity, now.unitPrice, now.discount, now.discountAmount) != now.net;
    const char* field = line.unitPrice != now.unitPrice ? "unit_price" : line.discount != now.discount ? "discount" : line.discountAmount != now.discountAmount ? "discount_amount"
                        : isOfTheLine && line.quantity != now.quantity ? "quantity" : nullptr;
    if (field == nullptr) return std::nullopt;
    return against(RejectionReason::AlreadyReturned, lineField(index, field), known.returned.toText() + " of line " + std::to_string(now.line) + " came back at its price: leave it, and add a new line for what is sold otherwise");
  }

  Check add(const LineAmendment& wanted, std::size_t index) {
    if (!wanted.product) return against(RejectionReason::InvalidFields, lineField(index, "product"), "is required for a new line");
    if (wanted.quantity <= Quantity{}) return against(RejectionReason::InvalidFields, lineField(index, "quantity"), "must be more than 0 for a new line");
    if (m_order.lines.size() + m_event.added.size() >= static_cast<std::size_t>(limits::linesPerOrder))
      return against(RejectionReason::TooManyEntries, lineField(index, "product"), "an order has at most " + std::to_string(limits::linesPerOrder) + " lines");
    auto line = newLine(wanted, *wanted.product, m_order.header.value.currency, index, m_input);
    if (!line) return line.error();
    line->line = m_nextLine++;
    if (auto no = setNet(*line, index)) return no;
    put(m_event.added, std::move(*line), index);
    return std::nullopt;
  }

  void put(std::vector<OrderLine>& lines, OrderLine line, std::size_t index) {
    m_units += line.quantity;
    m_takes.take(line, index);
    lines.push_back(std::move(line));
  }

  const AmendLines& m_command;
  const OrderState& m_order;
  const DecisionInput& m_input;
  StockTakes m_takes;
  LinesAmended m_event;
  std::set<int> m_named;
  Quantity m_units;
  int m_nextLine = 1;
};

}  // namespace

Answer decideOn(const PlaceOrder& c, const DecisionInput& input) {
  if (input.order.exists) return reject(RejectionReason::OrderExists, "order", "order " + c.order.value_or(OrderId{}).text + " exists already");
  for (std::size_t i = 0; i < c.charges.size(); ++i)
    if (auto no = mustBePayable(c.charges[i].amount, c.currency, entryField("charges", i, "amount"))) return tl::unexpected(*no);
  OrderPlaced placed;
  placed.customer = c.customer;
  placed.currency = c.currency;
  placed.charges = c.charges;
  placed.country = c.country;
  placed.shipTo = c.shipTo;
  placed.note = c.note;
  StockTakes takes;
  for (std::size_t i = 0; i < c.lines.size(); ++i) {
    auto line = newLine(c.lines[i], c.lines[i].product, c.currency, i, input);
    if (!line) return tl::unexpected(line.error());
    line->line = static_cast<int>(i) + 1;
    if (auto no = setNet(*line, i)) return tl::unexpected(*no);
    takes.take(*line, i);
    placed.lines.push_back(std::move(*line));
  }
  Decision decision;
  if (auto no = takes.settle(decision, input)) return tl::unexpected(*no);
  if (auto no = mayOwe(decision, c.customer, c.currency, netOf(placed.lines) + sumOf(placed.charges), "currency", input)) return tl::unexpected(*no);
  decision.events.push_back(std::move(placed));
  return decision;
}

Answer decideOn(const AmendLines& c, const DecisionInput& input) {
  if (auto no = mustBeOpen(input.order, c.order)) return tl::unexpected(*no);
  if (allShipped(input.order)) return reject(RejectionReason::OrderAlreadyShipped, "order", "everything of order " + c.order.text + " is shipped: place a new order");
  Amendment amendment(c, input);
  if (auto no = amendment.takeLines()) return tl::unexpected(*no);
  if (auto no = amendment.takeCharges()) return tl::unexpected(*no);
  return std::move(amendment).finish();
}

Answer decideOn(const ChangeAddress& c, const DecisionInput& input) {
  if (auto no = mustBeOpen(input.order, c.order)) return tl::unexpected(*no);
  if (trackSums(input.order).shipped > Quantity{}) return reject(RejectionReason::OrderAlreadyShipped, "order", "order " + c.order.text + " is on its way to the address it had");
  const OrderAddress& now = input.order.address.value;
  AddressChanged changed{c.country.empty() ? now.country : c.country, c.shipTo};
  if (changed.shipTo == now.shipTo && changed.country == now.country) return reject(RejectionReason::NothingChanged, "ship_to", "give an address that differs from the order's");
  return accept(std::move(changed));
}

Answer decideOn(const ConfirmOrder& c, const DecisionInput& input) {
  if (auto no = mustBeOpen(input.order, c.order)) return tl::unexpected(*no);
  if (input.order.confirmed) return reject(RejectionReason::OrderAlreadyConfirmed, "order", "order " + c.order.text + " is confirmed already");
  return accept(OrderConfirmed{});
}

Answer decideOn(const HoldOrder& c, const DecisionInput& input) {
  if (auto no = mustProceed(input.order, c.order)) return tl::unexpected(*no);
  if (allShipped(input.order)) return reject(RejectionReason::OrderAlreadyShipped, "order", "everything of order " + c.order.text + " is shipped: there is nothing to hold back");
  return accept(OrderHeld{c.reason});
}

Answer decideOn(const ReleaseOrder& c, const DecisionInput& input) {
  if (auto no = mustBeOpen(input.order, c.order)) return tl::unexpected(*no);
  if (!input.order.held()) return reject(RejectionReason::OrderNotOnHold, "order", "order " + c.order.text + " is not on hold");
  return accept(OrderReleased{});
}

Answer decideOn(const CancelOrder& c, const DecisionInput& input) {
  if (auto no = mustBeOpen(input.order, c.order)) return tl::unexpected(*no);
  if (trackSums(input.order).shipped > Quantity{})
    return reject(RejectionReason::OrderAlreadyShipped, "order", "order " + c.order.text + " is on its way: it can be returned, not cancelled");
  return accept(OrderCancelled{c.reason});
}

Answer decideOn(const AddNote& c, const DecisionInput& input) {
  if (auto no = mustExist(input.order, c.order)) return tl::unexpected(*no);
  return accept(NoteAdded{c.text});
}

}  // namespace twinlane::domain
