#include "transfer/value/line_money.h"

#include "domain/limits.h"
#include "domain/order/price.h"

namespace twinlane::transfer {
namespace {

using NumberProblem = ValueReader::NumberProblem;

std::string told(NumberProblem problem, const char* bad) {
  return problem == NumberProblem::None ? "" : problem == NumberProblem::Bad ? bad : "too_many_decimals";
}

// A share of 0 to 1, given as such or per cent.
std::string readShare(ValueReader& values, std::optional<std::string_view> asShare, std::optional<std::string_view> perCent, const char* bad, std::optional<domain::Factor>& into) {
  into.reset();
  const std::string_view text = asShare.value_or(perCent.value_or(std::string_view()));
  if (text.empty()) return {};
  std::int64_t millionths = 0;
  // One per cent is ten thousand millionths.
  const auto problem = values.number(text, asShare ? domain::Factor::scale : domain::Factor::scale - 2, domain::Factor::one, millionths);
  if (problem != NumberProblem::None || millionths < 0) return told(problem == NumberProblem::None ? NumberProblem::Bad : problem, bad);
  into = domain::Factor{millionths};
  return {};
}

// A discount that is an amount may have any sign, it always takes away.
std::string readDiscountAmount(ValueReader& values, std::string_view text, LineMoney& into) {
  into.discountAmount.reset();
  if (text.empty()) return {};
  base::Amount amount;
  if (const auto problem = values.amount(text, domain::limits::maxNet, amount); problem != NumberProblem::None) return told(problem, "bad_discount");
  const bool takesAway = (amount.tenThousandths < 0) == (into.quantity.thousandths < 0);
  into.discountAmount = takesAway ? amount : -amount;
  return {};
}

}  // namespace

std::string readLineMoney(ValueReader& values, const LineTexts& texts, LineMoney& into) {
  const std::string_view quantity = texts.quantity.value_or(std::string_view());
  if (quantity.empty()) return "missing_quantity";
  if (auto bad = told(values.number(quantity, base::Quantity::scale, domain::limits::maxQuantity, into.quantity.thousandths), "bad_quantity"); !bad.empty()) return bad;
  if (auto bad = readShare(values, texts.discount, texts.discountPercent, "bad_discount", into.discount); !bad.empty()) return bad;
  if (auto bad = readShare(values, texts.taxRate, texts.taxPercent, "bad_tax", into.taxRate); !bad.empty()) return bad;
  if (auto bad = readDiscountAmount(values, texts.discountAmount.value_or(std::string_view()), into); !bad.empty()) return bad;
  if (texts.unitPrice) {
    if (texts.unitPrice->empty()) return "missing_unit_price";
    if (auto bad = told(values.amount(*texts.unitPrice, domain::limits::maxPrice, into.unitPrice), "bad_price"); !bad.empty()) return bad;
  }
  if (!texts.lineAmount) {
    const auto net = domain::lineNet(into.quantity, into.unitPrice, into.discount, into.discountAmount);
    if (!net) return "bad_amount";
    into.net = *net;
    return {};
  }
  if (texts.lineAmount->empty()) return "missing_line_amount";
  if (auto bad = told(values.amount(*texts.lineAmount, domain::limits::maxNet, into.net), "bad_amount"); !bad.empty()) return bad;
  if (texts.unitPrice) return {};
  // The source gives no unit price: the one shown is the amount's share, the amount itself stays exact.
  if (into.quantity.thousandths == 0) return "bad_quantity";
  const bool negative = into.quantity.thousandths < 0;
  const base::Wide amount = base::Wide{into.net.tenThousandths} * 1000 * (negative ? -1 : 1);
  const auto share = base::divideHalfEven(amount, negative ? -into.quantity.thousandths : into.quantity.thousandths);
  if (!share) return "bad_amount";
  into.unitPrice.tenThousandths = *share;
  return {};
}

}  // namespace twinlane::transfer
