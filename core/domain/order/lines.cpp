#include "domain/order/lines.h"

#include "domain/order/price.h"

#include <algorithm>

namespace twinlane::domain {
namespace {

// Far from where the sums of a customer's guard row could overflow.
constexpr std::int64_t mostOwed = 1'000'000'000'000'000'000;

}  // namespace

Check setNet(OrderLine& line, std::size_t index) {
  // A line that is taken out leaves no discount behind.
  if (line.quantity == Quantity{}) {
    line.net = {};
    return std::nullopt;
  }
  const auto net = lineNet(line.quantity, line.unitPrice, line.discount, line.discountAmount);
  if (!net) return against(RejectionReason::AmountTooLarge, lineField(index, "quantity"), "quantity times price is more than an order can hold");
  if (*net < Amount{}) return against(RejectionReason::InvalidFields, lineField(index, "discount_amount"), "must not be more than the line's amount");
  line.net = *net;
  return std::nullopt;
}

void StockTakes::take(const OrderLine& line, std::size_t index) {
  if (!line.reserved) return;
  auto taken = std::find_if(m_takes.begin(), m_takes.end(), [&](const Take& take) { return take.product == line.product; });
  if (taken == m_takes.end()) taken = m_takes.insert(m_takes.end(), {line.product, {}, index});
  taken->quantity += line.quantity;
  if (line.quantity > Quantity{}) taken->index = index;
}

Check StockTakes::settle(Decision& decision, const DecisionInput& input) const {
  for (const Take& take : m_takes) {
    if (take.quantity <= Quantity{}) continue;
    const auto facts = input.products.find(take.product);
    const Quantity free = facts == input.products.end() || !facts->second.stock ? Quantity{} : facts->second.stock->available();
    if (take.quantity > free)
      return against(RejectionReason::OutOfStock, lineField(take.index, "quantity"), "only " + std::max(free, Quantity{}).toText() + " of " + take.product.text + " are free");
    decision.stock.push_back({take.product, take.quantity, std::nullopt});
  }
  return std::nullopt;
}

Check mayOwe(Decision& decision, const std::optional<CustomerId>& customer, Currency currency, Amount more, const char* field, const DecisionInput& input) {
  if (!customer || more <= Amount{}) return std::nullopt;
  const auto after = base::checkedAdd(input.owed.tenThousandths, more.tenThousandths);
  if (!after || *after > mostOwed) return against(RejectionReason::AmountTooLarge, "customer", "what customer " + customer->text + " owes is more than can be kept");
  const auto limit = input.customer.limit();
  if (!limit) return std::nullopt;
  const Currency known = input.customer.creditCurrency.value;
  if (currency != known)
    return against(RejectionReason::CurrencyMismatch, field,
                   "customer " + customer->text + " has a credit limit in " + known.toText() + ", the order is in " + currency.toText() + ": order in " + known.toText() + ", or change the customer's limit together with its currency");
  if (Amount{*after} > *limit)
    return against(RejectionReason::CreditExceeded, "customer", "customer " + customer->text + " owes " + input.owed.toText() + " " + currency.toText() + " of at most " + limit->toText() + ", this adds " + more.toText());
  decision.credit = CreditNeed{*customer, currency, *limit - more};
  return std::nullopt;
}

}  // namespace twinlane::domain
