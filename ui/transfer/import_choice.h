// What a person chose to take in, and under which profile. Plain value.
#pragma once

#include <QStringList>

namespace twinlane::ui {

struct ImportChoice {
  QStringList files;
  QString profilePath;  // where it was read from; empty for one that was proposed
  QString profileText;
};

}  // namespace twinlane::ui
