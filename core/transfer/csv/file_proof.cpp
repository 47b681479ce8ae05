#include "transfer/csv/file_proof.h"

#include "base/format/utf8.h"

namespace twinlane::transfer {
namespace {

ProfileProblem problemOf(std::string_view reason, const RowText& rows, const CsvRow& row, const std::string& path) {
  const char* orAside = ", or set \"unreadable_rows\": \"quarantine\" in the profile, which sets such rows aside; nothing was taken in";
  if (reason == "bad_encoding")
    return {path, row.line, "encoding", "this row is not UTF-8", std::string("save the file as UTF-8, set encoding to latin-1 in the profile, mend the line") + orAside};
  const std::string what = reason == "row_too_long" ? "this row is longer than 1 MiB"
                           : reason == "bad_quotes" ? "there is text after a closing quote"
                                                    : "fields in this row: " + std::to_string(row.fields.size()) + (row.fields.size() == CsvReader::maxFields ? " or more" : "") + ", in the header: " + std::to_string(rows.names().size());
  return {path, row.line, "unreadable_rows", what, std::string("mend the line, correct separator and quote in the profile") + orAside};
}

}  // namespace

void FileProof::Count::add(bool isGood, std::int64_t line) {
  ++(isGood ? good : bad);
  if (!isGood && firstLine == 0) firstLine = line;
}

std::optional<ProfileProblem> FileProof::add(const RowText& rows, const CsvRow& row) {
  const char* why = rows.unreadable(row);
  const std::string_view reason = why == nullptr ? std::string_view() : std::string_view(why);
  if (!reason.empty() && !m_unreadableAside) return problemOf(reason, rows, row, m_path);
  const bool encoding = reason == "bad_encoding";
  m_shape.add(reason.empty() || encoding, row.line);
  // Only a row with letters beyond ASCII tells anything of its encoding.
  if (encoding || (reason.empty() && !base::isAscii(row.raw))) m_encoding.add(!encoding, row.line);
  return std::nullopt;
}

ProfileProblem FileProof::mostly(const Count& count, const char* key, const std::string& what, const std::string& remedy) const {
  return {m_path, count.firstLine, key, what + " in " + std::to_string(count.bad) + " of the " + std::to_string(count.bad + count.good) + " rows that tell", remedy};
}

std::optional<ProfileProblem> FileProof::verdict() const {
  if (m_shape.mostlyBad())
    return mostly(m_shape, "separator", "the columns are not those of the header", "correct separator and quote in the profile, or the file; nothing was taken in");
  if (otherEncoding())
    return mostly(m_encoding, "encoding", "the text is not UTF-8", "save the file as UTF-8, or set encoding to latin-1 in the profile; nothing was taken in");
  return std::nullopt;
}

}  // namespace twinlane::transfer
