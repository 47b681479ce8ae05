#include "transfer/history/standing_rows.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {

constexpr std::size_t standingAtOnce = 1000;

base::Digest digestOfRaw(const std::string& raw) { return base::DigestWriter().field(std::string_view(raw)).digest(); }

// A record of a log is known by what it is, whatever it says now; a row of a table by all that it says.
base::Digest nameOf(const std::string& raw) {
  std::size_t end = raw.size();
  if (raw.starts_with("object ") || raw.starts_with("event "))
    for (const char* behind : {") at ", "), ", "); "}) end = std::min(end, raw.find(behind));
  return digestOfRaw(raw.substr(0, end == raw.size() && raw.ends_with(')') ? end - 1 : end));
}

}  // namespace

base::Status StandingRows::read(store::ImportLedger& ledger, const std::string& source) {
  for (std::int64_t after = 0;;) {
    const auto some = ledger.quarantined(after, standingAtOnce);
    if (!some) return tl::unexpected(some.error());
    for (const store::QuarantinedRow& row : *some) {
      after = row.index;
      if (row.repaired || row.source != source) continue;
      m_byName.emplace(nameOf(row.raw), m_rows.size());
      m_byNumber.emplace(row.row, m_rows.size());
      m_rows.push_back({row.index, row.row, &*m_names.insert(row.file).first, &*m_names.insert(row.reason).first, digestOfRaw(row.raw)});
    }
    if (some->size() < standingAtOnce) return {};
  }
}

bool StandingRows::findAgain(const store::QuarantinedRow& row, const std::string& file) {
  Row* found = nullptr;
  const base::Digest raw = digestOfRaw(row.raw);
  const auto [first, last] = m_byName.equal_range(nameOf(row.raw));
  for (auto at = first; at != last; ++at) {
    Row& one = m_rows[at->second];
    if (one.isFound || one.isClosed || one.raw != raw || *one.file != file || *one.reason != row.reason) continue;
    if (found == nullptr || one.row == row.row) found = &one;
  }
  if (found != nullptr) found->isFound = true;
  return found != nullptr;
}

bool StandingRows::takeIn(const std::string& file, const std::string& raw) {
  bool isOwn = false;
  if (m_rows.empty()) return isOwn;
  const auto [first, last] = m_byName.equal_range(nameOf(raw));
  for (auto at = first; at != last; ++at) {
    Row& one = m_rows[at->second];
    if (one.isFound || one.isClosed) continue;
    if (*one.file == file) isOwn = true;
    else if (m_mayBeSame(file, *one.file)) close(one);
  }
  return isOwn;
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
  const auto row = std::lower_bound(m_rows.begin(), m_rows.end(), index, [](const Row& one, std::int64_t sought) { return one.index < sought; });
  if (row != m_rows.end() && row->index == index && !row->isClosed) close(*row);
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
