// What was dropped on the window, told apart: files and folders to take in, and a profile. Reads the beginning of a .json to see
// which it is; any thread.
#pragma once

#include <QStringList>
#include <QUrl>

namespace twinlane::ui {

struct DroppedFiles {
  QStringList files;  // and folders
  QString profile;    // the last one of those dropped; empty for none
};

DroppedFiles droppedFiles(const QList<QUrl>& urls);

// Folders among the paths are replaced by the files in them that may hold rows, in the order of their names.
QStringList filesIn(const QStringList& paths);

}  // namespace twinlane::ui
