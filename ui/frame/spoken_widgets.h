// What charts and choices are to a screen reader, where Qt's own answer does not do: a chart is one object of that role with the name and
// the description it keeps up to date, and no insides; a choice has its name, and its current text is its value (Qt gives the text for
// the name). GUI thread.
#pragma once

namespace twinlane::ui {

// From now on; any number of times.
void makeWidgetsSpoken();

}  // namespace twinlane::ui
