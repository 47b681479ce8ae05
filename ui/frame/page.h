// What a page is to the frame: it is told of the clock's beats only while it is on screen, lends its own controls to the top
// bar, and says when its data has arrived. GUI thread; owned by the window's stack.
#pragma once

#include <QWidget>

namespace twinlane::ui {

class Page : public QWidget {
  Q_OBJECT

 public:
  using QWidget::QWidget;

  // One of four slots, 25 ms apart, each ten times a second. In slot 0 a new state has just been taken and is in the headline:
  // what a page says of where the log stands it says in that slot, so that the two are never of different moments.
  virtual void beat(int slot) { (void)slot; }
  // Came on screen.
  virtual void shown() {}
  virtual bool ready() const { return true; }
  // Where the keyboard starts; null for nowhere in sight.
  virtual QWidget* mainControl() { return nullptr; }
  // Esc: closes what lies uppermost on it; false when nothing does.
  virtual bool closeTopmost() { return false; }
  // Controls for the right end of the top bar, which takes them over; null for none.
  virtual QWidget* actions() { return nullptr; }
};

}  // namespace twinlane::ui
