// The first rows of the file, as what they would be taken in or as the file has them, and the one message of the import page.
// GUI thread; owned by the import page.
#pragma once

#include "parts/card.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"
#include "transfer/csv/file_beginning.h"

#include <QPushButton>
#include <QStackedWidget>

namespace twinlane::ui {

class PreviewCard : public Card {
  Q_OBJECT

 public:
  explicit PreviewCard(const Theme& theme, QWidget* parent = nullptr);

  void show(const transfer::FileBeginning& beginning);
  void say(const QString& text, const char* tone = "muted");

 private:
  void face();

  QPushButton *m_asTaken, *m_asFile;
  QStackedWidget* m_faces;
  DataTable *m_meaning, *m_file;
  RowTableModel *m_meaningRows, *m_fileRows;
  QLabel* m_message;
};

}  // namespace twinlane::ui
