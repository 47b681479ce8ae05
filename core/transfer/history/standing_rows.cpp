#include "transfer/history/standing_rows.h"

#include "transfer/history/table_name.h"

namespace twinlane::transfer {
namespace {

constexpr std::size_t standingAtOnce = 1000;

base::Digest digestOfRaw(const std::string& raw) { return base::DigestWriter().field(std::string_view(raw)).digest(); }

}  // namespace

base::Status StandingRows::read(store::ImportLedger& ledger, const std::string& source) {
  for (std::int64_t after = 0;;) {
    const auto some = ledger.quarantined(after, standingAtOnce);
    if (!some) return tl::unexpected(some.error());
    for (const store::QuarantinedRow& row : *some) {
      after = row.index;
      if (row.repaired || row.source != source) continue;
      m_byRaw.emplace(digestOfRaw(row.raw), m_rows.size());
      m_byNumber.emplace(row.row, m_rows.size());
      m_rows.push_back({row.index, row.row, &*m_names.insert(row.file).first, &*m_names.insert(row.reason).first});
    }
    if (some->size() < standingAtOnce) return {};
  }
}

bool StandingRows::findAgain(const store::QuarantinedRow& row) {
  Row* found = nullptr;
  const auto [first, last] = m_byRaw.equal_range(digestOfRaw(row.raw));
  for (auto at = first; at != last; ++at) {
    Row& one = m_rows[at->second];
    if (one.isFound || one.isClosed || *one.file != row.file || *one.reason != row.reason) continue;
    if (found == nullptr || one.row == row.row) found = &one;
  }
  if (found != nullptr) found->isFound = true;
  return found != nullptr;
}

bool StandingRows::takeIn(const std::string& file, const std::string& raw, bool isLog) {
  Row* elsewhere = nullptr;
  const auto [first, last] = m_byRaw.equal_range(digestOfRaw(raw));
  for (auto at = first; at != last; ++at) {
    Row& one = m_rows[at->second];
    if (one.isFound || one.isClosed) continue;
    if (*one.file == file) return true;
    if (elsewhere == nullptr && (isLog || tableOf(*one.file) == tableOf(file))) elsewhere = &one;
  }
  if (elsewhere != nullptr) close(*elsewhere);
  return false;
}

void StandingRows::closeRest(const std::string& file) {
  for (Row& row : m_rows)
    if (!row.isFound && !row.isClosed && *row.file == file) close(row);
}

std::vector<std::pair<std::int64_t, std::string>> StandingRows::standingAt(std::int64_t row) const {
  std::vector<std::pair<std::int64_t, std::string>> found;
  const auto [first, last] = m_byNumber.equal_range(row);
  for (auto at = first; at != last; ++at)
    if (const Row& one = m_rows[at->second]; !one.isFound && !one.isClosed) found.emplace_back(one.index, *one.file);
  return found;
}

void StandingRows::closeOne(std::int64_t index) {
  for (Row& row : m_rows)
    if (row.index == index && !row.isClosed) close(row);
}

void StandingRows::close(Row& row) {
  row.isClosed = true;
  ++m_closed[*row.file];
}

std::vector<std::pair<std::int64_t, std::int64_t>> StandingRows::ranges() const {
  std::vector<std::pair<std::int64_t, std::int64_t>> ranges;
  for (const Row& row : m_rows) {
    if (!row.isClosed) continue;
    if (!ranges.empty() && ranges.back().second + 1 == row.index) ranges.back().second = row.index;
    else ranges.emplace_back(row.index, row.index);
  }
  return ranges;
}

}  // namespace twinlane::transfer
