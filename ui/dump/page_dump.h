// The page as laid out, as JSON for tests and scripts: its words, tables, charts, and what is nameless or cut off. GUI thread.
#pragma once

#include "frame/main_window.h"

#include <QJsonObject>

namespace twinlane::ui {

QJsonObject dumpOf(const MainWindow& window, const QString& page, const Theme& theme, const QString& language);

}  // namespace twinlane::ui
