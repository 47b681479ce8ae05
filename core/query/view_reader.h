// A read-only connection to the generation in use of one read model. One thread. A file of another store is Foreign; no
// file yet is NotFound. Within the room.
#pragma once

#include "base/file_system.h"
#include "base/generation_cache.h"
#include "query/reader.h"
#include "sqlite/statement.h"

namespace twinlane::query {

class ViewReader {
 public:
  static base::Result<std::unique_ptr<ViewReader>> open(const std::string& viewsFolder, const std::string& name, const store::StoreIdentity& identity,
                                                        const base::FileSystem& files);
  // Whether the list is still in the generation that this reads.
  bool isCurrent(const base::FileSystem& files) const;
  sqlite::Connection& connection() { return m_connection; }
  int generation() const { return m_generation; }
  // A prepared statement for this text, kept for the next time; holds for this question.
  base::Result<sqlite::Statement*> statement(const std::string& sql);
  // With how many streams are set aside, how many events wait in them, at one position fewer when some were taken in after all, and
  // how many were discarded.
  struct Reached {
    store::Position position = 0;
    std::int64_t setAside = 0, waiting = 0, discarded = 0;
  };
  base::Result<Reached> position();
  // The position with what a person has said about the list; the name is the caller's.
  base::Result<ListPosition> standing();

 private:
  ViewReader(sqlite::Connection connection, int generation) : m_connection(std::move(connection)), m_generation(generation) {}
  sqlite::Connection m_connection;
  const int m_generation;
  std::string m_folder, m_name;
  // A person may ask in more ways than are worth keeping.
  base::GenerationCache<std::string, sqlite::Statement> m_statements{128};
};

}  // namespace twinlane::query
