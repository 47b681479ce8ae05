#include "sqlite/read_guard.h"

#include <algorithm>
#include <array>
#include <sqlite3.h>
#include <utility>

namespace twinlane::sqlite {
namespace {

// Beyond what any statement of ours needs, below what would take long to read or to run.
constexpr std::array<std::pair<int, int>, 10> readLimits = {{{SQLITE_LIMIT_LENGTH, 64 * 1024 * 1024},
                                                            {SQLITE_LIMIT_SQL_LENGTH, 64 * 1024},
                                                            {SQLITE_LIMIT_COLUMN, 100},
                                                            {SQLITE_LIMIT_EXPR_DEPTH, 200},
                                                            {SQLITE_LIMIT_COMPOUND_SELECT, 8},
                                                            {SQLITE_LIMIT_VDBE_OP, 25'000},
                                                            {SQLITE_LIMIT_FUNCTION_ARG, 16},
                                                            {SQLITE_LIMIT_ATTACHED, 0},
                                                            {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 4'096},
                                                            {SQLITE_LIMIT_VARIABLE_NUMBER, 400}}};

// Of one row's values, or of a group's without growing with it; and what full-text search has of its own.
constexpr std::array<std::string_view, 38> readFunctions = {"abs", "avg", "bm25", "char", "coalesce", "count", "dense_rank", "first_value", "folded", "folded_begins", "folded_holds",
                                                            "highlight", "ifnull", "iif", "instr",
                                                            "lag", "last_value", "lead", "length", "like", "lower", "match", "max", "min", "nullif", "rank", "round",
                                                            "row_number", "sign", "snippet", "substr", "substring", "sum", "total", "trim", "typeof", "upper", "zeroblob"};
// They tell of the file and change nothing; full-text search asks for the first at each question.
constexpr std::array<std::string_view, 4> readPragmas = {"data_version", "application_id", "user_version", "integrity_check"};

// Ten thousand steps of SQLite's machine are a fraction of a millisecond.
constexpr int stepsBetweenLooks = 10'000;

template <class Names>
bool isNamed(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

base::Result<std::unique_ptr<ReadGuard>> ReadGuard::over(sqlite3* handle) {
  std::unique_ptr<ReadGuard> guard(new ReadGuard);
  guard->m_handle = handle;
  guard->m_tables = {"sqlite_schema", "sqlite_master", "sqlite_sequence"};
  const auto take = [](void* tables, int, char** values, char**) {
    static_cast<std::set<std::string, std::less<>>*>(tables)->insert(values[0]);
    return 0;
  };
  if (sqlite3_exec(handle, "SELECT name FROM sqlite_schema WHERE type='table'", take, &guard->m_tables, nullptr) != SQLITE_OK)
    return base::fail(base::ErrorCode::Io, sqlite3_errmsg(handle));
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  for (const auto& [limit, value] : readLimits) sqlite3_limit(handle, limit, value);
  sqlite3_set_authorizer(handle, &ReadGuard::authorize, guard.get());
  return guard;
}

int ReadGuard::authorize(void* guard, int action, const char* first, const char* second, const char* database, const char*) {
  const ReadGuard& self = *static_cast<ReadGuard*>(guard);
  const auto verdict = [](bool allowed) { return allowed ? SQLITE_OK : SQLITE_DENY; };
  switch (action) {
    case SQLITE_SELECT: return SQLITE_OK;
    // BEGIN, COMMIT, ROLLBACK: a snapshot.
    case SQLITE_TRANSACTION: return SQLITE_OK;
    // Without a name of the database where no column of the table is read, as in count(*).
    case SQLITE_READ: return verdict((database == nullptr || std::string_view(database) == "main") && first != nullptr && self.m_tables.find(std::string_view(first)) != self.m_tables.end());
    case SQLITE_FUNCTION: return verdict(isNamed(readFunctions, second));
    // What takes a value would set it, but for the check, which takes how many faults it may tell.
    case SQLITE_PRAGMA: return verdict(isNamed(readPragmas, first) && (second == nullptr || std::string_view(first) == "integrity_check"));
    // As SQLite takes it when a virtual table tells its columns, which writes nothing; a statement that does it is refused all the same.
    case SQLITE_UPDATE: return verdict(std::string_view(first) == "sqlite_master");
    default: return SQLITE_DENY;
  }
}

void ReadGuard::allow(Allowance allowance) {
  m_allowance = std::move(allowance);
  m_why = Why::Running;
  if (m_allowance.clock != nullptr) m_began = m_allowance.clock->steady();
  const bool isBounded = m_allowance.clock != nullptr || m_allowance.cancelled;
  sqlite3_progress_handler(m_handle, isBounded ? stepsBetweenLooks : 0, isBounded ? &ReadGuard::look : nullptr, this);
}

int ReadGuard::look(void* guard) {
  ReadGuard& self = *static_cast<ReadGuard*>(guard);
  const Allowance& allowance = self.m_allowance;
  if (allowance.cancelled && allowance.cancelled->load(std::memory_order_relaxed)) self.m_why = Why::Cancelled;
  else if (allowance.clock != nullptr && allowance.clock->steady().microsSince(self.m_began) > allowance.micros) self.m_why = Why::OverBudget;
  return self.m_why == Why::Running ? 0 : 1;
}

std::optional<base::Error> ReadGuard::stopped() const {
  if (m_why == Why::Cancelled) return base::Error{base::ErrorCode::Stopped, "the question was taken back before it was answered", {}, "ask again if it is still wanted"};
  if (m_why == Why::OverBudget)
    return base::Error{base::ErrorCode::OverBudget, "the question took longer than the " + std::to_string(m_allowance.micros / 1000) + " ms it may take", {},
                       "ask for less: a narrower query, a shorter period or a smaller page"};
  return std::nullopt;
}

}  // namespace twinlane::sqlite
