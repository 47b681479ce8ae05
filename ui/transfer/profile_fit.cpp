#include "transfer/profile_fit.h"

#include "transfer/dropped_files.h"
#include "transfer/csv/file_beginning.h"
#include "transfer/history/table_name.h"

#include <QFileInfo>

#include <algorithm>

namespace twinlane::ui {

QStringList straysAmong(const transfer::Profile& profile, const QStringList& paths) {
  QStringList strays;
  if (profile.shape == "flat_lines" || !profile.hasTables()) {
    const auto may = profile.hasTables() ? mayHoldRows : mayBeLog;
    for (const QString& path : paths)
      if (!QFileInfo(path).isDir() && !may(path)) strays << path;
  } else {
    std::vector<std::string> all;
    for (const QString& path : paths) all.push_back(path.toStdString());
    for (const std::string& path : transfer::filesOfNoRole(profile, all)) strays << QString::fromStdString(path);
  }
  return strays.size() < paths.size() ? strays : QStringList();
}

bool looksLike(const transfer::Profile& profile, const std::vector<std::string>& paths) {
  QStringList all;
  for (const std::string& path : paths) all << QString::fromStdString(path);
  for (const QString& stray : straysAmong(profile, all)) all.removeOne(stray);
  const QStringList files = filesIn(all);
  if (files.isEmpty() || !profile.hasTables()) return false;
  if (profile.shape == "flat_lines") {
    const auto beginning = transfer::readBeginning(profile, files.front().toStdString(), 0);
    return beginning && beginning->problems.empty();
  }
  bool named = false;
  for (const transfer::RoleRule& role : profile.objects)
    for (const std::string& table : role.from) {
      const bool there = std::any_of(files.begin(), files.end(), [&](const QString& file) { return transfer::tableOf(file.toStdString()) == transfer::inSmallLetters(table); });
      if (!there && !role.isOptional) return false;
      named = named || there;
    }
  return named;
}

}  // namespace twinlane::ui
