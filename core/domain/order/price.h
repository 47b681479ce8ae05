// The one rounding of the house. Pure.
#pragma once

#include "base/money.h"
#include "domain/factor.h"

namespace twinlane::domain {

// quantity * unit price * (1 - discount) - discount amount, rounded half to even to 1/10000; quantities below zero give
// nets below zero. Nothing when the result is outside limits::maxNet.
std::optional<base::Amount> lineNet(base::Quantity quantity, base::Amount unitPrice, std::optional<Factor> discount,
                                    std::optional<base::Amount> discountAmount);

}  // namespace twinlane::domain
