// Customers out of the read model customer_summary. Within the room.
#pragma once

#include "query/customer_results.h"
#include "query/view_reader.h"

namespace twinlane::query {

base::Status readCustomers(ViewReader& view, const CustomerQuery& query, CustomerPage& page);
// NotFound for one that is neither registered nor named by an order or a return.
base::Status readCustomer(ViewReader& view, const std::string& customer, CustomerSummary& summary);

}  // namespace twinlane::query
