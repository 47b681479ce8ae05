// The application's style sheet, made from tokens. Pure function.
#pragma once

#include "theme/tokens.h"

#include <QString>

namespace twinlane::ui {

QString styleSheet(const Tokens& tokens);

}  // namespace twinlane::ui
