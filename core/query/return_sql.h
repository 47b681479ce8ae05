// Returns that name no order out of the read model product_sales, each with its proposal. Within the room.
#pragma once

#include "query/return_results.h"
#include "query/view_reader.h"

namespace twinlane::query {

base::Status readReturns(ViewReader& view, const ReturnQuery& query, ReturnPage& page);
// One line after the other: no more than what one customer bought of one product is held.
base::Status countReturns(ViewReader& view, ReturnCounts& counts);

}  // namespace twinlane::query
