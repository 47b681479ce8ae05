// How the window stood when it was closed: its place and size, in the settings file of the user. GUI thread.
#pragma once

#include <QString>

class QWidget;

namespace twinlane::ui {

class WindowState {
 public:
  // An ini file, as RecentFolders has it.
  explicit WindowState(QString file) : m_file(std::move(file)) {}

  void keep(const QWidget& window) const;
  // False when none was kept or it cannot be had any more; then the window is left as it is.
  bool restore(QWidget& window) const;

 private:
  QString m_file;
};

}  // namespace twinlane::ui
