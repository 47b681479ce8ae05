// Makes buttons in the styles of the sheet: kind "primary", "danger", "link", "chip" or "pill", null for the ordinary one.
// GUI thread; the parent's layout owns them.
#pragma once

#include "theme/theme.h"

#include <QPushButton>

namespace twinlane::ui {

QPushButton* makeButton(const Theme& theme, const QString& text, const char* kind = nullptr, const char* icon = nullptr, bool small = false);
// Only an icon; `name` is what it does.
QPushButton* makeIconButton(const Theme& theme, const QString& name, const char* icon);

}  // namespace twinlane::ui
