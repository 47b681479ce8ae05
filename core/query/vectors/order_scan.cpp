#include "query/vectors/order_scan.h"

#include <algorithm>

namespace twinlane::query {
namespace {

struct Candidate {
  std::int64_t first = 0;  // by the first key, turned round where that goes down
  std::int64_t number = 0;
};

std::int64_t turned(std::int64_t value, bool isDescending) { return isDescending ? ~value : value; }

class ScanComparison {
 public:
  ScanComparison(const OrderColumns& columns, const ScanOrder& order) : m_columns(columns), m_sort(order.sort), m_after(order.after) {}

  Candidate candidate(const OrderBlock& block, std::size_t at) const {
    return {turned(block.valueOf(m_sort.front().by, at), m_sort.front().descending), block.first + static_cast<std::int64_t>(at)};
  }
  bool operator()(const Candidate& a, const Candidate& b) const {
    if (a.first != b.first) return a.first < b.first;
    for (std::size_t key = 1; key < m_sort.size(); ++key) {
      const std::int64_t left = m_columns.valueOf(m_sort[key].by, a.number), right = m_columns.valueOf(m_sort[key].by, b.number);
      if (left != right) return m_sort[key].descending ? left > right : left < right;
    }
    return m_sort.back().descending ? a.number > b.number : a.number < b.number;
  }
  bool isAfterCursor(const Candidate& candidate) const {
    if (!m_after) return true;
    for (std::size_t key = 0; key < m_sort.size(); ++key) {
      const std::int64_t value = m_columns.valueOf(m_sort[key].by, candidate.number), there = m_after->values[key];
      if (value != there) return m_sort[key].descending ? value < there : value > there;
    }
    return m_sort.back().descending ? candidate.number < m_after->number : candidate.number > m_after->number;
  }

 private:
  const OrderColumns& m_columns;
  const OrderSorting& m_sort;
  const std::optional<OrderCursor>& m_after;
};

}  // namespace

OrderScan scan(const OrderColumns& columns, const OrderPredicate& predicate, const ScanOrder& order, const std::function<bool(std::int64_t)>& goesOn) {
  OrderScan found;
  const ScanComparison comesBefore(columns, order);
  std::vector<Candidate> kept;  // once there are as many as are wanted a heap, the last of them on top
  OrderPredicate::Mask mask;
  int blocks = 0;
  for (std::size_t index = columns.blocks(); index-- > 0;) {
    const OrderBlock* block = columns.block(index);
    if (block == nullptr) continue;
    if (++blocks > blocksAtLeast && !goesOn(found.matches)) break;
    predicate.hold(*block, mask);
    found.looked += block->present;
    for (std::size_t at = 0; at < OrderBlock::orders; ++at) {
      if (mask[at] == 0) continue;
      ++found.matches;
      const Candidate candidate = comesBefore.candidate(*block, at);
      if (!comesBefore.isAfterCursor(candidate)) continue;
      if (kept.size() < order.most) {
        kept.push_back(candidate);
        if (kept.size() == order.most) std::make_heap(kept.begin(), kept.end(), comesBefore);
      } else if (comesBefore(candidate, kept.front())) {
        std::pop_heap(kept.begin(), kept.end(), comesBefore);
        kept.back() = candidate;
        std::push_heap(kept.begin(), kept.end(), comesBefore);
      }
    }
  }
  std::sort(kept.begin(), kept.end(), comesBefore);
  found.numbers.reserve(kept.size());
  for (const Candidate& candidate : kept) found.numbers.push_back(candidate.number);
  return found;
}

}  // namespace twinlane::query
