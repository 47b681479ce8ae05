// Gathers the rows of one chunk: lines per document, the account of the rows that make none. Each document becomes one
// event of at most 256 lines and continuations; a document that was there before goes on where it ended. One thread.
#pragma once

#include "command/facts.h"
#include "store/event_store.h"
#include "transfer/row_mapping.h"
#include "transfer/taken_chunk.h"

#include <functional>
#include <set>
#include <unordered_map>

namespace twinlane::transfer {

class ChunkBuilder {
 public:
  struct SourceRow {
    std::int64_t row = 0;
    std::string raw;
    std::optional<base::Timestamp> at;
  };
  struct Document {
    store::StreamRef stream;
    std::optional<domain::CustomerId> customer;
    std::string country;
    base::Currency currency;
    std::optional<base::Timestamp> earliest;
    std::vector<domain::OrderLine> lines;
    std::vector<SourceRow> rows;  // of each line
    std::optional<store::ImportedDocument> before;
  };
  // What becomes of a line of a document that was there before: it is new, it is there already, or its row is set aside.
  enum class LineFate { New, There, Aside };
  struct LineFates {
    std::vector<LineFate> fates;  // of each line
    const char* reason = "";      // of those that are set aside
    // Of those that are there: the chunk that brought each, and how many lines of its document come before it there; empty: nobody knows.
    std::vector<std::pair<const store::ImportedChunk*, std::size_t>> there;
  };
  // Of a document and its place among those of the chunk.
  using FatesOf = std::function<base::Result<LineFates>(const Document&, std::size_t place, std::size_t documents)>;

  static constexpr std::size_t keptRaw = 4096;  // bytes of a row that is set aside

  // Both must outlive the builder.
  ChunkBuilder(const std::string& source, std::string file, store::ImportLedger& ledger)
      : m_source(source), m_file(std::move(file)), m_ledger(ledger) {}

  // What a row of a line says, without a number, and of which document.
  static domain::OrderLine lineOf(const MappedRow& mapped);
  static store::StreamRef streamOf(const MappedRow& mapped);

  // `raw` is kept until the chunk is stored: a whole document may still have to be set aside. Below zero the ordinal is that of a row
  // of the quarantine, which the chunk closes.
  void add(std::int64_t row, std::int64_t ordinal, const MappedRow& mapped, std::string raw);

  const std::string& file() const { return m_file; }
  std::int64_t rows() const { return m_rows; }
  std::size_t bytes() const { return m_bytes; }
  std::int64_t firstOrdinal() const { return m_firstOrdinal; }
  std::int64_t lastOrdinal() const { return m_lastOrdinal; }
  // As a spreadsheet counts.
  std::int64_t firstRow() const { return m_firstRow; }
  std::int64_t lastRow() const { return m_lastRow; }
  const std::string& firstText() const { return m_firstText; }
  // A row that goes on with the document of the row before, or that names none, stays in its chunk.
  bool goesOn(const MappedRow& mapped) const { return mapped.order.empty() || mapped.order == m_lastOrder; }

  // Asks the ledger what the documents were before this chunk, and a return's own stream how many lines it has.
  base::Status lookUp(store::EventStore& events);

  // The chunk as it stands, as of the last lookUp(), its identity from the digest of the file up to its last row.
  command::FactChunk build(const base::Digest& prefix, const std::string& actor) const;

  // A document whose stream is not in the journal: then these rows are no piece of what was taken in, nor set aside with it.
  base::Result<bool> bringsANewDocument(store::EventStore& events) const;

  // The rows held against a longer chunk that begins with the same row: those that must have been set aside with it, when all
  // others are its first documents, as they stand there; only the last of them may go on behind these rows, and only when
  // it is cut there or the file ends (`mayGoOn`). Nothing when a row says otherwise there, or when no row tells.
  std::optional<std::vector<store::QuarantinedRow>> asPieceOf(const TakenChunk& whole, bool mayGoOn) const;

  // Asks for each document that was there before, as of the last lookUp(), what becomes of its lines.
  base::Status hold(const FatesOf& fatesOf);
  // Rows that were set aside before are there already.
  void dropAside(const std::function<bool(const store::QuarantinedRow&)>& wasAside);
  // Rows that say what is there already. They are not in the chunk's account, unless it closes them.
  std::int64_t there() const { return m_there; }
  bool isEmpty() const { return m_rows == m_there; }

  // Sets lines aside by the numbers of their rows.
  void setAside(const std::set<std::int64_t>& rows, const char* reason);
  // Sets the rows of a document aside, under the text of its stream. False when there is none such.
  bool setAside(const std::string& stream, const std::string& reason);

  const std::map<std::string, std::int64_t>& ignored() const { return m_ignored; }
  const std::vector<store::QuarantinedRow>& quarantined() const { return m_quarantined; }
  std::int64_t accepted() const;
  const std::vector<Document>& documents() const { return m_documents; }
  std::int64_t ambiguousTimes() const { return m_ambiguousTimes; }
  std::int64_t missingTimes() const { return m_missingTimes; }

 private:
  static bool isIn(const TakenChunk::Document& there, const Document& document, bool mayGoOn);
  static command::FactStream factsOf(const Document& document);
  // Only lines that are new stay.
  void keep(Document& document, const std::function<LineFate(std::size_t line)>& fateOf, const char* reason);

  const std::string& m_source;
  const std::string m_file;
  store::ImportLedger& m_ledger;
  std::int64_t m_rows = 0, m_there = 0;
  std::size_t m_bytes = 0;
  std::int64_t m_firstOrdinal = 0, m_lastOrdinal = 0, m_firstRow = 0, m_lastRow = 0;
  std::string m_firstText;  // of the first row, whatever its fate
  std::vector<Document> m_documents;
  std::unordered_map<std::string, std::size_t> m_byStream;
  std::string m_lastOrder;        // of the last row that named one, whatever its fate
  store::StreamRef m_lastStream;  // id empty: none
  std::size_t m_lastDocument = 0;
  std::map<std::string, std::int64_t> m_ignored;
  std::vector<store::QuarantinedRow> m_quarantined;
  std::int64_t m_ambiguousTimes = 0, m_missingTimes = 0;
};

}  // namespace twinlane::transfer
