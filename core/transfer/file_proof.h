// Whether a file is what its profile says, judged over all of its rows before the first one is taken in: single rows that
// cannot be read are dirt and are set aside one by one; when most have other columns than the header, or most of those with
// letters beyond ASCII are not in the encoding, the file is another than the profile describes and is refused whole. One thread, constant memory. Within the room.
#pragma once

#include "transfer/row_mapping.h"

namespace twinlane::transfer {

class FileProof {
 public:
  explicit FileProof(std::string path) : m_path(std::move(path)) {}
  void add(const RowMapping& mapping, const CsvRow& row);
  // BadInput with file, line, key and remedy.
  base::Status verdict() const;

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

  base::Error error(const Count& count, const std::string& what, const std::string& remedy) const;

  const std::string m_path;
  Count m_shape, m_encoding;
};

}  // namespace twinlane::transfer
