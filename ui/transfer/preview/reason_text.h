// What is wrong with a row of a file and what would fix it, in the language of the window: the core says it in English. Pure function of
// its argument and the language; any thread.
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace twinlane::ui {

QString reasonText(std::string_view english);

}  // namespace twinlane::ui
