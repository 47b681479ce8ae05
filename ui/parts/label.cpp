#include "parts/label.h"

#include <QStyle>

namespace twinlane::ui {

void setTone(QWidget* widget, const char* tone) {
  const QString wanted = QString::fromLatin1(tone ? tone : "");
  if (widget->property("tone").toString() == wanted) return;
  widget->setProperty("tone", wanted);
  widget->style()->unpolish(widget);
  widget->style()->polish(widget);
}

}  // namespace twinlane::ui
