#include "frame/recent_folders.h"

#include <QSettings>
#include <QStandardPaths>

namespace twinlane::ui {

RecentFolders::RecentFolders(QString file) : m_file(std::move(file)) {
  if (m_file.isEmpty())
    m_file = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/twinlane/twinlane.ini");
}

QList<RecentFolder> RecentFolders::all() const {
  QSettings settings(m_file, QSettings::IniFormat);
  QList<RecentFolder> folders;
  const int count = settings.beginReadArray(QStringLiteral("folders"));
  for (int i = 0; i < count; ++i) {
    settings.setArrayIndex(i);
    RecentFolder folder;
    folder.folder = settings.value(QStringLiteral("folder")).toString();
    folder.opened = QDateTime::fromString(settings.value(QStringLiteral("opened")).toString(), Qt::ISODate);
    folder.orders = settings.value(QStringLiteral("orders"), -1).toLongLong();
    folder.bytes = settings.value(QStringLiteral("bytes"), -1).toLongLong();
    folder.practice = settings.value(QStringLiteral("practice")).toBool();
    if (!folder.folder.isEmpty()) folders << folder;
  }
  settings.endArray();
  return folders;
}

void RecentFolders::remember(const RecentFolder& folder) {
  QList<RecentFolder> folders = all();
  RecentFolder now = folder;
  for (const RecentFolder& before : std::as_const(folders)) {
    if (before.folder != now.folder) continue;
    if (now.orders < 0) now.orders = before.orders;
    if (now.bytes < 0) now.bytes = before.bytes;
  }
  folders.removeIf([&now](const RecentFolder& other) { return other.folder == now.folder; });
  folders.prepend(now);
  write(folders.first(std::min(folders.size(), kept)));
}

void RecentFolders::forget(const QString& folder) {
  QList<RecentFolder> folders = all();
  folders.removeIf([&folder](const RecentFolder& other) { return other.folder == folder; });
  write(folders);
}

void RecentFolders::write(const QList<RecentFolder>& folders) {
  QSettings settings(m_file, QSettings::IniFormat);
  settings.remove(QStringLiteral("folders"));
  settings.beginWriteArray(QStringLiteral("folders"));
  for (int i = 0; i < folders.size(); ++i) {
    settings.setArrayIndex(i);
    settings.setValue(QStringLiteral("folder"), folders[i].folder);
    settings.setValue(QStringLiteral("opened"), folders[i].opened.toString(Qt::ISODate));
    settings.setValue(QStringLiteral("orders"), folders[i].orders);
    settings.setValue(QStringLiteral("bytes"), folders[i].bytes);
    settings.setValue(QStringLiteral("practice"), folders[i].practice);
  }
  settings.endArray();
}

}  // namespace twinlane::ui
