// Draws every table cell of the program: mark, text, sparkline, selection, hairline. Owned by its view. GUI thread.
#pragma once

#include "theme/theme.h"

#include <QStyledItemDelegate>

namespace twinlane::ui {

class CellDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  CellDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  void paintBackground(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
  QFont fontOf(const QModelIndex& index) const;

  const Theme& m_theme;
};

}  // namespace twinlane::ui
