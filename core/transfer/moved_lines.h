// Lines that a file says under another order's number than an earlier version of it did. To take such a line in would count it
// twice, for the order that it stood under has it still. A line that is new is such a one when it stands where the earlier
// version had an equal line of another order, behind the same line as there, and the file does not say that one any more. Two orders
// that have equal lines are both said, so both come in. One thread; holds a few chunks of the earlier version, and what the file
// says on disk, from the first line on that may have moved. Errors: those of the journal and of reading the file. Within the room.
#pragma once

#include "sqlite/statement.h"
#include "transfer/known_lines.h"

#include <memory>

namespace twinlane::transfer {

class MovedLines {
 public:
  using Tell = std::function<base::Status(const store::StreamRef&, const domain::OrderLine&)>;
  // Tells all lines of the file at hand.
  using ReadLines = std::function<base::Status(const Tell&)>;

  MovedLines(const KnownChunks& chunks, const KnownLines& known, const std::string& source, store::EventStore& events)
      : m_chunks(chunks), m_known(known), m_source(source), m_events(events) {}

  // Another file is read, whose first rows, so many, are those of chunks in the journal.
  void beginFile(std::int64_t recognised, ReadLines readLines);
  // The line of a row is there already, brought by a chunk, in which it is that many lines behind the first of its document.
  void isThere(std::int64_t row, const store::StreamRef& stream, const domain::OrderLine& line, const store::ImportedChunk& chunk, std::size_t place);
  // The numbers of the rows of a chunk, all of whose lines that are left are new, that moved.
  base::Result<std::set<std::int64_t>> movedIn(const ChunkBuilder& builder);

 private:
  // A line of the earlier version.
  struct Line {
    store::StreamRef stream;
    base::Digest content{};
    std::optional<base::Timestamp> earliest;  // of its document
    std::optional<bool> isSaid;               // once it was asked
    bool isTaken = false;                     // a line moved from here
  };
  struct Chunk {
    const store::ImportedChunk* chunk = nullptr;
    std::vector<Line> lines;
    std::multimap<base::Digest, std::size_t> byContent;
  };
  // Where a line of the earlier version is the last one that was said.
  struct Anchor {
    const store::ImportedChunk* chunk = nullptr;  // null: where the chunks end that the file begins with
    store::StreamRef stream;
    std::size_t place = 0;
  };
  // What follows in a version: in that chunk from there on.
  using Place = std::pair<std::shared_ptr<Chunk>, std::size_t>;

  const Anchor& before(std::int64_t row) const;
  base::Result<std::vector<std::vector<Place>>> behind(const Anchor& anchor);
  std::vector<const store::ImportedChunk*> from(std::int64_t row, const std::set<std::string>& files);
  base::Result<std::shared_ptr<Chunk>> load(const store::ImportedChunk& chunk);
  base::Result<bool> isMoved(const std::vector<Place>& version, const store::StreamRef& stream, const base::Digest& content, const std::optional<base::Timestamp>& at, bool isAtStart,
                                const std::set<base::Digest>& together);
  base::Result<bool> isSaid(Chunk& chunk, Line& line);
  base::Result<std::int64_t> timesSaid(const store::StreamRef& stream, const base::Digest& content);
  base::Status readFile();

  const KnownChunks& m_chunks;
  const KnownLines& m_known;
  const std::string& m_source;
  store::EventStore& m_events;
  std::int64_t m_recognised = 0;
  ReadLines m_readLines;
  bool m_isVersion = false;  // a row of it is there: else it has nothing in common with a file that was read before
  Anchor m_last;             // of the rows before those of the chunk at hand
  std::map<std::int64_t, Anchor> m_there;                          // by row, of the chunk at hand
  std::unordered_multimap<std::int64_t, std::int64_t> m_rowsOf;  // which say a line, as saidKey() has it
  std::map<std::string, std::int64_t> m_firstRowOf;                // of each document
  std::unordered_multimap<std::int64_t, const store::ImportedChunk*> m_byFirstRow;
  std::vector<std::shared_ptr<Chunk>> m_loaded;  // used last at the end
  std::optional<sqlite::Connection> m_said;
  sqlite::Statement m_countSaid;
};

}  // namespace twinlane::transfer
