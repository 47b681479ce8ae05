// Whether a file is what its profile says, judged over its rows before the first one is taken in. A row that cannot be read
// refuses the file there and then. Where the profile sets such rows aside they must be the few: a file most of whose rows do
// not come to the header's fields, or most of whose rows with letters beyond ASCII are not in the encoding, is another than
// the profile describes. One thread, constant memory. Within the room.
#pragma once

#include "transfer/csv/row_text.h"

namespace twinlane::transfer {

class FileProof {
 public:
  FileProof(const Profile& profile, std::string path) : m_unreadableAside(profile.unreadableAside), m_path(std::move(path)) {}
  // Why the file is refused at this row, if it is.
  std::optional<ProfileProblem> add(const RowText& rows, const CsvRow& row);
  // After the last row: why the file is refused, if it is.
  std::optional<ProfileProblem> verdict() const;

 private:
  // Of the rows that could show it: how many did, and where it was first otherwise.
  struct Count {
    std::int64_t good = 0, bad = 0, firstLine = 0;
    void add(bool isGood, std::int64_t line);
    bool mostlyBad() const { return bad > good; }
  };

  // Where nothing else tells of the encoding, one row among a hundred is dirt in a plain file; more are another encoding.
  static constexpr std::int64_t rowsForOne = 100;
  bool otherEncoding() const { return m_encoding.mostlyBad() && (m_encoding.good > 0 || m_encoding.bad * rowsForOne > m_shape.good); }

  ProfileProblem mostly(const Count& count, const char* key, const std::string& what, const std::string& remedy) const;

  const bool m_unreadableAside;
  const std::string m_path;
  Count m_shape, m_encoding;
};

}  // namespace twinlane::transfer
