// Draws every table cell of the program: mark, text, sparkline, selection, hairline. Owned by its view. GUI thread.
#pragma once

#include "theme/theme.h"

#include <QHash>
#include <QStyledItemDelegate>

namespace twinlane::ui {

class CellDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  CellDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  // The most that a cell of this column has from its decimal point on: plain numbers aligned to the right leave that much room
  // behind their point, so that the points of the column stand under each other.
  void setTail(int column, int pixels) { m_tails[column] = pixels; }
  int tail(int column) const { return m_tails.value(column); }
  void clearTails() { m_tails.clear(); }
  // What this cell has from its point on; 0 for all but such numbers.
  int tailOf(const QModelIndex& index) const;
  // The width in which the cell is seen whole, in as many lines as its column may take.
  int neededWidth(const QModelIndex& index) const;
  // How many lines a cell this wide takes.
  int linesIn(const QModelIndex& index, int width) const;
  // How much higher each further line makes a row.
  int lineHeight() const;
  // What the tool tip of a cell this wide says: the model's word, else the whole text where the cell shows less.
  QString hintOf(const QModelIndex& index, int width) const;
  bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option, const QModelIndex& index) override;

 private:
  void paintBackground(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
  QFont fontOf(const QModelIndex& index) const;
  int widthBeside(const QModelIndex& index) const;
  int widthInOneLine(const QModelIndex& index) const;
  // How far the cell stays away from the right edge for the sake of its point.
  int shiftOf(const QModelIndex& index) const;

  const Theme& m_theme;
  QHash<int, int> m_tails;
};

}  // namespace twinlane::ui
