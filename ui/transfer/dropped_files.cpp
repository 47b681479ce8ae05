#include "transfer/dropped_files.h"

#include <QDir>
#include <QFileInfo>

namespace twinlane::ui {

DroppedFiles droppedFiles(const QList<QUrl>& urls) {
  DroppedFiles dropped;
  const auto add = [&](const QString& path) {
    if (path.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive)) dropped.profile = path;
    else dropped.files << path;
  };
  for (const QUrl& url : urls) {
    const QFileInfo info(url.toLocalFile());
    if (!info.isDir()) {
      if (url.isLocalFile()) add(info.filePath());
      continue;
    }
    // A folder may hold other things beside its orders.
    const QDir folder(info.filePath());
    for (const QString& name : folder.entryList({QStringLiteral("*.csv"), QStringLiteral("*.tsv"), QStringLiteral("*.txt"), QStringLiteral("*.gz")}, QDir::Files, QDir::Name)) add(folder.filePath(name));
  }
  return dropped;
}

}  // namespace twinlane::ui
