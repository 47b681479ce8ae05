// A table as all pages show one: fixed row height, header of 26, no grid, no inner scrollbars where none are needed,
// whole rows selected. One column takes the room that is left. GUI thread; owned by its page.
#pragma once

#include "theme/theme.h"

#include <QTableView>

namespace twinlane::ui {

class DataTable : public QTableView {
  Q_OBJECT

 public:
  DataTable(const Theme& theme, const QString& name, QWidget* parent = nullptr);

  void setRowHeight(int pixels);
  // Widths by column; 0 marks the column that takes what is left.
  void setWidths(const QList<int>& widths);
  // The table grows with its rows instead of scrolling.
  void setGrowing(bool growing);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 private:
  void share();

  QList<int> m_widths;
  bool m_growing = false;
};

}  // namespace twinlane::ui
