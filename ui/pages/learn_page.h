// Learn, its first part: which part of a cloud's CQRS service each part of this program stands for. GUI thread.
#pragma once

#include "frame/page.h"
#include "theme/theme.h"

namespace twinlane::ui {

class LearnPage : public Page {
  Q_OBJECT

 public:
  explicit LearnPage(const Theme& theme, QWidget* parent = nullptr);
};

}  // namespace twinlane::ui
