#include "parts/empty_state.h"

#include "parts/button.h"
#include "parts/label.h"

#include <QEvent>
#include <QVBoxLayout>

namespace twinlane::ui {

EmptyState::EmptyState(const Theme& theme, QWidget* over) : QWidget(over), m_sentence(makeProse(theme, {}, Type::Body, "muted")), m_action(makeButton(theme, {})) {
  auto* column = new QVBoxLayout(this);
  column->setSpacing(12);
  column->addStretch(2);
  m_sentence->setAlignment(Qt::AlignCenter);
  column->addWidget(m_sentence);
  column->addWidget(m_action, 0, Qt::AlignHCenter);
  column->addStretch(3);
  connect(m_action, &QPushButton::clicked, this, &EmptyState::acted);
  over->installEventFilter(this);
  hide();
}

void EmptyState::say(const QString& sentence, const QString& action) {
  m_sentence->setText(sentence);
  m_action->setText(action);
  m_action->setAccessibleName(action);
  m_action->setVisible(!action.isEmpty());
  // Scrolling a table moves all that lies on its viewport.
  setGeometry(parentWidget()->rect());
  show();
}

bool EmptyState::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize) setGeometry(parentWidget()->rect());
  return QWidget::eventFilter(watched, event);
}

}  // namespace twinlane::ui
