// What the command line asks for, read and checked before anything is opened. Plain value.
#pragma once

#include "base/result.h"
#include "frame/page_id.h"
#include "theme/tokens.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace twinlane::desktop {

struct Wishes {
  QString folder;
  bool demo = false, tour = false;
  std::optional<ui::PageId> page;
  std::optional<QSize> size;  // else as the window stood when it was closed
  std::optional<ui::ThemeKind> theme;
  QString language;
  QString screenshot, dump;
  bool version = false, help = false;

  // A picture or a dump is wanted, not a window.
  bool headless() const { return !screenshot.isEmpty() || !dump.isEmpty(); }
};

// BadInput names the option.
base::Result<Wishes> readWishes(const QStringList& arguments);
QString helpText();

}  // namespace twinlane::desktop
