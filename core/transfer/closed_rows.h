// Rows of the quarantine that an import closes, by their index in it, until that is stored. One thread.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace twinlane::transfer {

class ClosedRows {
 public:
  // Set aside otherwise since.
  void add(std::int64_t index) { m_indexes.insert(index); }
  // It is in: counted for the file that it was set aside from.
  void add(std::int64_t index, const std::string& file) {
    add(index);
    ++m_perFile[file];
  }

  const std::map<std::string, std::int64_t>& perFile() const { return m_perFile; }
  // From first to last.
  std::vector<std::pair<std::int64_t, std::int64_t>> ranges() const;

 private:
  std::set<std::int64_t> m_indexes;
  std::map<std::string, std::int64_t> m_perFile;
};

}  // namespace twinlane::transfer
