#include "transfer/chunk_size.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {
constexpr std::int64_t aimMicros = 500;
constexpr std::int64_t fewest = 20;  // below this a chunk is mostly the flush of its commit
}  // namespace

void ChunkSize::learn(std::int64_t rows, const command::FactReceipt& receipt) {
  if (!receipt.heldMicros) {
    m_rows = m_most;
    return;
  }
  const std::int64_t fits = rows * aimMicros / std::max<std::int64_t>(*receipt.heldMicros, 1);
  // Slowly up, at once down: one chunk that was quick by chance tells little.
  m_rows = std::clamp(std::min(fits, m_rows + m_rows / 4 + 1), std::min(fewest, m_most), m_most);
}

}  // namespace twinlane::transfer
