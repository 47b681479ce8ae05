// The window: a switchboard between the first page and an open shop folder, and the keys that work everywhere. GUI thread;
// owned by the program's start.
#pragma once

#include "frame/recent_folders.h"
#include "frame/shop_frame.h"
#include "palette/action_list.h"
#include "settings/preferences.h"
#include "theme/theme.h"

#include <QMainWindow>
#include <QSize>
#include <QStackedWidget>

namespace twinlane::ui {

class FirstPage;
class ImportPage;
class SettingsPage;

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  // Below it pages would be cut.
  static constexpr QSize leastSize{1100, 640};

  MainWindow(Theme& theme, RecentFolders& folders);
  ~MainWindow() override;

  // On an error the first page stays and says why.
  base::Status openFolder(const SessionOptions& options);
  void go(PageId page);
  ShopFrame* shop() const { return m_shop; }
  PageId current() const { return m_shop ? m_shop->current() : m_settings ? PageId::Settings : PageId::First; }
  Preferences& preferences() { return m_preferences; }
  void closeFolder();
  // In the practice shop that is open, else in a new one.
  void playTour();

  static QString sentenceOf(const base::Error& error);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void addActions();
  void addOrderActions();
  // What needs an open shop folder.
  void shop(Action action, std::function<void(ShopFrame&)> act);
  void shop(Action action, void (ShopFrame::*act)());
  void startDemo();
  void chooseFolder();
  // On the import page of a shop folder, which is chosen first where none is open; null when none was chosen.
  ImportPage* openImport();
  void importInto();
  void importInZone(ImportPage* asking, const QString& zone);
  void learn();
  void nextTheme();
  void openSettings();
  void closeSettings();
  // Language and type are what widgets are made with: all of them are made anew, over the same session.
  void takePreferences();
  void renew();
  void place();
  void adopt(std::unique_ptr<ShopSession> session);
  void buildFirst();
  void remember();

  Theme& m_theme;
  RecentFolders& m_folders;
  QStackedWidget* m_stack;
  FirstPage* m_first = nullptr;
  SettingsPage* m_settings = nullptr;  // while no shop is open
  Preferences m_preferences;
  Look m_chosen;  // as it was taken in last
  Language m_chosenLanguage;
  ActionList* m_actions;
  ShopFrame* m_shop = nullptr;
};

}  // namespace twinlane::ui
