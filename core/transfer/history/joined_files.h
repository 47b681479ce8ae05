// Files of flat lines whose rows are joined by their documents, wherever they lie: which of them were read before, and which say
// more of documents that are known rather than all of them again. What decides is all that a file says, before anything is sent;
// where nothing can tell, its rows are set aside. One thread. Errors: those of the journal and of the staging.
#pragma once

#include "transfer/history/known_facts.h"

namespace twinlane::transfer {

// Chunks of a source that are in the journal, by last row and prefix.
using HistoryChunks = std::map<std::pair<std::int64_t, base::Digest>, store::ImportedChunk>;

class JoinedFiles {
 public:
  JoinedFiles(const std::string& source, const HistoryChunks& chunks, store::ImportLedger& ledger, store::EventStore& events) : m_source(source), m_chunks(chunks), m_ledger(ledger), m_events(events) {}

  base::Status learn(Staging& staging);
  bool isEmpty() const { return m_files.empty(); }
  // Whether none of them says anything new of documents that are known.
  bool areAllKnown() const;
  // Whether all of a file was read before.
  bool isKnown(std::int64_t file) const { return !isEmpty() && m_files.at(static_cast<std::size_t>(file - 1)).isKnown; }

  // Each document that is read, in their order: what the files say of one that is there, and one that is not.
  void compareKnown(const Staging::Order& order, const store::ImportedDocument& document, const KnownDocument& known);
  void addNew(const Staging::Order& order);
  // After the last of them.
  base::Status decide();
  // Whether a line is of a file that goes on with documents, or may do so.
  bool mayGoOn(const Staging::Line& line) const { return !isEmpty() && line.file > 0 && (fileOf(line).isFurther || fileOf(line).isUnclear); }
  // How the files of a document's lines say them, as of what of it is in now. That a piece of it came in, or how much of it did, is
  // known by a name of its own. `known`: what is there of it; null: nothing.
  base::Status sayHow(History& history, const KnownDocument* known);
  // The name that comes with the first facts of a file that goes on with documents: what is told by it says how it is read when it is
  // given again after it was stopped. Nothing where none is due.
  std::optional<std::string> nameDue(std::int64_t file) const;
  void isNamed(std::int64_t file) { m_files.at(static_cast<std::size_t>(file - 1)).isNamed = true; }

  // Names under which files are to be known, when what they say is sent: that nobody can tell how it is read, and that all of it was.
  struct Mark {
    std::int64_t rows = 0;
    base::Digest name{};
  };
  std::vector<Mark> marksBefore() const;
  std::vector<Mark> marksAfter() const;

 private:
  using Money = std::pair<std::int64_t, std::int64_t>;  // quantity and net of a line
  // A document that is known.
  struct Told {
    store::StreamRef stream;
    std::int64_t lastRow = 0;  // of the chunk in which it began
    base::Digest prefix{};
    bool hasOneLine = false;   // which is said again
  };
  struct File {
    base::Digest digest{};
    std::int64_t rows = 0;
    bool isKnown = false;         // all of it was read before
    bool beginsAsKnown = false;   // or what it begins with
    SaidLines lines;              // of known documents
    std::int64_t documents = 0;   // that are known
    std::int64_t saidAgain = 0;   // of which all that is there is said as it is
    std::vector<Told> few;        // those, as long as they are few
    bool hasNew = false;          // and others
    std::string first, last;      // of all documents
    bool isMoneySame = true, isMoneyMixed = false;
    std::optional<Money> money;
    // Each has as many lines as are there and was placed then, and products go by one other name each.
    bool isRenamed = true;
    std::map<std::string, std::string> newNames, oldNames;
    bool isFurther = false, isUnclear = false;
    bool isNamed = false;                // as one that goes on with documents
    std::optional<store::Position> since;  // it was, when the journal had come so far

    // As many lines of as much money as are there, by chance hardly: all products were called otherwise.
    bool isRecoded() const { return isMoneySame && (hasNew ? isMoneyMixed && documents > 1 : isMoneyMixed || documents == 1); }
  };
  static base::Digest nameOf(const char* what, const base::Digest& digest);
  static void rename(File& file, const std::vector<domain::OrderLine>& there, const std::vector<domain::OrderLine>& said);
  bool isMarked(const char* what, const File& file) const { return m_chunks.contains({file.rows, nameOf(what, file.digest)}); }
  base::Result<bool> areAtBorder(const File& file) const;
  base::Result<bool> isAtBorder(const File& file, const Told& told) const;
  const File& fileOf(const Staging::Line& line) const { return m_files.at(static_cast<std::size_t>(line.file - 1)); }
  File& of(const Staging::Line& line) { return m_files.at(static_cast<std::size_t>(line.file - 1)); }
  base::Status learnNamed(File& file);
  // How many lines of a piece are in; nothing when all are.
  base::Result<std::optional<std::int64_t>> linesIn(const std::string& piece);
  base::Result<bool> hasOthers(const std::string& pieces, const std::string& piece);
  void pass(File& file, const Staging::Order& order);

  const std::string& m_source;
  const HistoryChunks& m_chunks;
  store::ImportLedger& m_ledger;
  store::EventStore& m_events;
  std::vector<File> m_files;
};

}  // namespace twinlane::transfer
