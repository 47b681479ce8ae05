#include "store/closing_chunk.h"
#include "store/event_store.h"

namespace twinlane::store {

const base::Digest& closingPrefix() {
  static const base::Digest prefix = base::DigestWriter().field(std::string_view("closed")).digest();
  return prefix;
}

ImportLedger::Account accountOf(std::map<std::pair<std::string, std::string>, FileAccount> files) {
  ImportLedger::Account account;
  for (auto& [key, file] : files) {
    file.source = key.first;
    file.file = key.second;
    for (const auto& [reason, rows] : file.repaired) {
      file.rows -= rows;
      file.quarantined[reason] -= rows;
    }
    std::erase_if(file.quarantined, [](const auto& some) { return some.second == 0; });
    std::erase_if(file.ignored, [](const auto& some) { return some.second == 0; });
    account.rows += file.rows;
    account.accepted += file.accepted;
    for (const auto& [reason, rows] : file.quarantined) account.quarantined[reason] += rows;
    for (const auto& [rule, rows] : file.ignored) account.ignored[rule] += rows;
    for (const auto& [reason, rows] : file.repaired) account.repaired[reason] += rows;
    account.files.push_back(std::move(file));
  }
  return account;
}

}  // namespace twinlane::store
