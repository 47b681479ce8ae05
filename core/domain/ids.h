// Names of the things the domain speaks about. Plain values.
#pragma once

#include "base/strong_id.h"

namespace twinlane::domain {

using OrderId = base::StrongId<struct OrderTag>;
using ProductId = base::StrongId<struct ProductTag>;
using CustomerId = base::StrongId<struct CustomerTag>;

}  // namespace twinlane::domain
