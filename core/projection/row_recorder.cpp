#include "projection/row_recorder.h"

namespace twinlane::projection {
base::Result<RowRecorder> RowRecorder::open(sqlite::Connection& connection) {
  auto tables = provenTables(connection);
  if (!tables) return tl::unexpected(tables.error());
  RowRecorder recorder;
  for (ProvenTable& table : *tables) recorder.m_tables.emplace(table.name, std::move(table));
  return recorder;
}

void RowRecorder::rowChanges(std::string_view name, std::span<const sqlite::Value> before, std::span<const sqlite::Value> after) {
  const ProvenTable& table = m_tables.at(std::string(name));
  const std::string key = table.keyOf(after.empty() ? before : after);
  const auto [change, isNew] = m_changes.try_emplace({table.name, key}, RowChange{table.name, key, printedRow(before), {}});
  change->second.after = printedRow(after);
}

std::vector<RowChange> RowRecorder::changes() const {
  std::vector<RowChange> changed;
  for (const auto& [key, change] : m_changes)
    if (change.before != change.after) changed.push_back(change);
  return changed;
}

}  // namespace twinlane::projection
