// What was dropped on the window, told apart: files to take in, in the order of their names where a folder was dropped, and a
// profile. Reads folders, not files; any thread.
#pragma once

#include <QStringList>
#include <QUrl>

namespace twinlane::ui {

struct DroppedFiles {
  QStringList files;
  QString profile;  // the last .json of those dropped; empty for none
};

DroppedFiles droppedFiles(const QList<QUrl>& urls);

}  // namespace twinlane::ui
