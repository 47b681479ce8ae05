// Rows of a source of flat lines that were set aside before a file is read, and what the file says of them. One that stands open is
// closed only when it is proved to be in: a line of its order and product was taken in, or is in, where the row stood. One that the
// file does not hold any more stays open, and one that was closed and comes back is told, to be set aside anew. One thread; the
// rows lie on disk, so that memory does not grow with them. Errors: those of the journal; one of the disk stands in status() from
// then on, and what is told after it means nothing. Within the room.
#pragma once

#include "sqlite/statement.h"
#include "store/event_store.h"
#include "transfer/row_closing.h"

#include <functional>
#include <map>
#include <memory>
#include <set>

namespace twinlane::transfer {

class AsideRows {
 public:
  // What tells lines apart that may stand for one another; nothing when order or product are not said.
  using LineName = std::optional<std::int64_t>;
  static LineName lineOf(std::string_view order, std::string_view product);
  // What a row is called that cannot be read, by as much of it as stands there: its line, else its order; nothing without that.
  static LineName nameOf(std::string_view order, std::string_view product);
  struct Name {
    LineName line;
    bool isByPlace = false;  // it cannot be read: its place tells what it is, too
  };

  // A file is about to be read: takes up what was set aside and closed since the one before. `nameOf` reads the text of a row.
  base::Status read(store::ImportLedger& ledger, const std::string& source, const std::function<base::Result<Name>(const std::string& text)>& nameOf);
  bool isEmpty() const { return m_lastIndex == 0; }
  base::Status status() const;

  // A row is set aside once more. False when none stands for it in the file.
  bool findAgain(const store::QuarantinedRow& row, const std::string& file);
  // A row that was repaired in that file, or taken in with another profile, has this text.
  bool isRepaired(const store::QuarantinedRow& row, const std::string& file);

  // A row that was read before, in the chunk of a file: whether it was set aside there. Found: it stands so still. Closed: it was
  // closed since, but not repaired; `reason` is why it was set aside. Mended: it stood so, and is read otherwise now. Waiting: it
  // stands so for lines that were not said beside it, and may come in when they are.
  enum class Was { NotAside, Found, Closed, Mended, Waiting };
  struct Before {
    Was was = Was::NotAside;
    std::string reason;
    std::int64_t index = 0;
  };
  Before findAt(const std::string& file, std::int64_t row, const std::string& text);
  // To be set aside anew.
  void comesBack(const store::QuarantinedRow& row);
  std::int64_t cameBack() const { return m_cameBack; }
  // At most so many of those that came back, behind the first ones.
  std::vector<store::QuarantinedRow> cameBack(const std::string& file, std::int64_t behind, std::int64_t limit);

  // A row was set aside now, in that place: what stood there of the same line is that row.
  void putAside(std::int64_t row, const LineName& line);
  void closeAnew(const std::string& file);
  // The index of a row in that place which a person repaired, or a mended profile took in. 0: none.
  std::int64_t repairedAt(const std::string& file, std::int64_t row);

  // A row of this number was taken in or left out.
  void isReplaced(const std::string& file, std::int64_t row);
  // A line was taken in from that row, or was there already.
  void takenIn(std::string_view order, std::string_view product, std::int64_t row) { prove(order, product, row, true); }
  void isIn(std::string_view order, std::string_view product, std::int64_t row) { prove(order, product, row, false); }
  // The text of a row that was taken in or left out: the row that was cut before its end is closed.
  void isWhole(const std::string& text, const LineName& line, std::int64_t row, const std::function<bool(const std::string& file)>& mayBeOf);

  // The file was read: closes what is proved to be in, of it and of files that say the same, and where a row stood in its place also
  // of one that brought lines of its order.
  using Brought = std::function<base::Result<bool>(const std::string& file, const std::string& order)>;
  base::Status closeProved(const std::string& file, const std::set<std::string>& related, const Brought& brought);
  // Rows of the file whose text tells of no line, so that only their places do, which stand open. `replaced`: where rows were taken in
  // or left out now.
  struct ByPlace {
    std::int64_t open = 0, replaced = 0;
  };
  ByPlace byPlace(const std::string& file);
  void closeReplaced(const std::string& file);
  // Rows of the file that stand open and are not in it any more.
  std::int64_t leftOpen(const std::string& file);

  // What is to be closed: how many of a file, and which of all.
  std::int64_t closed(const std::string& file);
  base::Status eachClosed(const std::function<base::Status(ClosingRange range)>& close);

 private:
  // Found: set aside again by the file at hand. Closed: to be closed, by it; WasClosed: before it; Repaired: by a person or a mended profile.
  enum State { Stands, Found, Closed, WasClosed, Repaired };
  struct Cut {
    std::string text;
    const std::string* file = nullptr;
    std::int64_t row = 0;
    LineName line;
  };
  // Of the line, taken in now or there before; or of its order alone, which is one for a row in the same place only.
  enum Proved { IsThere, IsNew, IsOfOrder };
  struct Proof {
    std::int64_t row = 0;
    Proved how = IsThere;
    std::string order;
  };
  using Rows = std::multimap<std::int64_t, std::pair<std::int64_t, std::int64_t>>;  // by their number: index and file

  base::Status open();
  base::Status add(const store::QuarantinedRow& row, const std::function<base::Result<Name>(const std::string& text)>& nameOf);
  std::int64_t numberOf(const std::string& name);
  void prove(std::string_view order, std::string_view product, std::int64_t row, bool isNew);
  void put(const LineName& line, std::string_view order, std::int64_t row, Proved how);
  base::Status closeLine(std::int64_t line, const std::vector<Proof>& proofs, const std::string& file, const std::set<std::string>& related, const Brought& brought);
  void setState(std::int64_t index, State state);
  // Indexes that only some files need.
  void sortOnce(bool& isSorted, const char* sql);
  bool step(sqlite::Statement& statement);
  std::int64_t number(sqlite::Statement& statement);
  void run(const char* sql);

  std::optional<base::Error> m_failed;
  std::unique_ptr<sqlite::Connection> m_rows;  // its address stays for the statements
  sqlite::Statement m_insert, m_close, m_at, m_lettersAt, m_again, m_againAnywhere, m_putAside, m_closeAnew, m_repaired, m_repairedAt, m_setState, m_stateOf, m_prove, m_ofLine, m_comeBack, m_cameBackRows, m_replace, m_byPlace, m_closeReplaced, m_leftOpen, m_closed;
  std::map<std::string, std::int64_t> m_numbers;  // of files and reasons
  std::vector<const std::string*> m_names;
  std::set<std::int64_t> m_ranges;  // that were closed, by their first index
  std::int64_t m_lastIndex = 0, m_cameBack = 0;
  bool m_hasLetters = false, m_hasByPlace = false, m_hasRepaired = false, m_isSortedByText = false, m_isSortedByLine = false;
  std::vector<std::uint64_t> m_mayBeLines;  // two bits for each, which tell of some million apart from most others
  std::map<std::int64_t, Cut> m_cut;        // rows that were cut, by index
};

}  // namespace twinlane::transfer
