// The newest messages at the lower right of the window, three at most, each for six seconds; what is bad stays until it is closed. Each
// is announced to screen readers. GUI thread; owned by the frame.
#pragma once

#include "bridge/messages.h"
#include "theme/theme.h"

#include <QFrame>

namespace twinlane::ui {

class Toasts : public QWidget {
  Q_OBJECT

 public:
  static constexpr qsizetype most = 3;
  static constexpr int shownMs = 6000;

  // Lies over `over`, `above` pixels from its lower edge.
  Toasts(const Theme& theme, QWidget* over, int above);

  void show(const Message& message);
  qsizetype count() const { return m_toasts.size(); }

 signals:
  // A press on one.
  void opened(const QString& page);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void close(QWidget* toast);
  void place();

  const Theme& m_theme;
  int m_above;
  QList<QWidget*> m_toasts;  // the newest last
};

}  // namespace twinlane::ui
