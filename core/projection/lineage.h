// Which events made rows of a list: the log is folded once more, event by event, into a new file, and the rows that are followed are
// looked at where they change. One thread.
#pragma once

#include "projection/fold.h"
#include "projection/row_lineage.h"

namespace twinlane::projection {

class Lineage final : public sqlite::RowWatch {
 public:
  // Of a table that the list has; NotFound else, with those it has.
  static base::Result<std::unique_ptr<Lineage>> open(sqlite::Connection& connection);
  // As it is in a file of the list, or "no row".
  base::Result<std::string> rowIn(sqlite::Connection& connection, const std::string& table, const std::string& key) const;
  base::Status follow(const std::string& table, const std::string& key, const std::string& sought = {});

  // Folds up to `target` into the file of `fold`, which is new and `file`.
  base::Status run(store::Position target, Fold& fold, ViewFile& file);
  // In the order they were named.
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

}  // namespace twinlane::projection
