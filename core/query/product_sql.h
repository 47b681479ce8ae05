// Products out of the read model product_sales. Within the room.
#pragma once

#include "query/product_results.h"
#include "query/view_reader.h"

namespace twinlane::query {

base::Status readProducts(ViewReader& view, const ProductQuery& query, ProductPage& page);
// NotFound for one that is neither listed nor named by an order or a return.
base::Status readProduct(ViewReader& view, const std::string& product, ProductSummary& summary);

}  // namespace twinlane::query
