// Rows of a source that stood in quarantine before an import, and which of them it found again. A row is closed only when the same
// record is in now, left out by a rule, or was set aside again otherwise; one that is merely absent from what is read stays open. One thread. Errors:
// those of the journal.
#pragma once

#include "store/event_store.h"

#include <functional>
#include <map>
#include <optional>
#include <set>

namespace twinlane::transfer {

// What a record of a file is called by what its row says: by an id of its own, or by what else it is known by.
struct RecordName {
  base::Digest digest{};
  bool isOwn = false;  // no other record has it
};

class StandingRows {
 public:
  // `mayBeSame`: whether files of these names may hold the same rows.
  using MayBeSame = std::function<bool(const std::string& file, const std::string& other)>;
  // Nothing for a row without a name.
  using NameOf = std::function<std::optional<RecordName>(const std::string& file, const std::string& raw)>;
  explicit StandingRows(MayBeSame mayBeSame) : m_mayBeSame(std::move(mayBeSame)) {}

  base::Status read(store::ImportLedger& ledger, const std::string& source, NameOf nameOf = {});

  // A row is set aside again, as it was from this file. False when none stands for it.
  bool findAgain(const store::QuarantinedRow& row, const std::string& file);
  // The same as it was from any other file that may hold it, but for those `given`, which find it themselves.
  bool findElsewhere(const store::QuarantinedRow& row, const std::string& file, const std::set<std::string>& given);

  // What came of a row: it was stored now, it is in since before or left out by a rule, or it was set aside otherwise than any that stands.
  enum class Came { In, Known, Aside };
  // Whether rows stand for it in its own file.
  bool came(Came how, const std::string& file, std::int64_t row, const std::string& raw);
  // After the last row: closes what the rows that came stand for, each at most one in its own file, and in each other one when it
  // is the same text or has a name of its own.
  void closeCame();
  bool mayBeSame(const std::string& file, const std::string& other) const { return m_mayBeSame(file, other); }

  // Rows that are to be closed: from first to last by their index in the quarantine, and of each file those that are in.
  std::vector<std::pair<std::int64_t, std::int64_t>> closedRanges() const;
  const std::map<std::string, std::int64_t>& closedPerFile() const { return m_closedPerFile; }

 private:
  struct Row {
    std::int64_t index = 0, row = 0;
    const std::string *file = nullptr, *reason = nullptr;
    bool isFound = false, isClosed = false;
  };
  struct Coming {
    Came how = Came::In;
    std::string file;
    std::int64_t row = 0;
    base::Digest text{};
    std::optional<RecordName> name;
    bool isPaired = false;  // with a row of its own file
  };
  using Places = std::vector<std::size_t>;  // of rows, from the last to the first
  using ByFile = std::map<std::string, Places>;
  bool stands(std::size_t place) const { return !m_rows[place].isFound && !m_rows[place].isClosed; }
  bool standsIn(std::map<base::Digest, ByFile>& names, const base::Digest& name, const std::string& file);
  void closeNamed(Coming& coming, std::map<base::Digest, ByFile>& names, const base::Digest& name, bool isOwn);
  void close(Row& row);

  MayBeSame m_mayBeSame;
  NameOf m_nameOf;
  std::set<std::string> m_names;  // of files and reasons
  std::vector<Row> m_rows;        // by index
  std::map<base::Digest, Places> m_again, m_elsewhere;  // by text and reason, the first by file as well
  std::map<base::Digest, ByFile> m_byText, m_byName;
  std::vector<Coming> m_coming;
  std::set<std::int64_t> m_closed;  // by index
  std::map<std::string, std::int64_t> m_closedPerFile;
};

}  // namespace twinlane::transfer
