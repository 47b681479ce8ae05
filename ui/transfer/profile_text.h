// The text of a profile, from disk or from those the program brings: a file of at most 1 MB, never a device, which has no end.
// GUI thread.
#pragma once

#include "transfer/profile/profile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <optional>

namespace twinlane::ui {

// Nothing when it cannot be read, and then why.
inline std::optional<QString> profileText(const QString& path, QString* why = nullptr) {
  constexpr auto most = static_cast<qint64>(transfer::mostProfileBytes);
  QFile file(path);
  QString problem;
  if (file.exists() && !QFileInfo(path).isFile()) problem = QCoreApplication::translate("ProfileText", "It is no file.");
  else if (file.size() > most) problem = QCoreApplication::translate("ProfileText", "It is longer than 1 MB.");
  else if (file.open(QIODevice::ReadOnly)) return QString::fromUtf8(file.read(most));
  else problem = file.errorString();
  if (why != nullptr) *why = problem;
  return std::nullopt;
}

}  // namespace twinlane::ui
