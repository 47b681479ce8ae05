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

// By its name a file may hold rows, or a log.
bool mayHoldRows(const QString& path);
bool mayBeLog(const QString& path);
// What a person may choose from, as file dialogs take it.
QString orderFilters();

// Folders among the paths are replaced by the files in them that may hold rows, in the order of their names.
QStringList filesIn(const QStringList& paths);

}  // namespace twinlane::ui
