#include "query/customer_sql.h"

#include "query/ranking.h"

namespace twinlane::query {
namespace {

const char* customerValues(CustomerSort by) {
  switch (by) {
    case CustomerSort::Revenue: return "SELECT customer AS key, ifnull((SELECT gross FROM sales s WHERE s.customer=c.customer AND s.currency=?1), 0) AS value FROM customers c";
    case CustomerSort::Orders: return "SELECT customer AS key, (SELECT ifnull(sum(orders), 0) FROM sales s WHERE s.customer=c.customer) AS value FROM customers c";
  }
  return "";
}

base::Status readProfile(ViewReader& view, const std::string& customer, CustomerSummary& summary) {
  auto select = view.statement("SELECT field, said FROM profiles WHERE customer=?");
  if (!select) return tl::unexpected(select.error());
  (*select)->bind(1, customer);
  summary.name = customer;
  std::string* const fields[] = {&summary.name, &summary.email, &summary.phone, &summary.address};
  return eachRow(**select, [&](const sqlite::Statement& row) { *fields[row.integer(0)] = row.text(1); });
}

}  // namespace

base::Status readCustomer(ViewReader& view, const std::string& customer, CustomerSummary& summary) {
  auto select = view.statement("SELECT (SELECT min(placed_at) FROM orders WHERE customer=?1 AND customer<>'' AND placed_known), "
                               "(SELECT max(placed_at) FROM orders WHERE customer=?1 AND customer<>'' AND placed_known) FROM customers WHERE customer=?1");
  if (!select) return tl::unexpected(select.error());
  (*select)->bind(1, customer);
  bool isThere = false;
  auto read = eachRow(**select, [&](const sqlite::Statement& row) {
    isThere = true;
    summary.customer = customer;
    if (row.isNull(0)) return;
    summary.firstOrderAt = base::Timestamp{row.integer(0)};
    summary.lastOrderAt = base::Timestamp{row.integer(1)};
  });
  if (!read) return read;
  if (!isThere) return base::fail(base::ErrorCode::NotFound, "there is no customer '" + customer + "'", customer, "list the customers to see their ids");
  if (auto said = readProfile(view, customer, summary); !said) return said;
  auto sums = view.statement("SELECT currency, orders, gross, charges, returned, cancelled, open_orders, open_units, due, returns, returned_units FROM sales WHERE customer=? ORDER BY currency");
  if (!sums) return tl::unexpected(sums.error());
  (*sums)->bind(1, customer);
  return eachRow(**sums, [&](const sqlite::Statement& row) {
    const base::Currency currency = base::Currency::fromText(row.text(0)).value_or(base::Currency{});
    summary.orders += row.integer(1);
    summary.revenue.push_back({currency, {row.integer(2)}, {row.integer(3)}, {row.integer(4)}, {row.integer(5)}});
    summary.openOrders += row.integer(6);
    summary.openUnits += base::Quantity{row.integer(7)};
    if (row.integer(8) != 0) summary.due.emplace_back(currency, base::Amount{row.integer(8)});
    summary.returns += row.integer(9);
    summary.returnedUnits += base::Quantity{row.integer(10)};
  });
}

base::Status readCustomers(ViewReader& view, const CustomerQuery& query, CustomerPage& page) {
  const auto currency = query.by != CustomerSort::Revenue ? base::Currency{} : query.currency.empty() ? mainCurrency(view) : base::Result<base::Currency>(query.currency);
  if (!currency) return tl::unexpected(currency.error());
  page.currency = *currency;
  auto keys = ranked(view, {query.by == CustomerSort::Revenue ? "revenue" : "orders", customerValues(query.by), page.currency, query.limit, query.after});
  if (!keys) return tl::unexpected(keys.error());
  page.next = std::move(keys->next);
  for (const std::string& customer : keys->keys)
    if (auto read = readCustomer(view, customer, page.customers.emplace_back()); !read) return read;
  return {};
}

}  // namespace twinlane::query
