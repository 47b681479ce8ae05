#include "transfer/row_closing.h"

#include <algorithm>
#include <map>

namespace twinlane::transfer {
namespace {
constexpr std::int64_t closingAtOnce = 1000;
}  // namespace

bool onlyCloses(const store::ImportedChunk& chunk) { return chunk.firstRow < 0 && (chunk.file.empty() || chunk.prefix == store::closingPrefix()); }

base::Status closeRows(store::ImportLedger& ledger, ClosingRange range, const std::function<bool(const std::string& file)>& keepsRow,
                       const std::function<base::Status(command::FactChunk chunk, ClosingRange part)>& accept) {
  std::map<std::string, std::int64_t> kept;
  std::int64_t from = range.first;  // of those that are to be closed next
  const auto close = [&](std::int64_t to) -> base::Status {
    if (to < from) return {};
    command::FactChunk chunk;
    for (const auto& [file, rows] : std::exchange(kept, {})) chunk.import.files.push_back({file, rows, 0, {{store::thereAlready, rows}}});
    return accept(std::move(chunk), {from, to});
  };
  for (std::int64_t index = range.first; index <= range.last;) {
    const auto some = ledger.quarantined(index - 1, static_cast<std::size_t>(std::min(closingAtOnce, range.last - index + 1)));
    if (!some) return tl::unexpected(some.error());
    if (some->empty()) break;
    for (const store::QuarantinedRow& row : *some) {
      if (row.repaired) {
        if (auto closed = close(index - 1); !closed) return closed;
        from = index + 1;
      } else if (keepsRow(row.file)) {
        ++kept[row.file];
      }
      ++index;
    }
  }
  return close(range.last);
}

base::Status ClosingCommit::add(command::FactChunk chunk) {
  if (m_first) m_first->with.push_back(std::move(chunk));
  else m_first = std::move(chunk);
  return m_first->with.size() + 1 < most ? base::Status() : end();
}

base::Status ClosingCommit::end() {
  if (!m_first) return {};
  return m_accept(*std::exchange(m_first, std::nullopt));
}

}  // namespace twinlane::transfer
