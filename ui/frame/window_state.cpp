#include "frame/window_state.h"

#include "theme/theme.h"

#include <QSettings>
#include <QWidget>

namespace twinlane::ui {

namespace {

const QString geometryKey = QStringLiteral("window/geometry"), themeKey = QStringLiteral("window/theme");

}  // namespace

void WindowState::keep(const QWidget& window, ThemeKind theme) const {
  QSettings settings(m_file, QSettings::IniFormat);
  settings.setValue(geometryKey, window.saveGeometry());
  // Who follows the desktop goes on following it.
  if (theme != Theme::ofSystem() || settings.contains(themeKey)) settings.setValue(themeKey, Theme::nameOf(theme));
}

bool WindowState::restore(QWidget& window) const { return window.restoreGeometry(QSettings(m_file, QSettings::IniFormat).value(geometryKey).toByteArray()); }

std::optional<ThemeKind> WindowState::theme() const { return Theme::fromName(QSettings(m_file, QSettings::IniFormat).value(themeKey).toString()); }

}  // namespace twinlane::ui
