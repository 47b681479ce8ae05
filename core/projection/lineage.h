// Which events made rows of a list: the log is folded once more, event by event, into a new file, and the rows that are followed are
// looked at where they change. One thread.
#pragma once

#include "projection/fold.h"
#include "projection/row_lineage.h"

#include <functional>
#include <map>

namespace twinlane::projection {

class Lineage final : public sqlite::RowWatch {
 public:
  // Of a table that the list has; NotFound else, with those it has.
  static base::Result<std::unique_ptr<Lineage>> open(sqlite::Connection& connection);
  // A row as it is in a file of the list, or "no row", under its key as ProvenTable writes it. `key` may have bars within its values,
  // and the id of an order in the place of its number. BadInput for what cannot be a key of the table.
  struct Found {
    std::string key, row;
  };
  using NumberOf = std::function<base::Result<std::optional<std::int64_t>>(const std::string& order)>;
  base::Result<Found> rowIn(sqlite::Connection& connection, const std::string& table, const std::string& key, const NumberOf& numberOf) const;
  // What to do about a key that is none, in words, with one that there is.
  std::string howAKeyLooks(sqlite::Connection& connection, const std::string& table) const;
  // The number of the order that a row is of; nothing where its key names none.
  std::optional<std::int64_t> orderOf(const std::string& table, const std::string& key) const;
  // Its place among rows(): that of the first time where a row is named again.
  base::Result<std::size_t> follow(const std::string& table, const std::string& key, const std::string& sought = {});

  // Folds up to `target` into the file of `fold`, which is new and `file`; once more when an event could not be folded, the poison of
  // the fold.
  base::Status run(store::Position target, Fold& fold, ViewFile& file);
  // In the order they were first named.
  std::vector<RowLineage> rows() const;

  bool isWatched(std::string_view table) const override { return m_tables.contains(std::string(table)); }
  void rowChanges(std::string_view table, std::span<const sqlite::Value> before, std::span<const sqlite::Value> after) override;

 private:
  struct Followed {
    std::size_t place = 0;
    RowLineage lineage;
    std::string now;
    bool isTouched = false;
  };
  void look(store::Position position);
  base::Result<const ProvenTable*> find(const std::string& table) const;

  std::map<std::string, ProvenTable> m_all, m_tables;  // m_tables: of rows that are followed
  std::map<std::pair<std::string, std::string>, Followed> m_rows;
  std::vector<Followed*> m_touched;
};

// The tables of a list whose rows can be asked for, that which is meant when none is named first.
base::Result<std::vector<ProvenTable>> tablesOf(const std::string& list);
// The key of a row that there is; nothing in an empty table.
base::Result<std::optional<std::string>> someKey(sqlite::Connection& connection, const ProvenTable& table);

}  // namespace twinlane::projection
