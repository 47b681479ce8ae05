#include "frame/rail_entry.h"

#include <QPainter>
#include <QStyle>

namespace twinlane::ui {

namespace {
constexpr int textAt = 39, atEnd = 13, withoutHint = 8, besideHint = 5;
}  // namespace

RailEntry::RailEntry(const Theme& theme, const QString& name, const QString& icon, const QString& hint, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme), m_icon(icon), m_hint(hint) {
  setText(name);
  setAccessibleName(name);
  setFocusPolicy(Qt::TabFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setFixedHeight(sizeHint().height());
  setAttribute(Qt::WA_Hover);
}

int RailEntry::neededWidth() const {
  if (m_isFolded) return textAt;
  const int name = QFontMetrics(m_theme.font(m_icon.isEmpty() ? Type::DataStrong : Type::BodyStrong)).horizontalAdvance(text());
  const int hint = m_hint.isEmpty() ? withoutHint : besideHint + QFontMetrics(m_theme.font(Type::Small)).horizontalAdvance(m_hint) + atEnd;
  return textAt + name + hint;
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

void RailEntry::setFolded(bool isFolded) {
  m_isFolded = isFolded;
  setToolTip(isFolded ? text() : QString());
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
  const auto seen = [this](const QRect& place) { return QStyle::visualRect(layoutDirection(), rect(), place); };
  if (m_current && !sub) p.fillRect(seen(QRect(6, 9, 3, height() - 18)), t.accent);
  if (!sub) p.drawPixmap(seen(QRect(15, (height() - 16) / 2, 16, 16)).topLeft(), m_theme.pixmap(m_icon, t.text));
  p.setFont(m_theme.font(sub ? (m_current ? Type::DataStrong : Type::Data) : (m_current ? Type::BodyStrong : Type::Body)));
  p.setPen(sub && !m_current ? t.muted : t.text);
  if (m_isFolded && sub) p.drawText(rect(), Qt::AlignCenter, text().left(1));
  if (m_isFolded) return;
  p.drawText(seen(QRect(textAt, 0, width() - textAt - 8, height())), Qt::AlignLeft | Qt::AlignVCenter, text());
  p.setFont(m_theme.font(Type::Small));
  p.setPen(sub ? t.muted : t.faint);
  p.drawText(seen(QRect(0, 0, width() - atEnd, height())), Qt::AlignRight | Qt::AlignVCenter, m_hint);
}

}  // namespace twinlane::ui
