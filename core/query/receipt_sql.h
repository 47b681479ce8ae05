// A page of the outcomes that the journal keeps. Within the room.
#pragma once

#include "base/result.h"
#include "query/receipt_results.h"
#include "sqlite/connection.h"

namespace twinlane::query {

// From one snapshot. BadInput for a cursor of another list.
base::Result<ReceiptPage> readReceipts(sqlite::Connection& journal, const ReceiptQuery& query);

}  // namespace twinlane::query
