#include "domain/deciders.h"

#include <algorithm>

namespace twinlane::domain {
namespace {

Rejection againstOrder(RejectionReason reason, const OrderId& id, const char* what) { return against(reason, "order", "order " + id.text + what); }

const std::string& textOf(const OrderId& id) { return id.text; }
std::string textOf(const std::optional<OrderId>& id) { return id ? id->text : std::string(); }

template <class Lines>
void addProducts(Needs& needs, const Lines& lines, const OrderState& order) {
  const auto add = [&](const ProductId& product) {
    if (std::find(needs.products.begin(), needs.products.end(), product) == needs.products.end()) needs.products.push_back(product);
  };
  for (const auto& line : lines) {
    if constexpr (requires { line.line; }) {
      const OrderLineState* known = line.line ? order.line(*line.line) : nullptr;
      if (known != nullptr) add(known->now.product);
      else if (line.product) add(*line.product);
    } else {
      add(line.product);
    }
  }
}

}  // namespace

Check mustExist(const OrderState& order, const OrderId& id) {
  return order.exists ? std::nullopt : Check(against(RejectionReason::OrderNotFound, "order", "there is no order " + id.text));
}

Check mustBeOpen(const OrderState& order, const OrderId& id) {
  if (auto no = mustExist(order, id)) return no;
  return order.cancelled ? Check(againstOrder(RejectionReason::OrderIsCancelled, id, " is cancelled")) : std::nullopt;
}

Check mustProceed(const OrderState& order, const OrderId& id) {
  if (auto no = mustBeOpen(order, id)) return no;
  return order.held() ? Check(againstOrder(RejectionReason::OrderOnHold, id, " is on hold: release it first")) : std::nullopt;
}

Check mustBePayable(Amount amount, Currency currency, std::string field) {
  const Amount unit = base::smallestUnit(currency);
  if (amount.tenThousandths % unit.tenThousandths == 0) return std::nullopt;
  return against(RejectionReason::AmountTooFine, std::move(field),
                 "must be in steps of " + base::formatDecimal(unit.tenThousandths, Amount::scale, 0) + " " + currency.toText() + ", is " + amount.toText());
}

tl::expected<Decision, Rejection> decide(const Command& command, const DecisionInput& input) {
  return std::visit([&](const auto& c) { return decideOn(c, input); }, command);
}

Subject subjectOf(const Command& command) {
  return std::visit(
      [](const auto& c) -> Subject {
        if constexpr (requires { c.order; }) return {Category::Order, textOf(c.order)};
        else if constexpr (requires { c.product; }) return {Category::Product, c.product.text};
        else return {Category::Customer, c.customer.text};
      },
      command);
}

Needs needsOf(const Command& command, const DecisionInput& own) {
  Needs needs;
  if (const auto* place = std::get_if<PlaceOrder>(&command)) {
    addProducts(needs, place->lines, own.order);
    needs.customer = place->customer;
    needs.currency = place->currency;
  } else if (const auto* amend = std::get_if<AmendLines>(&command)) {
    addProducts(needs, amend->lines, own.order);
    needs.customer = own.order.header.value.customer;
    needs.currency = own.order.header.value.currency;
  } else if (const auto* update = std::get_if<UpdateProfile>(&command); update != nullptr && movesLimit(*update, own.customer)) {
    needs.customer = update->customer;
    needs.currency = own.customer.creditCurrency.value;
  }
  needs.ownStock = std::holds_alternative<ReceiveStock>(command) || std::holds_alternative<AdjustStock>(command);
  return needs;
}

}  // namespace twinlane::domain
