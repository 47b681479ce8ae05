#include "transfer/history/standing_rows.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {

constexpr std::size_t standingAtOnce = 1000;

base::Digest digestOfRaw(std::string_view raw) { return base::DigestWriter().field(raw).digest(); }
base::Digest saidFor(const store::QuarantinedRow& row, const std::string& file) {
  return base::DigestWriter().field(std::string_view(row.raw)).field(std::string_view(row.reason)).field(std::string_view(file)).digest();
}
base::Digest saidFor(const store::QuarantinedRow& row) { return base::DigestWriter().field(std::string_view(row.raw)).field(std::string_view(row.reason)).digest(); }

}  // namespace

base::Status StandingRows::read(store::ImportLedger& ledger, const std::string& source, NameOf nameOf) {
  m_nameOf = std::move(nameOf);
  for (std::int64_t after = 0;;) {
    const auto some = ledger.quarantined(after, standingAtOnce);
    if (!some) return tl::unexpected(some.error());
    for (const store::QuarantinedRow& row : *some) {
      after = row.index;
      if (row.repaired || row.source != source) continue;
      const std::size_t place = m_rows.size();
      m_again[saidFor(row, row.file)].push_back(place);
      m_elsewhere[saidFor(row)].push_back(place);
      m_byText[digestOfRaw(row.raw)][row.file].push_back(place);
      if (const auto name = m_nameOf ? m_nameOf(row.file, row.raw) : std::nullopt) m_byName[name->digest][row.file].push_back(place);
      m_rows.push_back({row.index, row.row, &*m_names.insert(row.file).first, &*m_names.insert(row.reason).first});
    }
    if (some->size() < standingAtOnce) break;
  }
  for (auto* all : {&m_again, &m_elsewhere})
    for (auto& [said, places] : *all) std::reverse(places.begin(), places.end());
  for (auto* all : {&m_byText, &m_byName})
    for (auto& [name, files] : *all)
      for (auto& [file, places] : files) std::reverse(places.begin(), places.end());
  return {};
}

std::vector<std::pair<std::int64_t, std::int64_t>> StandingRows::closedRanges() const {
  std::vector<std::pair<std::int64_t, std::int64_t>> ranges;
  for (const std::int64_t index : m_closed) {
    if (!ranges.empty() && ranges.back().second + 1 == index) ranges.back().second = index;
    else ranges.emplace_back(index, index);
  }
  return ranges;
}

bool StandingRows::findAgain(const store::QuarantinedRow& row, const std::string& file) {
  if (m_rows.empty()) return false;
  const auto found = m_again.find(saidFor(row, file));
  if (found == m_again.end()) return false;
  Places& places = found->second;
  while (!places.empty() && !stands(places.back())) places.pop_back();
  if (places.empty()) return false;
  m_rows[places.back()].isFound = true;
  places.pop_back();
  return true;
}

bool StandingRows::findElsewhere(const store::QuarantinedRow& row, const std::string& file, const std::set<std::string>& given) {
  if (m_rows.empty()) return false;
  const auto found = m_elsewhere.find(saidFor(row));
  if (found == m_elsewhere.end()) return false;
  Places& places = found->second;
  while (!places.empty() && !stands(places.back())) places.pop_back();
  const auto other = std::find_if(places.rbegin(), places.rend(), [&](std::size_t place) { return stands(place) && !given.contains(*m_rows[place].file) && m_mayBeSame(file, *m_rows[place].file); });
  if (other == places.rend()) return false;
  m_rows[*other].isFound = true;
  return true;
}

bool StandingRows::standsIn(std::map<base::Digest, ByFile>& names, const base::Digest& name, const std::string& file) {
  const auto named = names.find(name);
  if (named == names.end()) return false;
  const auto places = named->second.find(file);
  if (places == named->second.end()) return false;
  while (!places->second.empty() && !stands(places->second.back())) places->second.pop_back();
  return !places->second.empty();
}

bool StandingRows::came(Came how, const std::string& file, std::int64_t row, const std::string& raw) {
  if (m_rows.empty()) return false;
  Coming coming{how, file, row, digestOfRaw(raw), m_nameOf ? m_nameOf(file, raw) : std::nullopt, false};
  const bool isNamed = coming.name && m_byName.contains(coming.name->digest);
  if (!isNamed && !m_byText.contains(coming.text)) return false;
  const bool isOwn = standsIn(m_byText, coming.text, file) || (isNamed && standsIn(m_byName, coming.name->digest, file));
  m_coming.push_back(std::move(coming));
  return isOwn;
}

void StandingRows::closeCame() {
  // The same text first, so that what only has a name like it takes no place of its.
  for (Coming& coming : m_coming) closeNamed(coming, m_byText, coming.text, false);
  for (Coming& coming : m_coming)
    if (coming.name) closeNamed(coming, m_byName, coming.name->digest, coming.name->isOwn);
  m_coming.clear();
}

void StandingRows::closeNamed(Coming& coming, std::map<base::Digest, ByFile>& names, const base::Digest& name, bool isOwn) {
  const auto named = names.find(name);
  if (named == names.end()) return;
  const bool isByText = &names == &m_byText;
  for (auto& [file, places] : named->second) {
    const bool isSameFile = file == coming.file;
    // What is set aside again stands itself for what stood in its file.
    if (!isSameFile && (coming.how == Came::Aside || !(isByText || isOwn) || !m_mayBeSame(coming.file, file))) continue;
    if (isSameFile && coming.isPaired && !isOwn) continue;
    while (!places.empty()) {
      if (!stands(places.back())) {
        places.pop_back();
        continue;
      }
      // A record that was in before and has no name of its own may be another than the one that stands, but in its very row.
      if (!isByText && !isOwn && coming.how == Came::Known && m_rows[places.back()].row != coming.row) break;
      Row& row = m_rows[places.back()];
      places.pop_back();
      if (coming.how == Came::Aside) {
        row.isClosed = true;
        m_closed.insert(row.index);
      } else {
        close(row);
      }
      if (isSameFile) coming.isPaired = true;
      if (!isOwn) break;
    }
  }
}

void StandingRows::close(Row& row) {
  row.isClosed = true;
  m_closed.insert(row.index);
  ++m_closedPerFile[*row.file];
}

}  // namespace twinlane::transfer
