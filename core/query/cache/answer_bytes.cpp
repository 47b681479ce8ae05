#include "query/cache/answer_bytes.h"

#include <type_traits>

namespace twinlane::query {
namespace {

constexpr std::size_t mapNodeBytes = 48;

std::size_t beyond(const std::string& text) { return text.capacity() > 15 ? text.capacity() + 1 : 0; }
std::size_t beyond(const std::optional<std::string>& text) { return text ? beyond(*text) : 0; }
std::size_t beyond(const OrderSummary& row) { return beyond(row.order) + beyond(row.customer) + beyond(row.customerName) + beyond(row.country); }
std::size_t beyond(const ScarceProduct& row) { return beyond(row.product); }
std::size_t beyond(const SearchMatch& match) { return beyond(match.in) + beyond(match.snippet); }
std::size_t beyond(const RevenuePeriod& row) { return beyond(row.period) + beyond(row.country) + beyond(row.key); }
std::size_t beyond(const ReturnLine& row) {
  return beyond(row.returned) + beyond(row.customer) + beyond(row.product) + (row.proposal.line ? beyond(row.proposal.line->order) : 0);
}

std::size_t beyond(const CustomerSummary& row);
std::size_t beyond(const ProductSummary& row);
std::size_t beyond(const SearchHit& hit);

// What lies beyond the object itself; nothing for what has no memory of its own.
template <class T>
std::size_t beyond(const std::vector<T>& rows) {
  std::size_t bytes = rows.capacity() * sizeof(T);
  if constexpr (!std::is_trivially_copyable_v<T>)
    for (const T& row : rows) bytes += beyond(row);
  return bytes;
}
template <class Key, class Value>
std::size_t beyond(const std::map<Key, Value>& rows) {
  return rows.size() * (sizeof(std::pair<Key, Value>) + mapNodeBytes);
}

std::size_t beyond(const CustomerSummary& row) { return beyond(row.customer) + beyond(row.name) + beyond(row.revenue) + beyond(row.email) + beyond(row.phone) + beyond(row.address) + row.due.capacity() * sizeof(row.due[0]); }
std::size_t beyond(const ProductSummary& row) { return beyond(row.product) + beyond(row.name) + beyond(row.revenue); }
std::size_t beyond(const SearchHit& hit) { return beyond(hit.id) + beyond(hit.title) + beyond(hit.matches); }

}  // namespace

std::size_t bytesOf(const OrderPage& answer) { return sizeof answer + beyond(answer.orders) + beyond(answer.next); }
std::size_t bytesOf(const OrderVector& answer) { return sizeof answer + beyond(answer.numbers); }
std::size_t bytesOf(const OrdersByNumber& answer) { return sizeof answer + beyond(answer.orders); }
std::size_t bytesOf(const OrderCounts& answer) { return sizeof answer + beyond(answer.byStatus) + beyond(answer.byPayment); }
std::size_t bytesOf(const CustomerPage& answer) { return sizeof answer + beyond(answer.customers) + beyond(answer.next); }
std::size_t bytesOf(const CustomerDocument& answer) { return sizeof answer + beyond(answer.summary); }
std::size_t bytesOf(const ProductPage& answer) { return sizeof answer + beyond(answer.products) + beyond(answer.next); }
std::size_t bytesOf(const ProductDocument& answer) { return sizeof answer + beyond(answer.summary); }
std::size_t bytesOf(const ReturnPage& answer) { return sizeof answer + beyond(answer.returns) + beyond(answer.next); }
std::size_t bytesOf(const ReturnCounts& answer) { return sizeof answer + beyond(answer.byMatch) + beyond(answer.byConfidence); }
std::size_t bytesOf(const OutOfStockPage& answer) { return sizeof answer + beyond(answer.products) + beyond(answer.next); }
std::size_t bytesOf(const SearchAnswer& answer) { return sizeof answer + beyond(answer.hits) + beyond(answer.cutShort); }
std::size_t bytesOf(const RevenueAnswer& answer) { return sizeof answer + beyond(answer.periods) + beyond(answer.undated) + beyond(answer.zone); }
std::size_t bytesOf(const ShopStats& answer) {
  return sizeof answer + beyond(answer.byStatus) + beyond(answer.byPayment) + beyond(answer.revenue) + beyond(answer.months) + beyond(answer.undated);
}

}  // namespace twinlane::query
