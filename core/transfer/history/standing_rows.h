// Rows of a source that stood in quarantine before an import, and which of them it found again: those of a file that is read anew
// and does not hold them any more, or holds them taken in, are to be closed. One thread. Errors: those of the journal.
#pragma once

#include "store/event_store.h"

#include <functional>
#include <map>
#include <set>

namespace twinlane::transfer {

class StandingRows {
 public:
  // `mayBeSame`: whether files of these names may hold the same rows.
  using MayBeSame = std::function<bool(const std::string& file, const std::string& other)>;
  explicit StandingRows(MayBeSame mayBeSame) : m_mayBeSame(std::move(mayBeSame)) {}

  base::Status read(store::ImportLedger& ledger, const std::string& source);

  // A row is set aside again, as it was from this file. False when none stands for it.
  bool findAgain(const store::QuarantinedRow& row, const std::string& file);
  // A row of a file was taken in: those that stood for it in other files are closed. Whether one stood for it in its own, which
  // closeRest() closes.
  bool takeIn(const std::string& file, const std::string& raw);
  // All of a file that were not found again.
  void closeRest(const std::string& file);
  bool mayBeSame(const std::string& file, const std::string& other) const { return m_mayBeSame(file, other); }

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
    base::Digest raw{};
    bool isFound = false, isClosed = false;
  };
  void close(Row& row);

  MayBeSame m_mayBeSame;
  std::set<std::string> m_names;  // of files and reasons
  std::vector<Row> m_rows;        // by index
  std::multimap<base::Digest, std::size_t> m_byName;
  std::multimap<std::int64_t, std::size_t> m_byNumber;
  std::map<std::string, std::int64_t> m_closed;
};

}  // namespace twinlane::transfer
