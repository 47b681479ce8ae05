#include "frame/headline_strip.h"

#include "parts/button.h"
#include "theme/state_mark.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

namespace twinlane::ui {

namespace {

StateMark markOf(Severity severity) {
  switch (severity) {
    case Severity::Checking: return {MarkShape::Ring, Tone::Muted};
    case Severity::Ok: return {MarkShape::Dot, Tone::Ok};
    case Severity::Attention: return {MarkShape::Triangle, Tone::Warn};
    case Severity::Alarm: return {MarkShape::Square, Tone::Bad};
  }
  return {};
}

constexpr int downwardMs = 2000;

}  // namespace

HeadlineStrip::HeadlineStrip(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_headline(ui::headline({})), m_why(makeButton(theme, tr("Why?"), "link", nullptr, true)) {
  setFixedHeight(px(36));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 12, 0);
  row->addStretch(1);
  row->addWidget(m_why);
  m_why->setAccessibleName(tr("Show why"));
  connect(m_why, &QPushButton::clicked, this, &HeadlineStrip::whyAsked);
  showWhy();
  setAccessibleName(m_headline.text);
}

void HeadlineStrip::show(const Headline& headline, const QString& stored, const QString& behind) {
  const bool worse = headline.severity != m_headline.severity && headline.severity != Severity::Ok;
  const bool held = worse && headline.severity != Severity::Alarm && m_steady.isValid() && m_steady.elapsed() < downwardMs;
  if (const QString side = held || behind.isEmpty() ? stored : behind; side != m_side) {
    m_side = side;
    update();
  }
  if (held) return;
  if (headline.severity != m_headline.severity) m_steady.restart();
  const bool announce = headline.severity != m_headline.severity;
  if (headline == m_headline) return;
  m_headline = headline;
  showWhy();
  setAccessibleName(headline.text);
  if (announce) {
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
  }
  update();
}

// Green has little to explain; what is not green offers it as a button.
void HeadlineStrip::showWhy() {
  const bool quiet = m_headline.severity == Severity::Ok || m_headline.severity == Severity::Checking;
  const QString text = quiet ? tr("Why?") : tr("Show why");
  if (m_why->text() == text) return;
  m_why->setText(text);
  m_why->setAccessibleName(tr("Why the headline says this"));
  m_why->setProperty("kind", quiet ? QStringLiteral("link") : QString());
  m_why->style()->unpolish(m_why);
  m_why->style()->polish(m_why);
}

int HeadlineStrip::textWidth() const {
  return 42 + QFontMetrics(m_theme.font(Type::Heading)).horizontalAdvance(m_headline.text) + m_why->width() + 26;
}

void HeadlineStrip::paintEvent(QPaintEvent*) {
  const Tokens& t = m_theme.tokens();
  const StateMark mark = markOf(m_headline.severity);
  QPainter p(this);
  const QColor ground = m_headline.severity == Severity::Attention ? t.warnbg : m_headline.severity == Severity::Alarm ? t.badbg : t.card;
  p.fillRect(rect(), ground);
  const auto seen = [this](const QRect& place) { return QStyle::visualRect(layoutDirection(), rect(), place); };
  p.fillRect(seen(QRect(0, 0, 4, height())), colourOf(t, mark.tone));
  p.fillRect(QRect(0, height() - 1, width(), 1), t.line);
  drawMark(p, t, mark, seen(QRect(21, (height() - 10) / 2, 10, 10)));
  p.setPen(t.text);
  p.setFont(m_theme.font(Type::Heading));
  const int right = width() - 12 - m_why->width() - 14;
  p.drawText(seen(QRect(42, 0, right - 42, height() - 1)), Qt::AlignLeft | Qt::AlignVCenter, m_headline.text);
  const int used = 42 + QFontMetrics(p.font()).horizontalAdvance(m_headline.text) + 16;
  p.setFont(m_theme.font(Type::Data));
  p.setPen(t.muted);
  if (used + QFontMetrics(p.font()).horizontalAdvance(m_side) < right)
    p.drawText(seen(QRect(used, 0, right - used, height() - 1)), Qt::AlignRight | Qt::AlignVCenter, m_side);
}

}  // namespace twinlane::ui
