#include "frame/rail_entry.h"

#include <QPainter>

namespace twinlane::ui {

RailEntry::RailEntry(const Theme& theme, const QString& name, const QString& icon, const QString& hint, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme), m_icon(icon), m_hint(hint) {
  setText(name);
  setAccessibleName(name);
  setFocusPolicy(Qt::TabFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setFixedHeight(sizeHint().height());
  setAttribute(Qt::WA_Hover);
}

void RailEntry::setCurrent(bool current) {
  m_current = current;
  update();
}

void RailEntry::setHint(const QString& hint) {
  if (hint == m_hint) return;
  m_hint = hint;
  update();
}

void RailEntry::paintEvent(QPaintEvent*) {
  const Tokens& t = m_theme.tokens();
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  const bool sub = m_icon.isEmpty();
  const QRectF box = QRectF(rect()).adjusted(6, 1, -6, -1);
  p.setPen(hasFocus() ? QPen(t.accent, 2) : QPen(Qt::NoPen));
  p.setBrush(m_current ? (sub ? t.hover : t.selected) : underMouse() ? t.hover : QColor(Qt::transparent));
  p.drawRoundedRect(box, 5, 5);
  p.setPen(Qt::NoPen);
  if (m_current && !sub) p.fillRect(QRectF(box.left(), box.top() + 8, 3, box.height() - 16), t.accent);
  if (!sub) p.drawPixmap(15, (height() - 16) / 2, m_theme.pixmap(m_icon, t.text));
  const int x = sub ? 39 : 39;
  p.setFont(m_theme.font(sub ? (m_current ? Type::DataStrong : Type::Data) : (m_current ? Type::BodyStrong : Type::Body)));
  p.setPen(sub && !m_current ? t.muted : t.text);
  p.drawText(QRectF(x, 0, width() - x - 8, height()), Qt::AlignLeft | Qt::AlignVCenter, text());
  p.setFont(m_theme.font(Type::Small));
  p.setPen(sub ? t.muted : t.faint);
  p.drawText(QRectF(0, 0, width() - 13, height()), Qt::AlignRight | Qt::AlignVCenter, m_hint);
}

}  // namespace twinlane::ui
