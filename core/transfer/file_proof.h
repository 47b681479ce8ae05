// Whether a file is what its profile says, judged over all of its rows before the first one is taken in. Rows that do
// not come to the header's fields refuse it, unless the profile sets them aside and they are the few. Single rows that are
// not in the encoding are dirt and are set aside; when most of those with letters beyond ASCII are not, the file is another
// than the profile describes and is refused whole. One thread, constant memory. Within the room.
#pragma once

#include "transfer/row_mapping.h"

namespace twinlane::transfer {

class FileProof {
 public:
  FileProof(const Profile& profile, std::string path) : m_raggedAside(profile.raggedAside), m_path(std::move(path)) {}
  void add(const RowMapping& mapping, const CsvRow& row);
  // Why the file is refused, if it is.
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

  const bool m_raggedAside;
  const std::string m_path;
  Count m_shape, m_encoding;
  std::string m_firstRagged;  // what is wrong with it, in words
};

}  // namespace twinlane::transfer
