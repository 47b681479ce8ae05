// An honest page for what is not built yet: what can be done today and where, what comes later. GUI thread.
#pragma once

#include "frame/page.h"
#include "theme/theme.h"

#include <QPushButton>

namespace twinlane::ui {

struct PlainWords {
  QString title, now, later, action;
};

class PlainPage : public Page {
  Q_OBJECT

 public:
  PlainPage(const Theme& theme, const PlainWords& words, QWidget* parent = nullptr);

  QWidget* mainControl() override { return m_act; }

 signals:
  void acted();

 private:
  QPushButton* m_act = nullptr;
};

}  // namespace twinlane::ui
