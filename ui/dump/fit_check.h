// Finds what a person could not read or a screen reader not name on the page as laid out: controls without a name, text that
// does not fit. GUI thread; looks only.
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

namespace twinlane::ui {

struct ClippedText {
  QString object, text;
  int needed = 0, has = 0;
  bool tip = false;  // shortened on purpose: the whole of it is in the tool tip
};

// Every text that is not seen whole, those of labels that are shortened on purpose too: ordinary names have room. Left out is
// only a cell of a column of free text whose tip holds the whole: a name may be of any length there.
QList<ClippedText> clippedIn(const QWidget& root);
QStringList namelessIn(const QWidget& root);
// What to call a widget in a list: its object name, else its class and name.
QString labelOf(const QWidget& widget);

}  // namespace twinlane::ui
