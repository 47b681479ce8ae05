// A table of Learn that is searched in: rows of words, some of which lead to the page where their part is seen at work (double click
// or Enter). GUI thread; owned by the page Learn.
#pragma once

#include "frame/page_id.h"
#include "parts/card.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

#include <QLineEdit>

#include <optional>

namespace twinlane::ui {

struct LearnRow {
  QList<Cell> cells;
  std::optional<PageId> see;
};

class LearnTable : public Card {
  Q_OBJECT

 public:
  // `find` is what may be typed into the field. The column of width 0 takes what is left.
  LearnTable(const Theme& theme, const QString& name, const QString& title, const QString& words, const QString& find, QList<Column> columns, const QList<int>& widths, QList<LearnRow> rows);

  void search(const QString& text);
  DataTable& table() { return *m_table; }
  QLineEdit& field() { return *m_find; }

 signals:
  void pageAsked(PageId page);

 private:
  QList<LearnRow> m_all, m_shown;
  DataTable* m_table;
  RowTableModel* m_rows;
  QLineEdit* m_find;
  QLabel* m_count;
};

// Which part of a cloud's service each part of this program stands for.
LearnTable* makeCloudTable(const Theme& theme);
// The words people see here, what they mean and what the field calls it.
LearnTable* makeGlossaryTable(const Theme& theme);

}  // namespace twinlane::ui
