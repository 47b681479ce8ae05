// A label whose text may be longer than its room: it is shortened, and the whole of it is in its tool tip. GUI thread; owned
// by its parent.
#pragma once

#include "theme/theme.h"

#include <QLabel>

namespace twinlane::ui {

class ShortLabel : public QLabel {
  Q_OBJECT

 public:
  ShortLabel(const Theme& theme, Type type, const char* tone = nullptr);
  void setWhole(const QString& text);
  const QString& whole() const { return m_whole; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void shorten();

  QString m_whole;
};

}  // namespace twinlane::ui
