// A file that is read again has one account: that of its rows as they are now. Remembers of the file at hand what was accounted
// for before, closes rows that stood in quarantine and do no more, and in the end puts the account right: a row that another file
// brought counts as there already. One thread. Errors: those of the journal. Within the room.
#pragma once

#include "transfer/chunk_builder.h"
#include "transfer/history/standing_rows.h"

namespace twinlane::transfer {

class FileReading {
 public:
  // What is behind the references must outlive the reading.
  FileReading(const std::string& source, const std::string& actor, command::FactSink& sink, store::ImportLedger& ledger)
      : m_source(source), m_actor(actor), m_sink(sink), m_ledger(ledger) {}

  // The file is about to be read from its beginning.
  base::Status begin(const std::string& file);
  std::int64_t rowsBefore() const { return m_before.rows; }

  // Rows that its own account has already, and those that another file brought.
  void known(std::int64_t rows) { m_known += rows; }
  void knownElsewhere(std::int64_t rows) { m_knownElsewhere += rows; }
  // A row that is left out by a rule, now or before.
  void leftOut(const std::string& rule, std::int64_t rows = 1) { m_ignored[rule] += rows; }
  // A row that is set aside: whether it was, of this file or of `related`, and stands so still.
  bool isAsideAlready(const store::QuarantinedRow& row, const std::set<std::string>& related);
  // Rows that were stored: what stood for them in `related`, files that said the same before, is closed. A row that was cut is the
  // first that goes on with its file.
  base::Status tookIn(const ChunkBuilder& builder, const std::set<std::string>& related);
  // All of it was read, so many rows.
  base::Status end(std::int64_t rows);

 private:
  base::Result<store::FileAccount> account() const;
  template <class IsIt>
  base::Status closeAt(std::int64_t row, const IsIt& isIt);
  base::Status close();
  store::FileRows missing(const store::FileAccount& account, std::int64_t rows) const;
  base::Status accept(command::FactChunk chunk, const base::Digest& prefix, std::int64_t first, std::int64_t last);

  const std::string& m_source;
  const std::string& m_actor;
  command::FactSink& m_sink;
  store::ImportLedger& m_ledger;
  std::string m_file;
  store::FileAccount m_before;
  StandingRows m_standing{{}};
  std::int64_t m_known = 0, m_knownElsewhere = 0;
  std::map<std::string, std::int64_t> m_ignored;
};

}  // namespace twinlane::transfer
