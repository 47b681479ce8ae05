#include "projection/customer_summary.h"
#include "projection/operations.h"
#include "projection/order_detail.h"
#include "projection/order_list.h"
#include "projection/product_sales.h"
#include "projection/revenue.h"
#include "projection/search.h"

namespace twinlane::projection {

// Neighbours go to different workers: the two that take most of the time are not both at even places.
std::vector<std::string> readModelNames() { return {"order_list", "revenue", "customer_summary", "product_sales", "search", "operations", "order_detail"}; }

base::Result<std::unique_ptr<ReadModel>> makeReadModel(const std::string& name, const std::string& zone) {
  if (name == "order_list") return std::make_unique<OrderList>();
  if (name == "revenue" || name == "operations") {
    auto found = base::Zone::named(zone);
    if (!found) return tl::unexpected(found.error());
    if (name == "operations") return std::make_unique<Operations>(std::move(*found));
    return std::make_unique<Revenue>(std::move(*found));
  }
  if (name == "customer_summary") return std::make_unique<CustomerSummary>();
  if (name == "order_detail") return std::make_unique<OrderDetail>();
  if (name == "search") return std::make_unique<Search>();
  if (name == "product_sales") return std::make_unique<ProductSales>();
  std::string known;
  for (const std::string& each : readModelNames()) known += (known.empty() ? "" : ", ") + each;
  return base::fail(base::ErrorCode::NotFound, "there is no list named '" + name + "'", name, "known are " + known);
}

}  // namespace twinlane::projection
