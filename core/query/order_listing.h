// Pages and vectors of orders, in one snapshot of the list: by its indexes where one gives the order asked for, else through the
// columns (vectors/order_columns.h). Within the room.
#pragma once

#include "query/order_sql.h"
#include "query/vectors/order_scan.h"

namespace twinlane::query {

// BadInput for none, more than four, or two alike.
base::Status fitsASort(const OrderSorting& sort);
// Whether the order is that of an index of the list, so that a page is a walk along it; `columnsAreThere`: where a filter leaves out
// many, the columns are quicker.
bool walksAnIndex(const OrderQuery& query, bool columnsAreThere);

// Whole, but where `goesOn` ends it: then a vector is partial, a page what SQL makes of it.
base::Status readBySql(ViewReader& view, const OrderQuery& query, const std::string& zone, const GoesOn& goesOn, OrderPage& page);
base::Status readBySql(ViewReader& view, const OrderQuery& query, const std::string& zone, const GoesOn& goesOn, OrderVector& vector);
// How many there are on all pages, of the first page: what the list keeps counts of, else they are counted, and left open where that
// takes longer than the connection may.
base::Status countMatches(ViewReader& view, const OrderQuery& query, const std::string& zone, std::optional<std::int64_t>& matches);
// Of the newest orders alone, as many as are looked through whatever the time; partial where there are more.
base::Status readNewestBySql(ViewReader& view, const OrderQuery& query, const std::string& zone, OrderPage& page);
base::Status readNewestBySql(ViewReader& view, const OrderQuery& query, const std::string& zone, OrderVector& vector);

// The columns have followed the snapshot and were filled as far as there was time.
base::Status readByColumns(ViewReader& view, const OrderColumns& columns, const OrderQuery& query, const std::string& zone, const Patience& patience, OrderPage& page);
base::Status readByColumns(ViewReader& view, const OrderColumns& columns, const OrderQuery& query, const std::string& zone, const Patience& patience, OrderVector& vector);
// Blocks that are not there yet, the newest first, four of them in any case.
base::Status fillColumns(ViewReader& view, OrderColumns& columns, const GoesOn& goesOn);

}  // namespace twinlane::query
