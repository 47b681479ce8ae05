#include "projection/row_recorder.h"

namespace twinlane::projection {
namespace {

constexpr const char* noSuchRow = "no row";

std::string printed(std::span<const sqlite::Value> row) {
  std::string text;
  for (std::size_t i = 0; i < row.size(); ++i) text += (i > 0 ? "|" : "") + row[i].printable();
  return row.empty() ? noSuchRow : text;
}

}  // namespace

base::Result<RowRecorder> RowRecorder::open(sqlite::Connection& connection) {
  auto tables = provenTables(connection);
  if (!tables) return tl::unexpected(tables.error());
  RowRecorder recorder;
  for (ProvenTable& table : *tables) recorder.m_tables.emplace(table.name, std::move(table));
  return recorder;
}

void RowRecorder::rowChanges(std::string_view name, std::span<const sqlite::Value> before, std::span<const sqlite::Value> after) {
  const ProvenTable& table = m_tables.at(std::string(name));
  const std::span<const sqlite::Value> row = after.empty() ? before : after;
  std::string key;
  for (const std::size_t i : table.key) key += (key.empty() ? "" : "|") + row[i].printable();
  const auto [change, isNew] = m_changes.try_emplace({table.name, key}, RowChange{table.name, key, printed(before), {}});
  change->second.after = printed(after);
}

std::vector<RowChange> RowRecorder::changes() const {
  std::vector<RowChange> changed;
  for (const auto& [key, change] : m_changes)
    if (change.before != change.after) changed.push_back(change);
  return changed;
}

}  // namespace twinlane::projection
