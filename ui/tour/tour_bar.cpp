#include "tour/tour_bar.h"

#include "parts/button.h"
#include "parts/label.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace twinlane::ui {

namespace {

constexpr int barWidth = 690, leastHeight = 84, besideRail = 180, edge = 3;  // toasts keep the right

}  // namespace

TourBar::TourBar(const Theme& theme, Tour& tour, QWidget* over, int above)
    : QFrame(over),
      m_theme(theme),
      m_tour(tour),
      m_above(above),
      m_beat(new MarkLabel(theme, Type::Label)),
      m_caption(makeProse(theme, {}, Type::Heading)),
      m_ways(new QWidget),
      m_hold(makeButton(theme, {}, nullptr, "pause")),
      m_leave(makeButton(theme, tr("Take over"))) {
  setObjectName(QStringLiteral("tourBar"));
  setProperty("card", true);
  setAutoFillBackground(true);
  m_caption->setObjectName(QStringLiteral("tourCaption"));
  m_leave->setToolTip(tr("Esc"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 10, 12, 12);
  column->setSpacing(6);
  auto* head = new QHBoxLayout;
  head->setSpacing(8);
  head->addWidget(m_beat);
  head->addStretch(1);
  head->addWidget(m_hold);
  head->addWidget(m_leave);
  column->addLayout(head);
  column->addWidget(m_caption);
  column->addWidget(m_ways);
  auto* ways = new QHBoxLayout(m_ways);
  ways->setContentsMargins(0, 4, 0, 0);
  ways->setSpacing(8);
  for (const auto& [name, icon, page] : {std::tuple{tr("Place your own order"), "add", PageId::OrderEntry}, std::tuple{tr("Take in your orders"), "import", PageId::Import}, std::tuple{tr("Learn what you saw"), "learn", PageId::Learn}}) {
    QPushButton* way = makeButton(theme, name, page == PageId::OrderEntry ? "primary" : nullptr, icon);
    connect(way, &QPushButton::clicked, this, [this, page = page] { emit pageAsked(page); });
    ways->addWidget(way);
  }
  ways->addStretch(1);
  connect(m_hold, &QPushButton::clicked, this, [this] { m_tour.setHeld(!m_tour.isHeld()); });
  connect(m_leave, &QPushButton::clicked, this, &TourBar::takenOver);
  connect(&m_tour, &Tour::changed, this, &TourBar::show);
  over->installEventFilter(this);
  show();
}

void TourBar::show() {
  const Tour::Beat& beat = m_tour.beats()[m_tour.step()];
  const bool isFailed = beat.fate == Tour::Fate::Failed;
  const StateMark mark = isFailed ? StateMark{MarkShape::Square, Tone::Bad} : m_tour.isHeld() ? StateMark{MarkShape::Bars, Tone::Warn} : StateMark{MarkShape::Dot, Tone::Ok};
  m_beat->setState(mark, tr("Demo tour, %1 of %2 · %3").arg(m_tour.step() + 1).arg(m_tour.beats().size()).arg(beat.title), isFailed ? Tone::Bad : Tone::Muted);
  m_hold->setText(m_tour.isHeld() ? tr("Go on") : tr("Hold"));
  m_hold->setAccessibleName(m_tour.isHeld() ? tr("Go on with the tour") : tr("Hold the tour"));
  m_hold->setVisible(!m_tour.isOver());
  m_leave->setText(m_tour.isOver() ? tr("Close") : tr("Take over"));
  m_ways->setVisible(m_tour.isOver());
  if (m_said != beat.caption) {
    m_said = beat.caption;
    m_caption->setText(m_said);
    setAccessibleName(m_said);
    QAccessibleEvent announced(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&announced);
  }
  place();
  QFrame::show();
  raise();
}

void TourBar::place() {
  const QWidget* over = parentWidget();
  const int width = px(barWidth), height = std::max(px(leastHeight), layout()->totalHeightForWidth(width));
  setGeometry(layoutDirection() == Qt::RightToLeft ? over->width() - px(besideRail) - width : px(besideRail), over->height() - m_above - height, width, height);
}

// Else it would be one card among others.
void TourBar::paintEvent(QPaintEvent* event) {
  QFrame::paintEvent(event);
  QPainter(this).fillRect(QRect(0, 0, width(), edge), m_theme.tokens().accent);
}

bool TourBar::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parentWidget() && event->type() == QEvent::Resize) place();
  return QFrame::eventFilter(watched, event);
}

}  // namespace twinlane::ui
