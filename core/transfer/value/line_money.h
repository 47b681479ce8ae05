// Quantity, price and what a line comes to, from the texts of one row. Pure but for the reader's memory; one thread.
#pragma once

#include "domain/factor.h"
#include "transfer/value/value_reader.h"

namespace twinlane::transfer {

// Nothing: the profile maps no column. Empty: the row has no value.
struct LineTexts {
  std::optional<std::string_view> quantity, unitPrice, lineAmount, discount, discountPercent, discountAmount, taxRate, taxPercent;
};

struct LineMoney {
  base::Quantity quantity;
  base::Amount unitPrice, net;
  std::optional<domain::Factor> discount, taxRate;
  std::optional<base::Amount> discountAmount;
};

// Reason code of the first value that cannot be read; empty when all can. What the line comes to is the amount given, else
// reckoned by domain::lineNet; without a unit price that shown is the amount's share.
std::string readLineMoney(ValueReader& values, const LineTexts& texts, LineMoney& into);

}  // namespace twinlane::transfer
