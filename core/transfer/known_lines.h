// What the journal has of documents that the rows of a file go on with and that other files of the source brought: lines that are
// there already are left alone, those that are more go on with the document, and what is said otherwise is set aside. A document
// that one file ends with and another begins with goes on, unless it is said again. What this file brought
// itself is not looked at, since rows further on are further lines, but for rows that stood aside. One thread; remembers on disk, of each such document, which of its lines
// were said. Errors: those of the journal. Within the room.
#pragma once

#include "sqlite/statement.h"
#include "transfer/chunk_builder.h"

#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace twinlane::transfer {

// Chunks that are in the journal, by their last row.
using KnownChunks = std::unordered_multimap<std::int64_t, store::ImportedChunk>;

base::CommandId chunkId(const std::string& source, const store::ImportedChunk& chunk);

class KnownLines {
 public:
  KnownLines(const std::string& source, const KnownChunks& chunks, store::ImportLedger& ledger, store::EventStore& events)
      : m_source(source), m_chunks(chunks), m_ledger(ledger), m_events(events) {}

  // Another file is read from its beginning.
  base::Status beginFile(const std::string& file);
  // A chunk of this file, which is in the journal.
  void isOwn(const store::ImportedChunk& chunk);
  // The same of one that was there before the file was read, all of whose rows are in it.
  void isRecognised(const store::ImportedChunk& chunk);

  struct Place {
    bool beginsFile = false, endsFile = false;  // the file's first document, its last
    bool isCut = false;                         // rows of it may follow in the next chunk
    // Its rows stood aside, and others of the document are in: none of them closed them, so only lines of their products may be theirs.
    // So may be lines of chunks that were recognised, which no other row of the file says.
    bool stoodAside = false;
  };
  // Files that brought rows of which this one says the same.
  const std::set<std::string>& related() const { return m_related; }
  // Lines that were there already and that a file of this name brought.
  std::int64_t ownThere() const { return m_ownThere; }
  // Whether lines of the order came with that file, another than the one at hand.
  base::Result<bool> broughtBy(const std::string& file, const std::string& order) const;
  // Whether a chunk that was recognised brought a line of the product.
  base::Result<bool> isBroughtHere(std::string_view order, std::string_view product) const;
  // Whether a line of the product came in with the repair of a row, or with another profile, in that place of this file.
  base::Result<bool> isRepairedTo(std::string_view order, std::string_view product, std::int64_t row) const;
  // Whether it is a chunk of this file.
  bool isOwnChunk(const store::ImportedChunk& chunk) const { return m_own.contains(chunkId(m_source, chunk)); }

  // Lines of this file that are in: those that others brought too are said.
  base::Status isSaid(const ChunkBuilder::Document& document);

  base::Result<ChunkBuilder::LineFates> fatesOf(const ChunkBuilder::Document& document, const Place& place);

 private:
  using Document = ChunkBuilder::Document;
  // Rows that stood aside and were repaired in one chunk.
  struct Repair {
    std::string file;
    std::int64_t firstRow = 0, lastRow = 0;
  };
  // Of a document, as other files brought it.
  struct Known {
    struct Line {
      domain::OrderLine line;  // without its number
      const store::ImportedChunk* chunk = nullptr;
      std::size_t place = 0;      // behind the first line of the document in that chunk
      const Repair* repaired = nullptr;  // of the row whose repaired text it is; null: of none
      std::optional<base::Timestamp> at = {};  // of a return: when it came
    };
    std::vector<Line> lines;
    std::vector<Line> recognised;  // of chunks of this file that were there, where they are asked for
    std::optional<domain::CustomerId> customer;
    base::Currency currency;
    std::string country;
    std::optional<base::Timestamp> earliest;
  };
  // Which of the known lines were said; none yet: empty.
  struct Said {
    std::vector<bool> lines, recognised;
  };
  enum class Border { None, Alone, AmongOthers };  // that file has no other document, or others

  base::Result<ChunkBuilder::LineFates> fatesOf(const Document& document, const Place& place, const Known& known, Said& said);
  base::Result<Said> saidOf(const store::StreamRef& stream);
  base::Status keepSaid(const store::StreamRef& stream, const Said& said);
  base::Result<Known> read(const store::StreamRef& stream, bool withRecognised = false) const;
  static bool isSame(const Known::Line& one, const Document& document, std::size_t line);
  static const char* saysOtherwise(const Document& document, const Known& known);
  static bool saysAllOf(const Known& known, const Document& document);
  static ChunkBuilder::LineFates goesOn(const Document& document, const Known& known, std::vector<bool>& said);
  // Whether an earlier file ends where this one begins, or begins where it ends.
  base::Result<Border> borderOf(const Document& document, const Place& place) const;
  base::Result<Border> endOfEarlier(const Document& document) const;
  base::Result<Border> beginOfEarlier(const Document& document) const;
  const store::ImportedChunk* beganIn(const Document& document) const;

  const std::string& m_source;
  const KnownChunks& m_chunks;
  store::ImportLedger& m_ledger;
  store::EventStore& m_events;
  std::set<base::CommandId> m_own, m_recognised;
  std::map<base::CommandId, const store::ImportedChunk*> m_byId;
  std::map<base::CommandId, Repair> m_repairs;
  std::set<std::string> m_related;
  std::string m_file;
  std::int64_t m_ownThere = 0;
  std::unique_ptr<sqlite::Connection> m_said;  // on disk, by stream; its address stays for the statements
  sqlite::Statement m_saidOf, m_keepSaid;
};

}  // namespace twinlane::transfer
