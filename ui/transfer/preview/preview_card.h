// The first rows of the file as what they would be taken in as, or of a history the first orders; the rows as a file has them,
// of several the one that is chosen; and the one message of the import page. GUI thread; owned by the import page.
#pragma once

#include "parts/card.h"
#include "parts/choice_box.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"
#include "transfer/preview/files_look.h"

#include <QPushButton>
#include <QStackedWidget>

namespace twinlane::ui {

class PreviewCard : public Card {
  Q_OBJECT

 public:
  explicit PreviewCard(const Theme& theme, QWidget* parent = nullptr);

  void show(const FilesSeen& seen);
  void say(const QString& text, const char* tone = "muted");

 private:
  void face();
  void fillWhich();
  void showFile();

  QPushButton *m_asTaken, *m_asFile;
  QStackedWidget* m_faces;
  ChoiceBox* m_which;
  DataTable *m_meaning, *m_orders, *m_file;
  RowTableModel *m_meaningRows, *m_orderRows, *m_fileRows;
  QLabel* m_message;
  std::vector<SeenFile> m_files;
  bool m_isTakenWished = true;  // where the rows mean something
};

}  // namespace twinlane::ui
