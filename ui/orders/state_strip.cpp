#include "orders/state_strip.h"

#include "words/glossary.h"

#include <QPainter>

#include <array>

namespace twinlane::ui {

StateStrip::StateStrip(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
  setFixedHeight(px(26));
  // Time goes from left to right in any language.
  setLayoutDirection(Qt::LeftToRight);
  connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StateStrip::show(domain::OrderStatus status, domain::PaymentStatus payment) {
  m_status = status;
  m_payment = payment;
  setAccessibleName(tr("State: %1, %2").arg(statusWord(status), paymentWord(payment)));
  update();
}

void StateStrip::paintEvent(QPaintEvent*) {
  using S = domain::OrderStatus;
  using P = domain::PaymentStatus;
  const bool paid = m_payment == P::Paid || m_payment == P::Overpaid || m_payment == P::Refunded;
  const bool shipped = m_status == S::Shipped || m_status == S::PartDelivered || m_status == S::Delivered || m_status == S::DeliveryFailed ||
                       m_status == S::PartReturned || m_status == S::Returned;
  const bool delivered = m_status == S::Delivered || m_status == S::PartReturned || m_status == S::Returned;
  const bool dead = m_status == S::Cancelled;
  // Payment and shipping are separate tracks: each step is done or not by itself.
  struct Step {
    QString name;
    bool done;
  };
  const std::array<Step, 4> steps = {{{dead ? tr("Cancelled") : tr("Placed"), true}, {tr("Paid"), paid}, {tr("Shipped"), shipped}, {tr("Delivered"), delivered}}};
  const Tokens& t = m_theme.tokens();
  QPainter p(this);
  const double width = (this->width() - 9.0) / 4;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const double x = static_cast<double>(i) * (width + 3);
    p.fillRect(QRectF(x, 0, width, 4), steps[i].done ? (dead ? t.muted : t.accent) : t.line);
    p.setFont(m_theme.font(steps[i].done ? Type::DataStrong : Type::Data));
    p.setPen(steps[i].done ? t.text : t.muted);
    p.drawText(QRectF(x, px(8), width, px(18)), Qt::AlignLeft | Qt::AlignVCenter, steps[i].name);
  }
}

}  // namespace twinlane::ui
