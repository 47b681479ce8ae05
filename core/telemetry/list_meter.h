// Where the time of one read model goes: how long its transactions decode, apply and commit, and which events the last of
// them took in, with the instants of it. record(): one thread at a time, never waits: a batch that comes while somebody reads
// is not remembered. Everything else: any thread. Bounded.
#pragma once

#include "base/timestamp.h"
#include "telemetry/histogram.h"

#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace twinlane::telemetry {

// One transaction of a list: the positions it took in, and when.
struct ListBatch {
  std::int64_t first = 0, last = 0;
  base::SteadyTime pickedUpAt, appliedAt, committedAt, visibleAt;
  std::int64_t decodeNanos = 0;  // of what lies between the first two
};

class ListMeter {
 public:
  static constexpr std::size_t keptBatches = 2048;

  explicit ListMeter(std::string name) : m_name(std::move(name)) {}

  void record(const ListBatch& batch);
  // The transaction that took in this position, as long as it is remembered.
  std::optional<ListBatch> batchWith(std::int64_t position) const;

  const std::string& name() const { return m_name; }
  // Of transactions, in nanoseconds.
  const Histogram& decode() const { return m_decode; }
  const Histogram& apply() const { return m_apply; }
  const Histogram& commit() const { return m_commit; }
  // Events, since the start.
  std::int64_t applied() const { return m_applied.load(std::memory_order_relaxed); }

 private:
  const std::string m_name;
  Histogram m_decode, m_apply, m_commit;
  std::atomic<std::int64_t> m_applied{0};
  mutable std::mutex m_mutex;
  std::vector<ListBatch> m_batches;  // a ring in the order of positions
  std::size_t m_oldest = 0;
};

}  // namespace twinlane::telemetry
