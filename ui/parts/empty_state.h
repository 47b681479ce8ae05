// What stands in a table without rows: one sentence that says why, and the one thing to do about it. Lies over the viewport
// it is made for. GUI thread; owned by that viewport.
#pragma once

#include "theme/theme.h"

#include <QLabel>
#include <QPushButton>

namespace twinlane::ui {

class EmptyState : public QWidget {
  Q_OBJECT

 public:
  EmptyState(const Theme& theme, QWidget* over);

  // Shows itself. Without an action there is no button.
  void say(const QString& sentence, const QString& action = {});

 signals:
  void acted();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QLabel* m_sentence;
  QPushButton* m_action;
};

}  // namespace twinlane::ui
