#include "transfer/file_proof.h"

#include "base/utf8.h"

namespace twinlane::transfer {

void FileProof::Count::add(bool isGood, std::int64_t line) {
  ++(isGood ? good : bad);
  if (!isGood && firstLine == 0) firstLine = line;
}

void FileProof::add(const RowMapping& mapping, const CsvRow& row) {
  const char* why = mapping.unreadable(row);
  const std::string_view reason = why == nullptr ? std::string_view() : std::string_view(why);
  const bool encoding = reason == "bad_encoding";
  m_shape.add(reason.empty() || encoding, row.line);
  // Only a row with letters beyond ASCII tells anything of its encoding.
  if (encoding || (reason.empty() && !base::isAscii(row.raw))) m_encoding.add(!encoding, row.line);
}

base::Error FileProof::error(const Count& count, const std::string& what, const std::string& remedy) const {
  return {base::ErrorCode::BadInput, what + " in " + std::to_string(count.bad) + " of the " + std::to_string(count.bad + count.good) + " rows that tell", m_path + ", line " + std::to_string(count.firstLine), remedy};
}

base::Status FileProof::verdict() const {
  if (m_shape.mostlyBad())
    return tl::unexpected(error(m_shape, "the columns are not those of the header (separator)", "correct separator and quote in the profile, or the file; nothing was taken in"));
  if (otherEncoding())
    return tl::unexpected(error(m_encoding, "the text is not UTF-8 (encoding)", "save the file as UTF-8, or set encoding to latin-1 in the profile; nothing was taken in"));
  return {};
}

}  // namespace twinlane::transfer
