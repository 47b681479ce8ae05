// What a reading finds of each file of a history, and what the accounts of the files lack in the end to be those of their rows. One
// thread. Errors: those of the journal.
#pragma once

#include "store/event_store.h"
#include "transfer/history/standing_rows.h"
#include "transfer/import.h"

namespace twinlane::transfer {

// Why the staging leaves out orders that wait for another part of their log.
inline constexpr const char* noEventYet = "no_event_yet";

class HistoryAccounts {
 public:
  struct Reading {
    std::int64_t known = 0;                       // rows that were in an account before
    std::int64_t in = 0;                          // rows that are in the shop, brought now or before, by this file or another
    std::int64_t elsewhere = 0;                   // set aside or left out, and another file accounts for them
    std::map<std::string, std::int64_t> ignored;  // left out, but for those
  };

  // All must outlive this.
  HistoryAccounts(const std::string& source, store::ImportLedger& ledger, const StandingRows& standing) : m_source(source), m_ledger(ledger), m_standing(standing) {}

  // As they are before anything is stored.
  base::Status learn();
  Reading& of(const std::string& file) { return m_readings[file]; }
  // A row of it that was set aside was closed by the commit that took in what stands in its place.
  void closedInPlace(const std::string& file) { ++m_closedInPlace[file]; }
  // Whether a file holds most of what its account counted.
  bool isLaterVersion(const std::string& file) { return 2 * m_readings[file].known >= m_before[file].rows; }
  // After all was stored: what is to be added. `again` are later versions of their files; `run` is told of rows that are in though it
  // left them out.
  base::Result<std::vector<store::FileRows>> differences(const std::set<std::string>& again, ImportAccount& run);

 private:
  using Accounts = std::map<std::string, store::FileAccount>;
  base::Result<Accounts> read();
  void keepTakenIn(const std::string& file, const store::FileAccount& account, ImportAccount& run);
  std::vector<std::string> earlierVersionsOf(const std::string& file, const Accounts& accounts);
  store::FileRows differenceOf(const store::FileAccount& account, const std::string& file, const Accounts& accounts);

  const std::string& m_source;
  store::ImportLedger& m_ledger;
  const StandingRows& m_standing;
  Accounts m_before;
  std::map<std::string, Reading> m_readings;
  std::map<std::string, std::int64_t> m_closedInPlace;
};

}  // namespace twinlane::transfer
