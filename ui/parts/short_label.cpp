#include "parts/short_label.h"

namespace twinlane::ui {

namespace {
constexpr int leastWidth = 60;
}

ShortLabel::ShortLabel(const Theme& theme, Type type, const char* tone) {
  setFont(theme.font(type));
  setTextFormat(Qt::PlainText);
  if (tone) setProperty("tone", QString::fromLatin1(tone));
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void ShortLabel::setWhole(const QString& text) {
  if (text == m_whole) return;
  m_whole = text;
  setAccessibleName(text);
  updateGeometry();
  shorten();
}

QSize ShortLabel::sizeHint() const {
  const QMargins margins = contentsMargins();
  return {fontMetrics().horizontalAdvance(m_whole) + margins.left() + margins.right() + 1, QLabel::sizeHint().height()};
}

QSize ShortLabel::minimumSizeHint() const { return {std::min(leastWidth, sizeHint().width()), sizeHint().height()}; }

void ShortLabel::resizeEvent(QResizeEvent* event) {
  QLabel::resizeEvent(event);
  shorten();
}

void ShortLabel::shorten() {
  const QString shown = fontMetrics().elidedText(m_whole, Qt::ElideMiddle, contentsRect().width());
  setText(shown);
  setToolTip(shown == m_whole ? QString() : m_whole);
}

}  // namespace twinlane::ui
