#include "projection/lineage.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

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
  for (const auto& [name, each] : m_all) known += (known.empty() ? "" : ", ") + name + " (" + each.keyColumns() + ")";
  return base::fail(base::ErrorCode::NotFound, "the list has no table '" + table + "'", table, "it has, each with what is its key, " + known);
}

base::Result<Lineage::Found> Lineage::rowIn(sqlite::Connection& connection, const std::string& name, const std::string& key, const NumberOf& numberOf) const {
  const auto found = find(name);
  if (!found) return tl::unexpected(found.error());
  const ProvenTable& table = **found;
  std::vector<std::vector<std::string>> readings = table.keysIn(key);
  if (readings.empty()) return base::fail(base::ErrorCode::BadInput, "'" + key + "' is no key of the table " + name, key, howAKeyLooks(connection, name));
  std::string where;
  std::optional<std::size_t> number;  // the part that is an order's
  for (std::size_t i = 0; i < table.key.size(); ++i) {
    const std::string& column = table.columns[table.key[i]];
    where += (where.empty() ? " WHERE \"" : " AND \"") + column + "\"=?";
    if (column == "number") number = i;
  }
  auto select = connection.prepare(("SELECT * FROM \"" + name + "\"" + where).c_str(), false);
  if (!select) return tl::unexpected(select.error());
  Found row{{}, noRow};
  const auto isThere = [&](const std::vector<std::string>& parts) -> base::Result<bool> {
    select->reset();
    for (std::size_t i = 0; i < parts.size(); ++i) select->bind(static_cast<int>(i + 1), parts[i]);
    const auto stepped = select->step();
    if (!stepped || !*stepped) return stepped;
    std::vector<sqlite::Value> values;
    for (int column = 0; column < select->columns(); ++column) values.push_back(select->value(column));
    row = {table.keyOf(*select), printedRow(values)};
    return true;
  };
  for (const auto& parts : readings)
    if (const auto is = isThere(parts); !is || *is) return is ? base::Result<Found>(row) : tl::unexpected(is.error());
  row.key = printedKey(readings.front());
  bool isNamed = false;
  for (auto& parts : readings) {
    if (!number) break;
    const auto of = numberOf(parts[*number]);
    if (!of) return tl::unexpected(of.error());
    if (!*of) continue;
    parts[*number] = std::to_string(**of);
    if (const auto is = isThere(parts); !is || *is) return is ? base::Result<Found>(row) : tl::unexpected(is.error());
    if (!std::exchange(isNamed, true)) row.key = printedKey(parts);
  }
  return row;
}

std::string Lineage::howAKeyLooks(sqlite::Connection& connection, const std::string& name) const {
  const auto found = find(name);
  if (!found) return found.error().remedy;
  const auto some = someKey(connection, **found);
  const bool isOfOrders = std::any_of((*found)->key.begin(), (*found)->key.end(), [&](std::size_t column) { return (*found)->columns[column] == "number"; });
  return "give the values of its key, " + (*found)->keyColumns() + ", with bars between" + (some && *some ? ", for example '" + **some + "'" : std::string()) +
         (isOfOrders ? "; an order's id does for its number" : "");
}

std::optional<std::int64_t> Lineage::orderOf(const std::string& name, const std::string& key) const {
  const auto found = find(name);
  if (!found) return std::nullopt;
  const auto readings = (*found)->keysIn(key);
  for (std::size_t i = 0; !readings.empty() && i < (*found)->key.size(); ++i)
    if ((*found)->columns[(*found)->key[i]] == "number") return std::atoll(readings.front()[i].c_str());
  return std::nullopt;
}

base::Result<std::size_t> Lineage::follow(const std::string& table, const std::string& key, const std::string& sought) {
  const auto found = find(table);
  if (!found) return tl::unexpected(found.error());
  m_tables.emplace(table, **found);
  const std::size_t place = m_rows.size();
  const auto [at, isNew] = m_rows.try_emplace({table, key});
  Followed& row = at->second;
  if (!isNew) return row.place;
  row.place = place;
  row.lineage.table = table;
  row.lineage.key = key;
  row.lineage.sought = sought;
  row.now = noRow;
  return place;
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
  m_touched.clear();
  for (auto& [key, row] : m_rows) {
    RowLineage& lineage = row.lineage;
    row.isTouched = false;
    row.now = lineage.row = noRow;
    lineage.events.clear();
    lineage.changes = lineage.lastAsSought = 0;
  }
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

base::Result<std::vector<ProvenTable>> tablesOf(const std::string& list) {
  auto model = makeReadModel(list, "UTC");
  if (!model) return tl::unexpected(model.error());
  const auto files = base::makeDiskFileSystem();
  auto file = ViewFile::open(":memory:", **model, {}, *files);
  if (!file) return tl::unexpected(file.error());
  auto tables = provenTables((*file)->connection());
  if (tables) std::stable_partition(tables->begin(), tables->end(), [&](const ProvenTable& table) { return table.name == (*model)->mainTable(); });
  return tables;
}

base::Result<std::optional<std::string>> someKey(sqlite::Connection& connection, const ProvenTable& table) {
  auto select = connection.prepare(("SELECT * FROM \"" + table.name + "\" LIMIT 1").c_str(), false);
  if (!select) return tl::unexpected(select.error());
  const auto row = select->step();
  if (!row) return tl::unexpected(row.error());
  return *row ? std::optional(table.keyOf(*select)) : std::nullopt;
}

}  // namespace twinlane::projection
