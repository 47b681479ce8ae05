// Which rows of a list's tables a transaction changes, and from what to what: for a preview, whose transaction is rolled back.
// One thread: the connection's.
#pragma once

#include "projection/parked.h"
#include "projection/row_digests.h"

#include <map>

namespace twinlane::projection {

class RowRecorder final : public sqlite::RowWatch {
 public:
  static base::Result<RowRecorder> open(sqlite::Connection& connection);

  void clear() { m_changes.clear(); }
  // In the order of tables and keys, without rows that end as they were.
  std::vector<RowChange> changes() const;

  bool isWatched(std::string_view table) const override { return m_tables.contains(std::string(table)); }
  void rowChanges(std::string_view table, std::span<const sqlite::Value> before, std::span<const sqlite::Value> after) override;

 private:
  std::map<std::string, ProvenTable> m_tables;
  std::map<std::pair<std::string, std::string>, RowChange> m_changes;
};

}  // namespace twinlane::projection
