// The texts that a window does not show whole.
#pragma once

#include "dump/fit_check.h"

#include <QStringList>

namespace twinlane::tests {

inline QStringList cutIn(const QWidget& root) {
  QStringList cut;
  for (const ui::ClippedText& one : ui::clippedIn(root)) cut << one.text;
  return cut;
}

}  // namespace twinlane::tests
