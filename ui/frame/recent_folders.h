// The shop folders opened before, in the settings file of the user. GUI thread.
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

namespace twinlane::ui {

struct RecentFolder {
  QString folder;
  QDateTime opened;
  qint64 orders = -1;  // as of the last time; below 0 when not known
  qint64 bytes = -1;
  bool practice = false;
};

class RecentFolders {
 public:
  // `file` is an ini file; empty for the one in the user's configuration folder.
  explicit RecentFolders(QString file = {});

  QList<RecentFolder> all() const;
  // What is not known now stays as it was known before.
  void remember(const RecentFolder& folder);
  void forget(const QString& folder);

  const QString& file() const { return m_file; }

  static constexpr qsizetype kept = 12;

 private:
  void write(const QList<RecentFolder>& folders);
  QString m_file;
};

}  // namespace twinlane::ui
