#include "transfer/mended_rows.h"

#include <algorithm>
#include <utility>

namespace twinlane::transfer {
namespace {
constexpr std::size_t mostSaid = 10'000;  // of one order
}  // namespace

void MendedRows::beginFile() {
  m_order.clear();
  m_isOfOrder = false;
  m_saidOfOrder.clear();
}

bool MendedRows::isDue(const MappedRow& mapped, std::int64_t rows) const {
  if (m_chunks.empty()) return false;
  // An order of which some rows are still set aside is gathered to its end, unless it is without one.
  if (mapped.order.empty() || mapped.order == m_order) return m_rows >= 4 * m_mostRows;
  return m_chunks.size() > 1 || m_chunks.back()->rows() >= rows || m_chunks.back()->bytes() >= m_mostBytes;
}

void MendedRows::begins(const MappedRow& mapped) {
  if (mapped.order.empty() || mapped.order == m_order) return;
  m_order = mapped.order;
  if (std::exchange(m_isOfOrder, false)) keepSaid();
  m_saidOfOrder.clear();
}

void MendedRows::keepSaid() {
  const std::size_t before = m_said.size();
  for (auto& [stream, line] : m_saidOfOrder) {
    auto document = std::find_if(m_said.begin() + static_cast<std::ptrdiff_t>(before), m_said.end(), [&, &of = stream](const auto& one) { return one.stream == of; });
    if (document == m_said.end()) {
      document = m_said.emplace(m_said.end());
      document->stream = stream;
    }
    document->lines.push_back(std::move(line));
  }
  m_saidOfOrder.clear();
}

void MendedRows::add(const std::string& file, std::int64_t index, std::int64_t row, const MappedRow& mapped, std::string raw) {
  begins(mapped);
  m_isOfOrder = true;
  const bool goesOn = !m_chunks.empty() && index == m_lastIndex + 1 && m_chunks.back()->file() == file && m_chunks.back()->rows() < m_mostRows && m_chunks.back()->bytes() < m_mostBytes;
  if (!goesOn) m_chunks.push_back(std::make_unique<ChunkBuilder>(m_source, file, m_ledger));
  m_chunks.back()->add(row, -index, mapped, std::move(raw));
  m_lastIndex = index;
  ++m_rows;
}

void MendedRows::isIn(const MappedRow& mapped) {
  begins(mapped);
  const bool isLine = mapped.fate == RowFate::SaleLine || mapped.fate == RowFate::ReturnLine;
  if (isLine && m_saidOfOrder.size() < mostSaid) m_saidOfOrder.emplace_back(ChunkBuilder::streamOf(mapped), ChunkBuilder::lineOf(mapped));
}

std::vector<ChunkBuilder::Document> MendedRows::takeSaid() {
  if (m_isOfOrder) keepSaid();
  return std::exchange(m_said, {});
}

std::vector<std::unique_ptr<ChunkBuilder>> MendedRows::take() {
  m_rows = 0;
  m_isOfOrder = false;
  return std::exchange(m_chunks, {});
}

}  // namespace twinlane::transfer
