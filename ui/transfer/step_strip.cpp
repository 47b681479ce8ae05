#include "transfer/step_strip.h"

#include <QPainter>

namespace twinlane::ui {

StepStrip::StepStrip(const Theme& theme, QStringList steps, QWidget* parent) : QWidget(parent), m_theme(theme), m_steps(std::move(steps)) {
  setFixedHeight(px(44));
  setLayoutDirection(Qt::LeftToRight);
  setCurrent(0);
  connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StepStrip::setCurrent(int step) {
  m_current = step;
  setAccessibleName(step < m_steps.size() ? tr("Step %1 of %2: %3").arg(step + 1).arg(m_steps.size()).arg(m_steps[step]) : tr("All %1 steps are done").arg(m_steps.size()));
  update();
}

void StepStrip::paintEvent(QPaintEvent*) {
  const Tokens& t = m_theme.tokens();
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  double x = 14;
  const double y = height() / 2.0;
  for (qsizetype i = 0; i < m_steps.size(); ++i) {
    const bool done = i < m_current, now = i == m_current;
    const QColor colour = done ? t.ok : now ? t.accent : t.edge;
    p.setPen(QPen(colour, 1.3));
    p.setBrush(Qt::NoBrush);
    p.drawEllipse(QPointF(x + 10, y), 9.5, 9.5);
    if (done) {
      p.drawPixmap(QPointF(x + 3, y - 7), m_theme.pixmap(QStringLiteral("check"), colour, 14));
    } else {
      p.setFont(m_theme.font(Type::DataStrong));
      p.drawText(QRectF(x, y - 10, 20, 20), Qt::AlignCenter, QString::number(i + 1));
    }
    p.setFont(m_theme.font(now ? Type::DataStrong : Type::Data));
    p.setPen(done || now ? t.text : t.muted);
    const int width = p.fontMetrics().horizontalAdvance(m_steps[i]);
    p.drawText(QRectF(x + 27, 0, width + 2, height()), Qt::AlignLeft | Qt::AlignVCenter, m_steps[i]);
    x += 27 + width + 10;
    if (i + 1 == m_steps.size()) break;
    p.setPen(QPen(done ? t.edge : t.line, 1));
    p.drawLine(QPointF(x, y), QPointF(x + 44, y));
    x += 54;
  }
}

}  // namespace twinlane::ui
