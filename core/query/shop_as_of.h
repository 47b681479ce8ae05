// How the shop's orders stood at a moment, by when things happened: each order folded from the facts before it. Costs one
// reading of every order's stream; holds no snapshot while it goes on. Within the room.
#pragma once

#include "query/order_results.h"
#include "store/event_store.h"

namespace twinlane::query {

// Adds the order when anything had happened to it before the moment.
base::Status countAsOf(store::EventStore& store, const std::string& order, base::Timestamp moment, ShopAsOf& into);

}  // namespace twinlane::query
