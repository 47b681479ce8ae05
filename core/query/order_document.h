// An order's document as the fold of its stream, with its timeline. Within the room.
#pragma once

#include "query/order_results.h"
#include "store/event_store.h"

namespace twinlane::query {

// NotFound when the stream does not exist or has no such version.
base::Result<OrderDocument> readOrderDocument(store::EventStore& store, const std::string& id, std::optional<std::int64_t> atVersion);

}  // namespace twinlane::query
