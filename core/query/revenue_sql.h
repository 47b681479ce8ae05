// Questions about the read model `revenue`. Within the room.
#pragma once

#include "query/view_reader.h"

namespace twinlane::query {

// "2011-11" of year * 12 + month - 1.
std::string monthText(std::int64_t month);

// BadInput for a limit out of range or a cursor of another question.
base::Status readRevenue(ViewReader& view, const RevenueQuery& query, RevenueAnswer& answer);
base::Status readAllMonths(ViewReader& view, RevenueAnswer& answer);

}  // namespace twinlane::query
