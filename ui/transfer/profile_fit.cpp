#include "transfer/profile_fit.h"

#include "transfer/dropped_files.h"
#include "transfer/csv/file_beginning.h"

#include <QFileInfo>

#include <algorithm>

namespace twinlane::ui {

namespace {

// The table that a file is: its name without .csv and .gz.
std::string tableOf(const QString& path) {
  QString name = QFileInfo(path).fileName();
  for (const char* ending : {".gz", ".csv"})
    if (name.endsWith(QLatin1String(ending), Qt::CaseInsensitive)) name.chop(static_cast<qsizetype>(qstrlen(ending)));
  return name.toStdString();
}

}  // namespace

bool looksLike(const transfer::Profile& profile, const std::vector<std::string>& paths) {
  QStringList all;
  for (const std::string& path : paths) all << QString::fromStdString(path);
  const QStringList files = filesIn(all);
  if (files.isEmpty() || !profile.hasTables()) return false;
  if (profile.shape == "flat_lines") {
    const auto beginning = transfer::readBeginning(profile, files.front().toStdString(), 0);
    return beginning && beginning->problems.empty();
  }
  bool named = false;
  for (const transfer::RoleRule& role : profile.objects)
    for (const std::string& table : role.from) {
      const bool there = std::any_of(files.begin(), files.end(), [&](const QString& file) { return tableOf(file) == table; });
      if (!there && !role.isOptional) return false;
      named = named || there;
    }
  return named;
}

}  // namespace twinlane::ui
