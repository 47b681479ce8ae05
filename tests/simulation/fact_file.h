// A CSV file of another system that grows and is imported again and again: rows of known documents come late, some cannot be
// read, and what was taken in is never taken in twice, whatever happened in between. The file lies in a folder of its process on
// the machine's disk, which the import reads past the simulated one. One thread.
#pragma once

#include "base/random.h"
#include "simulation/oracle/history.h"

namespace twinlane::simulation {

class FactFile {
 public:
  explicit FactFile(base::Random& random);
  ~FactFile();
  FactFile(const FactFile&) = delete;
  FactFile& operator=(const FactFile&) = delete;

  // Some more rows.
  void grow();
  // Takes the file in. An error is a fault only when `mustWork`.
  Finding takeIn(engine::Engine& engine, bool mustWork);
  // Takes it in twice: the second time every row is known already, and the accounts of both agree with the file.
  Finding takeInTwice(engine::Engine& engine);

  std::int64_t taken() const { return m_taken; }

 private:
  base::Result<transfer::ImportAccount> import(engine::Engine& engine);
  std::int64_t between(std::int64_t least, std::int64_t most) { return least + static_cast<std::int64_t>(m_random.below(static_cast<std::uint64_t>(most - least + 1))); }

  base::Random& m_random;
  std::string m_folder;
  std::int64_t m_rows = 0, m_documents = 0;
  std::int64_t m_taken = 0;  // rows, by all imports
};

}  // namespace twinlane::simulation
