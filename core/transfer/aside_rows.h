// Rows of a source of flat lines that were set aside before a file is read, and what the file says of them. One that stands open is
// closed only when it is proved to be in: a line of its order and product was taken in, or is in, where the row stood. One that the
// file does not hold any more stays open, and one that was closed and comes back is told, to be set aside anew. One thread; holds
// every such row, without its text. Errors: those of the journal. Within the room.
#pragma once

#include "store/event_store.h"
#include "transfer/closed_rows.h"

#include <functional>
#include <map>
#include <set>

namespace twinlane::transfer {

class AsideRows {
 public:
  // What tells lines apart that may stand for one another; nothing when order or product are not said.
  using LineName = std::optional<base::Digest>;
  static LineName lineOf(std::string_view order, std::string_view product);

  // `nameOf` reads the text of a row.
  base::Status read(store::ImportLedger& ledger, const std::string& source, const std::function<base::Result<LineName>(const std::string& text)>& nameOf);
  bool isEmpty() const { return m_rows.empty(); }

  // A row is set aside once more. False when none stands for it in the file.
  bool findAgain(const store::QuarantinedRow& row, const std::string& file);

  // A row that was read before, in the chunk of a file: whether it was set aside there. Found: it stands so still. Closed: it was
  // closed since, but not repaired; `reason` is why it was set aside. Mended: it stood so, and is read otherwise now.
  enum class Was { NotAside, Found, Closed, Mended };
  struct Before {
    Was was = Was::NotAside;
    std::string reason;
    std::int64_t index = 0;
  };
  Before findAt(const std::string& file, std::int64_t row, const std::string& text);

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
  ByPlace byPlace(const std::string& file) const;
  void closeReplaced(const std::string& file);
  // Rows of the file that stand open and are not in it any more.
  std::int64_t leftOpen(const std::string& file) const;

  const ClosedRows& closed() const { return m_closed; }

 private:
  struct Row {
    std::int64_t index = 0, row = 0;
    const std::string *file = nullptr, *reason = nullptr;
    LineName line;
    bool isFound = false, isClosed = false, wasClosed = false, isReplaced = false;
    bool isOpen() const { return !isFound && !isClosed && !wasClosed; }
  };
  using Key = std::pair<base::Digest, std::int64_t>;  // of file and text, and the number of the row
  struct Proof {
    std::int64_t row = 0;
    bool isNew = false;
    std::string order;
  };
  void prove(std::string_view order, std::string_view product, std::int64_t row, bool isNew);
  void close(Row& row);

  std::set<std::string> m_names;  // of files and reasons
  std::vector<Row> m_rows;        // by index
  std::multimap<Key, std::size_t> m_standing, m_wereClosed;
  std::multimap<Key, std::size_t> m_otherLetters;  // of those that stand for their encoding: by what all encodings have
  std::multimap<std::int64_t, std::size_t> m_byPlace;  // of those that stand and tell of no line, by number
  std::multimap<base::Digest, std::size_t> m_byLine;  // of those that stand
  std::map<std::size_t, std::string> m_cut;           // texts of those that were cut
  std::map<base::Digest, std::vector<Proof>> m_proofs;
  ClosedRows m_closed;
};

}  // namespace twinlane::transfer
