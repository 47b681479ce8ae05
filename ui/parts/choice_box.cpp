#include "parts/choice_box.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace twinlane::ui {

namespace {
constexpr int beforeText = 10, aroundText = 32;
}

ChoiceBox::ChoiceBox(const Theme& theme, const QString& name, QWidget* parent) : QComboBox(parent), m_theme(theme) {
  setAccessibleName(name);
  setFont(theme.font(Type::Data));
  setFixedHeight(px(28));
}

QSize ChoiceBox::sizeHint() const {
  int width = 40;
  for (int i = 0; i < count(); ++i) width = std::max(width, fontMetrics().horizontalAdvance(itemText(i)));
  return {width + 38, px(28)};
}

QString ChoiceBox::shownText() const { return fontMetrics().elidedText(currentText(), Qt::ElideRight, width() - aroundText); }

bool ChoiceBox::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip || shownText() == currentText()) return QComboBox::event(event);
  QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), currentText(), this);
  return true;
}

void ChoiceBox::paintEvent(QPaintEvent*) {
  const Tokens& t = m_theme.tokens();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(hasFocus() ? QPen(t.accent, 2) : QPen(isEnabled() ? t.edge : t.line, 1));
  painter.setBrush(underMouse() ? t.hover : t.raised);
  const double inset = hasFocus() ? 1 : 0.5;
  painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 4, 4);
  painter.setPen(isEnabled() ? t.text : t.faint);
  painter.setFont(font());
  painter.drawText(QStyle::visualRect(layoutDirection(), rect(), QRect(beforeText, 0, width() - aroundText, height())), Qt::AlignLeft | Qt::AlignVCenter, shownText());
  painter.setPen(Qt::NoPen);
  painter.setBrush(t.muted);
  const QPointF at(isRightToLeft() ? 15 : width() - 15, height() / 2.0);
  painter.drawPolygon(QPolygonF({at + QPointF(-4, -2), at + QPointF(4, -2), at + QPointF(0, 3)}));
}

}  // namespace twinlane::ui
