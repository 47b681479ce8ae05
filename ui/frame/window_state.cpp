#include "frame/window_state.h"

#include <QSettings>
#include <QWidget>

namespace twinlane::ui {

namespace {

const QString geometryKey = QStringLiteral("window/geometry");

}  // namespace

void WindowState::keep(const QWidget& window) const { QSettings(m_file, QSettings::IniFormat).setValue(geometryKey, window.saveGeometry()); }

bool WindowState::restore(QWidget& window) const { return window.restoreGeometry(QSettings(m_file, QSettings::IniFormat).value(geometryKey).toByteArray()); }

}  // namespace twinlane::ui
