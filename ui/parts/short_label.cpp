#include "parts/short_label.h"

#include <QTextLayout>

namespace twinlane::ui {

namespace {
constexpr int leastWidth = 60;
}

ShortLabel::ShortLabel(const Theme& theme, Type type, const char* tone, int mostLines) : m_mostLines(mostLines) {
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
  const int room = contentsRect().width();
  QTextLayout layout(m_whole, font());
  QTextOption option;
  // An id has no spaces to break at.
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  layout.setTextOption(option);
  layout.beginLayout();
  QStringList lines;
  qsizetype at = 0;
  while (lines.size() < m_mostLines - 1 && fontMetrics().horizontalAdvance(m_whole.mid(at)) > room) {
    QTextLine line = layout.createLine();
    if (!line.isValid()) break;
    line.setLineWidth(room);
    lines << m_whole.mid(at, line.textLength()).trimmed();
    at += line.textLength();
  }
  layout.endLayout();
  const QString rest = m_whole.mid(at), last = fontMetrics().elidedText(rest, Qt::ElideMiddle, room);
  m_shortened = last != rest;
  setText((lines << last).join(QLatin1Char('\n')));
  setToolTip(m_shortened ? m_whole : QString());
}

}  // namespace twinlane::ui
