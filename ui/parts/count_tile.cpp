#include "parts/count_tile.h"

#include <QPainter>
#include <QStyle>

namespace twinlane::ui {

namespace {

constexpr int tileHeight = 78, inset = 12;

}  // namespace

CountTile::CountTile(const Theme& theme, const QString& name, QWidget* parent) : QAbstractButton(parent), m_theme(theme) {
  setText(name);
  setAccessibleName(name);
  setCheckable(true);
  setAutoExclusive(true);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAttribute(Qt::WA_Hover);
}

void CountTile::setCount(const QString& count, StateMark mark, const QString& under) {
  if (count == m_count && mark == m_mark && under == m_under) return;
  m_count = count;
  m_mark = mark;
  m_under = under;
  setAccessibleDescription(under.isEmpty() ? count : tr("%1, %2").arg(count, under));
  updateGeometry();
  update();
}

QSize CountTile::sizeHint() const {
  const int words = std::max(QFontMetrics(m_theme.font(Type::Label)).horizontalAdvance(text()), QFontMetrics(m_theme.font(Type::Label)).horizontalAdvance(m_under));
  const int number = QFontMetrics(m_theme.font(Type::Number)).horizontalAdvance(m_count) + 24;
  return {std::max(words, number) + 2 * inset, px(tileHeight)};
}

void CountTile::paintEvent(QPaintEvent*) {
  const Tokens& t = m_theme.tokens();
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  const QRectF box = rect();
  if (isChecked() || underMouse()) p.fillRect(box, isChecked() ? t.selected : t.hover);
  if (isChecked()) p.fillRect(QRectF(0, box.bottom() - 2, box.width(), 2), t.accent);
  if (hasFocus()) {
    p.setPen(QPen(t.accent, 2));
    p.drawRect(box.adjusted(1, 1, -1, -1));
  }
  const double width = box.width() - 2 * inset;
  p.setFont(m_theme.font(Type::Label));
  p.setPen(t.text);
  p.drawText(QRectF(inset, px(8), width, px(16)), Qt::AlignLeft | Qt::AlignVCenter, text());
  p.setFont(m_theme.font(Type::Number));
  p.drawText(QRectF(inset, px(23), width, px(30)), Qt::AlignLeft | Qt::AlignVCenter, m_count);
  const QRect mark(inset + p.fontMetrics().horizontalAdvance(m_count) + 9, px(39) - 5, 10, 10);
  drawMark(p, t, m_mark, QStyle::visualRect(layoutDirection(), rect(), mark));
  p.setFont(m_theme.font(Type::Label));
  p.setPen(t.muted);
  p.drawText(QRectF(inset, px(54), width, px(16)), Qt::AlignLeft | Qt::AlignVCenter, m_under);
}

}  // namespace twinlane::ui
