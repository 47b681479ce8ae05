// Opens the page, lets it come to rest, then saves its picture and its dump and ends the program. GUI thread; owned by main.
#pragma once

#include "frame/main_window.h"
#include "wishes.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace twinlane::desktop {

class PageShot : public QObject {
  Q_OBJECT

 public:
  PageShot(ui::MainWindow& window, const ui::Theme& theme, const Wishes& wishes);

  // Ends the event loop with the program's exit code.
  void start();

 private:
  void look();
  bool settled();
  void shoot();
  bool savePicture();
  bool saveDump();

  ui::MainWindow& m_window;
  const ui::Theme& m_theme;
  const Wishes& m_wishes;
  QTimer m_timer;
  QElapsedTimer m_since;
  qint64 m_openedMs = -1;
  qint64 m_settledMs = -1;
};

}  // namespace twinlane::desktop
