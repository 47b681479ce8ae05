// What a connection of the read lane may do: SELECT from the tables that its file has, with a named set of functions and within
// limits, and for as long as a question is allowed. Set by Connection::guardReads(); all else is Denied when it is prepared:
// writing, ATTACH, PRAGMAs but a few that only tell, functions that reach beyond a row. One thread, but for the flag of an
// Allowance.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

struct sqlite3;

namespace twinlane::sqlite {

// For how long the statements of a connection may run from now on, and a flag that any thread may raise to end them.
struct Allowance {
  const base::Clock* clock = nullptr;  // null: no end of time
  std::int64_t micros = 0;
  std::shared_ptr<const std::atomic<bool>> cancelled = {};  // may be null
};

class ReadGuard {
 public:
  // Of the connection, which must outlive it.
  static base::Result<std::unique_ptr<ReadGuard>> over(sqlite3* handle);

  // Until the next call; an empty one lifts it.
  void allow(Allowance allowance);
  // Why statements were stopped since the last allow(); nothing when they were not.
  std::optional<base::Error> stopped() const;

 private:
  static int authorize(void* guard, int action, const char* first, const char* second, const char* database, const char* trigger);
  static int look(void* guard);

  sqlite3* m_handle = nullptr;
  std::set<std::string, std::less<>> m_tables;
  Allowance m_allowance;
  base::SteadyTime m_began;
  enum class Why { Running, OverBudget, Cancelled } m_why = Why::Running;
};

}  // namespace twinlane::sqlite
