// How well a name fits what was typed: all its letters in their order, better at the beginnings of words and side by side. Pure
// function, any thread.
#pragma once

#include <QString>

#include <optional>

namespace twinlane::ui {

// The higher the better; nothing where a letter is missing. An empty text fits everything with 0. Case does not count.
std::optional<int> likeness(const QString& typed, const QString& name);

}  // namespace twinlane::ui
