// Rows of a source that stood in quarantine before an import, and which of them it found again: those of a file that is read anew
// and does not hold them any more, or holds them taken in, are to be closed. One thread. Errors: those of the journal.
#pragma once

#include "store/event_store.h"

#include <map>
#include <set>

namespace twinlane::transfer {

class StandingRows {
 public:
  base::Status read(store::ImportLedger& ledger, const std::string& source);

  // A row is set aside again, for the same reason. False when none stands for it.
  bool findAgain(const store::QuarantinedRow& row);
  // A row was taken in: one that stood for it in a file of the same table is to be closed, of its own file only with closeRest().
  // Whether one stood for it in its own file.
  bool takeIn(const std::string& file, const std::string& raw, bool isLog);
  // All of a file that were not found again.
  void closeRest(const std::string& file);

  // Rows of this number, by their index, each with its file.
  std::vector<std::pair<std::int64_t, std::string>> standingAt(std::int64_t row) const;
  void closeOne(std::int64_t index);

  // Of which files rows are to be closed, and how many.
  const std::map<std::string, std::int64_t>& closed() const { return m_closed; }
  // The same as ranges of indexes, from first to last.
  std::vector<std::pair<std::int64_t, std::int64_t>> ranges() const;

 private:
  struct Row {
    std::int64_t index = 0, row = 0;
    const std::string *file = nullptr, *reason = nullptr;
    bool isFound = false, isClosed = false;
  };
  void close(Row& row);

  std::set<std::string> m_names;  // of files and reasons
  std::vector<Row> m_rows;        // by index
  std::multimap<base::Digest, std::size_t> m_byRaw;
  std::multimap<std::int64_t, std::size_t> m_byNumber;
  std::map<std::string, std::int64_t> m_closed;
};

}  // namespace twinlane::transfer
