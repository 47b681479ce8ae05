// Where the person stands in a sequence of steps. GUI thread.
#pragma once

#include "theme/theme.h"

#include <QStringList>
#include <QWidget>

namespace twinlane::ui {

class StepStrip : public QWidget {
  Q_OBJECT

 public:
  StepStrip(const Theme& theme, QStringList steps, QWidget* parent = nullptr);
  // From 0; their number when all are done.
  void setCurrent(int step);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  const Theme& m_theme;
  QStringList m_steps;
  int m_current = 0;
};

}  // namespace twinlane::ui
