// What the program shows when no shop folder is open: the pattern drawn once, four ways in, the folders opened before. GUI
// thread; owned by the window.
#pragma once

#include "frame/page.h"
#include "frame/recent_folders.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace twinlane::ui {

class FirstPage : public Page {
  Q_OBJECT

 public:
  FirstPage(const Theme& theme, RecentFolders& folders, QWidget* parent = nullptr);

  void shown() override;
  // Why a folder could not be opened.
  void showProblem(const QString& text);

 signals:
  void demoAsked();
  void importAsked();
  void learnAsked();
  void openAsked();
  void folderChosen(const QString& folder);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct Way {
    const char* icon;
    QString title, text, button, keys;
    bool primary;
  };
  QWidget* buildHead();
  QWidget* buildLanes();
  QWidget* buildWay(const Way& way, void (FirstPage::*asked)());
  QWidget* buildFolders();
  QWidget* buildStrip();
  void list();
  // In a low window the list of folders gives way first; where that is not enough, the page scrolls.
  void fitFolders();

  const Theme& m_theme;
  RecentFolders& m_folders;
  DataTable* m_table = nullptr;
  QWidget *m_block = nullptr, *m_foldersCard = nullptr;
  RowTableModel* m_rows = nullptr;
  QLabel* m_problem = nullptr;
  QLabel* m_none = nullptr;
  QPushButton* m_forget = nullptr;
  QPushButton* m_first = nullptr;
  QList<RecentFolder> m_listed;
};

}  // namespace twinlane::ui
