// Sums by key over any number of keys in bounded memory: what does not fit is added up in a shadow file. One thread. Within the
// room.
#pragma once

#include "base/file_system.h"
#include "sqlite/statement.h"

#include <unordered_map>

namespace twinlane::care {

class GuardSums {
 public:
  using Sums = std::array<std::int64_t, 3>;

  // The file `<name>-sums.sqlite` is made in the folder, and the folder, when there are more than `most` keys; the destructor
  // removes the file.
  GuardSums(std::string folder, std::string name, base::FileSystem& files, std::size_t most = 100'000);
  ~GuardSums();
  GuardSums(const GuardSums&) = delete;
  GuardSums& operator=(const GuardSums&) = delete;

  base::Status add(const std::string& key, const Sums& more);
  // Nothing for a key to which nothing was added.
  base::Result<std::optional<Sums>> find(const std::string& key);
  // How many keys there are.
  base::Result<std::int64_t> size();

 private:
  base::Status openShadow();
  // Adds what is in memory to the file.
  base::Status merge();
  void remove();

  const std::string m_folder, m_path;
  base::FileSystem& m_files;
  const std::size_t m_most;
  std::unordered_map<std::string, Sums> m_sums;
  std::optional<sqlite::Connection> m_shadow;
  sqlite::Statement m_add, m_find;
};

}  // namespace twinlane::care
