// The application's style sheet, made from tokens; what surrounds a text grows with its size. Pure function.
#pragma once

#include "theme/tokens.h"

#include <QString>

namespace twinlane::ui {

QString styleSheet(const Tokens& tokens, int fontPercent = 100);

}  // namespace twinlane::ui
