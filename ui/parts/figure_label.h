// A number in a column of labels: as a plain label, with digits that stand under those above. GUI thread; owned by its parent.
#pragma once

#include "theme/theme.h"

#include <QLabel>

namespace twinlane::ui {

class FigureLabel : public QLabel {
  Q_OBJECT

 public:
  explicit FigureLabel(const Theme& theme, Type type = Type::Data);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace twinlane::ui
