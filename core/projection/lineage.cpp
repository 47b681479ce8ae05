#include "projection/lineage.h"

namespace twinlane::projection {

base::Result<std::unique_ptr<Lineage>> Lineage::open(sqlite::Connection& connection) {
  auto tables = provenTables(connection);
  if (!tables) return tl::unexpected(tables.error());
  auto lineage = std::make_unique<Lineage>();
  for (ProvenTable& table : *tables) lineage->m_all.emplace(table.name, std::move(table));
  return lineage;
}

base::Result<const ProvenTable*> Lineage::find(const std::string& table) const {
  if (const auto found = m_all.find(table); found != m_all.end()) return &found->second;
  std::string known;
  for (const auto& [name, each] : m_all) known += (known.empty() ? "" : ", ") + name;
  return base::fail(base::ErrorCode::NotFound, "the list has no table '" + table + "'", table, "it has " + known);
}

base::Result<std::string> Lineage::rowIn(sqlite::Connection& connection, const std::string& name, const std::string& key) const {
  const auto table = find(name);
  if (!table) return tl::unexpected(table.error());
  std::string where;
  for (const std::size_t i : (*table)->key) where += (where.empty() ? " WHERE \"" : " AND \"") + (*table)->columns[i] + "\"=?";
  auto select = connection.prepare(("SELECT * FROM \"" + name + "\"" + where).c_str(), false);
  if (!select) return tl::unexpected(select.error());
  // The last part takes the bars that are left: an id may have some.
  std::size_t from = 0;
  for (std::size_t i = 0; i < (*table)->key.size(); ++i) {
    const bool isLast = i + 1 == (*table)->key.size();
    const std::size_t end = isLast ? key.size() : std::min(key.find('|', from), key.size());
    select->bind(static_cast<int>(i + 1), std::string_view(key).substr(from, end - from));
    from = std::min(end + 1, key.size());
  }
  const auto found = select->step();
  if (!found) return tl::unexpected(found.error());
  if (!*found) return std::string(noRow);
  std::vector<sqlite::Value> values;
  for (int column = 0; column < select->columns(); ++column) values.push_back(select->value(column));
  return printedRow(values);
}

base::Status Lineage::follow(const std::string& table, const std::string& key, const std::string& sought) {
  const auto found = find(table);
  if (!found) return tl::unexpected(found.error());
  m_tables.emplace(table, **found);
  const std::size_t place = m_rows.size();
  Followed& row = m_rows[{table, key}];
  row.place = place;
  row.lineage.table = table;
  row.lineage.key = key;
  row.lineage.sought = sought;
  row.now = noRow;
  return {};
}

void Lineage::rowChanges(std::string_view name, std::span<const sqlite::Value> before, std::span<const sqlite::Value> after) {
  const ProvenTable& table = m_tables.at(std::string(name));
  const auto found = m_rows.find({table.name, table.keyOf(after.empty() ? before : after)});
  if (found == m_rows.end()) return;
  Followed& row = found->second;
  row.now = printedRow(after);
  if (!row.isTouched) m_touched.push_back(&row);
  row.isTouched = true;
}

void Lineage::look(store::Position position) {
  for (Followed* row : m_touched) {
    RowLineage& lineage = row->lineage;
    row->isTouched = false;
    if (row->now == lineage.row) continue;
    lineage.row = row->now;
    ++lineage.changes;
    lineage.events.push_back(position);
    // Twice as many are kept meanwhile: forgetting one at a time would move all.
    if (lineage.events.size() > 2 * RowLineage::mostEvents) lineage.events.erase(lineage.events.begin(), lineage.events.end() - RowLineage::mostEvents);
    if (lineage.row == lineage.sought) lineage.lastAsSought = position;
  }
  m_touched.clear();
}

base::Status Lineage::run(store::Position target, Fold& fold, ViewFile& file) {
  for (auto& [key, row] : m_rows) row.lineage.row = noRow;
  file.watchAlso(this);
  auto done = fold.runTo(target, [this](store::Position position) { return look(position), base::Status(); });
  file.watchAlso(nullptr);
  return done;
}

std::vector<RowLineage> Lineage::rows() const {
  std::vector<RowLineage> all(m_rows.size());
  for (const auto& [key, row] : m_rows) {
    RowLineage& lineage = all[row.place] = row.lineage;
    if (lineage.events.size() > RowLineage::mostEvents) lineage.events.erase(lineage.events.begin(), lineage.events.end() - RowLineage::mostEvents);
  }
  return all;
}

}  // namespace twinlane::projection
