#include "projection/row_digests.h"

#include "base/fault/sabotage.h"

#include <algorithm>
#include <cstring>
#include <map>

namespace twinlane::projection {
namespace {

using sqlite::Value;

// A kind, then eight bytes, the lowest first, then the bytes of a text. Written in one go: it is done for every value of every row.
void append(std::string& bytes, const Value& value) {
  std::uint64_t bits = static_cast<std::uint64_t>(value.integer);
  switch (value.kind) {
    case Value::Kind::Null: bytes += static_cast<char>(value.kind); return;
    case Value::Kind::Integer: break;
    case Value::Kind::Real: std::memcpy(&bits, &value.real, sizeof bits); break;
    case Value::Kind::Text:
    case Value::Kind::Blob: bits = value.bytes.size(); break;
  }
  char head[1 + sizeof bits] = {static_cast<char>(value.kind)};
  for (std::size_t i = 0; i < sizeof bits; ++i) head[1 + i] = static_cast<char>(bits >> (8 * i));
  bytes.append(head, sizeof head);
  if (value.kind == Value::Kind::Text || value.kind == Value::Kind::Blob) bytes += value.bytes;
}

bool isNothing(const Value& value) { return value.integer == 0 && value.real == 0 && value.bytes.empty(); }

bool counts(const ProvenTable& table, std::span<const Value> row) {
  if (row.size() != table.columns.size()) return false;
  bool hasMore = false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (std::find(table.key.begin(), table.key.end(), i) != table.key.end()) continue;
    hasMore = true;
    if (!isNothing(row[i])) return true;
  }
  return !hasMore;
}

struct RowDigest {
  std::size_t bucket = 0;
  std::uint64_t digest = 0;
};

RowDigest digestOf(const ProvenTable& table, std::span<const Value> row) {
  static thread_local std::string bytes;
  bytes.assign(table.name).push_back('\0');
  for (const std::size_t i : table.key) append(bytes, row[i]);
  const std::size_t bucket = base::shortHash(base::viewOf(bytes)) % digestBuckets;
  bytes.assign(table.name).push_back('\0');
  for (const Value& value : row) append(bytes, value);
  return {bucket, base::shortHash(base::viewOf(bytes))};
}

constexpr std::size_t mostReadings = 10'000;  // of a text full of bars

std::vector<std::string> unescapedKey(const std::string& text) {
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '|') {
      parts.emplace_back();
      continue;
    }
    const bool isEscape = text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '|' || text[i + 1] == '\\');
    if (isEscape) ++i;
    parts.back() += text[i];
  }
  return parts;
}

// Each way to divide what is left into so many parts, the first ones as short as they can be.
void divide(std::string_view left, std::size_t parts, std::vector<std::string>& before, std::vector<std::vector<std::string>>& found) {
  if (parts == 1) {
    found.push_back(before);
    found.back().emplace_back(left);
    return;
  }
  for (std::size_t bar = left.find('|'); bar != std::string_view::npos && found.size() < mostReadings; bar = left.find('|', bar + 1)) {
    before.emplace_back(left.substr(0, bar));
    divide(left.substr(bar + 1), parts - 1, before, found);
    before.pop_back();
  }
}

void readRow(const sqlite::Statement& row, std::vector<Value>& values) {
  values.clear();
  for (int column = 0; column < row.columns(); ++column) values.push_back(row.value(column));
}

}  // namespace

std::string ProvenTable::rows() const {
  std::string order;
  for (const std::size_t i : key) order += (order.empty() ? " ORDER BY " : ", ") + ('"' + columns[i] + '"');
  return "SELECT * FROM \"" + name + "\"" + order;
}

std::string ProvenTable::keyOf(const sqlite::Statement& row) const {
  std::vector<std::string> values;
  for (const std::size_t i : key) values.push_back(row.printable(static_cast<int>(i)));
  return printedKey(values);
}

std::string ProvenTable::keyOf(std::span<const Value> row) const {
  std::vector<std::string> values;
  for (const std::size_t i : key) values.push_back(row[i].printable());
  return printedKey(values);
}

std::vector<std::vector<std::string>> ProvenTable::keysIn(const std::string& text) const {
  std::vector<std::vector<std::string>> found;
  if (auto parts = unescapedKey(text); parts.size() == key.size()) found.push_back(std::move(parts));
  std::vector<std::string> before;
  divide(text, key.size(), before, found);
  return found;
}

std::string ProvenTable::keyColumns() const {
  std::vector<std::string> names;
  for (const std::size_t i : key) names.push_back(columns[i]);
  return printedKey(names);
}

std::string printedKey(std::span<const std::string> values) {
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) text += '|';
    for (const char c : values[i]) {
      if (c == '|' || c == '\\') text += '\\';
      text += c;
    }
  }
  return text;
}

std::string printedRow(std::span<const Value> row) {
  std::string text;
  for (std::size_t i = 0; i < row.size(); ++i) text += (i > 0 ? "|" : "") + row[i].printable();
  return row.empty() ? noRow : text;
}

base::Result<std::vector<ProvenTable>> provenTables(sqlite::Connection& connection) {
  auto names = connection.prepare("SELECT name FROM pragma_table_list WHERE schema='main' AND type='table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('checkpoint', 'pause', 'digests', 'parked', 'discarded') ORDER BY name", false);
  if (!names) return tl::unexpected(names.error());
  std::vector<ProvenTable> tables;
  for (;;) {
    const auto row = names->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    tables.push_back({std::string(names->text(0)), {}, {}});
  }
  for (ProvenTable& table : tables) {
    auto columns = connection.prepare("SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", false);
    if (!columns) return tl::unexpected(columns.error());
    columns->bind(1, table.name);
    std::map<std::int64_t, std::size_t> key;
    for (;;) {
      const auto row = columns->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      if (columns->integer(1) > 0) key[columns->integer(1)] = table.columns.size();
      table.columns.emplace_back(columns->text(0));
    }
    for (const auto& [place, column] : key) table.key.push_back(column);
  }
  return tables;
}

base::Result<Reckoned> reckonSums(sqlite::Connection& connection, const std::vector<ProvenTable>& tables, RowPace pace) {
  Reckoned reckoned{BucketSums(digestBuckets)};
  std::vector<Value> values;
  for (const ProvenTable& table : tables) {
    auto select = connection.prepare(("SELECT * FROM \"" + table.name + "\"").c_str(), false);
    if (!select) return tl::unexpected(select.error());
    for (;;) {
      const auto row = select->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      if (auto goesOn = pace.next(); !goesOn) return tl::unexpected(goesOn.error());
      readRow(*select, values);
      if (!counts(table, values)) continue;
      const RowDigest digest = digestOf(table, values);
      reckoned.sums[digest.bucket] += digest.digest;
      ++reckoned.rows;
    }
  }
  return reckoned;
}

base::Result<BucketSums> keptSums(sqlite::Connection& connection) {
  BucketSums sums(digestBuckets);
  auto select = connection.prepare("SELECT bucket, sum FROM digests", false);
  if (!select) return tl::unexpected(select.error());
  for (;;) {
    const auto row = select->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return sums;
    if (const auto bucket = static_cast<std::size_t>(select->integer(0)); bucket < digestBuckets) sums[bucket] = static_cast<std::uint64_t>(select->integer(1));
  }
}

std::optional<std::size_t> bucketOf(const ProvenTable& table, const sqlite::Statement& row) {
  std::vector<Value> values;
  readRow(row, values);
  return counts(table, values) ? std::optional(digestOf(table, values).bucket) : std::nullopt;
}

base::Digest rootOf(const BucketSums& sums) {
  base::DigestWriter all;
  for (const std::uint64_t sum : sums) all.field(static_cast<std::int64_t>(sum));
  return all.digest();
}

const char* RowDigests::schema() {
  return "CREATE TABLE digests(bucket INTEGER PRIMARY KEY, sum INTEGER NOT NULL) STRICT;";
}

base::Result<std::unique_ptr<RowDigests>> RowDigests::open(sqlite::Connection& connection) {
  std::unique_ptr<RowDigests> digests(new RowDigests());
  auto tables = provenTables(connection);
  if (!tables) return tl::unexpected(tables.error());
  digests->m_tables = std::move(*tables);
  auto sums = keptSums(connection);
  if (!sums) return tl::unexpected(sums.error());
  digests->m_sums = std::move(*sums);
  digests->m_isTouched.resize(digestBuckets);
  auto put = connection.prepare("INSERT OR REPLACE INTO digests VALUES(?,?)");
  if (!put) return tl::unexpected(put.error());
  digests->m_put = std::move(*put);
  connection.watchRows(digests.get());
  return digests;
}

void RowDigests::begin() {
  for (std::size_t i = 0; i < m_touched.size(); ++i) m_sums[m_touched[i]] = m_before[i];
  settled();
}

const ProvenTable* RowDigests::find(std::string_view table) const {
  const auto found = std::find_if(m_tables.begin(), m_tables.end(), [&](const ProvenTable& each) { return each.name == table; });
  return found == m_tables.end() ? nullptr : &*found;
}

void RowDigests::rowChanges(std::string_view table, std::span<const Value> before, std::span<const Value> after) {
  const ProvenTable* found = find(table);
  if (m_other != nullptr && m_other->isWatched(table)) m_other->rowChanges(table, before, after);
  const auto add = [&](std::span<const Value> row, bool isOut) {
    if (!counts(*found, row)) return;
    const RowDigest digest = digestOf(*found, row);
    if (!m_isTouched[digest.bucket]) {
      m_isTouched[digest.bucket] = true;
      m_touched.push_back(static_cast<std::uint16_t>(digest.bucket));
      m_before.push_back(m_sums[digest.bucket]);
    }
    m_sums[digest.bucket] += isOut ? 0 - digest.digest : digest.digest;
  };
  if (!TWINLANE_SABOTAGE("old-row-stays-in-the-digest")) add(before, true);
  add(after, false);
}

base::Status RowDigests::settle() {
  for (const std::uint16_t bucket : m_touched)
    if (auto put = m_put.bind(1, std::int64_t{bucket}).bind(2, static_cast<std::int64_t>(m_sums[bucket])).execute(); !put) return put;
  return {};
}

void RowDigests::settled() {
  for (const std::uint16_t bucket : m_touched) m_isTouched[bucket] = false;
  m_touched.clear();
  m_before.clear();
}

}  // namespace twinlane::projection
