// An honest page for what is not built yet: what can be done today and where, what comes later. GUI thread.
#pragma once

#include "frame/page.h"
#include "theme/theme.h"

namespace twinlane::ui {

struct PlainWords {
  QString title, now, later, action;
};

class PlainPage : public Page {
  Q_OBJECT

 public:
  PlainPage(const Theme& theme, const PlainWords& words, QWidget* parent = nullptr);

 signals:
  void acted();
};

}  // namespace twinlane::ui
