// The question before something is undone that moves money or cannot be undone itself, with the two answers. Esc leaves it as it is.
// GUI thread; owned by the frame.
#pragma once

#include "bridge/undo.h"
#include "theme/theme.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace twinlane::ui {

class UndoBar : public QFrame {
  Q_OBJECT

 public:
  UndoBar(const Theme& theme, Undo& undo, QWidget* over, int above);

  void ask(const UndoOffer& offer);
  // False when it was not asking.
  bool leave();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void place();

  Undo& m_undo;
  int m_above;
  QLabel *m_what, *m_question;
  QPushButton *m_yes, *m_no;
  UndoOffer m_offer;
  QPointer<QWidget> m_before;  // had the keyboard
};

}  // namespace twinlane::ui
