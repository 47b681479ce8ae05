// A label whose text may be longer than its room: it takes as many lines as it may, is then shortened in the middle, and the
// whole of it is in its tool tip. GUI thread; owned by its parent.
#pragma once

#include "theme/theme.h"

#include <QLabel>

namespace twinlane::ui {

class ShortLabel : public QLabel {
  Q_OBJECT

 public:
  ShortLabel(const Theme& theme, Type type, const char* tone = nullptr, int mostLines = 1);
  void setWhole(const QString& text);
  const QString& whole() const { return m_whole; }
  bool shortened() const { return m_shortened; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void shorten();

  const int m_mostLines;
  QString m_whole;
  bool m_shortened = false;
};

}  // namespace twinlane::ui
