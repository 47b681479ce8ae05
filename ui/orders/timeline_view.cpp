#include "orders/timeline_view.h"

#include "theme/figures.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace twinlane::ui {

namespace {

constexpr int entryHeight = 37, clockWidth = 62, markX = 66, textX = 80, sideWidth = 110;

QString field(const domain::Node& payload, const char* name) {
  const domain::Node* node = payload.find(name);
  return node && (node->kind == domain::Node::Kind::Text || node->kind == domain::Node::Kind::Number) ? QString::fromStdString(node->text) : QString();
}

// The one or two facts of a change that a person looks for.
QString detailOf(const query::TimelineEntry& entry, const query::OrderDocument& document) {
  QStringList parts;
  const QString currency = QString::fromStdString(document.summary.currency.toText());
  if (const domain::Node* lines = entry.payload.find("lines"); lines && !lines->items.empty())
    parts << counted(Counted::Lines, static_cast<std::int64_t>(lines->items.size()));
  if (entry.type == "OrderPlaced") parts << TimelineView::tr("%1 %2").arg(currency, formatAmount(document.summary.total));
  if (const QString amount = field(entry.payload, "amount"); !amount.isEmpty())
    if (const auto value = base::Amount::fromText(amount.toStdString())) parts << TimelineView::tr("%1 %2").arg(currency, formatAmount(*value));
  for (const char* name : {"method", "package", "carrier", "reason", "country", "note", "text"})
    if (const QString text = field(entry.payload, name); !text.isEmpty()) parts << text;
  return parts.join(QStringLiteral(", "));
}

}  // namespace

TimelineView::TimelineView(const Theme& theme, const ShopTime& time, QWidget* parent) : QWidget(parent), m_theme(theme), m_time(time) {
  setAccessibleName(tr("Timeline of the order"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  // Time goes from left to right in any language.
  setLayoutDirection(Qt::LeftToRight);
  connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TimelineView::show(const query::OrderDocument& document) {
  m_entries.clear();
  std::optional<base::Timestamp> before;
  QString dayBefore;
  QStringList spoken;
  for (const query::TimelineEntry& entry : document.timeline) {
    const base::Timestamp at = entry.occurredAt.value_or(entry.recordedAt);
    const QString actor = entry.origin == domain::Origin::Import ? tr("import") : QString::fromStdString(entry.actor);
    if (entry.timeUnknown()) {
      m_entries << Entry{tr("unknown"), eventTitle(entry.type), detailOf(entry, document), actor, {}, {}, between(entry)};
      spoken << tr("%1 %2 %3").arg(between(entry), m_entries.constLast().title, m_entries.constLast().detail);
      continue;
    }
    QString later;
    if (before && at.micros >= before->micros) later = tr("%1 later").arg(formatAge((at.micros - before->micros) / 1000));
    before = at;
    const QString day = m_time.shortDay(at);
    const QString moment = tr("%1, %2").arg(m_time.day(at), m_time.clock(at));
    m_entries << Entry{m_time.clock(at), eventTitle(entry.type), detailOf(entry, document), actor, later, day == dayBefore ? QString() : day, moment};
    dayBefore = day;
    spoken << tr("%1 %2 %3").arg(moment, m_entries.constLast().title, m_entries.constLast().detail);
  }
  setAccessibleDescription(spoken.join(QStringLiteral("; ")));
  updateGeometry();
  update();
}

// What the source leaves open: when it happened, between its neighbours.
QString TimelineView::between(const query::TimelineEntry& entry) const {
  const auto moment = [this](base::Timestamp at) { return tr("%1, %2").arg(m_time.day(at), m_time.clock(at)); };
  if (entry.notBefore && entry.notAfter) return tr("time unknown, between %1 and %2").arg(moment(*entry.notBefore), moment(*entry.notAfter));
  if (entry.notBefore) return tr("time unknown, after %1").arg(moment(*entry.notBefore));
  if (entry.notAfter) return tr("time unknown, before %1").arg(moment(*entry.notAfter));
  return tr("time unknown");
}

QSize TimelineView::sizeHint() const { return {px(320), static_cast<int>(m_entries.size()) * px(entryHeight) + 8}; }

// The facts stand beside how much later the change came, where that is told.
int TimelineView::detailRoom(const Entry& entry) const { return width() - px(textX) - (entry.later.isEmpty() ? 0 : px(sideWidth) - 20); }

bool TimelineView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const qsizetype at = help->pos().y() / px(entryHeight);
  if (at < 0 || at >= m_entries.size()) QToolTip::hideText();
  else QToolTip::showText(help->globalPos(), m_entries[at].detail.isEmpty() ? m_entries[at].moment : tr("%1: %2").arg(m_entries[at].moment, m_entries[at].detail), this);
  return true;
}

void TimelineView::paintEvent(QPaintEvent*) {
  const Tokens& t = m_theme.tokens();
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  for (qsizetype i = 0; i < m_entries.size(); ++i) {
    const Entry& entry = m_entries[i];
    const int y = static_cast<int>(i) * px(entryHeight);
    const bool last = i == m_entries.size() - 1;
    p.setPen(QPen(t.edge, 1));
    if (!last) p.drawLine(QPointF(px(markX) + 0.5, y + px(14)), QPointF(px(markX) + 0.5, y + px(entryHeight) + 4));
    p.setPen(QPen(last ? t.accent : t.edge, 1.6));
    p.setBrush(t.card);
    p.drawEllipse(QPointF(px(markX) + 0.5, y + px(9)), 3.6, 3.6);
    p.setPen(t.muted);
    p.setFont(m_theme.font(Type::Data));
    drawFigures(p, QRectF(0, y, px(clockWidth) - 6, px(18)), Qt::AlignLeft, entry.clock);
    p.setFont(m_theme.font(Type::Small));
    p.drawText(QRect(0, y + px(17), px(clockWidth) - 4, px(16)), Qt::AlignLeft | Qt::AlignVCenter, entry.day);
    p.setFont(m_theme.font(Type::Data));
    p.drawText(QRect(width() - px(sideWidth), y, px(sideWidth), px(18)), Qt::AlignRight | Qt::AlignVCenter, p.fontMetrics().elidedText(entry.actor, Qt::ElideRight, px(sideWidth)));
    p.setFont(m_theme.font(Type::Small));
    p.drawText(QRect(width() - px(sideWidth), y + px(17), px(sideWidth), px(16)), Qt::AlignRight | Qt::AlignVCenter, entry.later);
    const int room = width() - px(textX) - px(sideWidth) + 20;
    p.setFont(m_theme.font(Type::Data));
    p.drawText(QRect(px(textX), y + px(17), detailRoom(entry), px(16)), Qt::AlignLeft | Qt::AlignVCenter, p.fontMetrics().elidedText(entry.detail, Qt::ElideRight, detailRoom(entry)));
    p.setFont(m_theme.font(Type::DataStrong));
    p.setPen(t.text);
    p.drawText(QRect(px(textX), y, room, px(18)), Qt::AlignLeft | Qt::AlignVCenter, entry.title);
  }
}

}  // namespace twinlane::ui
