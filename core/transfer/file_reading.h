// A file that is read again has one account: that of its rows as they are now, and of those of earlier versions that still stand
// open. Remembers of the file at hand what was accounted for before, closes rows that stood in quarantine and are in now, sets those
// aside anew that were closed and came back, and in the end puts the account right: a row that another file brought counts as there
// already. One thread. Errors: those of the journal. Within the room.
#pragma once

#include "transfer/aside_rows.h"
#include "transfer/known_lines.h"

namespace twinlane::transfer {

class FileReading {
 public:
  // What is behind the references must outlive the reading.
  FileReading(const Profile& profile, const std::string& actor, command::FactSink& sink, store::ImportLedger& ledger)
      : m_profile(profile), m_source(profile.source), m_actor(actor), m_sink(sink), m_ledger(ledger) {}

  // The file is about to be read from its beginning.
  base::Status begin(const std::string& file);
  // Whether rows of the source were set aside: else nothing needs to be told of rows that are known.
  bool hasAside() const { return !m_aside->isEmpty(); }
  // Before anything is stored of what was told.
  base::Status status() const { return m_aside->status(); }

  // Rows that its own account has already, and those that another file brought.
  void known(std::int64_t rows) { m_known += rows; }
  void knownElsewhere(std::int64_t rows) { m_knownElsewhere += rows; }
  // Rows that stand for others of the file as it was before, whatever becomes of them.
  void standFor(std::int64_t rows) { m_standFor += rows; }
  // A row that is left out by a rule, now or before; of one that was read before nobody knows whether it was taken in then.
  void leftOut(const std::string& rule, std::int64_t rows = 1) { m_ignored[rule] += rows; }
  void leftOutNow(const std::string& rule) { leftOut(rule), ++m_leftOutNow; }
  // A row that is set aside: whether it was, of this file or of `related`, and stands so still.
  bool isAsideAlready(const store::QuarantinedRow& row, const std::set<std::string>& related);
  // The same of one that was repaired, or taken in with another profile: its old text is known.
  bool isRepaired(const store::QuarantinedRow& row, const std::set<std::string>& related);
  // The row in this place said this line, and stands under another order's number since a person repaired it.
  base::Result<bool> isRepairedOtherwise(std::int64_t row, std::string_view order, std::string_view product, const KnownLines& lines);
  // A row of this file that was read before, in a chunk of the file `in`; whether it was set
  // aside then. One that was closed since is set aside anew in the end, unless that chunk brought it (`isBrought`); one that stands is known unless the profile that reads it now
  // (`isReadNow`) takes it or has another reason.
  base::Result<AsideRows::Before> wasAside(const std::string& in, store::QuarantinedRow row, const std::function<base::Result<bool>()>& isBrought = {}, bool isReadNow = false);
  // A row that says what is in the shop already, or that is left out.
  void isIn(std::string_view order, std::string_view product, std::int64_t row) { m_aside->isIn(order, product, row); }
  // A row of this number is left out, whatever stood there.
  void isReplaced(std::int64_t row) { m_aside->isReplaced(m_file, row); }
  // Rows that were stored. A row that was cut may be one of this file, of `related`, files that said the same before, or of one
  // whose first row it was.
  base::Status tookIn(const ChunkBuilder& builder, const std::set<std::string>& related);
  // All of it was read, so many rows.
  base::Status end(std::int64_t rows, const KnownLines& lines);

 private:
  base::Result<AsideRows::Name> nameOf(const std::string& text);
  base::Status storeAside();
  // Whether it is the one that was read under its name before, and not another.
  bool isSame(std::int64_t closed);
  // What a mended profile leaves out and was taken in before is in the shop.
  void keepTakenIn(const store::FileAccount& account, std::int64_t rows);
  // A chunk that only tells an account.
  base::Status acceptAccount(command::FactChunk chunk);
  base::Status close();
  store::FileRows missing(const store::FileAccount& account, std::int64_t rows) const;
  command::FactChunk named(command::FactChunk chunk, const base::Digest& prefix, std::int64_t first, std::int64_t last) const;
  base::Status accept(command::FactChunk chunk);

  const Profile& m_profile;
  const std::string& m_source;
  const std::string& m_actor;
  command::FactSink& m_sink;
  store::ImportLedger& m_ledger;
  std::string m_file;
  store::FileAccount m_before;
  std::optional<AsideRows> m_aside{std::in_place};
  std::string m_header;  // that the rows in it were read under
  std::optional<RowMapping> m_texts;  // reads the texts of rows that were set aside
  std::int64_t m_known = 0, m_knownElsewhere = 0, m_stored = 0, m_standFor = 0, m_leftOutNow = 0;
  std::map<std::string, std::int64_t> m_ignored;
};

}  // namespace twinlane::transfer
