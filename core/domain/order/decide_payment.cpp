// Money that comes in for an order and goes back. Prices and discounts can make a total finer than the currency's smallest
// unit: what is due is paid, and what is too much given back, to the last of it; else such an order would never be settled.
#include "domain/deciders.h"
#include "domain/limits.h"

namespace twinlane::domain {

Answer decideOn(const RecordPayment& c, const DecisionInput& input) {
  if (auto no = mustBeOpen(input.order, c.order)) return tl::unexpected(*no);
  if (auto no = mustBePayable(c.amount, input.order.header.value.currency, "amount"); no && c.amount != input.order.due()) return tl::unexpected(*no);
  const auto sum = base::checkedAdd(input.order.paid.tenThousandths, c.amount.tenThousandths);
  if (!sum || *sum > limits::maxNet) return reject(RejectionReason::AmountTooLarge, "amount", "the sum of payments is more than an order can hold");
  return accept(PaymentRecorded{c.amount, c.method});
}

// Money may go back after an order was cancelled: that is when it does. No credit limit stands against it, though the customer
// owes more after it for an order that is still to be paid: the money may go back for goods that came back, or was paid twice,
// and is never kept because of what is owed elsewhere. What it adds is owed from then on, so that the next order meets it.
Answer decideOn(const RefundPayment& c, const DecisionInput& input) {
  if (auto no = mustExist(input.order, c.order)) return tl::unexpected(*no);
  const Amount kept = input.order.paid - input.order.refunded;
  if (c.amount > kept) return reject(RejectionReason::MoreThanPaid, "amount", "only " + kept.toText() + " of what was paid for order " + c.order.text + " is left");
  if (auto no = mustBePayable(c.amount, input.order.header.value.currency, "amount"); no && c.amount != kept && c.amount != -input.order.due()) return tl::unexpected(*no);
  return accept(PaymentRefunded{c.amount});
}

}  // namespace twinlane::domain
