#include "transfer/dropped_files.h"

#include "transfer/profile_text.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace twinlane::ui {

namespace {

const QStringList& tablePatterns() {
  static const QStringList patterns{QStringLiteral("*.csv"), QStringLiteral("*.tsv"), QStringLiteral("*.txt"), QStringLiteral("*.gz")};
  return patterns;
}

const QStringList& logPatterns() {
  static const QStringList patterns{QStringLiteral("*.json"), QStringLiteral("*.jsonocel"), QStringLiteral("*.xml"), QStringLiteral("*.xmlocel"), QStringLiteral("*.sqlite"), QStringLiteral("*.db"), QStringLiteral("*.gz")};
  return patterns;
}

struct DialogTexts {
  Q_DECLARE_TR_FUNCTIONS(DroppedFiles)
};

// A log may be a .json as well; a profile has a shape.
bool isProfile(const QString& path) {
  if (!path.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive)) return false;
  const auto text = profileText(path);
  return text && text->contains(QStringLiteral("\"shape\""));
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

bool mayHoldRows(const QString& path) { return QDir::match(tablePatterns(), QFileInfo(path).fileName()); }

bool mayBeLog(const QString& path) { return QDir::match(logPatterns(), QFileInfo(path).fileName()); }

QString orderFilters() {
  QStringList all = tablePatterns() + logPatterns();
  all.removeDuplicates();
  return DialogTexts::tr("Orders and event logs (%1);;Tables (%2);;Event logs (%3);;All files (*)").arg(all.join(QLatin1Char(' ')), tablePatterns().join(QLatin1Char(' ')), logPatterns().join(QLatin1Char(' ')));
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
    for (const QString& name : folder.entryList(tablePatterns(), QDir::Files, QDir::Name)) files << folder.filePath(name);
  }
  return files;
}

}  // namespace twinlane::ui
