// Orders that a corrected source tells under another number: what is new of an order says all that one said which was brought before
// and is not told of any more. To take it in would count that one twice. Where the new number stands says nothing, since a table may
// be sorted by it; but an order that is gone at the beginning or end of what is told again, where orders come and go, and was not
// placed at the same time, is told by one in its place alone. A file of which less is told again than is gone is another one. One
// thread; keeps what was read on disk. Errors: those of the journal and of the temporary file.
#pragma once

#include "sqlite/statement.h"
#include "transfer/history/known_document.h"

#include <memory>

namespace twinlane::transfer {

class RenumberedOrders {
 public:
  RenumberedOrders(store::ImportLedger& ledger, store::EventStore& events, const std::string& source) : m_ledger(ledger), m_events(events), m_source(source) {}

  // Of an order that is read: lines that the journal does not have of it.
  struct Fresh {
    store::StreamRef stream;
    base::Currency currency;
    std::string customer;
    std::optional<base::Timestamp> placedAt;
    std::vector<domain::OrderLine> lines;
    bool isOfKnown = false;
  };
  // In their order, of each that is read. An order that is known tells of the file that brought it when a line of it is said again.
  base::Status read(const Fresh& fresh);
  void isToldAgain(const std::string& file, const store::ImportedDocument& document, const KnownDocument& known);

  // After the last of them. `fileOf`: which file a document came in with; null where nobody knows.
  using FileOf = std::function<const std::string*(const store::ImportedDocument&)>;
  base::Status find(const FileOf& fileOf, const std::function<base::Result<bool>(const store::StreamRef&)>& isTold);
  bool isEmpty() const { return m_found == 0; }
  // Orders that were looked at.
  std::int64_t looked() const { return m_looked; }
  // Whether what is new of it is such an order.
  base::Result<bool> has(const store::StreamRef& stream);

 private:
  using Chunk = std::pair<std::int64_t, base::Digest>;  // last row and prefix
  // Orders of one commit.
  struct Came {
    std::int64_t told = 0, gone = 0;
    const std::string* file = nullptr;
  };
  // Positions of what is told again of a file.
  struct Range {
    std::int64_t first = 0, last = 0;
  };
  // Orders like one, by what they say and the day they tell; of many that are alike only the first that may stand for it is looked at.
  struct Sought {
    std::int64_t says = 0;
    std::string customer;
    std::optional<std::int64_t> placed;
    bool isAnywhere = true, isBefore = false, isBehind = false;  // where it must stand of what is told again, unless the day is the same
  };
  base::Status open();
  base::Status sort();
  base::Result<std::int64_t> like(const Sought& sought);
  base::Result<std::int64_t> firstOf(sqlite::Statement& statement, const Sought& sought, bool isPlaceFree);
  base::Status gone(const store::StreamRef& stream, const Chunk& chunk);
  base::Status pair(const Chunk& chunk, const Came& came, std::int64_t number);

  store::ImportLedger& m_ledger;
  store::EventStore& m_events;
  const std::string& m_source;
  std::map<Chunk, Came> m_chunks;
  std::map<std::string, Range> m_told;  // by file
  std::int64_t m_read = 0;              // orders that are told again so far
  std::int64_t m_found = 0, m_looked = 0;
  std::int64_t m_firstBehind = 0;       // the first order that may stand behind all that is told again
  std::unique_ptr<sqlite::Connection> m_orders;  // its address stays for the statements
  sqlite::Statement m_putFresh, m_putGone, m_goneOf, m_take, m_release, m_has;
  // Of a day, of a customer or of any; of any day.
  sqlite::Statement m_ofDay, m_ofDayAndCustomer, m_dated, m_datedOfCustomer;
};

}  // namespace twinlane::transfer
