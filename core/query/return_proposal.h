// Which order line a return without an order may belong to, by what the customer bought before. Pure.
#pragma once

#include "query/return_results.h"

#include <span>

namespace twinlane::query {

// `bought`: what the customer has bought of the product by then, oldest first. `quantity` is what came back, above zero.
//
//   same quantity        one such line: high; several: medium
//   only a larger one    one such line: medium; several: low
//   only smaller ones    low
//   nothing              none
ReturnProposal propose(base::Quantity quantity, std::span<const BoughtLine> bought);

}  // namespace twinlane::query
