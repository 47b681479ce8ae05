// A table as all pages show one: rows of one height, or of some lines more where a text needs them, header of 26, no grid, no inner
// scrollbars where none are needed, whole rows selected and shown. One column takes the room that is left; a column of numbers,
// dates or ids grows to what its rows in sight need, as far as no other column has to give way, and does not shrink again, so
// that it stands still. GUI thread; owned by its page.
#pragma once

#include "tables/cell_delegate.h"

#include <QTableView>

namespace twinlane::ui {

class DataTable : public QTableView {
  Q_OBJECT

 public:
  DataTable(const Theme& theme, const QString& name, QWidget* parent = nullptr);

  // Of a compact table, by the design.
  void setRowHeight(int compact);
  // Widths of the design by column; 0 marks the column that takes what is left.
  void setWidths(const QList<int>& design);
  // The table grows with its rows instead of scrolling.
  void setGrowing(bool growing);
  // The table scrolls, but is never higher than its rows.
  void setSnug(bool snug);
  // Columns that have no room beside the others are reached by scrolling, whole ones at a time.
  void setSideways(bool sideways);
  const CellDelegate& cells() const { return *m_cells; }
  // The first and last row that are seen whole, -1 when there is none.
  int firstWholeRow() const;
  int lastWholeRow() const;
  void setModel(QAbstractItemModel* model) override;
  // Nothing in the strips above the first and under the last whole row.
  QModelIndex indexAt(const QPoint& point) const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;
  void resizeEvent(QResizeEvent* event) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 private:
  void takeRows();
  void share();
  void wrap();
  int neededBy(int column) const;
  int widthOf(int column) const;
  // Where the row that the lower edge would cut begins, -1 when none is; where the one cut by the upper edge ends, 0 when none
  // is. Scrolled to its end, Qt lays the last row on the lower edge and cuts at the upper one.
  int cutFrom() const;
  int cutUntil() const;
  // The same for columns.
  int cutRightFrom() const;
  int cutLeftUntil() const;

  const Theme& m_theme;
  CellDelegate* m_cells;
  QList<int> m_widths, m_grown;
  bool m_growing = false, m_snug = false, m_sideways = false, m_sharing = false, m_wrapped = false;
};

}  // namespace twinlane::ui
