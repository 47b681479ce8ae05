#include "transfer/file_proof.h"

#include "base/utf8.h"

namespace twinlane::transfer {
namespace {

std::string raggedIn(std::string_view reason, const RowMapping& mapping, const CsvRow& row) {
  if (reason == "row_too_long") return "this row is longer than 1 MiB";
  if (reason == "bad_quotes") return "there is text after a closing quote";
  return "fields in this row: " + std::to_string(row.fields.size()) + ", in the header: " + std::to_string(mapping.columns());
}

}  // namespace

void FileProof::Count::add(bool isGood, std::int64_t line) {
  ++(isGood ? good : bad);
  if (!isGood && firstLine == 0) firstLine = line;
}

void FileProof::add(const RowMapping& mapping, const CsvRow& row) {
  const char* why = mapping.unreadable(row);
  const std::string_view reason = why == nullptr ? std::string_view() : std::string_view(why);
  const bool encoding = reason == "bad_encoding";
  const bool ragged = !reason.empty() && !encoding;
  if (ragged && m_shape.bad == 0) m_firstRagged = raggedIn(reason, mapping, row);
  m_shape.add(!ragged, row.line);
  // Only a row with letters beyond ASCII tells anything of its encoding.
  if (encoding || (reason.empty() && !base::isAscii(row.raw))) m_encoding.add(!encoding, row.line);
}

ProfileProblem FileProof::mostly(const Count& count, const char* key, const std::string& what, const std::string& remedy) const {
  return {m_path, count.firstLine, key, what + " in " + std::to_string(count.bad) + " of the " + std::to_string(count.bad + count.good) + " rows that tell", remedy};
}

std::optional<ProfileProblem> FileProof::verdict() const {
  if (m_shape.mostlyBad())
    return mostly(m_shape, "separator", "the columns are not those of the header", "correct separator and quote in the profile, or the file; nothing was taken in");
  if (otherEncoding())
    return mostly(m_encoding, "encoding", "the text is not UTF-8", "save the file as UTF-8, or set encoding to latin-1 in the profile; nothing was taken in");
  if (m_shape.bad == 0 || m_raggedAside) return std::nullopt;
  const std::string more = m_shape.bad > 1 ? ", the first of " + std::to_string(m_shape.bad) + " such rows" : "";
  return ProfileProblem{m_path, m_shape.firstLine, "ragged", m_firstRagged + more,
                        "mend the row, or set \"ragged\": \"quarantine\" in the profile, which sets such rows aside; nothing was taken in"};
}

}  // namespace twinlane::transfer
