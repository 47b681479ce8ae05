#include "query/product_sql.h"

#include "query/ranking.h"

namespace twinlane::query {
namespace {

const char* productValues(ProductSort by) {
  switch (by) {
    case ProductSort::Revenue: return "SELECT product AS key, sum(CASE WHEN currency=?1 THEN gross ELSE 0 END) AS value FROM sales GROUP BY product";
    case ProductSort::Units: return "SELECT product AS key, sum(units) AS value FROM sales GROUP BY product";
  }
  return "";
}

}  // namespace

base::Status readProduct(ViewReader& view, const std::string& product, ProductSummary& summary) {
  auto sums = view.statement("SELECT currency, orders, units, gross, returned, cancelled FROM sales WHERE product=? ORDER BY currency");
  if (!sums) return tl::unexpected(sums.error());
  (*sums)->bind(1, product);
  bool isThere = false;
  auto read = eachRow(**sums, [&](const sqlite::Statement& row) {
    isThere = true;
    summary.orders += row.integer(1);
    summary.units += base::Quantity{row.integer(2)};
    // Without a currency as long as the order itself is not known, only its lines.
    if (const auto currency = base::Currency::fromText(row.text(0))) summary.revenue.push_back({*currency, {row.integer(3)}, {row.integer(4)}, {row.integer(5)}});
  });
  if (!read) return read;
  if (!isThere) return base::fail(base::ErrorCode::NotFound, "there is no product '" + product + "'", product, "list the products to see their ids");
  summary.product = product;
  auto levels = view.statement("SELECT on_hand, reserved FROM stock WHERE product=? AND is_tracked");
  if (!levels) return tl::unexpected(levels.error());
  (*levels)->bind(1, product);
  if (auto found = eachRow(**levels, [&](const sqlite::Statement& row) { summary.stock = {{row.integer(0)}, {row.integer(1)}}; }); !found) return found;
  auto name = view.statement("SELECT coalesce((SELECT name FROM names WHERE product=?1), nullif((SELECT description FROM sales WHERE product=?1 ORDER BY described_at DESC, description DESC LIMIT 1), ''), ?1)");
  if (!name) return tl::unexpected(name.error());
  (*name)->bind(1, product);
  return eachRow(**name, [&](const sqlite::Statement& row) { summary.name = row.text(0); });
}

base::Status readProducts(ViewReader& view, const ProductQuery& query, ProductPage& page) {
  const auto currency = query.currency.empty() ? mainCurrency(view) : base::Result<base::Currency>(query.currency);
  if (!currency) return tl::unexpected(currency.error());
  page.currency = *currency;
  auto keys = ranked(view, {query.by == ProductSort::Revenue ? "revenue" : "units", productValues(query.by), page.currency, query.limit, query.after});
  if (!keys) return tl::unexpected(keys.error());
  page.next = std::move(keys->next);
  for (const std::string& product : keys->keys)
    if (auto read = readProduct(view, product, page.products.emplace_back()); !read) return read;
  return {};
}

}  // namespace twinlane::query
