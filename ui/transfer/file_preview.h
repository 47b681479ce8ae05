// The first rows of a CSV file as they stand, for a person to compare with the mapping: what is taken in is decided by core,
// not here. Pure function.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace twinlane::ui {

struct FilePreview {
  QStringList header;
  QList<QStringList> rows;
  QString problem;  // in words; empty when the file could be read
};

FilePreview previewFile(const QString& path, char separator, char quote, int rows);

}  // namespace twinlane::ui
