#include "projection/view_comparison.h"

#include <algorithm>

namespace twinlane::projection {
namespace {

using sqlite::Statement;

std::string printRow(const Statement& row, bool isThere) {
  if (!isThere) return noRow;
  std::string text;
  for (int column = 0; column < row.columns(); ++column) text += (column > 0 ? "|" : "") + row.printable(column);
  return text;
}

// A place in a table among the rows that count and whose buckets differ.
class Walk {
 public:
  Walk(const ProvenTable& table, Statement statement, const std::vector<bool>& differs, RowPace& pace) : m_table(table), m_statement(std::move(statement)), m_differs(differs), m_pace(pace) {}
  base::Status next() {
    for (;;) {
      const auto row = m_statement.step();
      if (!row) return tl::unexpected(row.error());
      m_isThere = *row;
      if (!m_isThere) return {};
      if (auto goesOn = m_pace.next(); !goesOn) return goesOn;
      if (const auto bucket = bucketOf(m_table, m_statement); bucket && m_differs[*bucket]) return {};
    }
  }
  bool isThere() const { return m_isThere; }
  std::string text() const { return printRow(m_statement, m_isThere); }
  const Statement& row() const { return m_statement; }

 private:
  const ProvenTable& m_table;
  Statement m_statement;
  const std::vector<bool>& m_differs;
  RowPace& m_pace;
  bool m_isThere = false;
};

// How a row stands to another in the order that rows come in: below zero when it comes before.
int compareKeys(const ProvenTable& table, const Walk& left, const Walk& right) {
  if (!left.isThere() || !right.isThere()) return left.isThere() ? -1 : 1;
  for (const std::size_t i : table.key) {
    const auto a = left.row().value(static_cast<int>(i)), b = right.row().value(static_cast<int>(i));
    if (a == b) continue;
    if (a.kind != b.kind) return a.kind < b.kind ? -1 : 1;
    if (a.kind == sqlite::Value::Kind::Integer) return a.integer < b.integer ? -1 : 1;
    return a.bytes < b.bytes ? -1 : 1;
  }
  return 0;
}

base::Status compareTable(const ProvenTable& table, const std::vector<bool>& differs, sqlite::Connection& first, sqlite::Connection& second, std::size_t most, RowPace& pace, ViewDifference& found) {
  auto rows = first.prepare(table.rows().c_str(), false), others = second.prepare(table.rows().c_str(), false);
  if (!rows || !others) return tl::unexpected(rows ? others.error() : rows.error());
  Walk is(table, std::move(*rows), differs, pace), other(table, std::move(*others), differs, pace);
  for (Walk* walk : {&is, &other})
    if (auto stepped = walk->next(); !stepped) return stepped;
  while (is.isThere() || other.isThere()) {
    const int order = compareKeys(table, is, other);
    const std::string left = order <= 0 ? is.text() : noRow, right = order >= 0 ? other.text() : noRow;
    if (left != right) {
      ++(order < 0 ? found.extra : order > 0 ? found.missing : found.changed);
      if (found.first.size() < most) {
        const Statement& row = order <= 0 ? is.row() : other.row();
        found.first.push_back({table.name, table.keyOf(row), left, right});
      }
    }
    if (order <= 0)
      if (auto stepped = is.next(); !stepped) return stepped;
    if (order >= 0)
      if (auto stepped = other.next(); !stepped) return stepped;
  }
  return {};
}

// The first table, index or other thing of the schema that is not the same in both.
base::Result<std::optional<RowDifference>> compareSchemas(sqlite::Connection& first, sqlite::Connection& second) {
  constexpr const char* sql = "SELECT type || ' ' || name, sql FROM sqlite_schema ORDER BY 1";
  auto rows = first.prepare(sql, false), others = second.prepare(sql, false);
  if (!rows || !others) return tl::unexpected(rows ? others.error() : rows.error());
  for (;;) {
    const auto is = rows->step(), other = others->step();
    if (!is || !other) return tl::unexpected(is ? other.error() : is.error());
    if (!*is && !*other) return std::nullopt;
    const std::string left = printRow(*rows, *is), right = printRow(*others, *other);
    if (left != right) return RowDifference{"sqlite_schema", (*other ? *others : *rows).printable(0), left, right};
  }
}

// No row watch sees what a full-text index keeps, so each of its words is held against the other's, at every place of every text.
base::Result<std::optional<RowDifference>> compareIndex(const std::string& name, sqlite::Connection& first, sqlite::Connection& second, RowPace& pace) {
  const std::string made = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.\"" + name + "_words\" USING fts5vocab(main, '" + name + "', instance)";
  const std::string words = "SELECT term, doc, col, offset FROM temp.\"" + name + "_words\"";
  for (sqlite::Connection* connection : {&first, &second})
    if (auto done = connection->run(made.c_str()); !done) return tl::unexpected(done.error());
  auto rows = first.prepare(words.c_str(), false), others = second.prepare(words.c_str(), false);
  if (!rows || !others) return tl::unexpected(rows ? others.error() : rows.error());
  for (;;) {
    const auto is = rows->step(), other = others->step();
    if (!is || !other) return tl::unexpected(is ? other.error() : is.error());
    if (!*is && !*other) return std::nullopt;
    if (auto goesOn = pace.next(); !goesOn) return tl::unexpected(goesOn.error());
    const bool areAlike = *is && *other && rows->text(0) == others->text(0) && rows->integer(1) == others->integer(1) && rows->text(2) == others->text(2) && rows->integer(3) == others->integer(3);
    if (!areAlike) return RowDifference{name, "word " + (*other ? *others : *rows).printable(0), printRow(*rows, *is), printRow(*others, *other)};
  }
}

base::Result<std::optional<RowDifference>> compareIndexes(sqlite::Connection& first, sqlite::Connection& second, RowPace& pace) {
  auto select = first.prepare("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE % USING fts5(%' ORDER BY name", false);
  if (!select) return tl::unexpected(select.error());
  for (;;) {
    const auto row = select->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return std::nullopt;
    auto difference = compareIndex(std::string(select->text(0)), first, second, pace);
    if (!difference || *difference) return difference;
  }
}

}  // namespace

base::Result<ViewDifference> compareViews(sqlite::Connection& first, sqlite::Connection& second, store::Position position, std::size_t most, const RowPace::GoesOn& goesOn) {
  RowPace pace(goesOn);
  ViewDifference found;
  found.position = position;
  auto schema = compareSchemas(first, second);
  if (!schema) return tl::unexpected(schema.error());
  found.schema = std::move(*schema);
  if (found.schema) return found;
  auto unfolded = parkedBeyond(first, second);
  if (!unfolded) return tl::unexpected(unfolded.error());
  found.unfolded = std::move(*unfolded);
  const auto tables = provenTables(first);
  if (!tables) return tl::unexpected(tables.error());
  const auto is = reckonSums(first, *tables, pace);
  if (!is) return tl::unexpected(is.error());
  const auto other = keptSums(second), kept = keptSums(first);
  if (!other || !kept) return tl::unexpected(other ? kept.error() : other.error());
  found.rows = is->rows;
  found.root = rootOf(is->sums);
  found.areDigestsStale = is->sums != *kept;
  std::vector<bool> differs(digestBuckets);
  for (std::size_t i = 0; i < differs.size(); ++i) differs[i] = is->sums[i] != (*other)[i];
  if (std::find(differs.begin(), differs.end(), true) == differs.end()) {
    auto index = compareIndexes(first, second, pace);
    if (!index) return tl::unexpected(index.error());
    found.schema = std::move(*index);
    return found;
  }
  for (const ProvenTable& table : *tables)
    if (auto compared = compareTable(table, differs, first, second, most, pace, found); !compared) return tl::unexpected(compared.error());
  return found;
}

base::Result<std::optional<RowDifference>> compareParked(sqlite::Connection& first, sqlite::Connection& second, const RowPace::GoesOn& goesOn) {
  constexpr const char* sql = "SELECT position, category, id, error<>'' FROM parked ORDER BY position";
  RowPace pace(goesOn);
  auto rows = first.prepare(sql, false), others = second.prepare(sql, false);
  if (!rows || !others) return tl::unexpected(rows ? others.error() : rows.error());
  for (;;) {
    const auto is = rows->step(), other = others->step();
    if (!is || !other) return tl::unexpected(is ? other.error() : is.error());
    if (!*is && !*other) return std::nullopt;
    if (auto goesOnNow = pace.next(); !goesOnNow) return tl::unexpected(goesOnNow.error());
    const bool isFirst = *is && (!*other || rows->integer(0) <= others->integer(0)), isSecond = *other && (!*is || others->integer(0) <= rows->integer(0));
    const std::string left = printRow(*rows, isFirst), right = printRow(*others, isSecond);
    if (left != right) return RowDifference{"parked", (isFirst ? *rows : *others).printable(0), left, right};
  }
}

base::Status explain(ViewDifference& difference, std::size_t most, Fold& fold, ViewFile& shadow) {
  auto lineage = Lineage::open(shadow.connection());
  if (!lineage) return tl::unexpected(lineage.error());
  const std::size_t told = std::min(most, difference.first.size());
  std::vector<std::size_t> places;  // of a damaged file one key may be told twice
  for (std::size_t i = 0; i < told; ++i) {
    const auto followed = (*lineage)->follow(difference.first[i].table, difference.first[i].key, difference.first[i].is);
    if (!followed) return tl::unexpected(followed.error());
    places.push_back(*followed);
  }
  if (auto run = (*lineage)->run(difference.position, fold, shadow); !run) return run;
  const std::vector<RowLineage> rows = (*lineage)->rows();
  for (std::size_t i = 0; i < told; ++i) {
    const RowLineage& row = rows[places[i]];
    const auto newest = static_cast<std::ptrdiff_t>(std::min(row.events.size(), RowDifference::tellingEvents));
    difference.first[i].events.assign(row.events.end() - newest, row.events.end());
    if (row.sought == difference.first[i].is) difference.first[i].divergedAfter = row.lastAsSought;
  }
  return {};
}

}  // namespace twinlane::projection
