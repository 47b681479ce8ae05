// Rows of a source that stood in quarantine before an import, and which of them it found again. A row is closed only when the same
// record is in now, left out by a rule, or was set aside again otherwise; one that is merely absent from what is read stays open. They
// are kept in a temporary database on disk. One thread. Errors: those of the journal; of the temporary file by status(), until when
// nothing is told of any row.
#pragma once

#include "sqlite/statement.h"
#include "store/event_store.h"
#include "transfer/history/record_names.h"
#include "transfer/row_closing.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace twinlane::transfer {

class StandingRows {
 public:
  // `mayBeSame`: whether files of these names may hold the same rows.
  using MayBeSame = std::function<bool(const std::string& file, const std::string& other)>;
  // Nothing for a row without a name.
  using NameOf = std::function<std::optional<RecordName>(const std::string& file, const std::string& raw)>;
  explicit StandingRows(MayBeSame mayBeSame) : m_mayBeSame(std::move(mayBeSame)) {}

  base::Status read(store::ImportLedger& ledger, const std::string& source, NameOf nameOf = {});
  // Before anything is stored of what was told.
  base::Status status() const { return m_failed ? tl::unexpected(*m_failed) : base::Status(); }

  // A row is set aside again, as it was from this file. False when none stands for it.
  bool findAgain(const store::QuarantinedRow& row, const std::string& file);
  // The same as it was from any other file that may hold it, but for those `given`, which find it themselves.
  bool findElsewhere(const store::QuarantinedRow& row, const std::string& file, const std::set<std::string>& given);

  // What came of a row: it was stored now, it is in since before or left out by a rule, or it was set aside otherwise than any that stands.
  enum class Came { In, Known, Aside };
  // Whether rows stand for it in its own file.
  bool came(Came how, const std::string& file, std::int64_t row, const std::string& raw);
  // One that stands in this row of the file; it may be another by now. Nothing when none does.
  bool isEmpty() const { return !m_rows; }
  std::optional<std::int64_t> inPlace(const std::string& file, std::int64_t row);
  // It came in, and what stood in its place is closed by the commit that brought it.
  void cameInPlace(std::int64_t index, const std::string& file, std::int64_t row, const std::string& raw);
  // After the last row: closes what the rows that came stand for, each at most one in its own file, and in each other one when it
  // is the same text or has a name of its own.
  void closeCame();
  bool mayBeSame(const std::string& file, const std::string& other) const { return m_mayBeSame(file, other); }

  // Rows that are to be closed; `areIn`: those that are in now, or left out, and were not only set aside otherwise.
  base::Status eachClosed(const std::function<base::Status(ClosingRange range, bool areIn)>& close);

 private:
  enum State { Stands, Found, ClosedIn, ClosedAside, Closed };  // Closed: it is already
  struct Coming {
    std::int64_t n = 0;
    Came how = Came::In;
    std::int64_t file = 0, row = 0, key = 0;
    bool isOwn = false;     // what it is closed by is a name that no other record has
    bool isPaired = false;  // with a row of its own file
  };
  struct Standing {
    std::int64_t index = 0, file = 0, row = 0;
  };
  base::Status open();
  std::int64_t numberOf(const std::string& file);
  const std::string& nameOfFile(std::int64_t number) const { return *m_files[static_cast<std::size_t>(number)]; }
  bool step(sqlite::Statement& statement);
  void putComing(Came how, std::int64_t file, std::int64_t row, std::int64_t text, std::optional<std::int64_t> name, bool isOwn, bool isPaired);
  // The first that stands for it, of the first file behind the one given, which is the next of that file where `isSame`.
  std::optional<Standing> first(sqlite::Statement& statement, std::int64_t key, std::int64_t file);
  void setState(std::int64_t index, State state);
  void closeNamed(Coming& coming, bool isByText);
  bool closeNext(Coming& coming, bool isByText, const Standing& standing);

  MayBeSame m_mayBeSame;
  NameOf m_nameOf;
  std::optional<base::Error> m_failed;
  std::unique_ptr<sqlite::Connection> m_rows;  // its address stays for the statements
  sqlite::Statement m_insert, m_again, m_elsewhere, m_byText, m_byName, m_inFileByText, m_inFileByName, m_inPlace, m_setState, m_come, m_coming, m_comingByName, m_pair;
  std::map<std::string, std::int64_t> m_numbers;  // of files
  std::vector<const std::string*> m_files;
};

}  // namespace twinlane::transfer
