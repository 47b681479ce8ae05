// How the window stood when it was closed: place, size and theme, in the settings file of the user. GUI thread.
#pragma once

#include "theme/tokens.h"

#include <QString>

#include <optional>

class QWidget;

namespace twinlane::ui {

class WindowState {
 public:
  // An ini file, as RecentFolders has it.
  explicit WindowState(QString file) : m_file(std::move(file)) {}

  void keep(const QWidget& window, ThemeKind theme) const;
  // False when none was kept or it cannot be had any more; then the window is left as it is.
  bool restore(QWidget& window) const;
  // Nothing until a person chose one.
  std::optional<ThemeKind> theme() const;

 private:
  QString m_file;
};

}  // namespace twinlane::ui
