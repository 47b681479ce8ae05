#include "live/two_lanes.h"

#include "theme/state_mark.h"
#include "words/counts.h"

#include <QPainter>

#include <cmath>

namespace twinlane::ui {

namespace {
constexpr double dotRadius = 3, writeGap = 19, readGap = 13;
// Columns of the drawing in a width of 960.
constexpr double design = 960;
constexpr double entryX = 0, entryWidth = 135, decideX = 195, decideWidth = 113, logX = 370, logWidth = 101, viewX = 673, viewWidth = 105,
                 screensX = 855, screensWidth = 105;
}  // namespace

TwoLanes::TwoLanes(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
  setAccessibleName(tr("Two lanes: orders are written on the left, lists are read on the right, a log between them"));
  // Orders go from left to right in any language.
  setLayoutDirection(Qt::LeftToRight);
  connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TwoLanes::setFigures(const LanesFigures& figures) {
  m_figures = figures;
  QStringList lists;
  for (const LaneView& view : figures.views) lists << view.title;
  if (const QString told = tr("Lists: %1").arg(lists.join(QStringLiteral(", "))); told != accessibleDescription()) setAccessibleDescription(told);
  m_lists.resize(figures.views.size());
}

void TwoLanes::setLit(Part part) {
  m_lit = part;
  update();
}

void TwoLanes::advance(double seconds) {
  m_entry.advance(seconds, m_figures.writesPerSecond, false);
  m_store.advance(seconds, m_figures.writesPerSecond, false);
  for (qsizetype i = 0; i < m_lists.size(); ++i) m_lists[i].advance(seconds, m_figures.views[i].perSecond, m_figures.views[i].paused);
  update();
}

QString TwoLanes::caption() const {
  const int changes = LaneDots::changesPerDot(m_figures.writesPerSecond);
  return changes == 1 ? tr("one dot is one change") : tr("one dot is %1").arg(counted(Counted::Changes, changes));
}

void TwoLanes::drawBox(QPainter& p, const QRectF& box, const QColor& border, const QString& title, const QString& figure, bool strong) const {
  const Tokens& t = m_theme.tokens();
  p.setPen(QPen(border, 1));
  p.setBrush(t.raised);
  p.drawRoundedRect(box, 4, 4);
  p.setPen(t.text);
  // A longer language has smaller letters in the box before it loses any.
  const bool isLong = QFontMetrics(m_theme.font(Type::DataStrong)).horizontalAdvance(title) > box.width() - 4;
  p.setFont(m_theme.font(strong && !isLong ? Type::DataStrong : Type::Small));
  const QString shown = p.fontMetrics().elidedText(title, Qt::ElideRight, static_cast<int>(box.width()) - 2);
  const bool two = !figure.isEmpty();
  p.drawText(two ? QRectF(box.left(), box.center().y() - px(17), box.width(), px(17)) : box, Qt::AlignCenter, shown);
  if (!two) return;
  p.setFont(m_theme.font(Type::Small));
  p.setPen(t.muted);
  p.drawText(QRectF(box.left(), box.center().y(), box.width(), px(16)), Qt::AlignCenter, figure);
}

void TwoLanes::drawLane(QPainter& p, const QRectF& lane, const QColor& colour, double gap, const LaneDots& dots, bool paused) const {
  const Tokens& t = m_theme.tokens();
  QPen rail(paused ? t.warn : colour, 1);
  if (paused) rail.setDashPattern({4, 3});
  p.setPen(rail);
  const double y = std::round(lane.center().y()) + 0.5;
  for (const double side : {-gap / 2, gap / 2}) p.drawLine(QPointF(lane.left() + 1, y + side), QPointF(lane.right() - 1, y + side));
  p.setPen(Qt::NoPen);
  p.setBrush(colour);
  // Without motion the rails stand for what passes, and the figures say how much.
  if (!m_theme.calm())
    for (const double at : dots.positions()) p.drawEllipse(QPointF(lane.left() + 6 + at * (lane.width() - 12), y), dotRadius, dotRadius);
  if (!paused) return;
  p.setBrush(t.warn);
  p.drawRect(QRectF(lane.right() - 17, y - 8, 3, 16));
  p.drawRect(QRectF(lane.right() - 11, y - 8, 3, 16));
}

void TwoLanes::drawLog(QPainter& p, const QRectF& box) const {
  const Tokens& t = m_theme.tokens();
  p.setPen(QPen(t.edge, 1));
  p.setBrush(t.raised);
  p.drawRoundedRect(box, 4, 4);
  p.setFont(m_theme.font(Type::DataStrong));
  p.setPen(t.text);
  p.drawText(QRectF(box.left(), box.top() + 4, box.width(), px(18)), Qt::AlignCenter, tr("Log"));
  constexpr double lengths[] = {0.78, 0.58, 0.84, 0.68, 0.48, 0.82, 0.63};
  const double room = box.height() - px(24) - px(26);
  const int rows = std::min(7, static_cast<int>(room / 14));
  for (int i = 0; i < rows; ++i) {
    const double y = box.top() + px(27) + i * room / rows;
    QColor bar = t.write;
    bar.setAlphaF(0.45F + 0.3F * static_cast<float>(i) / static_cast<float>(std::max(1, rows)));
    p.fillRect(QRectF(box.left() + 12, y + 2, (box.width() - 24) * lengths[i], 5), bar);
    p.setPen(QPen(t.line, 0));
    p.drawLine(QPointF(box.left() + 8, y + 11), QPointF(box.right() - 8, y + 11));
  }
  p.setFont(m_theme.font(Type::Small));
  p.setPen(t.muted);
  p.drawText(QRectF(box.left(), box.bottom() - px(21), box.width(), px(18)), Qt::AlignCenter, m_figures.log);
}

void TwoLanes::drawReadSide(QPainter& p, double scale, const QRectF& log) const {
  const Tokens& t = m_theme.tokens();
  const qsizetype views = m_figures.views.size();
  const double slot = log.height() / static_cast<double>(std::max<qsizetype>(views, 1));
  const double boxHeight = std::min<double>(px(36), slot - 6);
  const QRectF screens(screensX * scale, log.top(), screensWidth * scale - 1, log.height());
  for (qsizetype i = 0; i < views; ++i) {
    const LaneView& view = m_figures.views[i];
    const double middle = log.top() + slot * (static_cast<double>(i) + 0.5);
    const QRectF box(viewX * scale, middle - boxHeight / 2, viewWidth * scale, boxHeight);
    drawLane(p, QRectF(log.right(), middle - 8, box.left() - log.right(), 16), t.read, readGap, m_lists[i], view.paused);
    drawBox(p, box, view.paused ? t.warn : t.read, view.title, {}, false);
    p.setPen(QPen(t.read, 1));
    const double y = std::round(middle) + 0.5;
    p.drawLine(QPointF(box.right() + 1, y), QPointF(screens.left() - 3, y));
    p.setBrush(t.card);
    p.drawEllipse(QPointF((box.right() + screens.left()) / 2, y), 2.5, 2.5);
  }
  drawBox(p, screens, t.read, tr("Screens"), m_figures.screens, true);
}

void TwoLanes::paintEvent(QPaintEvent*) {
  const Tokens& t = m_theme.tokens();
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  p.translate(0.5, 0.5);
  const double scale = (width() - 1) / design;
  const double middle = height() / 2.0;
  const QRectF entry(entryX * scale, middle - px(24), entryWidth * scale, px(48));
  const QRectF decide(decideX * scale, middle - px(20), decideWidth * scale, px(40));
  const QRectF log(logX * scale, 2, logWidth * scale, height() - 6);
  drawLane(p, QRectF(entry.right(), middle - 10, decide.left() - entry.right(), 20), t.write, writeGap, m_entry, false);
  drawLane(p, QRectF(decide.right(), middle - 10, log.left() - decide.right(), 20), t.write, writeGap, m_store, false);
  drawBox(p, entry, t.write, tr("Order entry"), m_figures.entry, true);
  drawBox(p, decide, t.write, tr("Decide, store"), m_figures.decide, true);
  drawLog(p, log);
  drawReadSide(p, scale, log);
  if (m_lit == Part::All) return;
  QColor veil = t.card;
  veil.setAlphaF(0.78F);
  const QRectF parts[] = {{-2, 0, log.left(), static_cast<double>(height())}, {log.left() - 1, 0, log.width() + 2, static_cast<double>(height())}, {log.right() + 1, 0, width() - log.right(), static_cast<double>(height())}};
  for (std::size_t i = 0; i < std::size(parts); ++i)
    if (static_cast<std::size_t>(m_lit) != i + 1) p.fillRect(parts[i], veil);
}

}  // namespace twinlane::ui
