// An order's document as the fold of what the read model `order_detail` has of it, with its timeline. Within the room.
#pragma once

#include "query/view_reader.h"

namespace twinlane::query {

// Orders of which events are set aside are marked.
base::Status markSetAside(ViewReader& view, std::vector<OrderSummary>& orders);
// NotFound when there is no such order or it has no such version, Conflict when that is set aside.
base::Status readOrderDocument(ViewReader& view, const std::string& id, std::optional<std::int64_t> atVersion, OrderDocument& document);

}  // namespace twinlane::query
