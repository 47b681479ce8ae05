// A chart, or in its place when asked for the same values as a table: for who reads by ear, and for copying. Alt+D turns from one to the
// other while the keyboard is in its card. GUI thread; owned by its card, which takes the button and fills the table.
#pragma once

#include "charts/step_chart.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

#include <QPushButton>
#include <QStackedWidget>

#include <functional>

namespace twinlane::ui {

class ChartTable : public QStackedWidget {
  Q_OBJECT

 public:
  // `card` is where the key counts; null where somebody turns several at once.
  ChartTable(const Theme& theme, QWidget* chart, const QString& title, QWidget* card = nullptr);

  QPushButton* toggle() { return m_toggle; }
  DataTable& table() { return *m_table; }
  RowTableModel& rows() { return *m_rows; }
  bool isTable() const { return m_toggle->isChecked(); }
  void showTable(bool isTable) { m_toggle->setChecked(isTable); }
  // The steps of a chart, a row a part: what the end of a part is called, and its values in words.
  void fill(const StepChart& chart, const std::function<QString(double)>& partWords, const std::function<QString(double)>& valueWords);

 signals:
  // The table came up, and is to be filled.
  void asked();

 private:
  DataTable* m_table;
  RowTableModel* m_rows;
  QPushButton* m_toggle;
};

}  // namespace twinlane::ui
