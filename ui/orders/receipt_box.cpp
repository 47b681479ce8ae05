#include "orders/receipt_box.h"

#include "theme/state_mark.h"
#include "theme/figures.h"
#include "words/formats.h"

#include <QAccessible>
#include <QPainter>

#include <array>

namespace twinlane::ui {

ReceiptBox::ReceiptBox(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
  setObjectName(QStringLiteral("receipt"));
  setFixedHeight(px(136));
  // Time goes from left to right in any language.
  setLayoutDirection(Qt::LeftToRight);
  setAccessibleName(tr("Receipt"));
  connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ReceiptBox::say(const QString& text, const QString& under) {
  m_text = text;
  m_under = under;
  setAccessibleDescription(text);
  if (!text.isEmpty()) {
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
  }
  update();
}

void ReceiptBox::clear() {
  m_kind = Kind::Nothing;
  m_stored.reset();
  m_inList.reset();
  say({}, {});
}

void ReceiptBox::showSent() {
  clear();
  m_kind = Kind::Sent;
  say(tr("Sent, waiting for the answer"), {});
}

void ReceiptBox::showStored(std::int64_t storedMicros, const QString& logNumber) {
  m_kind = Kind::Stored;
  m_stored = storedMicros;
  m_log = logNumber;
  say(tr("Stored in %1").arg(formatMicros(storedMicros)), tr("Safe from the second mark on, even if the power fails."));
}

void ReceiptBox::showInList(std::int64_t inListMicros) {
  m_inList = inListMicros;
  say(tr("Stored in %1 · in the list after %2").arg(formatMicros(m_stored.value_or(0)), formatMicros(inListMicros)),
      tr("Safe from the second mark on, even if the power fails."));
}

void ReceiptBox::showWaiting() {
  if (m_inList || !m_stored) return;
  say(tr("Stored. The list shows it when it gets there."), tr("The order is safe. Do not enter it again."));
}

void ReceiptBox::showRefused(const QString& sentence, bool unsure) {
  m_kind = unsure ? Kind::Unsure : Kind::Refused;
  say(sentence, unsure ? tr("The entry stays as it is.") : tr("What you typed is kept."));
}

void ReceiptBox::drawMarks(QPainter& p) const {
  const Tokens& t = m_theme.tokens();
  const double y = px(72), left = px(34), right = width() - px(54), middle = left + (right - left) * 0.42;
  const std::array<double, 3> xs = {left, middle, right};
  const std::array<QString, 3> names = {tr("Sent"), tr("Stored"), tr("In the list")};
  const std::array<QString, 3> times = {tr("0 ms"), m_stored ? formatMicros(*m_stored) : QString(), m_inList ? formatMicros(*m_inList) : QString()};
  const std::array<bool, 3> reached = {m_kind != Kind::Nothing, m_stored.has_value(), m_inList.has_value()};
  p.setRenderHint(QPainter::Antialiasing);
  p.setPen(QPen(reached[1] ? t.write : t.line, 2));
  p.drawLine(QPointF(xs[0], y), QPointF(xs[1], y));
  p.setPen(QPen(reached[2] ? t.read : t.line, 2));
  p.drawLine(QPointF(xs[1], y), QPointF(xs[2], y));
  for (std::size_t i = 0; i < 3; ++i) {
    p.setPen(QPen(!reached[i] ? t.line : i == 2 ? t.read : t.write, 1.6));
    p.setBrush(t.card);
    p.drawEllipse(QPointF(xs[i], y), 4.5, 4.5);
    p.setFont(m_theme.font(Type::DataStrong));
    p.setPen(reached[i] ? t.text : t.muted);
    p.drawText(QRectF(xs[i] - px(50), y - px(32), px(100), px(18)), Qt::AlignCenter, names[i]);
    p.setFont(m_theme.font(Type::Data));
    p.setPen(t.muted);
    drawFigures(p, QRectF(xs[i] - px(50), y + px(11), px(100), px(18)), Qt::AlignHCenter, times[i]);
  }
}

void ReceiptBox::paintEvent(QPaintEvent*) {
  if (m_kind == Kind::Nothing) return;
  const Tokens& t = m_theme.tokens();
  const bool good = m_kind == Kind::Sent || m_kind == Kind::Stored;
  const StateMark mark = m_kind == Kind::Sent     ? StateMark{MarkShape::Ring, Tone::Muted}
                         : m_kind == Kind::Stored ? StateMark{MarkShape::Dot, Tone::Ok}
                         : m_kind == Kind::Unsure ? StateMark{MarkShape::Triangle, Tone::Warn}
                                                  : StateMark{MarkShape::Square, Tone::Bad};
  QPainter p(this);
  p.setPen(QPen(colourOf(t, mark.tone), 1));
  p.setBrush(m_kind == Kind::Stored ? t.okbg : m_kind == Kind::Unsure ? t.warnbg : m_kind == Kind::Refused ? t.badbg : t.card);
  p.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
  p.fillRect(QRect(0, 0, 4, height()), colourOf(t, mark.tone));
  drawMark(p, t, mark, QRectF(19, px(19) - 5, 10, 10));
  p.setFont(m_theme.font(Type::Heading));
  p.setPen(t.text);
  p.drawText(QRectF(38, px(8), width() - px(150), px(22)), Qt::AlignLeft | Qt::AlignVCenter, m_text);
  p.setFont(m_theme.font(Type::Data));
  if (!m_log.isEmpty() && good) {
    p.setPen(t.muted);
    p.drawText(QRectF(width() - px(130), px(8), px(116), px(22)), Qt::AlignRight | Qt::AlignVCenter, m_log);
  }
  if (good) drawMarks(p);
  p.setFont(m_theme.font(Type::Data));
  p.setPen(t.text);
  p.drawText(QRectF(18, good ? height() - px(27) : px(36), width() - 30, px(20)), Qt::AlignLeft | Qt::AlignVCenter, m_under);
}

}  // namespace twinlane::ui
