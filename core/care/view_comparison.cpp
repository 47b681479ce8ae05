#include "care/view_comparison.h"

#include <algorithm>

namespace twinlane::care {
namespace {

using projection::ProvenTable;
using sqlite::Statement;

constexpr int eventsAtOnce = 10'000;

std::string printRow(const Statement& row, bool isThere) {
  if (!isThere) return "no row";
  std::string text;
  for (int column = 0; column < row.columns(); ++column) text += (column > 0 ? "|" : "") + row.printable(column);
  return text;
}

// A place in a table among the rows that count, of keys whose buckets differ.
class Walk {
 public:
  Walk(const ProvenTable& table, Statement statement, const std::vector<bool>& differs) : m_table(table), m_statement(std::move(statement)), m_differs(differs) {}
  base::Status next() {
    for (;;) {
      const auto row = m_statement.step();
      if (!row) return tl::unexpected(row.error());
      m_isThere = *row;
      if (!m_isThere) return {};
      if (const auto bucket = projection::bucketOf(m_table, m_statement); bucket && m_differs[*bucket]) return {};
    }
  }
  bool isThere() const { return m_isThere; }
  std::string text() const { return printRow(m_statement, m_isThere); }
  const Statement& row() const { return m_statement; }

 private:
  const ProvenTable& m_table;
  Statement m_statement;
  const std::vector<bool>& m_differs;
  bool m_isThere = false;
};

// How a key's values stand to another's in the order that the rows come in.
int compareKeys(const ProvenTable& table, const Statement& left, const Statement& right) {
  for (const std::size_t i : table.key) {
    const auto a = left.value(static_cast<int>(i)), b = right.value(static_cast<int>(i));
    if (a == b) continue;
    if (a.kind != b.kind) return a.kind < b.kind ? -1 : 1;
    if (a.kind == sqlite::Value::Kind::Integer) return a.integer < b.integer ? -1 : 1;
    return a.bytes < b.bytes ? -1 : 1;
  }
  return 0;
}

base::Result<bool> compareTable(const std::string& name, const ProvenTable& table, const std::vector<bool>& differs, sqlite::Connection& live, sqlite::Connection& rebuilt, ViewComparison& found) {
  auto liveRows = live.prepare(table.rows().c_str(), false);
  if (!liveRows) return tl::unexpected(liveRows.error());
  auto rebuiltRows = rebuilt.prepare(table.rows().c_str(), false);
  if (!rebuiltRows) return tl::unexpected(rebuiltRows.error());
  Walk actual(table, std::move(*liveRows), differs), expected(table, std::move(*rebuiltRows), differs);
  do {
    for (Walk* walk : {&actual, &expected})
      if (auto stepped = walk->next(); !stepped) return tl::unexpected(stepped.error());
    if (!actual.isThere() && !expected.isThere()) return false;
  } while (actual.text() == expected.text());
  // With other keys one of them has no row of the first.
  const int order = !actual.isThere() ? 1 : !expected.isThere() ? -1 : compareKeys(table, actual.row(), expected.row());
  const Statement& first = order < 0 ? actual.row() : expected.row();
  found.difference = Difference{name, table.keyOf(first), order < 0 ? "no row" : expected.text(), order > 0 ? "no row" : actual.text(), found.position};
  if (table.name != name) found.difference->key = table.name + " " + found.difference->key;
  found.row = ViewComparison::Row{table, {}};
  for (const std::size_t i : table.key) found.row->key.push_back(first.printable(static_cast<int>(i)));
  return true;
}

}  // namespace

base::Status foldTo(store::Position target, projection::ReadModel& model, projection::ViewFile& shadow, feed::Feed& feed) {
  projection::Checkpoint checkpoint = shadow.checkpoint();
  while (checkpoint.position < target) {
    auto transaction = shadow.begin();
    if (!transaction) return tl::unexpected(transaction.error());
    model.begin();
    for (int batches = 0; batches < 50 && checkpoint.position < target; ++batches) {
      const auto batch = feed.next(checkpoint.position, eventsAtOnce);
      if (!batch) return tl::unexpected(batch.error());
      if (!*batch) return base::fail(base::ErrorCode::Io, "the log could not be read beyond event " + std::to_string(checkpoint.position), {}, "look at the disk and try again");
      for (store::Position position = checkpoint.position + 1; position <= std::min((*batch)->last(), target); ++position) {
        const auto& event = (*batch)->event(position);
        if (!event) return tl::unexpected(event.error());
        if (auto applied = model.apply((*batch)->stored(position), *event); !applied) return applied;
        checkpoint.position = position;
      }
    }
    if (auto settled = model.settle(); !settled) return settled;
    if (auto committed = shadow.commit(*transaction, checkpoint); !committed) return committed;
  }
  return {};
}

base::Status compareViews(const std::string& name, sqlite::Connection& live, sqlite::Connection& rebuilt, store::Position position, ViewComparison& found) {
  found.position = position;
  // With other tables the rest cannot be asked.
  constexpr const char* schema = "SELECT type || ' ' || name, sql FROM sqlite_schema ORDER BY 1";
  auto liveSchema = live.prepare(schema, false), rebuiltSchema = rebuilt.prepare(schema, false);
  if (!liveSchema || !rebuiltSchema) return tl::unexpected(liveSchema ? rebuiltSchema.error() : liveSchema.error());
  for (;;) {
    const auto actual = liveSchema->step(), expected = rebuiltSchema->step();
    if (!actual || !expected) return tl::unexpected(actual ? expected.error() : actual.error());
    if (!*actual && !*expected) break;
    const std::string is = printRow(*liveSchema, *actual), should = printRow(*rebuiltSchema, *expected);
    if (is == should) continue;
    found.difference = Difference{name, (*expected ? *rebuiltSchema : *liveSchema).printable(0), should, is, position};
    return {};
  }
  const auto tables = projection::provenTables(live);
  if (!tables) return tl::unexpected(tables.error());
  const auto actual = projection::reckonSums(live, *tables);
  if (!actual) return tl::unexpected(actual.error());
  const auto expected = projection::keptSums(rebuilt), kept = projection::keptSums(live);
  if (!expected || !kept) return tl::unexpected(expected ? kept.error() : expected.error());
  found.rows = actual->rows;
  found.root = projection::rootOf(actual->sums);
  if (actual->sums == *expected && actual->sums == *kept) return {};
  if (actual->sums == *expected) {
    found.difference = Difference{name, "digests of its rows", base::toHex(found.root), base::toHex(projection::rootOf(*kept)), position};
    return {};
  }
  std::vector<bool> differs(projection::digestBuckets);
  for (std::size_t i = 0; i < differs.size(); ++i) differs[i] = actual->sums[i] != (*expected)[i];
  for (const ProvenTable& table : *tables) {
    const auto isHere = compareTable(name, table, differs, live, rebuilt, found);
    if (!isHere) return tl::unexpected(isHere.error());
    if (*isHere) return {};
  }
  return base::fail(base::ErrorCode::Damaged, "the digests of the list " + name + " differ and no row does", live.path(), "remove the folder 'views'; lists are made anew from the log");
}

base::Status explain(projection::ReadModel& model, projection::ViewFile& shadow, feed::Feed& feed, ViewComparison& found) {
  const ProvenTable& table = found.row->table;
  auto select = shadow.connection().prepare(table.rowOfKey().c_str());
  if (!select) return tl::unexpected(select.error());
  Difference& difference = *found.difference;
  projection::Checkpoint checkpoint = shadow.checkpoint();
  std::string before = "no row";
  difference.divergedAfter = 0;
  while (checkpoint.position < found.position) {
    auto transaction = shadow.begin();
    if (!transaction) return tl::unexpected(transaction.error());
    const auto batch = feed.next(checkpoint.position, eventsAtOnce);
    if (!batch) return tl::unexpected(batch.error());
    if (!*batch) return base::fail(base::ErrorCode::Io, "the log could not be read beyond event " + std::to_string(checkpoint.position), {}, "look at the disk and try again");
    for (const store::Position last = std::min((*batch)->last(), found.position); checkpoint.position < last;) {
      ++checkpoint.position;
      const auto& event = (*batch)->event(checkpoint.position);
      if (!event) return tl::unexpected(event.error());
      // What is gathered is written with each event, so that no state of the row is passed over.
      model.begin();
      if (auto applied = model.apply((*batch)->stored(checkpoint.position), *event); !applied) return applied;
      if (auto settled = model.settle(); !settled) return settled;
      for (std::size_t i = 0; i < found.row->key.size(); ++i) select->bind(static_cast<int>(i + 1), found.row->key[i]);
      const auto row = select->step();
      if (!row) return tl::unexpected(row.error());
      const std::string now = printRow(*select, *row);
      select->reset();
      if (now != before) {
        difference.events.push_back(checkpoint.position);
        if (difference.events.size() > Difference::tellingEvents) difference.events.erase(difference.events.begin());
        before = now;
        if (now == difference.actual) difference.divergedAfter = checkpoint.position;
      }
    }
    if (auto committed = shadow.commit(*transaction, checkpoint); !committed) return committed;
  }
  return {};
}

}  // namespace twinlane::care
