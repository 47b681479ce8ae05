// The rows of a file as texts in UTF-8: whether a row can be read at all, its fields, and the row as a person sees it; and
// what is wrong with a header. One thread; fields stay valid until the next row is taken or read. Within the room.
#pragma once

#include "transfer/csv/csv_reader.h"
#include "transfer/profile/profile.h"
#include "transfer/value/text_encoding.h"

namespace twinlane::transfer {

// A column that is asked for, and the key of the profile that asks.
struct AskedColumn {
  std::string key, column;
};

class RowText {
 public:
  RowText(const Profile& profile, const CsvRow& header);

  // Every column asked for must be in the header once; problems name the file, line 1, the key and the columns found.
  static std::vector<ProfileProblem> headerProblems(const Profile& profile, const CsvRow& header, const std::string& file, const std::vector<AskedColumn>& asked);

  // Of the columns, in UTF-8 and trimmed.
  const std::vector<std::string>& names() const { return m_names; }

  // Reason code when the row cannot be read at all, whatever its values: row_too_long, bad_quotes, ragged_row, bad_encoding.
  const char* unreadable(const CsvRow& row) const;

  // Trimmed; of a row that can be read.
  const std::vector<std::string_view>& fields(const CsvRow& row);

  // The row as text a person can read, at most `bytes` long.
  std::string readable(const CsvRow& row, std::size_t bytes) const;

 private:
  Encoding m_encoding;
  std::vector<std::string> m_names;
  std::vector<std::string_view> m_fields;
  std::string m_converted;
};

}  // namespace twinlane::transfer
