// What the rows of a read model come to, kept in its own transactions: 4,096 sums, one for each bucket of keys. A row's digest
// is the short hash of its table and its values; a bucket's is the sum (mod 2^64) of those of its rows, so that a change takes
// the old row's out and puts the new one's in. A row without a figure or text beside its key counts as none, since whether it is
// there depends on how events were gathered. Own tables and those that SQLite keeps for itself do not count. One thread: the
// file's. The rows must not be changed but between begin() and settle().
#pragma once

#include "projection/row_pace.h"
#include "sqlite/statement.h"

#include <vector>

namespace twinlane::projection {

inline constexpr std::size_t digestBuckets = 4096;
using BucketSums = std::vector<std::uint64_t>;  // one for each bucket

// A table whose rows count, with its columns in their order.
struct ProvenTable {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::size_t> key;  // of these
  // All rows, by key.
  std::string rows() const;
  // The values of a row's key with bars between; in front of a bar or backslash within one stands a backslash.
  std::string keyOf(const sqlite::Statement& row) const;
  std::string keyOf(std::span<const sqlite::Value> row) const;
  // The other way round: the values that a text may mean, as keyOf() writes them first, then with bars left as they are, so that any
  // may be part of a value. None where it has too few.
  std::vector<std::vector<std::string>> keysIn(const std::string& text) const;
  // The names of its columns, with bars between.
  std::string keyColumns() const;
};

// A row's key as the text of its values, as keyOf() makes it.
std::string printedKey(std::span<const std::string> values);
// A row as its values with bars between.
inline constexpr const char* noRow = "no row";
std::string printedRow(std::span<const sqlite::Value> row);

base::Result<std::vector<ProvenTable>> provenTables(sqlite::Connection& connection);
// Reckoned from the rows as they are, with their number.
struct Reckoned {
  BucketSums sums;
  std::int64_t rows = 0;
};
base::Result<Reckoned> reckonSums(sqlite::Connection& connection, const std::vector<ProvenTable>& tables, RowPace pace = RowPace());
// As they were kept.
base::Result<BucketSums> keptSums(sqlite::Connection& connection);
// Nothing for a row that does not count.
std::optional<std::size_t> bucketOf(const ProvenTable& table, const sqlite::Statement& row);
// One digest over all.
base::Digest rootOf(const BucketSums& sums);

class RowDigests final : public sqlite::RowWatch {
 public:
  // The table they are kept in, for a new file.
  static const char* schema();
  // Watches the connection, which must outlive it.
  static base::Result<std::unique_ptr<RowDigests>> open(sqlite::Connection& connection);

  // What changed before was rolled back.
  void begin();
  // Writes the sums that changed, within the transaction; settled() when that took hold.
  base::Status settle();
  void settled();

  // Told of the same rows; null: nobody.
  void watchAlso(sqlite::RowWatch* other) { m_other = other; }

  bool isWatched(std::string_view table) const override { return find(table) != nullptr; }
  void rowChanges(std::string_view table, std::span<const sqlite::Value> before, std::span<const sqlite::Value> after) override;

 private:
  RowDigests() = default;
  const ProvenTable* find(std::string_view table) const;

  sqlite::RowWatch* m_other = nullptr;
  sqlite::Statement m_put;
  std::vector<ProvenTable> m_tables;
  BucketSums m_sums;  // with what the transaction changed
  BucketSums m_before;  // of the buckets that it touched, in the order of `m_touched`
  std::vector<std::uint16_t> m_touched;
  std::vector<bool> m_isTouched;
};

}  // namespace twinlane::projection
