#include "parts/mark_label.h"

#include <QPainter>
#include <QStyle>

namespace twinlane::ui {

namespace {
constexpr int markSide = 9, gap = 7;
}

MarkLabel::MarkLabel(const Theme& theme, Type type, QWidget* parent) : QWidget(parent), m_theme(theme), m_type(type) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void MarkLabel::setState(StateMark mark, const QString& text, Tone tone) {
  if (mark == m_mark && text == m_text && tone == m_tone) return;
  const bool resized = text.size() != m_text.size() || mark.shape != m_mark.shape || text != m_text;
  m_mark = mark;
  m_text = text;
  m_tone = tone;
  setAccessibleName(text);
  if (resized) updateGeometry();
  update();
}

void MarkLabel::setChip(bool chip) {
  m_chip = chip;
  updateGeometry();
}

QSize MarkLabel::sizeHint() const {
  const QFontMetrics metrics(m_theme.font(m_type));
  const int mark = m_mark.shape == MarkShape::None ? 0 : markSide + gap;
  return {metrics.horizontalAdvance(m_text) + mark + (m_chip ? 22 : 2), m_chip ? px(22) : metrics.height() + 2};
}

void MarkLabel::paintEvent(QPaintEvent*) {
  const Tokens& t = m_theme.tokens();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  int x = 0;
  if (m_chip) {
    painter.setPen(QPen(t.line, 1));
    painter.setBrush(t.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(21) / 2.0, px(21) / 2.0);
    x = 11;
  }
  if (m_mark.shape != MarkShape::None) {
    drawMark(painter, t, m_mark, QStyle::visualRect(layoutDirection(), rect(), QRect(x, (height() - markSide) / 2, markSide, markSide)));
    x += markSide + gap;
  }
  painter.setFont(m_theme.font(m_type));
  painter.setPen(colourOf(t, m_tone));
  painter.drawText(QStyle::visualRect(layoutDirection(), rect(), QRect(x, 0, width() - x, height())), Qt::AlignLeft | Qt::AlignVCenter, m_text);
}

}  // namespace twinlane::ui
