#include "hood/hops_view.h"

#include "words/formats.h"
#include "words/glossary.h"

#include <QPainter>

namespace twinlane::ui {

namespace {

constexpr int rowHeight = 17, headHeight = 20, nameAt = 12, whereAt = 176, tookRight = 330, placeRight = 384, barsAt = 404, rightRoom = 116, mostHops = 13, saidHeight = 44;

QString stageTitle(telemetry::Stage stage) {
  using S = telemetry::Stage;
  switch (stage) {
    case S::Queue: return HopsView::tr("Waiting in the queue");
    case S::Authorise: return HopsView::tr("Allowed?");
    case S::Validate: return HopsView::tr("Valid?");
    case S::Load: return HopsView::tr("Load the order");
    case S::Decide: return HopsView::tr("Decide");
    case S::Append: return HopsView::tr("Append to the log");
    default: return HopsView::tr("Write to disk");
  }
}

QString hopTitle(telemetry::Hop hop) {
  using H = telemetry::Hop;
  switch (hop) {
    case H::PickUp: return HopsView::tr("Pick up from the log");
    case H::Apply: return HopsView::tr("Apply");
    case H::Commit: return HopsView::tr("Commit the list");
    default: return HopsView::tr("Shown by the list");
  }
}

int placeAmong(std::vector<std::int64_t> others, std::int64_t nanos) {
  const auto below = std::count_if(others.begin(), others.end(), [nanos](std::int64_t other) { return other < nanos; });
  return static_cast<int>(std::clamp<std::int64_t>(below * 100 / static_cast<std::int64_t>(others.size()) + 1, 1, 100));
}

const telemetry::ListHops* hopsIn(const telemetry::Trace& trace, const std::string& list) {
  const auto found = std::find_if(trace.lists.begin(), trace.lists.end(), [&list](const telemetry::ListHops& one) { return one.list == list; });
  return found == trace.lists.end() ? nullptr : &*found;
}

}  // namespace

QList<HopBar> hopsOf(const telemetry::Trace& trace, const std::string& list, const std::vector<telemetry::Trace>& others, const Press* press) {
  QList<HopBar> bars;
  std::int64_t at = 0;
  const auto add = [&](const QString& name, const QString& where, std::int64_t nanos, bool isRead, std::vector<std::int64_t> alike) {
    bars << HopBar{name, where, at, nanos, alike.empty() ? std::nullopt : std::optional(placeAmong(std::move(alike), nanos)), isRead};
    at += nanos;
  };
  if (press) add(HopsView::tr("From the key press"), QStringLiteral("window"), std::max<std::int64_t>(0, trace.queuedAt.nanos - press->pressed.nanos), false, {});
  for (std::size_t i = 0; i < telemetry::stageNames.size(); ++i) {
    std::vector<std::int64_t> alike;
    for (const telemetry::Trace& other : others) alike.push_back(other.stageNanos[i]);
    add(stageTitle(static_cast<telemetry::Stage>(i)), i < 5 ? QStringLiteral("command") : QStringLiteral("store"), trace.stageNanos[i], false, std::move(alike));
  }
  const telemetry::ListHops* hops = hopsIn(trace, list);
  for (std::size_t i = 0; hops != nullptr && i < telemetry::hopNames.size(); ++i) {
    std::vector<std::int64_t> alike;
    for (const telemetry::Trace& other : others)
      if (const telemetry::ListHops* theirs = hopsIn(other, list)) alike.push_back(theirs->nanos[i]);
    add(hopTitle(static_cast<telemetry::Hop>(i)), i == 0 ? QStringLiteral("feed") : inSentence(listTitle(list)), hops->nanos[i], true, std::move(alike));
  }
  // Drawn before the list said so it would be nonsense.
  if (press && press->drawn && hops) add(HopsView::tr("Drawn on the screen"), QStringLiteral("window"), std::max<std::int64_t>(0, press->drawn->nanos - press->pressed.nanos - at), true, {});
  return bars;
}

HopsView::HopsView(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
  setAccessibleName(tr("Hops of the command"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  // Time goes from left to right in any language.
  setLayoutDirection(Qt::LeftToRight);
  connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize HopsView::sizeHint() const { return {px(640), m_hops.isEmpty() ? px(saidHeight) : px(headHeight) + mostHops * px(rowHeight) + 8}; }

void HopsView::show(const QList<HopBar>& hops) {
  m_hops = hops;
  m_said.clear();
  QStringList spoken;
  for (const HopBar& hop : hops) spoken << tr("%1: %2").arg(hop.name, formatMicros(hop.nanos / 1000));
  setAccessibleDescription(spoken.join(QStringLiteral(", ")));
  updateGeometry();
  update();
}

void HopsView::say(const QString& why) {
  m_hops.clear();
  m_said = why;
  setAccessibleDescription(why);
  updateGeometry();
  update();
}

void HopsView::paintEvent(QPaintEvent*) {
  const Tokens& t = m_theme.tokens();
  QPainter p(this);
  p.setFont(m_theme.font(Type::Label));
  p.setPen(t.muted);
  if (m_hops.isEmpty()) return p.drawText(rect().adjusted(px(nameAt), 0, -px(nameAt), 0), Qt::AlignCenter | Qt::TextWordWrap, m_said);
  p.drawText(QRect(px(nameAt), 0, px(150), px(headHeight)), Qt::AlignLeft | Qt::AlignVCenter, tr("Hop"));
  p.drawText(QRect(px(whereAt), 0, px(100), px(headHeight)), Qt::AlignLeft | Qt::AlignVCenter, tr("Where"));
  p.drawText(QRect(0, 0, px(tookRight), px(headHeight)), Qt::AlignRight | Qt::AlignVCenter, tr("Took"));
  p.drawText(QRect(0, 0, px(placeRight), px(headHeight)), Qt::AlignRight | Qt::AlignVCenter, tr("of 100"));
  p.drawText(QRect(px(barsAt), 0, width() - px(barsAt), px(headHeight)), Qt::AlignLeft | Qt::AlignVCenter, m_hops.constFirst().where == QLatin1String("window") ? tr("Since the key press") : tr("Since it was queued"));
  const double whole = static_cast<double>(std::max<std::int64_t>(1, m_hops.constLast().fromNanos + m_hops.constLast().nanos));
  const double room = width() - px(barsAt) - px(rightRoom);
  int y = px(headHeight);
  for (qsizetype i = 0; i < m_hops.size(); ++i, y += px(rowHeight)) {
    const HopBar& hop = m_hops[i];
    p.setPen(t.text);
    p.drawText(QRect(px(nameAt), y, px(whereAt) - px(nameAt) - 6, px(rowHeight)), Qt::AlignLeft | Qt::AlignVCenter, hop.name);
    p.drawText(QRect(0, y, px(tookRight), px(rowHeight)), Qt::AlignRight | Qt::AlignVCenter, hop.nanos < 100'000 ? tr("%1 µs").arg(formatDecimal(static_cast<double>(hop.nanos) / 1000, 1)) : formatMicros(hop.nanos / 1000));
    p.setPen(t.muted);
    p.drawText(QRect(px(whereAt), y, px(100), px(rowHeight)), Qt::AlignLeft | Qt::AlignVCenter, hop.where);
    if (hop.place) p.drawText(QRect(0, y, px(placeRight), px(rowHeight)), Qt::AlignRight | Qt::AlignVCenter, QString::number(*hop.place));
    const double from = px(barsAt) + static_cast<double>(hop.fromNanos) / whole * room, to = from + std::max(1.0, static_cast<double>(hop.nanos) / whole * room);
    p.fillRect(QRectF(from, y + 3, to - from, px(rowHeight) - 6), hop.isRead ? t.read : t.write);
    const bool isStored = !hop.isRead && (i + 1 == m_hops.size() || m_hops[i + 1].isRead);
    if (isStored || i + 1 == m_hops.size()) {
      p.setPen(hop.isRead ? t.read : t.write);
      p.drawText(QRectF(to + 6, y, px(rightRoom) + room, px(rowHeight)), Qt::AlignLeft | Qt::AlignVCenter, (isStored ? tr("stored, %1") : tr("in the list, %1")).arg(formatMicros((hop.fromNanos + hop.nanos) / 1000)));
    }
  }
}

}  // namespace twinlane::ui
