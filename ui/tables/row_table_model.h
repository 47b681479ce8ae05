// A small table of finished rows, replaced as a whole: cells are values with mark and tone. A change of values without a
// change of the number of rows tells one range, so that selection and scrolling stay. GUI thread.
#pragma once

#include "theme/state_mark.h"

#include <QAbstractTableModel>

namespace twinlane::ui {

struct Cell {
  QString text;
  StateMark mark;
  Tone tone = Tone::Text;
  bool strong = false;
  QList<double> spark;
  bool operator==(const Cell&) const = default;
};

struct Column {
  QString title;
  bool number = false;  // right-aligned, digits of equal width
  bool whole = false;   // a date or an id, which is never shortened; a number is not either
  // What people wrote, of any length: may be shortened, the whole of it is under the pointer.
  bool freeText = false;
  bool wraps = false;  // takes a second and a third line before it is shortened
  bool operator==(const Column&) const = default;
};

class RowTableModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  RowTableModel(QList<Column> columns, QObject* parent) : QAbstractTableModel(parent), m_columns(std::move(columns)) {}

  void setRows(QList<QList<Cell>> rows);
  void setColumns(QList<Column> columns);
  // The last row is a sum.
  void setTotal(bool total) { m_total = total; }

  int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
  int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_columns.size()); }
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QList<Column> m_columns;
  QList<QList<Cell>> m_rows;
  bool m_total = false;
};

}  // namespace twinlane::ui
