// What an operator acts on, out of the read model operations. Within the room.
#pragma once

#include "base/zone.h"
#include "query/operations_results.h"
#include "query/view_reader.h"

namespace twinlane::query {

// Judged at answer.at.
base::Status readOperations(ViewReader& view, const base::Zone& zone, OperationsAnswer& answer);
// Judged at page.at. BadInput for a limit out of range or a cursor of something else.
base::Status readWorkList(ViewReader& view, const WorkQuery& query, WorkPage& page);
base::Status readOutOfStock(ViewReader& view, const OutOfStockQuery& query, OutOfStockPage& page);

}  // namespace twinlane::query
