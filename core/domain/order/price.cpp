#include "domain/order/price.h"

#include "domain/limits.h"

namespace twinlane::domain {

std::optional<base::Amount> lineNet(base::Quantity quantity, base::Amount unitPrice, std::optional<Factor> discount,
                                    std::optional<base::Amount> discountAmount) {
  base::Wide product = base::Wide{quantity.thousandths} * unitPrice.tenThousandths;
  base::Wide divisor = 1000;
  if (discount) {
    product *= Factor::one - discount->millionths;
    divisor *= Factor::one;
  }
  const auto rounded = base::divideHalfEven(product, divisor);
  if (!rounded) return std::nullopt;
  const auto net = base::checkedAdd(*rounded, discountAmount ? -discountAmount->tenThousandths : 0);
  if (!net || *net > limits::maxNet || *net < -limits::maxNet) return std::nullopt;
  return base::Amount{*net};
}

}  // namespace twinlane::domain
