#include "transfer/history/history_accounts.h"

#include <algorithm>

namespace twinlane::transfer {

base::Result<HistoryAccounts::Accounts> HistoryAccounts::read() {
  auto all = m_ledger.account();
  if (!all) return tl::unexpected(all.error());
  Accounts files;
  for (store::FileAccount& file : all->files)
    if (file.source == m_source) files[file.file] = std::move(file);
  return files;
}

base::Status HistoryAccounts::learn() {
  auto files = read();
  if (!files) return tl::unexpected(files.error());
  m_before = std::move(*files);
  return {};
}

// Rows that a mended profile leaves out may be in: where more are left out than were, and fewer say what is in than were taken in.
void HistoryAccounts::keepTakenIn(const std::string& file, const store::FileAccount& account, ImportAccount& run) {
  Reading& reading = m_readings[file];
  for (auto& [rule, count] : reading.ignored) {
    const auto was = m_before[file].ignored.find(rule);
    const std::int64_t in = std::clamp(count - (was == m_before[file].ignored.end() ? 0 : was->second), std::int64_t{0}, std::max(account.accepted - reading.in, std::int64_t{0}));
    count -= in;
    reading.in += in;
    const std::int64_t told = std::min(run.ignored[rule], in);  // those of this run
    run.ignored[rule] -= told;
    run.alreadyImported += told;
  }
  std::erase_if(run.ignored, [](const auto& some) { return some.second == 0; });
}

// Other files of which this one may be a later version: as far as rows go that others brought.
std::vector<std::string> HistoryAccounts::earlierVersionsOf(const std::string& file, const Accounts& accounts) {
  const Reading& reading = m_readings[file];
  const auto own = accounts.find(file);
  const std::int64_t foreign = reading.in - std::min(own == accounts.end() ? 0 : own->second.accepted, reading.in) + reading.elsewhere;
  std::vector<std::string> earlier;
  for (const auto& [other, account] : m_before)
    if (const std::int64_t before = account.rows; before > 0 && !m_readings.contains(other) && m_standing.mayBeSame(file, other) && 2 * foreign >= before) earlier.push_back(other);
  return earlier;
}

// What an account lacks to be that of the file's rows as they were found, beside rows of earlier versions that still stand open.
// What is in and was not brought by the file is there already, as is what an earlier version leaves out.
store::FileRows HistoryAccounts::differenceOf(const store::FileAccount& account, const std::string& file, const Accounts& accounts) {
  store::FileRows more;
  const Reading& reading = m_readings[file];
  auto ignored = reading.ignored;
  std::int64_t there = reading.elsewhere;
  for (const std::string& earlier : earlierVersionsOf(file, accounts))
    for (const auto& [rule, count] : accounts.at(earlier).ignored)
      if (const auto own = ignored.find(rule); own != ignored.end()) {
        const std::int64_t same = std::min(own->second, count);
        own->second -= same, there += same;
      }
  const std::int64_t accepted = std::min(account.accepted, reading.in);
  there += reading.in - accepted;
  more.accepted = accepted - account.accepted;
  for (const auto& [rule, count] : account.ignored) more.ignored[rule] -= count;
  for (const auto& [rule, count] : ignored) more.ignored[rule] += count;
  more.ignored[store::thereAlready] += there;
  more.rows = more.accepted;
  for (const auto& [rule, count] : more.ignored) more.rows += count;
  return more;
}

base::Result<std::vector<store::FileRows>> HistoryAccounts::differences(const std::set<std::string>& again, ImportAccount& run) {
  auto accounts = read();
  if (!accounts) return tl::unexpected(accounts.error());
  std::map<std::string, store::FileRows> more;
  for (const auto& [file, rows] : m_closedInPlace)
    if (!again.contains(file)) more[file] = {file, rows, 0, {{store::thereAlready, rows}}};
  for (const std::string& file : again) keepTakenIn(file, (*accounts)[file], run);
  for (const std::string& file : again) more[file] = differenceOf((*accounts)[file], file, *accounts);
  for (const std::string& file : again)
    for (const std::string& earlier : earlierVersionsOf(file, *accounts)) {
      const std::int64_t come = (*accounts)[earlier].ignored[noEventYet] - m_readings[file].ignored[noEventYet];
      if (come <= 0) continue;
      more[earlier].ignored[noEventYet] -= come, more[earlier].ignored[store::thereAlready] += come;
      (*accounts)[earlier].ignored[noEventYet] -= come;
    }
  std::vector<store::FileRows> found;
  for (auto& [file, difference] : more) {
    difference.file = file;
    std::erase_if(difference.ignored, [](const auto& some) { return some.second == 0; });
    if (difference.accepted != 0 || !difference.ignored.empty()) found.push_back(std::move(difference));
  }
  return found;
}

}  // namespace twinlane::transfer
