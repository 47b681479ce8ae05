#include "messages/undo_bar.h"

#include "parts/button.h"
#include "parts/label.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>

namespace twinlane::ui {

namespace {

constexpr int barWidth = 620;

}  // namespace

UndoBar::UndoBar(const Theme& theme, Undo& undo, QWidget* over, int above)
    : QFrame(over),
      m_undo(undo),
      m_above(above),
      m_what(makeLabel(theme, {}, Type::Label, "muted")),
      m_question(makeProse(theme, {}, Type::BodyStrong)),
      m_yes(makeButton(theme, {}, "primary")),
      m_no(makeButton(theme, tr("Leave it"))) {
  setObjectName(QStringLiteral("undoBar"));
  setProperty("card", true);
  setAutoFillBackground(true);
  m_question->setObjectName(QStringLiteral("undoQuestion"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(14, 10, 12, 10);
  row->setSpacing(10);
  auto* words = new QVBoxLayout;
  words->setSpacing(2);
  words->addWidget(m_what);
  words->addWidget(m_question);
  row->addLayout(words, 1);
  row->addWidget(m_no);
  row->addWidget(m_yes);
  QFrame::hide();
  connect(m_yes, &QPushButton::clicked, this, [this] {
    const UndoOffer offer = m_offer;
    leave();
    m_undo.give(offer);
  });
  connect(m_no, &QPushButton::clicked, this, &UndoBar::leave);
  over->installEventFilter(this);
}

void UndoBar::ask(const UndoOffer& offer) {
  m_offer = offer;
  m_what->setText(tr("Undo: %1").arg(offer.done));
  m_question->setText(offer.question);
  m_yes->setText(offer.action);
  m_yes->setAccessibleName(offer.action);
  m_before = QApplication::focusWidget();
  place();
  show();
  raise();
  m_no->setFocus();  // a second press of Enter moves no money
}

bool UndoBar::leave() {
  if (isHidden()) return false;
  hide();
  if (m_before) m_before->setFocus();
  return true;
}

void UndoBar::place() {
  const QWidget* over = parentWidget();
  const int height = std::max(58, layout()->totalHeightForWidth(barWidth));
  setGeometry((over->width() - barWidth) / 2, over->height() - m_above - height, barWidth, height);
}

bool UndoBar::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) place();
  return QFrame::eventFilter(watched, event);
}

}  // namespace twinlane::ui
