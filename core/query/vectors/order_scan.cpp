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

// Part of the candidates that is in order.
struct Run {
  std::size_t at = 0, end = 0;
};

// Merges them as far as there is time.
void arrange(const std::vector<Candidate>& kept, std::vector<Run> runs, const ScanComparison& comesBefore, const GoesOn& goesOn, OrderScan& found) {
  constexpr std::size_t ordersBetweenLooks = 4096;
  const auto comesLater = [&](const Run& a, const Run& b) { return comesBefore(kept[b.at], kept[a.at]); };
  std::erase_if(runs, [](const Run& run) { return run.at == run.end; });
  std::make_heap(runs.begin(), runs.end(), comesLater);
  found.numbers.reserve(kept.size());
  while (!runs.empty()) {
    if (const std::size_t done = found.numbers.size(); done >= static_cast<std::size_t>(ordersAtLeast) && done % ordersBetweenLooks == 0 && !goesOn()) {
      found.isCut = true;
      return;
    }
    std::pop_heap(runs.begin(), runs.end(), comesLater);
    Run& first = runs.back();
    found.numbers.push_back(kept[first.at++].number);
    if (first.at == first.end) runs.pop_back();
    else std::push_heap(runs.begin(), runs.end(), comesLater);
  }
}

}  // namespace

base::Result<OrderScan> scan(const OrderColumns& columns, OrderPredicate& predicate, const ScanOrder& order, const Patience& patience) {
  OrderScan found;
  const ScanComparison comesBefore(columns, order);
  std::vector<Candidate> kept;  // once there are as many as are wanted a heap, the last of them on top
  std::vector<Run> runs;        // until then
  OrderPredicate::Mask mask;
  int blocks = 0;
  for (std::size_t index = columns.blocks(); index-- > 0;) {
    const OrderBlock* block = columns.block(index);
    if (block == nullptr) continue;
    if (++blocks > blocksAtLeast && (found.matches >= order.mostMatches || !patience.looks())) break;
    if (auto held = predicate.hold(*block, mask); !held) return tl::unexpected(held.error());
    found.looked += block->present;
    const std::size_t before = kept.size();
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
    if (kept.size() == order.most) continue;
    std::sort(kept.begin() + static_cast<std::ptrdiff_t>(before), kept.end(), comesBefore);
    runs.push_back({before, kept.size()});
  }
  // As few as a page has.
  if (kept.size() == order.most) {
    std::sort(kept.begin(), kept.end(), comesBefore);
    runs = {{0, kept.size()}};
  }
  arrange(kept, std::move(runs), comesBefore, patience.arranges, found);
  return found;
}

}  // namespace twinlane::query
