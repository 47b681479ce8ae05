#include "telemetry/list_meter.h"

namespace twinlane::telemetry {

void ListMeter::record(const ListBatch& batch) {
  m_decode.record(batch.decodeNanos);
  m_apply.record(batch.appliedAt.nanos - batch.pickedUpAt.nanos - batch.decodeNanos);
  m_commit.record(batch.committedAt.nanos - batch.appliedAt.nanos);
  m_applied.fetch_add(batch.last - batch.first + 1, std::memory_order_relaxed);
  const std::unique_lock lock(m_mutex, std::try_to_lock);
  if (!lock) return;
  const auto newest = [&] { return m_batches[(m_oldest + m_batches.size() - 1) % m_batches.size()]; };
  // A list that begins anew comes by the same positions again.
  if (!m_batches.empty() && batch.first <= newest().last) m_batches.clear(), m_oldest = 0;
  if (m_batches.size() < keptBatches) {
    m_batches.push_back(batch);
    return;
  }
  m_batches[m_oldest] = batch;
  m_oldest = (m_oldest + 1) % keptBatches;
}

std::optional<ListBatch> ListMeter::batchWith(std::int64_t position) const {
  const std::lock_guard lock(m_mutex);
  std::size_t from = 0, to = m_batches.size();
  while (from < to) {
    const std::size_t middle = (from + to) / 2;
    const ListBatch& batch = m_batches[(m_oldest + middle) % m_batches.size()];
    if (batch.last < position) from = middle + 1;
    else if (batch.first > position) to = middle;
    else return batch;
  }
  return std::nullopt;
}

}  // namespace twinlane::telemetry
