#include "transfer/dropped_files.h"

#include <QDir>
#include <QFileInfo>

namespace twinlane::ui {

namespace {

// A log may be a .json as well; a profile has a shape.
bool isProfile(const QString& path) {
  constexpr qint64 mostOfProfile = 1024 * 1024;
  QFile file(path);
  return path.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive) && file.size() <= mostOfProfile && file.open(QIODevice::ReadOnly) && file.readAll().contains("\"shape\"");
}

}  // namespace

DroppedFiles droppedFiles(const QList<QUrl>& urls) {
  DroppedFiles dropped;
  for (const QUrl& url : urls) {
    if (!url.isLocalFile()) continue;
    const QString path = url.toLocalFile();
    if (isProfile(path)) dropped.profile = path;
    else dropped.files << path;
  }
  return dropped;
}

QStringList filesIn(const QStringList& paths) {
  QStringList files;
  for (const QString& path : paths) {
    if (!QFileInfo(path).isDir()) {
      files << path;
      continue;
    }
    // A folder may hold other things beside its orders.
    const QDir folder(path);
    for (const QString& name : folder.entryList({QStringLiteral("*.csv"), QStringLiteral("*.tsv"), QStringLiteral("*.txt"), QStringLiteral("*.gz")}, QDir::Files, QDir::Name)) files << folder.filePath(name);
  }
  return files;
}

}  // namespace twinlane::ui
