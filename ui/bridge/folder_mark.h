// By what a shop folder is known in the settings file of the user: short, and of characters that a key may have. Pure function, any
// thread.
#pragma once

#include <QCryptographicHash>
#include <QString>

namespace twinlane::ui {

inline QString folderMark(const QString& folder) { return QString::fromLatin1(QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha256).toHex().first(16)); }

}  // namespace twinlane::ui
